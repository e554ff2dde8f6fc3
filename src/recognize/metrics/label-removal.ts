import type { TSESTree } from '@typescript-eslint/types';
import { isDiscardable } from '../../model/code/discardable.js';
import { type Edit, mergeEdits, remove } from '../../model/text/edits.js';
import { type Expression, unwrap } from '../../model/code/expression.js';
import type { MetricDefinition, MetricLabel, MetricObservation } from '../../model/metrics/metric.js';
import type { AnalysedFile } from '../file.js';
import type { MetricSite } from './metric-site.js';

type Node = TSESTree.Node;
type Site = MetricSite<MetricObservation>;
type Call = TSESTree.CallExpression;

/** A label taken out of its metric, with every value that it was given in the file. */
export interface LabelRemoval {
  readonly edits: readonly Edit[];
  readonly values: readonly Expression[];
}

/** Places that one suggestion may edit: who would read through more? */
const MAX_EDITS = 40;

/** The labels that the observations of one file give, to be taken out of their metrics. */
export class LabelRemovals {
  private readonly calls: ReadonlySet<Node>;
  private readonly byMetric = new Map<Expression, Site[]>();
  private readonly byValue = new Map<Expression, Site[]>();
  private readonly holders = new Map<Node, boolean>();
  private readonly found = new Map<string, Map<Site, LabelRemoval | undefined>>();

  constructor(
    private readonly sites: readonly Site[],
    private readonly file: AnalysedFile,
  ) {
    this.calls = new Set<Node>(sites.map(({ node }) => node));
    for (const site of sites) {
      const { definition, labels } = site.event;
      if (definition) listIn(this.byMetric, definition.at.creation).push(site);
      for (const { value } of labels) listIn(this.byValue, value).push(site);
    }
  }

  /**
   * Takes a label out of a metric: out of the observation, out of the file's others that give the metric or
   * share the object of labels, and out of `labelNames`. All series of a metric then have the same labels, as
   * before. Undefined where that cannot be proven to be all: a metric that other code can reach, labels that
   * are not seen, a value whose evaluation does something, a comment that would be lost.
   */
  of(name: string, site: Site): LabelRemoval | undefined {
    let known = this.found.get(name);
    if (!known) this.found.set(name, (known = new Map<Site, LabelRemoval | undefined>()));
    if (known.has(site)) return known.get(site);
    const sites = this.sharing(name, site);
    const removal = this.removal(name, sites);
    for (const each of sites) known.set(each, removal);
    return removal;
  }

  /** The observations that a label can only be taken out of together: those that give one metric, or share an object of labels. */
  private sharing(name: string, site: Site): ReadonlySet<Site> {
    const found = new Set([site]);
    const shared = new Set<Expression>();
    const share = (by: Expression, sites: readonly Site[] | undefined): void => {
      if (shared.has(by)) return;
      shared.add(by);
      for (const each of sites ?? []) found.add(each);
    };
    // A set that grows is walked to its end.
    for (const { event } of found) {
      const metric = event.definition?.at.creation;
      if (metric) share(metric, this.byMetric.get(metric));
      for (const { value } of labelsNamed(name, event)) share(value, this.byValue.get(value));
    }
    return found;
  }

  private removal(name: string, sites: ReadonlySet<Site>): LabelRemoval | undefined {
    const definitions = new Map<Expression, MetricDefinition>();
    const labels = new Map<Expression, Edit | undefined>();
    for (const site of sites) {
      const { dialect, definition, operation } = site.event;
      if (!seesAllLabels(site.event)) return undefined;
      for (const label of labelsNamed(name, site.event)) {
        if (labels.has(label.value)) continue;
        if (!isDiscardable(label.value, this.file.source)) return undefined;
        labels.set(label.value, this.labelEdit(label, site));
      }
      if (dialect.labelNames === undefined) continue;
      if (!definition || (operation === 'startTimer' && !isStoppedPlainly(site))) return undefined;
      definitions.set(definition.at.creation, definition);
    }
    const declarations = [...definitions.values()].map((each) => this.declarationEdit(name, each));
    const edits = [...labels.values(), ...declarations].filter((edit) => edit !== undefined);
    if (edits.length < labels.size + declarations.length) return undefined;
    const merged = mergeEdits(edits);
    return merged && merged.length <= MAX_EDITS ? { edits: merged, values: [...labels.keys()] } : undefined;
  }

