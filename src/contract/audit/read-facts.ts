import {
  EXPOSES_METRICS,
  LOADS_AGENT,
  METRICS_ROUTE,
  METRICS_ROUTE_FILE,
  MENTIONS_TRACKER,
  STARTS_SERVICE,
  TRACE_ID_FIELD,
  TRACE_ID_OPTION,
  TRACKER_FILE,
  TRACKER_PACKAGES,
  TRACKER_START,
} from '../../catalog/contract/audit.js';
import { isConsole } from '../../catalog/index.js';
import type { Pass } from '../../analysis/pass.js';
import type { Package } from '../../project/packages.js';
import { dependentsOf, isForDevelopment, workspaceOf } from '../../project/dependents.js';
import { packageOf, projectRootOf } from '../../project/packages.js';
import { isOnlyImported, isProgram, isService } from '../../project/shared-library.js';
import type { Call, New } from '../../model/code/expression.js';
import { listens } from '../../model/code/program-text.js';
import { join } from '../../project/path.js';
import type { AnalysedFile } from '../../recognize/file.js';
import { lateStartOf } from '../../recognize/setup/load-order.js';
import { MAKES_SDK } from '../../recognize/setup/prefilter.js';
import { startIn } from '../../recognize/setup/sdk-start.js';
import { importedBy } from '../../model/values/imported.js';
import { calledName } from '../../recognize/recogniser.js';
import { recognised } from '../../analysis/walk.js';
import { MAY_START } from '../../catalog/setup/telemetry-sdk.js';
import type { Place } from '../inventory/inventory.js';
import type { FileReader } from '../inventory/read-file.js';
import { maySetUpMetrics, setsUpRoute } from '../inventory/read-setup.js';
import type { PlaceOf } from '../inventory/read-metrics.js';
import type { CodeFacts } from './facts.js';

type Places =
  | 'lostErrors'
  | 'ignoredIds'
  | 'boundIds'
  | 'traceIds'
  | 'trackers'
  | 'sdks'
  | 'lateSdks'
  | 'exposures'
  | 'metricsRoutes';

