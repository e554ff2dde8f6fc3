import type { TSESTree } from '@typescript-eslint/types';
import { isNodeModule } from '../../catalog/packages.js';
import { MAY_START, SDK_STARTS, patchedAs } from '../../catalog/setup/telemetry-sdk.js';
import { deploymentOf } from '../../project/deployment.js';
import { dependenciesOf } from '../../project/installed.js';
import type { EstreeSource } from '../../estree/source.js';
import type { AnalysedFile } from '../file.js';
import { memberName } from '../../estree/member-name.js';
import { children, descendants, isClosure } from '../../estree/tree.js';
import { type SdkStarted, startCalled, startedBy, startedByLoading } from './sdk-start.js';
import { SETUP_MODULE, SETUP_NAME } from './prefilter.js';

type Node = TSESTree.Node;

/** What happens when a file is loaded, in order. */
type Step =
  | { readonly is: 'load'; readonly module: string; readonly node: Node }
  | { readonly is: 'start'; readonly started: SdkStarted; readonly node: Node };

/** Modules that are loaded before the SDK that would patch them starts. */
export interface LateStart {
  /** The first load that is too early. */
  readonly node: Node;
  /** The modules that stay as they are. */
  readonly modules: readonly string[];
  readonly sdk: string;
  /** The project's module whose import starts the SDK; undefined where the file does it itself. */
  readonly startedIn: string | undefined;
  /** Node.js loads the file as an ES module, whose imports all come before its statements. */
  readonly isNative: boolean;
}

const MAX_DEPTH = 3;
const MAX_FILES = 200;

/** The modules that a file loads too early; undefined where it starts no SDK, or in time. */
export function lateStartOf(file: AnalysedFile): LateStart | undefined {
  const { source } = file;
  const mayStart = MAY_START.test(source.text) || SETUP_MODULE.test(source.text);
  if (!mayStart || !dependsOnSdk(file) || !['server', 'cli'].includes(file.role.role)) return undefined;
  const isNative = isNativeModule(file);
  const steps = stepsOf(source, isNative);
  const startAt = (step: Step) => {
    const started = startOf(step, source);
    return started && isEntryTo(step, source) ? started : undefined;
  };
  const at = steps.findIndex((step) => startAt(step) !== undefined);
  const step = steps[at];
  const started = step && startAt(step);
  if (!step || !started) return undefined;
  const loadedAfter = new Walk(source).all(steps.slice(at + 1));
  const late = steps.slice(0, at).flatMap((earlier) => {
    if (earlier.is !== 'load') return [];
    const modules = [...new Walk(source).all([earlier])].filter(
      (module) => started.patches(module) && !isLoadedAgain(module, loadedAfter, isNative, file),
    );
    return modules.length > 0 ? [{ node: earlier.node, modules }] : [];
  });
  const [first] = late;
  if (!first) return undefined;
  const { preloads, isPartial } = deploymentOf(file.package);
  if (preloads || isPartial) return undefined;
  return {
    node: first.node,
    modules: [...new Set(late.flatMap(({ modules }) => modules))],
    sdk: started.sdk,
    startedIn: step.is === 'load' ? step.module : undefined,
    isNative,
  };
}

function dependsOnSdk({ package: { dependencies } }: AnalysedFile): boolean {
  // A framework that loads its own instrumentation file before the application's bundle.
  if (dependencies.has('next') || dependencies.has('nuxt')) return false;
  return (
    dependencies.size === 0 ||
    SDK_STARTS.some(({ packages }) => packages.some((name) => dependencies.has(name)))
  );
}

/**
 * Whether a step says that this file is where the process begins: it starts the SDK, imports the module that does for
 * nothing but that, or starts what the module exports. Any other file may import it for its exports, at any place.
 */
function isEntryTo(step: Step, source: EstreeSource): boolean {
  if (step.is === 'start') return true;
  const { node } = step;
  if (node.type !== 'ImportDeclaration') return node.parent?.type === 'ExpressionStatement';
  if (node.specifiers.length === 0) return true;
  return [...descendants(source.program)].some((each) => {
    if (each.type !== 'CallExpression' || each.callee.type !== 'MemberExpression') return false;
    const { object } = each.callee;
    const starts = /^(?:start|init)$/.test(memberName(each.callee) ?? '');
    return (
      starts &&
      object.type === 'Identifier' &&
      node.specifiers.some(({ local }) => local.name === object.name)
    );
  });
}

