import type { Covered, Instrumentation } from '../catalog/schema.js';
import { GLOBAL_FETCH, HTTP_CLIENTS } from '../catalog/propagation/http-clients.js';
import { INSTRUMENTATIONS, OWN_INSTRUMENTATIONS, TRACING_SDK } from '../catalog/setup/instrumentation.js';
import { OPERATOR_INSTRUMENTS } from '../catalog/setup/operators.js';
import { SERVER_PACKAGES } from '../catalog/packages.js';
import type { Settings } from '../model/settings.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';
import { dependentsOf, directoriesIn, entries, workspaceOf } from './dependents.js';

/** What a package does about traces, as far as its manifests, scripts and set-up files say. */
export interface Tracing {
  /** Whether the process makes spans of its own. */
  readonly traces: boolean;
  /** Whether an instrumentation injects into what this sends; `unknown` where something unseen might. */
  covers(what: Covered): boolean | 'unknown';
}

const ALL_INSTRUMENTED: Tracing = { traces: true, covers: () => true };
const NONE_INSTRUMENTED: Tracing = { traces: true, covers: () => false };
const NEVER: Tracing = { traces: false, covers: () => 'unknown' };

/** Finds out who injects in a package: from the settings, else from its dependencies, scripts and set-up. */
export function tracingOf(owner: Package, setting: Settings['instrumentation']): Tracing {
  if (setting === 'auto') return ALL_INSTRUMENTED;
  if (setting === 'manual') return NONE_INSTRUMENTED;
  if (setting === 'none') return NEVER;
  return readTracing(owner.project, owner.root);
}

/** Words that a package of the project has in its name when it may set up tracing. */
const MAY_SET_UP = /otel|trac|telemetry|observ|apm|monitor|instrument/i;

const readTracing = query((project, ownRoot): Tracing => {
  const owner = packageOf(project, join(ownRoot, 'package.json'), ownRoot);
  const root = projectRootOf(owner);
  const workspace = root === owner.root ? undefined : packageOf(project, join(root, 'package.json'));
  const own = [owner, ...(workspace ? [workspace] : [])];
  const shared = own.flatMap((each) => sharedPackages(each, root));
  const found = shared.flatMap((each) => each.found ?? []);
  const setUp = [...own, ...found.filter(({ name }) => MAY_SET_UP.test(name ?? ''))];
  if (isDistribution(owner) || !setUp.some(tracesItself)) return NEVER;
  // What a package of a workspace sends is sent by the processes that depend on it.
  const involved = new Set([...own, ...found, ...(workspace ? dependentsOf(owner, root) : [])]);
  const roots = [...new Set([owner.root, root, ...found.map((each) => each.root)])];
  const commands = commandsOf(project, [...involved], root);
  const names = new Set([
    ...[...involved].flatMap(({ allDependencies }) => [...allDependencies]),
    ...packagesIn(commands),
  ]);
  const isUnseen = shared.some((each) => !each.found && MAY_SET_UP.test(each.name));
  const texts = () => roots.flatMap((each) => setupTexts(project, each));
  return {
    traces: true,
    covers: (what) => {
      // The operator of Kubernetes brings all of them to the process.
      if (OPERATOR_INSTRUMENTS.test(commands)) return true;
      const covering = INSTRUMENTATIONS.filter(
        (each) =>
          (each.covers === 'all' || each.covers.includes(what)) &&
          [...names].some((name) => each.package.test(name)),
      );
      if (covering.some((each) => !each.canBeDisabled)) return true;
      if (covering.length === 0) {
        return isUnseen || hasOwn(what, texts()) ? 'unknown' : false;
      }
      return covering.some((each) => !isDisabled(each, what, texts(), commands));
    },
  };
});

function tracesItself({ json }: Package): boolean {
  return Object.keys(json.dependencies ?? {}).some((name) => TRACING_SDK.test(name));
}

