import type { Place } from '../inventory/inventory.js';

/** What a package's code says that its inventory does not, place by place. */
export interface CodeFacts {
  /** Files of it that run as a service, and whether it is one at all. */
  readonly isService: boolean;
  /** Others import it and nothing starts it by itself: what serves in it does so in their process. */
  readonly isPart: boolean;
  /** The folders of the packages of its workspace that run with it, directly or through others. */
  readonly usedIn: ReadonlySet<string>;
  /** Those of them that are started, by their manifests. */
  readonly programs: readonly Program[];
  /** It holds the packages of a workspace, and nothing of its own starts: its dependencies are theirs. */
  readonly holdsPackages: boolean;
  /** The files whose requests and messages are part of what the service does. */
  readonly sendingFiles: ReadonlySet<string>;
  /** Records that lose an error, or flatten it to text. */
  readonly lostErrors: readonly Place[];
  /** Ids of requests that are generated without a look at the one that came. */
  readonly ignoredIds: readonly Place[];
  /** Loggers that carry the id of their request. */
  readonly boundIds: readonly Place[];
  /** Trace ids that are put on records by hand. */
  readonly traceIds: readonly Place[];
  /** Where errors begin to be tracked. */
  readonly trackers: readonly Place[];
  /** Where a tracing SDK starts, and where one starts too late. */
  readonly sdks: readonly Place[];
  readonly lateSdks: readonly Place[];
  /** Where metrics are served or pushed. */
  readonly exposures: readonly Place[];
  /** Where the route is named at which metrics are served that code writes as text. */
  readonly metricsRoutes: readonly Place[];
  /** Its dependencies and those of the workspace's root. */
  readonly dependencies: ReadonlySet<string>;
  /** Whether its process makes spans, as far as its manifests, scripts and set-up say. */
  readonly traces: boolean;
}

/** A package that is started. */
export interface Program {
  readonly root: string;
  readonly name: string;
}

/** What is read of a program whose own code only starts what a library serves. */
export const NO_FACTS: CodeFacts = {
  isService: true,
  isPart: false,
  usedIn: new Set(),
  programs: [],
  holdsPackages: false,
  sendingFiles: new Set(),
  lostErrors: [],
  ignoredIds: [],
  boundIds: [],
  traceIds: [],
  trackers: [],
  sdks: [],
  lateSdks: [],
  exposures: [],
  metricsRoutes: [],
  dependencies: new Set(),
  traces: false,
};

/** What a service's own code and the libraries of its workspace say together: they run in one process. */
export function joinFacts(own: CodeFacts, libraries: readonly CodeFacts[]): CodeFacts {
  const all = [own, ...libraries];
  const places = (of: (each: CodeFacts) => readonly Place[]) => all.flatMap(of);
  const union = (of: (each: CodeFacts) => ReadonlySet<string>) =>
    new Set(all.flatMap((each) => [...of(each)]));
  return {
    ...own,
    sendingFiles: union((each) => each.sendingFiles),
    lostErrors: places((each) => each.lostErrors),
    ignoredIds: places((each) => each.ignoredIds),
    boundIds: places((each) => each.boundIds),
    traceIds: places((each) => each.traceIds),
    trackers: places((each) => each.trackers),
    sdks: places((each) => each.sdks),
    lateSdks: places((each) => each.lateSdks),
    exposures: places((each) => each.exposures),
    metricsRoutes: places((each) => each.metricsRoutes),
    dependencies: union((each) => each.dependencies),
    traces: all.some((each) => each.traces),
  };
}