/** The start that a step is, or that the module it loads makes while it is loaded. */
function startOf(step: Step, source: EstreeSource, depth = 0): SdkStarted | undefined {
  if (step.is === 'start') return step.started;
  const own = startedByLoading(step.module, step.node);
  if (own || depth >= MAX_DEPTH || !SETUP_NAME.test(step.module)) return own;
  const module = source.module(step.module);
  if (!module) return undefined;
  for (const each of stepsOf(module, false)) {
    const found = startOf(each, module, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/**
 * Whether a module is required once more after the start. The loader's hook sees that too, and the instrumentations patch
 * what is there in place.
 */
function isLoadedAgain(
  module: string,
  after: ReadonlySet<string>,
  isNative: boolean,
  file: AnalysedFile,
): boolean {
  // A client of AWS that is loaded once more loads nothing; another one loads what they share.
  if (!isNative && patchedAs(module) !== module)
    return [...after].some((other) => other !== module && patchedAs(other) === patchedAs(module));
  if (!isNative && after.has(module)) return true;
  return [...after].some(
    (other) => other !== module && dependenciesOf(file.project, other, file.path).has(module),
  );
}

/** The packages that loading some modules brings in, through the project's own modules. */
class Walk {
  private readonly found = new Set<string>();
  private readonly seen = new Set<string>();

  constructor(private readonly source: EstreeSource) {}

  all(steps: readonly Step[]): ReadonlySet<string> {
    for (const step of steps) if (step.is === 'load') this.load(step.module, this.source);
    return this.found;
  }

  private load(specifier: string, from: EstreeSource): void {
    const module = from.module(specifier);
    if (!module) {
      if (!/^[./#]/.test(specifier) && !isNodeModule(specifier)) this.found.add(specifier);
      return;
    }
    if (this.seen.has(module.file) || this.seen.size > MAX_FILES) return;
    this.seen.add(module.file);
    for (const step of stepsOf(module, false)) if (step.is === 'load') this.load(step.module, module);
  }
}

/** TypeScript without `"type": "module"` becomes CommonJS, whose imports run where they stand. */
function isNativeModule(file: AnalysedFile): boolean {
  if (/\.m[jt]s$/.test(file.path)) return true;
  return !/\.c[jt]s$/.test(file.path) && file.package.json.type === 'module';
}

function stepsOf(source: EstreeSource, isNative: boolean): readonly Step[] {
  const steps: Step[] = [];
  const hoisted: Step[] = [];
  const mayStart = MAY_START.test(source.text);
  for (const statement of source.program.body) {
    const module = moduleOf(statement, source);
    if (module !== undefined) {
      (isNative ? hoisted : steps).push({ is: 'load', module, node: statement });
      continue;
    }
    if (!statement.type.startsWith('Import')) addSteps(statement, source, steps, mayStart);
  }
  return [...hoisted, ...steps];
}

/** The module that an import or re-export loads; undefined where only types are imported, which TypeScript leaves out. */
function moduleOf(statement: Node, source: EstreeSource): string | undefined {
  switch (statement.type) {
    case 'ImportDeclaration': {
      if (statement.importKind === 'type') return undefined;
      const { specifiers } = statement;
      const isUsed = specifiers.length === 0 || specifiers.some((each) => isValue(each, source));
      return isUsed ? statement.source.value : undefined;
    }
    case 'ExportAllDeclaration':
      return statement.exportKind === 'type' ? undefined : statement.source.value;
    case 'ExportNamedDeclaration':
      return statement.exportKind === 'type' ? undefined : statement.source?.value;
    default:
      return undefined;
  }
}

function isValue(specifier: TSESTree.ImportClause, source: EstreeSource): boolean {
  if (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type') return false;
  if (!/\.[cm]?tsx?$/.test(source.file)) return true;
  const variable = source.variable(specifier, specifier.local.name);
  return variable?.references.some((reference) => reference.isValueReference) === true;
}

/** The loads and starts among the expressions of a statement that run when the file is loaded. */
function addSteps(node: Node, source: EstreeSource, steps: Step[], mayStart: boolean): void {
  if (isClosure(node) && !isCalledAtOnce(node)) return;
  for (const child of children(node)) addSteps(child, source, steps, mayStart);
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
  const module = requiredIn(node);
  if (module !== undefined) steps.push({ is: 'load', module, node });
  const started =
    (mayStart ? startedBy(node, source) : undefined) ??
    (node.type === 'CallExpression' ? startCalled(node, source) : undefined);
  if (started) steps.push({ is: 'start', started, node });
}

/** `(async () => { startTracing(); })()` */
function isCalledAtOnce(node: Node): boolean {
  return node.parent?.type === 'CallExpression' && node.parent.callee === node;
}

function requiredIn(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined;
  const [module] = node.arguments;
  return module?.type === 'Literal' && typeof module.value === 'string' ? module.value : undefined;
}