/** A published package that brings a tracing SDK to others: what it sends is the SDK's own. */
function isDistribution({ json, dependencies, scripts }: Package): boolean {
  const isPublished =
    json.private !== true && [json.publishConfig, json.files, json.exports, json.types].some(Boolean);
  const isService = 'start' in scripts || [...dependencies].some((name) => SERVER_PACKAGES.has(name));
  return isPublished && !isService;
}

interface Shared {
  readonly name: string;
  readonly found: Package | undefined;
}

/** The packages of the same workspace that a package depends on. */
function sharedPackages(owner: Package, root: string): readonly Shared[] {
  const { project } = owner;
  return [...owner.versions].flatMap(([name, range]): readonly Shared[] => {
    const isLinked = /^(?:workspace:|file:|link:|portal:)/.test(range);
    const inWorkspace = workspaceOf(project, root).find((each) => each.name === name);
    if (inWorkspace) return [{ name, found: inWorkspace }];
    if (!isLinked) return [];
    for (const directory of new Set([owner.root, root])) {
      const path = join(directory, 'node_modules', name, 'package.json');
      if (project.isFile(path)) return [{ name, found: packageOf(project, path) }];
    }
    return [{ name, found: undefined }];
  });
}

/** Files that say how a process is started. */
const START_FILES =
  /^(?:Dockerfile[\w.-]*|[\w.-]*\.Dockerfile|Procfile|(?:docker-)?compose[\w.-]*\.ya?ml|\.env[\w.-]*|ecosystem\.config\.[cm]?js|fly\.toml|render\.yaml|app\.ya?ml|[\w.-]+\.sh)$/;
/** Folders of manifests that say how it is deployed. */
const DEPLOYMENT_FOLDERS =
  /^(?:k8s|kubernetes|deploy(?:ments?)?|helm|charts?|manifests?|kustomize|infra|ops|docker|templates|base)$/;

function commandsOf(project: Project, packages: readonly Package[], root: string): string {
  const texts = packages.flatMap((each) => Object.values(each.scripts));
  const roots = new Set([root, ...packages.map((each) => each.root)]);
  for (const directory of roots) {
    for (const name of entries(project, directory))
      if (START_FILES.test(name)) texts.push(textOf(project, join(directory, name)));
  }
  const visit = (directory: string, depth: number): void => {
    for (const name of entries(project, directory)) {
      const path = join(directory, name);
      if (/\.ya?ml$/.test(name) || START_FILES.test(name)) texts.push(textOf(project, path));
      else if (depth < 2 && !name.includes('.') && project.isDirectory(path)) visit(path, depth + 1);
    }
  };
  for (const directory of roots)
    for (const name of directoriesIn(project, directory))
      if (DEPLOYMENT_FOLDERS.test(name)) visit(join(directory, name), 0);
  return texts.join('\n');
}

