import type { SpanDialect, SpanStartMethod } from '../../catalog/schema.js';
import { type Call, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import type { TelemetryCall } from '../values/telemetry-call.js';
import { type Term, along } from '../values/term.js';
import { type Use, keyedUses, namedUse, useOf } from '../values/uses.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from './span.js';

/** Reads a call that starts a span, or one on a span: which of its arguments become its name, attributes and work. */
export function spanEmission(call: Call, source: Source, settings: Settings): TelemetryCall | undefined {
  const callee = unwrap(call.callee);
  const name = callee.kind === 'identifier' ? callee.name : propertyName(callee);
  if (name === undefined) return undefined;
  const start = mayStartSpan(name) ? spanStartOf(call, source, settings) : undefined;
  if (start?.reading && start.provenance !== 'name') {
    const { reading } = start;
    return emission(start.library, call, (given) => startUses(reading, given));
  }
  const use = mayUseSpan(name) ? spanCallOf(call, source, settings) : undefined;
  if (!use || use.provenance === 'name') return undefined;
  return emission(use.library, call, (given) => callUses(use.dialect, name, given));
}

function emission(library: string | undefined, call: Call, read: TelemetryCall['read']): TelemetryCall {
  return { signal: 'span', ...(library === undefined ? {} : { library }), given: call.arguments, read };
}

function startUses({ name, kind, attributes }: SpanStartMethod, given: readonly Term[]): readonly Use[] {
  if (given.some((each) => each.is === 'spread')) return [];
  const [first, second] = given;
  const work = kind === 'active' && given.length > 1 ? given.at(-1) : undefined;
  const options = name === 'options' ? first : second === work ? undefined : second;
  return [
    ...useOf('spanName', name === 'options' ? first && along(first, ['name']) : first),
    ...attributesOf(options && along(options, [attributes])),
    ...useOf('work', work),
  ];
}

function callUses(dialect: SpanDialect, method: string, given: readonly Term[]): readonly Use[] {
  const [first, second] = given;
  if (dialect.attribute.includes(method)) return namedUse('attribute', first, second);
  if (method === dialect.recordException) return useOf('error', first);
  if (method === dialect.rename) return useOf('spanName', first);
  const index = dialect.attributes[method];
  return index === undefined ? [] : attributesOf(given[index]);
}

function attributesOf(term: Term | undefined): readonly Use[] {
  return keyedUses(term, 'attribute', 'attributes');
}