  /** Takes a label out of one observation. */
  private labelEdit(label: MetricLabel, site: Site): Edit | undefined {
    const { file } = this;
    const text = file.syntax.text;
    const value = file.source.nodeOf(label.value);
    const holder = value?.parent?.type === 'ChainExpression' ? value.parent : value;
    const property = holder?.parent;
    if (!holder || !property) return undefined;
    if (property === site.node) return argumentEdit(holder, site.node as Call, text);
    const object = property.type === 'Property' ? property.parent : undefined;
    if (object?.type !== 'ObjectExpression') return undefined;
    let outer: Node = object;
    for (let at: Node | undefined = object.parent; isCast(at); at = at.parent) outer = at;
    const { parent } = outer;
    const isOnly = object.properties.length === 1;
    if (parent === site.node) {
      return isOnly
        ? argumentEdit(outer, site.node as Call, text)
        : elementEdit(property, object.properties, object.range[0] + 1, object.range[1] - 1, text);
    }
    // Only observations may see the object: nothing else is to lose the value.
    if (parent?.type !== 'VariableDeclarator' || !this.isForObservations(parent)) return undefined;
    return elementEdit(property, object.properties, object.range[0] + 1, object.range[1] - 1, text);
  }

  /** Takes a label's name out of `labelNames`, where nothing but the file's observations can use the metric. */
  private declarationEdit(name: string, definition: MetricDefinition): Edit | undefined {
    const { file } = this;
    const creation = file.source.nodeOf(definition.at.creation);
    const names = definition.at.labelNames && file.source.nodeOf(definition.at.labelNames);
    if (!creation || !names || !this.isForObservations(creation.parent)) return undefined;
    const list = names.type === 'TSAsExpression' ? names.expression : names;
    if (list.type !== 'ArrayExpression' || list.range[0] < creation.range[0]) return undefined;
    const elements = list.elements.filter((each) => each !== null);
    const element = elements.find((each) => each.type === 'Literal' && each.value === name);
    const text = file.syntax.text;
    return element && elementEdit(element, elements, list.range[0] + 1, list.range[1] - 1, text);
  }

  /**
   * Whether a constant or a private field is used by observations of this file alone: as the metric, or as the
   * object of labels.
   */
  private isForObservations(holder: Node | undefined): boolean {
    if (!holder) return false;
    const known = this.holders.get(holder) ?? this.isUsedByObservations(holder);
    this.holders.set(holder, known);
    return known;
  }

  private isUsedByObservations(holder: Node): boolean {
    const { file, calls } = this;
    if (holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier') {
      if (holder.parent.parent.type.startsWith('Export')) return false;
      const variable = file.source.variable(holder.id, holder.id.name);
      return (
        variable?.references.every(
          ({ identifier, init }) => init === true || isInObservation(identifier, calls),
        ) ?? false
      );
    }
    if (holder.type !== 'PropertyDefinition') return false;
    const isPrivate = holder.key.type === 'PrivateIdentifier' || holder.accessibility === 'private';
    const name = file.syntax.textOf(holder.key);
    if (!isPrivate || !/^#?[A-Za-z_]\w*$/.test(name)) return false;
    const receivers = new Set(
      this.sites.flatMap(({ node }) => {
        const object = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
        return object && file.syntax.textOf(object) === `this.${name}` ? [object] : [];
      }),
    );
    const uses = file.syntax.text.match(new RegExp(`\\.\\s*${name}\\b`, 'g'))?.length ?? 0;
    return uses === receivers.size;
  }
}

function labelsNamed(name: string, { labels }: MetricObservation): readonly MetricLabel[] {
  return labels.filter((label) => label.name === name);
}

function listIn<Key>(map: Map<Key, Site[]>, key: Key): Site[] {
  const known = map.get(key);
  if (known) return known;
  const made: Site[] = [];
  map.set(key, made);
  return made;
}

/** Whether nothing that is not seen can give labels: `inc(x)` may be a value or an object of labels. */
function seesAllLabels({
  call,
  definition,
  dialect,
  labels,
  labelsAt,
  labelsAreComplete,
  operation,
  value,
}: MetricObservation): boolean {
  if (!labelsAreComplete || call.kind !== 'call') return false;
  if (dialect.labelNames === undefined || labelsAt) return true;
  if (operation === 'labels') return labels.length === definition?.labelNames?.length;
  return value === undefined || ['literal', 'operation', 'unary'].includes(unwrap(value).kind);
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
  const only = rest.endsWith(',') ? rest.slice(0, -1).trimEnd() : rest;
  const isAlone = only === text.slice(argument.range[0], argument.range[1]);
  return isBare && isAlone && !hasComment(rest) ? remove({ range: [from, call.range[1]] }) : undefined;
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
    (previous ? /^\s*,\s*$/ : /^\s*$/).test(before) && (next ? /^\s*,\s*$/ : /^\s*(?:,\s*)?$/).test(after);
  if (index < 0 || !isPlain || hasComment(text.slice(from, to))) return undefined;
  if (next) return remove({ range: [from, next.range[0]] });
  return remove({ range: previous ? [previous.range[1], to] : [start, end] });
}

function hasComment(text: string): boolean {
  return /\/[/*]/.test(text.replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, ''));
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

function isCast(node: Node | undefined): node is TSESTree.TSAsExpression | TSESTree.TSSatisfiesExpression {
  return node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression';
}
