import type { TSESTree } from '@typescript-eslint/types';
import { descendants } from '../../estree/tree.js';
import { HOLE, textsOf } from '../../model/values/text-pattern.js';
import { contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { DefinitionFact } from './facts.js';
import type { MetricKindName } from './inventory.js';
import type { PlaceOf } from './read-metrics.js';
import { siteAt } from './site.js';

/** What the inventory calls the library of metrics that code writes as text by itself. */
export const EXPOSITION = 'exposition text';

const TYPE = /# TYPE (\S+) (counter|gauge|histogram|summary|untyped|unknown)\b/g;
const SAMPLE = /(?:^|\n)([\w:\u0000]+)\{([^}\n]*)\}/g;

/** Whether a file's text writes metrics in Prometheus' format. */
export function mayWriteExposition(text: string): boolean {
  return text.includes('# TYPE ');
}

/** The metrics that a file writes by itself: texts with `# TYPE name kind` in them. */
export function expositionFacts(file: AnalysedFile, placeOf: PlaceOf): readonly DefinitionFact[] {
  const written = writtenTexts(file);
  const samples = written.flatMap(({ texts }) => texts.flatMap(samplesIn));
  return written.flatMap(({ node, texts }) =>
    texts.flatMap((text) =>
      [...text.matchAll(TYPE)].flatMap(([, name = '', kind = '']): readonly DefinitionFact[] => {
        // A serialiser of metrics that others make names none.
        if (name === HOLE) return [];
        const of = samples.filter((sample) => familyOf(sample.name, kind) === name);
        const labels = [...new Set(of.flatMap((sample) => sample.labels))].filter(
          (label) => !RESERVED.has(label),
        );
        return [
          {
            id: `${siteAt(file.path, node)}:${name}`,
            names: [name],
            library: EXPOSITION,
            namedBy: 'registry',
            kind: KINDS.get(kind) ?? 'unknown',
            unit: undefined,
            help: undefined,
            labelNames: of.length > 0 ? labels : undefined,
            declaresUnseenLabels: false,
            buckets: undefined,
            seriesEach: kind === 'counter' || kind === 'gauge' ? 1 : undefined,
            isByName: false,
            place: placeOf(node),
          },
        ];
      }),
    ),
  );
}

const RESERVED: ReadonlySet<string> = new Set(['le', 'quantile']);
const KINDS: ReadonlyMap<string, MetricKindName> = new Map([
  ['counter', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['summary', 'summary'],
]);

interface Written {
  readonly node: TSESTree.Node;
  readonly texts: readonly string[];
}

/** The texts that the file writes out, each as a whole. */
function writtenTexts({ source }: AnalysedFile): readonly Written[] {
  const nodes = new Set<TSESTree.Node>();
  for (const node of descendants(source.program))
    if (node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string'))
      nodes.add(wholeOf(node));
  return [...nodes].map((node) => ({
    node,
    texts: textsOf(source.expression(node), contextOf(source)).texts,
  }));
}

/** The sum of texts that a text is a part of. */
function wholeOf(node: TSESTree.Node): TSESTree.Node {
  let whole = node;
  while (whole.parent?.type === 'BinaryExpression' && whole.parent.operator === '+') whole = whole.parent;
  return whole;
}

function samplesIn(text: string): readonly { readonly name: string; readonly labels: readonly string[] }[] {
  return [...text.matchAll(SAMPLE)].map(([, name = '', labels = '']) => ({
    name,
    labels: [...labels.matchAll(/(?<!\w)(\w+)="/g)].map(([, label = '']) => label),
  }));
}

function familyOf(name: string, kind: string): string {
  if (kind !== 'histogram' && kind !== 'summary') return name;
  return name.replace(/_(?:bucket|sum|count)$/, '');
}
