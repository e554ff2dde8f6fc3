import { NAMES_SERVICE, OPERATOR_INJECTS } from '../catalog/setup/operators.js';
import { HARMLESS_PRELOADS } from '../catalog/setup/telemetry-sdk.js';
import { type Package, packageOf, projectRootOf } from './packages.js';
import { join } from './path.js';
import { type Project, query } from './project.js';

/** Files that say how a process is started and with which environment. */
const DEPLOYMENT_FILE =
  /^(?:[\w.-]*Dockerfile[\w.-]*|[\w.-]*Containerfile|Procfile[\w.-]*|\.env[\w.-]*|[\w.-]*\.env|[\w.-]+\.(?:ya?ml|toml|tf|tfvars|hcl|sh|bash|service|tpl|gotmpl|jsonnet|nomad|bicep|conf)|Makefile|justfile|Taskfile[\w.-]*|nodemon\.json|app\.json|project\.json|task-?definition[\w.-]*\.json|ecosystem\.config\.[cm]?js|[\w.-]*pm2[\w.-]*\.(?:json|[cm]?js)|serverless\.(?:ts|js|json)|sst\.config\.ts|vercel\.json|now\.json|railway\.json|launch\.json)$/i;
const NO_DEPLOYMENT =
  /^(?:node_modules|dist|build|coverage|\.git|\.next|\.turbo|\.yarn|vendor|locales?|i18n)$/;
const MAX_ENTRIES = 6000;
const MAX_BYTES = 300_000;
const MAX_DEPTH = 5;

/** How a package's process is started, as far as scripts and deployment files of its repository say. */
export interface Deployment {
  /** Whether some start command preloads a module of its own, or an agent, before the program. */
  readonly preloads: boolean;
  /** Whether anything there names the service for OpenTelemetry. */
  readonly namesService: boolean;
  /** Where the orchestrator asks whether the process lives: the paths of every `livenessProbe`. */
  readonly livenessPaths: readonly string[];
  /** Files were left unread, for their number: something unseen may say either. */
  readonly isPartial: boolean;
}

/** Reads the scripts of a package and of its workspace, and the deployment files of the repository. */
export function deploymentOf(owner: Package): Deployment {
  return readDeployment(owner.project, owner.root);
}

const readDeployment = query((project, ownRoot): Deployment => {
  const owner = packageOf(project, join(ownRoot, 'package.json'), ownRoot);
  const root = projectRootOf(owner);
  const workspace = root === owner.root ? owner : packageOf(project, join(root, 'package.json'));
  const { texts, isPartial } = textsUnder(project, root);
  const scripts = [owner, workspace].flatMap((each) => Object.values(each.scripts));
  const all = [...scripts, ...texts];
  return {
    preloads: all.some(preloads),
    namesService: all.some((text) => NAMES_SERVICE.test(text)),
    livenessPaths: texts.flatMap((text) => [...text.matchAll(LIVENESS_PROBE)].map(([, path = '']) => path)),
    isPartial,
  };
});

/** A probe's path, among the lines that are indented below it. */
const LIVENESS_PROBE = /\blivenessProbe:[ \t]*\n(?:[ \t].*\n){0,6}?[ \t]+path:[ \t]*['"]?(\/[^\s'"{}]*)/g;

const PRELOAD =
  /(?:(?<![\w-])(?:--require|--import|--loader|--experimental-loader)(?:[=\s]|['"],)|(?:\bnode|ts-node|tsx|nodemon|NODE_OPTIONS)\b[^&|;\n]{0,500}?\s-r\s)\s*['"]?([^\s'",\]]+)/g;
/** Other programs than the service, which preload for themselves. */
const OTHER_PROGRAM = /\b(?:mocha|jest|vitest|ava|nyc|tap)\b/;

function preloads(text: string): boolean {
  if (OPERATOR_INJECTS.test(text)) return true;
  return text
    .split('\n')
    .some(
      (line) =>
        !OTHER_PROGRAM.test(line) &&
        [...line.matchAll(PRELOAD)].some(([, module = '']) => !HARMLESS_PRELOADS.test(module)),
    );
}

function textsUnder(
  project: Project,
  root: string,
): { readonly texts: readonly string[]; readonly isPartial: boolean } {
  const texts: string[] = [];
  let left = MAX_ENTRIES;
  const visit = (directory: string, depth: number): void => {
    for (const entry of project.entries(directory)) {
      if (--left < 0) return;
      const { name } = entry;
      const path = join(directory, name);
      if (entry.kind === 'file' && DEPLOYMENT_FILE.test(name))
        texts.push(project.read(path, MAX_BYTES) ?? '');
      else if (entry.kind === 'directory' && !NO_DEPLOYMENT.test(name) && depth < MAX_DEPTH)
        visit(path, depth + 1);
    }
  };
  visit(root, 0);
  return { texts, isPartial: left < 0 };
}
