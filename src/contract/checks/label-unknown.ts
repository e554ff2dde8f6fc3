import { parsedIn } from '../artifacts/reads.js';
import type { PromqlQuery, Rule } from '../artifacts/artifact.js';
import { takes } from '../artifacts/label-removal.js';
import type { Knowledge } from '../matching/knowledge.js';
import { type LabelSet, withLabels } from '../matching/label-set.js';
import {
  type AggregateExpr,
  type Matcher,
  type Selector,
  selectorsOf,
  within,
} from '../promql/expression.js';
import { matchesRegExp } from '../promql/regexp.js';
import {
  type Check,
  type Finding,
  type RelatedPlace,
  type Severity,
  atOwner,
  definedAt,
  inQuery,
  listed,
} from './check.js';

export const labelUnknown: Check = {
  id: 'label-unknown',
  summary: 'A label that the metric does not have',
  severity: 'error',
  *judge(artifact, known) {
    if (artifact.isGenerated) return;
    for (const { query, root } of parsedIn(artifact)) {
      for (const { expr } of within(root)) {
        if (expr.kind === 'selector') yield* inMatchers(query, expr, known);
        if (expr.kind === 'aggregate') yield* inGrouping(query, expr, known);
      }
      yield* inVariable(query, known);
    }
    for (const rule of artifact.rules) yield* inText(rule, known);
  },
};

function* inMatchers(query: PromqlQuery, selector: Selector, known: Knowledge): Generator<Finding> {
  if (selector.names.length === 0) return;
  const labels = known.labelsOfSelector(selector);
  for (const matcher of selector.matchers) {
    if (!isMissing(matcher.label, labels, known)) continue;
    const own = ownLabels(labels, known);
    const near = nearLabel(matcher.label, own);
    const [name = ''] = selector.names;
    yield inQuery(query, matcher, {
      severity: severityOf(matcher, near, known),
      message: messageOf(matcher, name, own, near),
      name: `${name}{${matcher.label}}`,
      related: [
        ...removedAt(matcher.label, selector, known),
        ...known
          .metricsOf(selector)
          .flatMap(({ metric }) => definedAt(metric.definedAt, metric.families[0] ?? name)),
      ].slice(0, 3),
    });
  }
}

/** Where a Collector takes a label from metrics that the code gives it to. */
function removedAt(label: string, selector: Selector, known: Knowledge): readonly RelatedPlace[] {
  const isGiven = known
    .metricsOf(selector)
    .some(({ metric }) => metric.labels.some(({ name }) => name === label));
  if (!isGiven) return [];
  return known.removals
    .filter((each) => takes(each, label))
    .map(({ source, at }) => ({
      message: `The Collector removes \`${label}\` here`,
      at: { file: source.file.path, ...source.position(at) },
    }));
}

function* inGrouping(query: PromqlQuery, aggregate: AggregateExpr, known: Knowledge): Generator<Finding> {
  const { grouping, of } = aggregate;
  if (!grouping?.keeps || !of) return;
  const labels = known.labelsOf(of);
  for (const label of grouping.labels) {
    if (label.isOpen || !isMissing(label.name, labels, known)) continue;
    const own = ownLabels(labels, known);
    const selectors = [...selectorsOf(of)].map(({ selector }) => selector);
    const [name = 'it'] = selectors[0]?.names ?? [];
    const near = nearLabel(label.name, own);
    const isDropped = selectors.some((each) => !isMissing(label.name, known.labelsOfSelector(each), known));
    const why = isDropped ? 'what is inside drops that label' : `\`${name}\` has no such label`;
    yield inQuery(query, label, {
      severity: 'warning',
      message: `Grouping by \`${label.name}\` groups nothing: ${why}.${near === undefined ? '' : ` Did you mean \`${near}\`?`}`,
      name: `${name}{${label.name}}`,
    });
  }
}

/** `label_values(metric, label)`: the variable stays empty. */
function* inVariable(query: PromqlQuery, known: Knowledge): Generator<Finding> {
  const { lists, expression } = query;
  if (!lists || expression.root?.kind !== 'selector') return;
  const labels = known.labelsOf(expression.root);
  if (!isMissing(lists.label, labels, known)) return;
  const [name = ''] = expression.root.names;
  yield inQuery(
    query,
    { from: lists.at, to: lists.at + lists.label.length },
    {
      severity: 'warning',
      message: `The variable stays empty: \`${name}\` has no label \`${lists.label}\`.`,
      name: `${name}{${lists.label}}`,
    },
  );
}

/** `{{ $labels.x }}` of an alert's text: nothing stands there. */
function* inText(rule: Rule, known: Knowledge): Generator<Finding> {
  const { query } = rule;
  const root = query?.language === 'promql' ? query.expression.root : undefined;
  if (rule.kind !== 'alert' || !query || !root) return;
  const labels = withLabels(known.labelsOf(root), [...rule.labels.keys(), 'alertname']);
  const texts = [...rule.annotations.values(), ...rule.labels.values()].join('\n');
  const asked = new Set([...texts.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label));
  // What an aggregation leaves is all there is; a target may have labels that no file says.
  const isAggregated = [...within(root)].some(({ expr }) => expr.kind === 'aggregate');
  for (const label of asked) {
    if (known.has(labels, label) !== false || (!isAggregated && known.isTargetLabel(label))) continue;
    yield atOwner(rule.owner, query.source, {
      severity: 'warning',
      message: `\`{{ $labels.${label} }}\` stays empty: the result has no such label.`,
      name: `$labels.${label}`,
    });
  }
}

function isMissing(label: string, labels: LabelSet, known: Knowledge): boolean {
  return /^\w+$/.test(label) && !known.isTargetLabel(label) && known.has(labels, label) === false;
}

/** A label that is not there is an empty one: what matches that, matches all. */
function severityOf(
  { operator, value, isOpen }: Matcher,
  near: string | undefined,
  known: Knowledge,
): Severity {
  if (operator === '!=' || operator === '!~') return value === '' ? 'warning' : 'info';
  const matchesEmpty = value === '' || (operator === '=~' && matchesRegExp(value, '') !== false);
  if (matchesEmpty) return 'info';
  if (isOpen) return 'warning';
  return near !== undefined || (known.scrapesAreKnown && !known.targetsAreOpen) ? 'error' : 'warning';
}

function messageOf(
  { label, operator, value, isOpen }: Matcher,
  name: string,
  own: readonly string[],
  near: string | undefined,
): string {
  const has =
    near !== undefined ? `it has \`${near}\`` : own.length === 0 ? 'it has none' : `it has ${listed(own)}`;
  const start = `\`${name}\` has no label \`${label}\``;
  if (value === '' && operator === '=') return `${start}: matching \`""\` changes nothing.`;
  if (operator === '!=' || operator === '!~') return `${start}: this excludes nothing; ${has}.`;
  return isOpen ? `${start}: ${has}.` : `${start}, so nothing matches: ${has}.`;
}

function ownLabels(labels: LabelSet, known: Knowledge): readonly string[] {
  return [...labels.names].filter((label) => !known.isTargetLabel(label) && label !== 'le').sort();
}

/** The label that was meant: one of the words is the same. */
function nearLabel(label: string, own: readonly string[]): string | undefined {
  const words = wordsOf(label);
  return own.find((other) =>
    wordsOf(other).some((word) => words.includes(word) || isAbbreviated(word, words)),
  );
}

function isAbbreviated(word: string, words: readonly string[]): boolean {
  return words.some(
    (other) => Math.min(word.length, other.length) >= 4 && (word.startsWith(other) || other.startsWith(word)),
  );
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_.]+/);
}