/** A child of a logger, or a context, that is given the id of a request. */
const BINDS_ID =
  /\.(?:child|withContext|with|setBindings|appendKeys|addContext|assign)\(\s*\{[^}]*?\b(?:req(?:uest)?|correlation|trace)_?[iI]d\b/;

/** What is read of one package, file by file. */
interface Entry {
  readonly owner: Package;
  readonly traces: boolean;
  readonly places: Map<Places, Place[]>;
  readonly sendingFiles: Set<string>;
  /** It has code of a server, and some of that starts one. */
  serves: boolean;
  starts: boolean;
}

/** Whether a text starts what serves or works for as long as the program runs. */
function startsService(text: string): boolean {
  return listens(text) || STARTS_SERVICE.test(text);
}

/** `Sentry.init()`: whether a call of such a name is one of an error tracker. */
function startsTracker({ kind, callee }: Call | New, { source }: AnalysedFile): boolean {
  if (kind === 'new') return false;
  const from = importedBy(callee.kind === 'member' ? callee.object : callee, source);
  return from !== undefined && TRACKER_PACKAGES.test(from.module);
}

/** Whether a package is started by itself: by its manifest, or in a container of its own. */
function isStarted(owner: Package): boolean {
  return isProgram(owner) || owner.project.isFile(join(owner.root, 'Dockerfile'));
}

/** Collects what the audit asks of a package's files, one file after the other. */
export class AuditReader implements FileReader {
  private readonly packages = new Map<string, Entry>();

  /** Whether a text may say something that the inventory does not ask for. */
  mayTell(text: string): boolean {
    return (
      MAY_START.test(text) ||
      startsService(text) ||
      MAKES_SDK.test(text) ||
      LOADS_AGENT.test(text) ||
      EXPOSES_METRICS.test(text) ||
      METRICS_ROUTE.test(text) ||
      MENTIONS_TRACKER.test(text)
    );
  }

  /** Listens to what a file's pass finds. */
  listen(pass: Pass, file: AnalysedFile, placeOf: PlaceOf): void {
    pass.subscribe({}, () => ({
      logCall: (site) => {
        if (isConsole(site.call.library)) return;
        if (site.misusedErrors.length > 0) this.note('lostErrors', file, placeOf(site.node));
      },
      generatedRequestId: ({ node }) => this.note('ignoredIds', file, placeOf(node)),
    }));
  }

  /** Reads what a file says by its text and its set-up. */
  read(file: AnalysedFile, placeOf: PlaceOf): void {
    const { text, source } = file;
    const entry = this.entry(file);
    if (file.isOfServer) {
      entry.serves = true;
      entry.starts ||= startsService(text);
    }
    if (file.sendsForService) entry.sendingFiles.add(placeOf(source.program).file);
    const found = (what: Places, pattern: RegExp) => {
      const match = pattern.exec(text);
      if (match) this.note(what, file, placeOf({ range: [match.index, match.index] }));
    };
    found('boundIds', BINDS_ID);
    found('traceIds', TRACE_ID_FIELD);
    found('traceIds', TRACE_ID_OPTION);
    found('exposures', EXPOSES_METRICS);
    found('metricsRoutes', METRICS_ROUTE_FILE.test(file.path) ? /^/ : METRICS_ROUTE);
    const start = MAY_START.test(text) ? startIn(file.source.program, file.source) : undefined;
    if (start) this.note('sdks', file, placeOf(start.node));
    else found('sdks', MAKES_SDK.test(text) ? MAKES_SDK : LOADS_AGENT);
    const late = lateStartOf(file);
    if (late) this.note('lateSdks', file, placeOf(late.node));
    const mayServe = maySetUpMetrics(text);
    for (const node of recognised(source.program)) {
      if (node.type === 'CatchClause') continue;
      const name = calledName(node);
      const mayTrack = name !== undefined && TRACKER_START.test(name);
      if (!mayTrack && !mayServe) continue;
      const call = source.expression(node);
      if (call.kind !== 'call' && call.kind !== 'new') continue;
      if (mayTrack && startsTracker(call, file)) this.note('trackers', file, placeOf(node));
      if (mayServe && setsUpRoute(call, file)) this.note('exposures', file, placeOf(node));
    }
  }

  /** What was read of a package, by its folder. */
  of(root: string): CodeFacts | undefined {
    const entry = this.packages.get(root);
    if (!entry) return undefined;
    const { owner, traces, places, serves, starts, sendingFiles } = entry;
    const all = (what: Places) => places.get(what) ?? [];
    const workspace = packageOf(owner.project, join(projectRootOf(owner), 'package.json'));
    const isImported = isOnlyImported(owner);
    const isHelper = isImported && isForDevelopment(owner);
    const users = isHelper ? [] : dependentsOf(owner, projectRootOf(owner));
    const isOfRoot = [owner, ...users].some(
      ({ name }) => name !== undefined && workspace.dependencies.has(name),
    );
    const usedIn = isOfRoot ? [...users, workspace] : users;
    return {
      isService: serves && !isHelper && (starts || (isService(owner) && !isImported)),
      isPart: !isStarted(owner) && (isImported || usedIn.length > 0),
      usedIn: new Set(usedIn.map((each) => each.root)),
      programs: usedIn.filter(isProgram).map(({ root: at, name }) => ({ root: at, name: name ?? at })),
      holdsPackages: !starts && workspaceOf(owner.project, owner.root).length > 0,
      sendingFiles,
      lostErrors: all('lostErrors'),
      ignoredIds: all('ignoredIds'),
      boundIds: all('boundIds'),
      traceIds: all('traceIds'),
      trackers: all('trackers'),
      sdks: all('sdks'),
      lateSdks: all('lateSdks'),
      exposures: all('exposures'),
      metricsRoutes: all('metricsRoutes'),
      dependencies: new Set([...owner.dependencies, ...workspace.dependencies]),
      traces,
    };
  }

  private entry(file: AnalysedFile): Entry {
    const owner = file.package;
    let entry = this.packages.get(owner.root);
    if (!entry) {
      const { traces } = file.tracing;
      this.packages.set(
        owner.root,
        (entry = { owner, traces, places: new Map(), sendingFiles: new Set(), serves: false, starts: false }),
      );
    }
    return entry;
  }

  private note(what: Places, file: AnalysedFile, place: Place): void {
    // What a service runs; a script, a test or a page of it proves nothing of it.
    const isOfService = file.isOfServer || file.role.role === 'cli';
    if (!isOfService && !(what === 'trackers' && TRACKER_FILE.test(file.path))) return;
    const { places } = this.entry(file);
    const list = places.get(what);
    if (list) list.push(place);
    else places.set(what, [place]);
  }
}
