import type { TSESTree } from '@typescript-eslint/utils';
import { isDiscardable } from '../model/discardable.js';
import { type Expression, unwrap } from '../model/expression.js';
import type { MetricDefinition, MetricLabel, MetricObservation } from '../model/metric.js';
import type { LintedFile } from './file.js';
import type { MetricSite } from './metric-site.js';

type Node = TSESTree.Node;
type Site = MetricSite<MetricObservation>;
type Call = TSESTree.CallExpression;

/** Text to put in place of a range of the file. */
export interface Edit {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** A label taken out of its metric, with every value that it was given in the file. */
export interface LabelRemoval {
  readonly edits: readonly Edit[];
  readonly values: readonly Expression[];
}

/**
 * Takes a label out of a metric: out of the observation, out of the file's others that give the metric or share
 * the object of labels, and out of `labelNames`. All series of a metric then have the same labels, as before.
 * Undefined where that cannot be proven to be all: a metric that other code can reach, labels that are not
 * seen, a value whose evaluation does something, a comment that would be lost.
 */
export function removeLabel(name: string, site: Site, sites: readonly Site[]): LabelRemoval | undefined {
  const edits = new Map<number, Edit>();
  const values: Expression[] = [];
  const { file } = site;
  const add = (edit: Edit | undefined): edit is Edit => {
    if (edit) edits.set(edit.range[0], edit);
    return edit !== undefined;
  };
  const seen = new Set([site]);
  // Grows while it is walked.
  for (const each of seen) {
    const { definition, labels } = each.event;
    if (!seesAllLabels(each.event)) return undefined;
    const given = labels.filter((label) => label.name === name);
    for (const label of given) {
      if (!isDiscardable(label.value, file.source)) return undefined;
      if (!add(labelEdit(label, each, sites))) return undefined;
      values.push(label.value);
    }
    for (const other of sites) {
      const isSame =
        definition !== undefined && other.event.definition?.at.creation === definition.at.creation;
      const shares = other.event.labels.some(({ value }) => given.some((label) => label.value === value));
      if (isSame || shares) seen.add(other);
    }
    // Only Prometheus' clients have the names of labels declared.
    if (each.event.convention !== 'prometheus') continue;
    const declaration = definition && declarationEdit(name, definition, sites, file);
    if (!add(declaration)) return undefined;
    if (each.event.operation === 'startTimer' && !isStoppedPlainly(each)) return undefined;
  }
  return { edits: [...edits.values()], values: [...new Set(values)] };
}

/** Whether nothing that is not seen can give labels: `inc(x)` may be a value or an object of labels. */
function seesAllLabels({
  call,
  convention,
  definition,
  labels,
  labelsAt,
  labelsAreComplete,
  operation,
  value,
}: MetricObservation): boolean {
  if (!labelsAreComplete || call.kind !== 'call') return false;
  if (convention !== 'prometheus' || labelsAt) return true;
  if (operation === 'labels') return labels.length === definition?.labelNames?.length;
  return value === undefined || ['literal', 'operation', 'unary'].includes(unwrap(value).kind);
}

/** Takes a label out of one observation. */
function labelEdit(label: MetricLabel, site: Site, sites: readonly Site[]): Edit | undefined {
  const { file } = site;
  const text = file.sourceCode.text;
  const value = file.source.nodeOf(label.value);
  const holder = value?.parent?.type === 'ChainExpression' ? value.parent : value;
  const property = holder?.parent;
  if (!holder || !property) return undefined;
  if (property === site.node) return argumentEdit(holder, site.node as Call, text);
  const object = property.type === 'Property' ? property.parent : undefined;
  if (object?.type !== 'ObjectExpression') return undefined;
  let outer: Node = object;
  while (/^TS(?:As|Satisfies)Expression$/.test(outer.parent?.type ?? '')) outer = outer.parent as Node;
  const { parent } = outer;
  const isOnly = object.properties.length === 1;
  if (parent === site.node) {
    return isOnly
      ? argumentEdit(outer, site.node as Call, text)
      : elementEdit(property, object.properties, object.range[0] + 1, object.range[1] - 1, text);
  }
  // Only observations may see the object: nothing else is to lose the value.
  if (parent?.type !== 'VariableDeclarator' || !isForObservations(parent, sites, file)) return undefined;
  return elementEdit(property, object.properties, object.range[0] + 1, object.range[1] - 1, text);
}

/** Takes an argument out of an observing call; `labels(…)` goes with its last. */
function argumentEdit(argument: Node, call: Call, text: string): Edit | undefined {
  if (call.type !== 'CallExpression' || call.optional || call.callee.type !== 'MemberExpression')
    return undefined;
  const { callee, arguments: list } = call;
  const head = call.typeArguments?.range[1] ?? callee.range[1];
  const opener = /^\s*\(/.exec(text.slice(head))?.[0];
  if (opener === undefined) return undefined;
  const isLabels = callee.property.type === 'Identifier' && callee.property.name === 'labels';
  if (!isLabels || list.length > 1)
    return elementEdit(argument, list, head + opener.length, call.range[1] - 1, text);
  const from = callee.object.range[1];
  const isBare = /^\s*\.\s*labels$/.test(text.slice(from, callee.range[1]));
  const rest = text.slice(head + opener.length, call.range[1] - 1).trim();
  const isAlone = rest.replace(/\s*,$/, '') === text.slice(argument.range[0], argument.range[1]);
  return isBare && isAlone && !hasComment(rest) ? { range: [from, call.range[1]], text: '' } : undefined;
}

/** Takes an element out of a list between two offsets, with its comma. */
function elementEdit(
  element: Node,
  list: readonly Node[],
  start: number,
  end: number,
  text: string,
): Edit | undefined {
  const index = list.indexOf(element);
  const previous = list[index - 1];
  const next = list[index + 1];
  const [from, to] = element.range;
  const before = text.slice(previous?.range[1] ?? start, from);
  const after = text.slice(to, next?.range[0] ?? end);
  // Anything else between is a comment or a parenthesis.
  const isPlain =
    (previous ? /^\s*,\s*$/ : /^\s*$/).test(before) && (next ? /^\s*,\s*$/ : /^\s*,?\s*$/).test(after);
  if (index < 0 || !isPlain || hasComment(text.slice(from, to))) return undefined;
  if (next) return { range: [from, next.range[0]], text: '' };
  return previous ? { range: [previous.range[1], to], text: '' } : { range: [start, end], text: '' };
}

function hasComment(text: string): boolean {
  return /\/[/*]/.test(text.replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, ''));
}

/** Takes a label's name out of `labelNames`, where nothing but the file's observations can use the metric. */
function declarationEdit(
  name: string,
  definition: MetricDefinition,
  sites: readonly Site[],
  file: LintedFile,
): Edit | undefined {
  const creation = file.source.nodeOf(definition.at.creation);
  const names = definition.at.labelNames && file.source.nodeOf(definition.at.labelNames);
  if (!creation || !names || !isForObservations(creation.parent, sites, file)) return undefined;
  const list = names.type === 'TSAsExpression' ? names.expression : names;
  if (list.type !== 'ArrayExpression' || list.range[0] < creation.range[0]) return undefined;
  const elements = list.elements.filter((each) => each !== null);
  const element = elements.find((each) => each.type === 'Literal' && each.value === name);
  const text = file.sourceCode.text;
  return element && elementEdit(element, elements, list.range[0] + 1, list.range[1] - 1, text);
}

/**
 * Whether a constant or a private field is used by observations of this file alone: as the metric, or as the
 * object of labels.
 */
function isForObservations(holder: Node | undefined, sites: readonly Site[], file: LintedFile): boolean {
  const calls = new Set<Node>(sites.map(({ node }) => node));
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
    if (holder.parent.parent.type.startsWith('Export')) return false;
    const variable = file.source.variable(holder.id, holder.id.name);
    return (
      variable?.references.every(
        ({ identifier, init }) => init === true || isInObservation(identifier, calls),
      ) ?? false
    );
  }
  if (holder?.type !== 'PropertyDefinition') return false;
  const isPrivate = holder.key.type === 'PrivateIdentifier' || holder.accessibility === 'private';
  const name = file.sourceCode.getText(holder.key);
  if (!isPrivate || !/^#?[A-Za-z_]\w*$/.test(name)) return false;
  const receivers = new Set(
    sites.flatMap(({ node }) => {
      const object = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
      return object && file.sourceCode.getText(object) === `this.${name}` ? [object] : [];
    }),
  );
  const uses = file.sourceCode.text.match(new RegExp(`\\.\\s*${name}\\b`, 'g'))?.length ?? 0;
  return uses === receivers.size;
}

function isInObservation(name: Node, calls: ReadonlySet<Node>): boolean {
  const { parent } = name;
  if (!parent) return false;
  if (parent.type === 'MemberExpression' && parent.object === name)
    return (
      parent.parent.type === 'CallExpression' && parent.parent.callee === parent && calls.has(parent.parent)
    );
  if (parent.type === 'SpreadElement')
    return parent.parent.type === 'ObjectExpression' && calls.has(parent.parent.parent);
  return calls.has(parent) && 'callee' in parent && parent.callee !== name;
}

/** A timer whose stop function is only ever called without labels of its own. */
function isStoppedPlainly({ node, file }: Site): boolean {
  const { parent } = node;
  const isPlainCall = (callee: Node) =>
    callee.parent?.type === 'CallExpression' &&
    callee.parent.callee === callee &&
    callee.parent.arguments.length === 0;
  if (isPlainCall(node)) return true;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const variable = file.source.variable(parent.id, parent.id.name);
  return (
    variable?.references.every(({ identifier, init }) => init === true || isPlainCall(identifier)) ?? false
  );
}
