import { groupedBy } from '../../model/code/grouping.js';
import { readsIn } from '../artifacts/reads.js';
import type { ArtifactFile, PromqlQuery } from '../artifacts/artifact.js';
import { namespaceOf } from '../matching/core-name.js';
import type { Knowledge } from '../matching/knowledge.js';
import { type Around, type Selector, selectorsOf } from '../promql/expression.js';
import { type Check, type Finding, type RelatedPlace, definedAt, inQuery, listed } from './check.js';

/** Words of PromQL that, before braces, name a metric and not what was meant. */
const FUNCTIONS = /^(?:absent|sum|avg|min|max|count|rate|increase|irate|vector|scalar|time|topk)$/;

export const metricUnknown: Check = {
  id: 'metric-unknown',
  summary: 'A metric that no code emits',
  severity: 'error',
  *judge(artifact, known) {
    if (artifact.isGenerated) return;
    const unknown: Unknown[] = [];
    for (const { query, selector, around } of readsIn(artifact)) {
      const word = functionMeant(selector, known);
      if (word !== undefined) yield misread(query, selector, word);
      else for (const name of unknownIn(selector, around, known)) unknown.push({ query, selector, name });
    }
    yield* said(unknown, known);
  },
  *judgeAll(artifacts, known) {
    if (known.unseenMetrics.length > 0) yield* namesUnseen(artifacts, known);
    else if (!known.emitsMetrics) yield* nothingEmitted(artifacts, known);
    const prefix = known.assumedPrefix;
    if (prefix === undefined) return;
    const first = firstWith(prefix, artifacts);
    if (!first) return;
    yield inQuery(first.query, first.selector.name, {
      severity: 'info',
      message: `Metrics are read with the prefix \`${prefix}\`, which no code sets. If a collector does, set \`prefix\`.`,
      name: prefix,
    });
  },
};

/** Where code writes metrics whose names are not seen, what to give in their place is said once, where one is read that may be such. */
function* namesUnseen(artifacts: readonly ArtifactFile[], known: Knowledge): Generator<Finding> {
  const mayBe = (name: string) => /^un(?:seen|known)$/.test(known.match(name).is);
  for (const artifact of artifacts)
    for (const { query, selector } of artifact.isGenerated ? [] : readsIn(artifact)) {
      if (!selector.names.some(mayBe)) continue;
      yield inQuery(query, selector.name, {
        severity: 'info',
        message: 'Code writes metrics whose names are not seen. Give what /metrics returns with `--metrics`.',
        name: 'unseen',
        related: known.unseenMetrics.slice(0, 3).map((at) => ({ message: 'They are written here', at })),
      });
      return;
    }
}

/** Where no code makes any metric, the names that it would have to are said once. */
function* nothingEmitted(artifacts: readonly ArtifactFile[], known: Knowledge): Generator<Finding> {
  const names = new Set<string>();
  let first: Finding | undefined;
  for (const artifact of artifacts) {
    if (artifact.isGenerated) continue;
    for (const { query, selector } of readsIn(artifact)) {
      const unknown = selector.names.filter((name) => known.match(name).is === 'unknown');
      for (const name of unknown) names.add(name);
      if (unknown.length > 0)
        first ??= inQuery(query, selector.name, { severity: 'info', message: '', name: '' });
    }
  }
  if (!first) return;
  const dependency = [...names].map((name) => known.dependencyOf(name)).find((each) => each !== undefined);
  const read = `No code here makes any metric; read are ${listed([...names].sort(), 2)}.`;
  yield {
    ...first,
    severity: known.isScrapedAlone && dependency === undefined ? 'warning' : 'info',
    message: dependency === undefined ? read : `${read} If \`${dependency}\` does, install it.`,
    name: 'none',
  };
}

interface Unknown {
  readonly query: PromqlQuery;
  readonly selector: Selector;
  readonly name: string;
}

/** A function's name before braces, where no metric is called so. */
function functionMeant({ names }: Selector, known: Knowledge): string | undefined {
  const [only] = names;
  const isFunction = names.length === 1 && only !== undefined && FUNCTIONS.test(only);
  return isFunction && known.index.find(only).length === 0 ? only : undefined;
}

function misread(query: PromqlQuery, selector: Selector, name: string): Finding {
  return inQuery(query, selector.name, {
    severity: 'error',
    message: `This reads a metric called \`${name}\`. To call the function, write \`${name}(…)\`.`,
    name,
  });
}

/** The names of a selector that are unknown, where nothing else is read in their place. */
function unknownIn(selector: Selector, around: readonly Around[], known: Knowledge): readonly string[] {
  if (!known.emitsMetrics) return [];
  const unknown = selector.names.filter((name) => known.match(name).is === 'unknown');
  // Of several names, those that exist are read.
  if (unknown.length < selector.names.length || hasKnownAlternative(around, known)) return [];
  // Where only the unit or the kind is said otherwise, that is another check's.
  return unknown.filter((name) => known.index.sameCore(name) === undefined);
}

/** Names of one file that lack the same prefix are said once. */
const MIN_SAME_PREFIX = 3;