/** The packages that commands preload or install: `--require dd-trace/init`, `npm install newrelic`. */
function packagesIn(commands: string): readonly string[] {
  return commands
    .split(/[\s'"`,=[\]]+/)
    .filter((word) => /^(?:node:|\.\/|\.\.\/)?@?[a-z]/.test(word) && word.length < 120)
    .map((word) => packageName(word.replace(/^.*node_modules\//, '')));
}

function packageName(specifier: string): string {
  const [scope = '', name] = specifier.split('/');
  const full = scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope;
  const version = full.indexOf('@', 1);
  return version < 0 ? full : full.slice(0, version);
}

/** Where set-up code stands, by the names of its files. */
const SETUP_FILE =
  /trac|otel|telemetry|instrument|observ|monitor|apm|^(?:index|main|server|app|register|preload)\./i;
const MAX_FILES = 400;
const MAX_BYTES = 200_000;

/** Whether the set-up of a process switches an instrumentation off again. */
function isDisabled(
  { class: className }: Instrumentation,
  what: Covered,
  setup: readonly string[],
  commands: string,
): boolean {
  if (className !== undefined) {
    // `new HttpInstrumentation({ enabled: false })`, and no other.
    const made = setup.flatMap((text) => [
      ...text.matchAll(new RegExp(`new ${className}\\(([^)]*)\\)`, 'g')),
    ]);
    return made.length > 0 && made.every(([, options]) => /\benabled\s*:\s*false\b/.test(options ?? ''));
  }
  const inCode = new RegExp(`instrumentation-${what}['"]\\s*:\\s*\\{[^{}]*\\benabled\\s*:\\s*false`);
  const listing = setup.filter((text) => /getNodeAutoInstrumentations\s*\(/.test(text));
  if (listing.length > 0 && listing.every((text) => inCode.test(text))) return true;
  const byName = new RegExp(`OTEL_NODE_DISABLED_INSTRUMENTATIONS\\s*[=:][^\\n]*\\b${what}\\b`);
  const others = new RegExp(`OTEL_NODE_ENABLED_INSTRUMENTATIONS\\s*[=:](?![^\\n]*\\b${what}\\b)\\s*\\S`);
  return byName.test(commands) || others.test(commands);
}

/** Whether the set-up speaks of an instrumentation that is in no package known here: the project's own. */
function hasOwn(what: Covered, setup: readonly string[]): boolean {
  const name = OWN_INSTRUMENTATIONS[what];
  return name !== undefined && setup.some((text) => name.test(text));
}

const setupTexts = query((project, root): readonly string[] => {
  const texts: string[] = [];
  walk(project, root, (name, path) => {
    if (SETUP_FILE.test(name)) texts.push(textOf(project, path));
  });
  return texts;
});

/** Clients, as messages name them, that code anywhere in a package changes for all of its requests. */
const HOOKS: readonly (readonly [client: string, hook: RegExp])[] = [
  ...HTTP_CLIENTS.flatMap(({ id, hook }) => (hook ? [[id, hook] as const] : [])),
  [GLOBAL_FETCH.name, GLOBAL_FETCH.hook],
];

/** The clients of a package that may inject by themselves: its sources have hooks of them that speak of traces. */
export function hookedClients(owner: Package): ReadonlySet<string> {
  return readHooks(owner.project, owner.root);
}

const readHooks = query((project, ownRoot): ReadonlySet<string> => {
  const owner = packageOf(project, join(ownRoot, 'package.json'), ownRoot);
  const found = new Set<string>();
  const shared = sharedPackages(owner, projectRootOf(owner)).flatMap((each) => each.found?.root ?? []);
  for (const root of new Set([owner.root, ...shared])) {
    walk(
      project,
      root,
      (_, path) => {
        const text = textOf(project, path);
        if (!/\binject\b|traceparent|trac(?:e|ing)|propagat|telemetry/i.test(text)) return;
        for (const [client, hook] of HOOKS) if (hook.test(text)) found.add(client);
      },
      4000,
    );
  }
  return found;
});

/** Folders and files whose code is not part of what runs as the service. */
const NO_SOURCES =
  /^(?:node_modules|dist|build|coverage|tests?|__tests__|__mocks__|e2e|specs?|fixtures|docs|examples|\..*)$|\.(?:test|spec)\.[cm]?[jt]s$|\.d\.[cm]?ts$/;

function walk(
  project: Project,
  root: string,
  visitFile: (name: string, path: string) => void,
  max = MAX_FILES,
): void {
  let left = max;
  const visit = (directory: string, depth: number): void => {
    for (const name of entries(project, directory)) {
      if (NO_SOURCES.test(name)) continue;
      const path = join(directory, name);
      if (/\.[cm]?[jt]s$/.test(name)) {
        if (--left < 0) return;
        visitFile(name, path);
      } else if (!name.includes('.') && depth < 8 && project.isDirectory(path)) visit(path, depth + 1);
    }
  };
  visit(root, 0);
}

function textOf(project: Project, path: string): string {
  return project.read(path, MAX_BYTES) ?? '';
}
