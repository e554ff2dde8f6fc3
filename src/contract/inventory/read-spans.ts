import { spanCallAttributes, spanStartAttributes } from '../../model/attributes/attribute.js';
import { type Expression, propertyName, propertyOf, unwrap } from '../../model/code/expression.js';
import type { SpanCall } from '../../model/traces/span.js';
import { TRACING_LIBRARY } from '../../catalog/opentelemetry.js';
import { objectOf } from '../../model/values/literal.js';
import { HOLE, textsOf } from '../../model/values/text-pattern.js';
import { contextOf } from '../../model/values/value.js';
import type { SpanCallSite, SpanSite } from '../../recognize/traces/span-site.js';
import type { SpanAttributeFact, SpanFact } from './facts.js';
import type { Place, SpanEntry } from './inventory.js';
import { siteAt } from './site.js';

/** The spans that a call starts, one for each name that it may have. */
export function spanFacts({ start, file }: SpanSite, place: Place): readonly SpanFact[] {
  const { source } = file;
  const attributes = spanStartAttributes(start, source);
  const names = start.name ? textsOf(start.name, contextOf(source)).texts : [HOLE];
  return names.map((name) => ({
    id: siteAt(source.file, start.call),
    name,
    kind: spanKind(start.options, file.source),
    library: start.library ?? TRACING_LIBRARY,
    attributes: attributes.flatMap((each) => each.name ?? []),
    attributesAreOpen: attributes.some((each) => each.name === undefined),
    place,
  }));
}

/** Attributes that are put on a span after its start. */
export function spanAttributeFact({ event, file }: SpanCallSite): SpanAttributeFact | undefined {
  const names = spanCallAttributes(event, file.source).flatMap(({ name }) => name ?? []);
  if (names.length === 0 || isEvent(event)) return undefined;
  return { of: event.obtainedBy && siteAt(file.source.file, event.obtainedBy), names };
}

/** What an event or a link gets is no attribute of the span. */
function isEvent({ method }: SpanCall): boolean {
  return method === 'addEvent' || method === 'addLink' || method === 'log';
}

/** `SpanKind.CLIENT` among the options. */
function spanKind(options: Expression | undefined, source: SpanSite['file']['source']): SpanEntry['kind'] {
  const kind = propertyOf(objectOf(options, source), 'kind');
  const name = kind ? propertyName(unwrap(kind))?.toLowerCase() : 'internal';
  return KINDS.find((each) => each === name) ?? 'unknown';
}

const KINDS = ['internal', 'server', 'client', 'producer', 'consumer'] as const;
