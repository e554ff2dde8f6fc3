import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import {
  CONSOLE_EXPORTERS,
  NETWORK_EXPORTER_MODULES,
  PROCESSOR_MODULES,
  SHORT_LIVED_PACKAGES,
} from '../../catalog/setup/span-processors.js';
import { type Edit, type Range, remove, replace } from '../../model/text/edits.js';
import { type Expression, propertyOf } from '../../model/code/expression.js';
import { isCalledDemonstration } from '../../model/code/demonstration.js';
import { importedBy } from '../../model/values/imported.js';
import { settled } from '../../model/values/literal.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import { reachExport } from '../reach-export.js';
import { descendants } from '../../estree/tree.js';
import { MAKES_PROCESSOR } from './prefilter.js';

type Node = TSESTree.Node;

/** A processor or exporter that is for development, where a service is set up. */
export interface DevelopmentExport {
  readonly is: 'simple' | 'console';
  readonly node: TSESTree.NewExpression;
  /** How the class is written. */
  readonly name: string;
}

/** The span processors and exporters of a long-lived service that are made for development, unless a condition says so. */
export function developmentExports(file: AnalysedFile): readonly DevelopmentExport[] {
  const { text } = file.syntax;
  if (!MAKES_PROCESSOR.test(text)) return [];
  if (!file.isOfServer || isDemonstration(file) || isShortLived(file)) return [];
  return [...descendants(file.syntax.ast)].flatMap((node) => {
    const found = node.type === 'NewExpression' ? developmentExport(node, file) : undefined;
    return found && !isChosen(found, file) && !isForOneTracer(found, file) ? [found] : [];
  });
}

function developmentExport(node: TSESTree.NewExpression, file: AnalysedFile): DevelopmentExport | undefined {
  const created = file.source.expression(node);
  const from = created.kind === 'new' ? importedClass(created.callee, file) : undefined;
  if (created.kind !== 'new' || !from || !PROCESSOR_MODULES.test(from.module)) return undefined;
  const name = created.callee.text;
  if (CONSOLE_EXPORTERS.has(from.name)) return { is: 'console', node, name };
  const exporter = created.arguments[0];
  const sends = from.name === 'SimpleSpanProcessor' && exporter && sendsOverNetwork(exporter, file);
  return sends ? { is: 'simple', node, name } : undefined;
}

/** What a class is imported as; of a class of the file, what it extends. */
function importedClass(callee: Expression, { source }: AnalysedFile): ReturnType<typeof importedBy> {
  const from = importedBy(callee, source);
  if (from || callee.kind !== 'identifier') return from;
  const binding = source.binding(callee);
  const superclass = binding.kind === 'class' ? binding.superclass?.() : undefined;
  return superclass && importedBy(superclass, source);
}

/** Whether an exporter is proven to send: made by a class of a package of exporters. */
function sendsOverNetwork(exporter: Expression, file: AnalysedFile): boolean {
  const { source } = file;
  let read = settled(exporter, source);
  if (read.kind === 'object') read = settled(propertyOf(read, 'exporter') ?? read, source);
  if (read.kind !== 'new') return false;
  const from = importedBy(read.callee, file.source);
  return from !== undefined && NETWORK_EXPORTER_MODULES.test(from.module);
}

/** `tracing.console.js`, `otel-dev.ts`: one of several set-ups, of which the start command chooses. */
const VARIANT = {
  simple: /(?:^|[._-])(?:dev|development|debug|local)[._-][^/]*$/,
  console: /(?:^|[._-])(?:console|stdout|dev|development|debug|local)[._-][^/]*$/,
} as const;

/**
 * Whether the provider around a processor is asked for its own tracer in a function, as one is that exports the work of a
 * tenant or a run: there may be many of them, and a batch would have to be shut down with each.
 */
