import { STACK_PACKAGES } from '../catalog/packages.js';
import { sourceOfBuilt } from './built.js';
import { existing } from './existing.js';
import { type Package, packageAt, projectRootOf } from './packages.js';
import { sourcesThatSay } from './package-sources.js';
import { dirname, join } from './path.js';
import { type Project, query } from './project.js';
import { templatesIn, textsIn } from './sam-templates.js';

/** Where the Serverless Framework has its settings. */
const SERVERLESS = /^serverless(?:[.-][\w.-]+)?\.(?:ya?ml|json|[cm]?[jt]s)$/i;

/** `handler: src/orders.place`, of the Serverless Framework. */
const HANDLER =
  /\bhandler['"]?[ \t]*:[ \t]*['"]?(\.{0,2}[\w/@-][\w/.@-]*)\.[\w$]+['"]?[ \t]*(?:#.*)?(?:\r?$|[,}])/gm;
/** A line of a SAM template: a resource begins, the folder of its code, the module and the name of what is called there. */
const LINE =
  /^[ \t]*(?:Type:[ \t]*['"]?(AWS::[\w:]+)|CodeUri:[ \t]*['"]?(\.{0,2}[\w./-]+)|Handler:[ \t]*['"]?([\w./-]+)\.[\w$]+['"]?[ \t]*\r?$)/gm;

/** What a stack makes a function of: `entry: join(__dirname, '../lambda/orders.ts')`. */
const ENTRY =
  /\bentry\s*:\s*(?:(?:\w+\.)?(?:join|resolve)\(\s*__dirname\s*,\s*((?:['"][^'"\n]+['"][\s,]*)+)\)|['"]([^'"\n]+)['"])/g;

const HAS_ENTRY = new RegExp(ENTRY.source);

/**
 * Whether a platform of functions calls a file by what deploys it: `handler: src/orders.place` in `serverless.yml`, `Handler:` and
 * `CodeUri:` in a template of AWS SAM, in a folder around it, `entry:` in a stack of its package. The file itself may say nothing of that.
 */
export function isDeployedFunction(owner: Package, file: string): boolean {
  const root = projectRootOf(owner);
  if (functionsOfStacks(owner.project, owner.root).has(file)) return true;
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (deployedFunctions(owner.project, folder).has(file)) return true;
    if (folder === root || dirname(folder) === folder) return false;
  }
}

/** Whether what stands in a package's root deploys functions of it. */
export function deploysFunctions({ project, root }: Package): boolean {
  return deployedFunctions(project, root).size > 0 || functionsOfStacks(project, root).size > 0;
}

/** The modules that a package's own stacks make functions of. */
const functionsOfStacks = query((project, root): ReadonlySet<string> => {
  const owner = packageAt(project, root);
  if (!owner || !STACK_PACKAGES.some((name) => owner.allDependencies.has(name))) return new Set();
  return new Set(sourcesThatSay(owner, HAS_ENTRY).flatMap((stack) => entriesOf(project, root, stack)));
});

function entriesOf(project: Project, root: string, stack: string): readonly string[] {
  return [...(project.read(stack) ?? '').matchAll(ENTRY)].flatMap(([, joined, fromRoot = '']) => {
    const parts = joined?.match(/[^'",\s]+/g);
    const path = parts ? join(dirname(stack), ...parts) : join(root, fromRoot);
    return existing(project, path) ?? [];
  });
}

/** A module that is called, below the folder of the code that is deployed. */
interface Handler {
  readonly folder: string;
  readonly module: string;
}

const deployedFunctions = query((project, root): ReadonlySet<string> => {
  const handlers = [
    ...textsIn(project, root, SERVERLESS).flatMap(handlersOf),
    ...templatesIn(project, root).flatMap(templateHandlersOf),
  ];
  return new Set(
    handlers.flatMap(({ folder, module }) => sourceOfBuilt(project, join(root, folder), module) ?? []),
  );
});

function handlersOf(text: string): readonly Handler[] {
  return [...text.matchAll(HANDLER)].flatMap(([, module]) => (module ? { folder: '.', module } : []));
}

/** What stands before the first resource is said of all. */
function templateHandlersOf(text: string): readonly Handler[] {
  const found: Handler[] = [];
  const common: Handler = { folder: '.', module: '' };
  let own: Handler | undefined;
  let said: { -readonly [K in keyof Handler]: Handler[K] } = common;
  const close = () => {
    if (own && own.module !== '') found.push(own);
  };
  for (const [, type, folder, module] of text.matchAll(LINE)) {
    if (type !== undefined) {
      close();
      said = { ...common };
      own = type === 'AWS::Serverless::Function' ? said : undefined;
    }
    if (folder !== undefined) said.folder = folder;
    if (module !== undefined) said.module = module;
  }
  close();
  return found;
}
