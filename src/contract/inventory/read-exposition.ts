import type { TSESTree } from '@typescript-eslint/types';
import { descendants } from '../../estree/tree.js';
import type { Expression } from '../../model/code/expression.js';
import { HOLE, type Texts, textsOf } from '../../model/values/text-pattern.js';
import { contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../../recognize/file.js';
import { headerKind, headerNames, headersIn } from './exposition-header.js';
import type { DefinitionFact } from './facts.js';
import type { MetricKindName, Place } from './inventory.js';
import type { PlaceOf } from './read-metrics.js';
import { siteAt } from './site.js';

/** What the inventory calls the library of metrics that code writes as text by itself. */
export const EXPOSITION = 'exposition text';

const SAMPLE = /(?:^|\n)([\w:\u0000]+)\{([^}\n]*)\}/g;

/** Whether a file's text writes metrics in Prometheus' format. */
export function mayWriteExposition(text: string): boolean {
  return text.includes('# TYPE ');
}

/** The metrics of one header, and its names as far as they are seen. */
export interface WrittenMetrics {
  /** One for each name that is seen. */
  readonly facts: readonly DefinitionFact[];
  /** What callers elsewhere give, and nothing else is known of. */
  readonly open: OpenHeader | undefined;
  /** Where it is written, if some name is not seen. */
  readonly unseenAt: Place | undefined;
}

/** A header whose name the callers of a function give: a registry of the project's own. */
export interface OpenHeader {
  readonly parameters: Texts['open'];
  /** The text that it is in, and which of the text's headers it is. */
  readonly text: Expression;
  readonly index: number;
  readonly base: DefinitionFact;
}

/** The metrics that a file writes by itself: texts with `# TYPE name kind` in them. */
export function writtenMetrics(file: AnalysedFile, placeOf: PlaceOf): readonly WrittenMetrics[] {
  const context = contextOf(file.source);
  const written = writtenTexts(file);
  const samples = written.flatMap(({ expression }) => textsOf(expression, context).texts.flatMap(samplesIn));
  return written.flatMap(({ node, expression }) =>
    headersIn(expression).map((header, index): WrittenMetrics => {
      const { texts, open } = headerNames(header, context);
      const kind = headerKind(header, context);
      const site = siteAt(file.path, node);
      const fact = (id: string, name: string, labels: readonly string[] | undefined): DefinitionFact => ({
        ...{ id: `${site}:${id}`, names: [name], library: EXPOSITION, namedBy: 'registry', kind },
        ...{
          unit: undefined,
          help: undefined,
          labelNames: labels,
          declaresUnseenLabels: false,
          buckets: undefined,
        },
        seriesEach: kind === 'counter' || kind === 'gauge' ? 1 : undefined,
        ...{ isByName: false, place: placeOf(node) },
      });
      const isGiven = open.length > 0;
      return {
        // What callers give is read where they give it.
        facts: (isGiven ? [] : texts)
          .filter((name) => name !== HOLE)
          .map((name) => fact(name, name, labelsOf(name, kind, samples))),
        open: isGiven
          ? {
              parameters: open,
              text: expression,
              index,
              base: fact(`header ${String(index)}`, HOLE, undefined),
            }
          : undefined,
        unseenAt: !isGiven && texts.includes(HOLE) ? placeOf(node) : undefined,
      };
    }),
  );
}

/** The labels that samples of a metric are written with; undefined where none of them is seen. */
function labelsOf(
  name: string,
  kind: MetricKindName,
  samples: readonly Sample[],
): readonly string[] | undefined {
  const lists = samples.filter((each) => familyOf(each.name, kind) === name).map(({ labels }) => labels);
  const seen = lists.filter((labels) => labels !== undefined);
  if (lists.length === 0 || seen.length < lists.length) return undefined;
  return [...new Set(seen.flat())].filter((label) => !RESERVED.has(label));
}

const RESERVED: ReadonlySet<string> = new Set(['le', 'quantile']);

interface Written {
  readonly node: TSESTree.Node;
  readonly expression: Expression;
}

/** The texts that the file writes out, each as a whole. */
function writtenTexts({ source }: AnalysedFile): readonly Written[] {
  const nodes = new Set<TSESTree.Node>();
  for (const node of descendants(source.program))
    if (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string'))
      nodes.add(wholeOf(node));
  return [...nodes].map((node) => ({ node, expression: source.expression(node) }));
}

/** The sum of texts that a text is a part of. */
function wholeOf(node: TSESTree.Node): TSESTree.Node {
  let whole = node;
  while (whole.parent?.type === 'BinaryExpression' && whole.parent.operator === '+') whole = whole.parent;
  return whole;
}

interface Sample {
  readonly name: string;
  /** Undefined where there may be others than those that are written out. */
  readonly labels: readonly string[] | undefined;
}

const LABEL = /(?<!\w)(\w+)="[^"]*"/g;

function samplesIn(text: string): readonly Sample[] {
  return [...text.matchAll(SAMPLE)].map(([, name = '', written = '']) => {
    const isSeen = !written.replace(LABEL, '').includes(HOLE);
    return { name, labels: isSeen ? [...written.matchAll(LABEL)].map(([, label = '']) => label) : undefined };
  });
}

function familyOf(name: string, kind: MetricKindName): string {
  if (kind !== 'histogram' && kind !== 'summary') return name;
  return name.replace(/_(?:bucket|sum|count)$/, '');
}