function isForOneTracer({ node }: DevelopmentExport, { syntax }: AnalysedFile): boolean {
  for (let at: Node | undefined = node; at; at = at.parent)
    if (isFunction(at)) return /provider\w*\.getTracer\s*\(/i.test(syntax.textOf(at));
  return false;
}

/** Whether a file shows or teaches, by the folders around it and by its package: it is run for whoever looks at its output. */
function isDemonstration({ path, settings, package: { name = '' } }: AnalysedFile): boolean {
  const folder = path.slice(settings.root.length, path.lastIndexOf('/') + 1);
  return isCalledDemonstration(folder) || isCalledDemonstration(name);
}

function isShortLived(file: AnalysedFile): boolean {
  if (/lambda|edge|worker|serverless|functions?\b|workflow/i.test(file.path.slice(file.package.root.length)))
    return true;
  return [...file.package.allDependencies].some((name) => SHORT_LIVED_PACKAGES.test(name));
}

const CONDITION = /env|dev|debug|local|prod|test|lambda|serverless|edge|console|simple|verbose|batch/i;

/** Whether a condition, a name or a table around it says that this is one choice of several. */
function isChosen({ is, node }: DevelopmentExport, file: AnalysedFile): boolean {
  const { syntax, source } = file;
  if (VARIANT[is].test(file.path.slice(file.package.root.length))) return true;
  const knowsBatch = syntax.text.includes('BatchSpanProcessor');
  const decides = (test: string) => is === 'console' || knowsBatch || CONDITION.test(test);
  for (const { test } of source.guards?.(source.expression(node)) ?? []) {
    if (decides(test.text)) return true;
  }
  for (let at: Node = node; at.parent; at = at.parent) {
    const parent: Node = at.parent;
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (parent.test !== at && decides(syntax.textOf(parent.test))) return true;
        break;
      case 'LogicalExpression':
        if (parent.right === at && decides(syntax.textOf(parent.left))) return true;
        break;
      case 'SwitchCase':
        return true;
      case 'ArrayExpression':
        // A row of a table: `new Map([['console', () => new ConsoleSpanExporter()]])`.
        if (
          parent.elements[0] !== at &&
          isText(parent.elements[0]) &&
          decides(syntax.textOf(parent.elements[0]))
        )
          return true;
        break;
      case 'Property':
      case 'MethodDefinition':
      case 'FunctionDeclaration':
      case 'VariableDeclarator': {
        const name = 'key' in parent ? parent.key : parent.id;
        const isFunctionName = parent.type === 'FunctionDeclaration' || at.type.includes('Function');
        if (isFunctionName && name && CONDITION.test(syntax.textOf(name))) return true;
        break;
      }
    }
  }
  return false;
}

function isText(node: Node | null | undefined): node is TSESTree.StringLiteral {
  return node?.type === 'Literal' && typeof node.value === 'string';
}

/** Whether the file flushes what a batch holds when the process ends. */
export function flushes(file: AnalysedFile): boolean {
  return /\.(?:shutdown|forceFlush)\s*\(/.test(file.syntax.text);
}

/** The edits that make a processor a batching one, without an import that is left unused. */
export function batched({ node }: DevelopmentExport, file: AnalysedFile): readonly Edit[] | undefined {
  const { callee } = node;
  if (node.arguments.length !== 1) return undefined;
  if (callee.type === 'MemberExpression') {
    return callee.computed ? undefined : [replace(callee.property, 'BatchSpanProcessor')];
  }
  if (callee.type !== 'Identifier') return undefined;
  const variable = file.source.variable(node, callee.name);
  const expression = file.source.expression(callee);
  const from = importedBy(expression, file.source);
  if (!variable || !from) return undefined;
  const batch = reachExport('BatchSpanProcessor', from.module, node, file);
  if (!batch) return undefined;
  const isLast = variable.references.filter((each) => each.isRead()).length === 1;
  const specifier = isLast ? specifierOf(variable) : undefined;
  const isRenamed = batch.edit && callee.name === 'SimpleSpanProcessor';
  const unused = specifier && !batch.edit ? specifierRange(specifier, file) : undefined;
  return [
    replace(callee, batch.text),
    ...(specifier && isRenamed ? [replace(specifier, batch.text)] : batch.edit ? [batch.edit] : []),
    ...(unused ? [remove({ range: unused })] : []),
  ];
}

/** What brings a name into a file: `{ Name }` of an import, or of a `require` that is taken apart. */
function specifierOf({ defs }: ScopeVariable): TSESTree.ImportSpecifier | TSESTree.Property | undefined {
  const definition = defs[0]?.node as Node | undefined;
  if (definition?.type === 'ImportSpecifier') return definition;
  const parent = (defs[0]?.name as Node | undefined)?.parent;
  return parent?.type === 'Property' && parent.shorthand ? parent : undefined;
}

/** A specifier with the comma after it, or before it where it is the last. */
function specifierRange(specifier: Node, { syntax }: AnalysedFile): Range {
  const [start, end] = specifier.range;
  const after = syntax.punctuatorAfter(specifier, ',');
  if (after) return [start, syntax.codeAfter(after[1])];
  return [syntax.punctuatorBefore(specifier, ',')?.[0] ?? start, end];
}
