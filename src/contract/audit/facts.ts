import type { Place } from '../inventory/inventory.js';

/** What a package's code says that its inventory does not, place by place. */
export interface CodeFacts {
  /** Files of it that run as a service, and whether it is one at all. */
  readonly isService: boolean;
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