function* said(unknown: readonly Unknown[], known: Knowledge): Generator<Finding> {
  const prefixed = new Map<string, Unknown[]>();
  const rest: Unknown[] = [];
  for (const one of unknown) {
    const [name, ...others] = known.index.withPrefix(one.name);
    const prefix = others.length === 0 ? name?.slice(0, -one.name.length) : undefined;
    if (prefix === undefined) rest.push(one);
    else prefixed.set(prefix, [...(prefixed.get(prefix) ?? []), one]);
  }
  for (const [prefix, all] of prefixed) {
    const names = [...new Set(all.map(({ name }) => name))];
    const [first] = all;
    if (names.length < MIN_SAME_PREFIX || !first) rest.push(...all);
    else
      yield inQuery(first.query, first.selector.name, {
        severity: 'error',
        message: `The code emits ${listed(names, 2)} with the prefix \`${prefix}\`.`,
        name: `${prefix}*`,
        related: placesOf(`${prefix}${first.name}`, known),
      });
  }
  const isOthers = ({ name }: Unknown) => known.ownerOf(name) === 'others';
  for (const one of rest) if (!isOthers(one)) yield finding(one, known);
  yield* saidOfOthers(rest.filter(isOthers), known);
}

/** Names of one file that begin alike and that others most likely emit are said once. */
const MIN_FAMILY = 3;

function* saidOfOthers(unknown: readonly Unknown[], known: Knowledge): Generator<Finding> {
  for (const family of groupedBy(unknown, ({ name }) => namespaceOf(name)).values()) {
    const metrics = groupedBy(family, ({ name }) => name.replace(/_(?:bucket|sum|count)$/, ''));
    const [first] = family;
    if (first && metrics.size >= MIN_FAMILY) yield ofFamily(first, metrics.size, known);
    else for (const [one] of metrics.values()) if (one) yield finding(one, known);
  }
}

function ofFamily({ query, selector, name }: Unknown, count: number, known: Knowledge): Finding {
  const glob = familyGlob(name);
  const dependency = known.dependencyOf(name);
  return inQuery(query, selector.name, {
    severity: 'info',
    message:
      dependency === undefined
        ? `No code here emits the ${count} metrics \`${glob}\`. If another does, list them as external.`
        : `No code here emits the ${count} metrics \`${glob}\`. If \`${dependency}\` does, install it, or list them as external.`,
    name: glob,
  });
}

/** `shop_*` of `shop_orders_total`, `rpc.*` of `rpc.server.duration`. */
function familyGlob(name: string): string {
  const begin = namespaceOf(name);
  return `${begin}${name.charAt(name.toLowerCase().indexOf(begin) + begin.length)}*`;
}

const SEVERITIES = { ours: 'error', unsure: 'warning', others: 'info' } as const;

function finding({ query, selector, name }: Unknown, known: Knowledge): Finding {
  const owner = known.ownerOf(name);
  const near = owner === 'others' ? [] : meantBy(name, known);
  const severity = SEVERITIES[owner];
  return inQuery(query, selector.name, {
    severity: severity === 'error' && name.includes('*') ? 'warning' : severity,
    message: messageOf(name, near, owner === 'ours'),
    name,
    related: near.flatMap((each) => placesOf(each, known)).slice(0, 3),
  });
}

/** The names that were most likely meant: the nearest, or all that say the same with something in front. */
function meantBy(name: string, known: Knowledge): readonly string[] {
  const prefixed = known.index.withPrefix(name);
  const nearest = prefixed.length > 1 ? undefined : known.nearestTo(name);
  return nearest === undefined ? prefixed : [nearest];
}

function messageOf(name: string, near: readonly string[], isOurs: boolean): string {
  if (near.length > 0) return `No code emits \`${name}\`. It emits ${listed([...near].sort(), 3)}.`;
  return isOurs
    ? `No code emits \`${name}\`.`
    : `No code here emits \`${name}\`. If another does, list it as external.`;
}

function placesOf(name: string, known: Knowledge): readonly RelatedPlace[] {
  const match = known.match(name);
  return match.is === 'known'
    ? match.families.flatMap(({ metric }) => definedAt(metric.definedAt, name)).slice(0, 3)
    : [];
}

/** Whether it stands in `x or y` beside a metric that is known: after a rename, or for a version that has it not. */
function hasKnownAlternative(around: readonly Around[], known: Knowledge): boolean {
  return around.some(({ expr, index }) => {
    if (expr.kind !== 'binary' || expr.operator !== 'or') return false;
    const other = index === 0 ? expr.right : expr.left;
    return [...selectorsOf(other)].some(({ selector }) =>
      selector.names.some((name) => known.match(name).is !== 'unknown' && !FUNCTIONS.test(name)),
    );
  });
}

function firstWith(
  prefix: string,
  artifacts: readonly ArtifactFile[],
): { readonly query: PromqlQuery; readonly selector: Selector } | undefined {
  for (const artifact of artifacts)
    for (const { query, selector } of readsIn(artifact))
      if (selector.names.some((name) => name.startsWith(prefix))) return { query, selector };
  return undefined;
}
