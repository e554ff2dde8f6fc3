import type { BaggageMethod } from '../../catalog/schema.js';
import { SET_BAGGAGE_ITEM } from '../../catalog/attributes/baggage.js';
import { LIBRARIES } from '../../catalog/index.js';
import { constantText } from '../values/constant.js';
import {
  type Call,
  type Expression,
  type New,
  type ObjectLiteral,
  type Property,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { LogCall } from '../logs/call.js';
import type { MetricObservation } from '../metrics/metric.js';
import { objectOf } from '../values/literal.js';
import { kindOf, provenanceOf } from '../code/provenance.js';
import { semconvConstantOf } from './semconv.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';
import { type SpanCall, type SpanStart, startAttributes } from '../traces/span.js';

export type AttributeSignal = 'span' | 'metric' | 'log' | 'resource' | 'baggage';

/** One attribute, label or field that code puts on its telemetry. */
export interface Attribute {
  readonly signal: AttributeSignal;
  /** Whether OpenTelemetry's interface takes it, so that its names follow the semantic conventions. */
  readonly isOpenTelemetry: boolean;
  /** What it is put on is only named like it: a `span` whose start was not seen. */
  readonly isPresumed: boolean;
  /** Its name, where that is constant text. */
  readonly name: string | undefined;
  /** Where the name is written: an object's property, or an argument of `setAttribute`. */
  readonly key: Property | Expression;
  readonly value: Expression;
  /** The names of the constants and functions through which the object with the property is reached, outermost first. */
  readonly via: readonly Expression[];
}

type Carrier = Pick<Attribute, 'signal' | 'isOpenTelemetry' | 'isPresumed'>;

/** Objects inside objects are followed this deep: spreads, conditions, constants, functions of the file. */
const MAX_DEPTH = 6;

/** The attributes that a span is started with. */
export function spanStartAttributes(start: SpanStart, source: Source): readonly Attribute[] {
  const carrier: Carrier = {
    signal: 'span',
    isOpenTelemetry: start.dialect.usesOpenTelemetryApi === true,
    isPresumed: start.provenance === 'name',
  };
  const options = start.options && unwrap(start.options);
  const via = options?.kind === 'identifier' ? [options] : [];
  return attributesIn(startAttributes(start, source), source, carrier, via);
}

/** The attributes that a call puts on a span or one of its events. */
export function spanCallAttributes(
  { dialect, method, provenance, call }: SpanCall,
  source: Source,
): readonly Attribute[] {
  const carrier: Carrier = {
    signal: 'span',
    isOpenTelemetry: dialect.usesOpenTelemetryApi === true,
    isPresumed: provenance === 'name',
  };
  const [key, value] = call.arguments;
  if (dialect.attribute.includes(method) && key && value && key.kind !== 'spread') {
    return [{ ...carrier, name: nameOf(key, source), key, value, via: [] }];
  }
  const index = dialect.attributes[method];
  return index === undefined ? [] : attributesIn(call.arguments[index], source, carrier);
}

/** The labels or attributes of a measurement, as far as they are an object. */
export function observationAttributes(
  { dialect, labelsAt }: MetricObservation,
  source: Source,
): readonly Attribute[] {
  const isOpenTelemetry = dialect.convention.followsSemconv === true;
  return attributesIn(labelsAt, source, { signal: 'metric', isOpenTelemetry, isPresumed: false });
}

/** The fields of a log record, where its library takes them. */
export function logAttributes(call: LogCall, source: Source): readonly Attribute[] {
  const shape = call.dialect?.shape;
  const carrier: Carrier = {
    signal: 'log',
    isOpenTelemetry: shape === 'emit',
    isPresumed: call.provenance === 'name',
  };
  const [first] = call.arguments;
  if (shape === 'emit') {
    return attributesIn(propertyOf(objectOf(first, source), 'attributes'), source, carrier);
  }
  const places = shape === 'fields-first' ? call.arguments.slice(0, 1) : call.arguments;
  return places.flatMap((argument) => attributesIn(argument, source, carrier));
}

/** Names of what makes a resource: the cheap question that comes first. */
export function mayDescribeResource(name: string): boolean {
  return /^(?:Resource|resourceFromAttributes|registerOTel)$/.test(name);
}

/** The attributes of a resource that a call or `new` makes; none when it makes no resource. */
export function resourceAttributes(
  creation: Call | New,
  source: Source,
  settings: Settings,
): readonly Attribute[] {
  const provenance = provenanceOf(creation, source, settings);
  const origin = provenance.is === 'library' ? provenance.origin : undefined;
  const resource = origin?.creation === creation ? kindOf(origin).resource : undefined;
  if (!resource) return [];
  const [first] = creation.arguments;
  const at = resource.key === undefined ? first : propertyOf(objectOf(first, source), resource.key);
  return attributesIn(at, source, { signal: 'resource', isOpenTelemetry: true, isPresumed: false });
}

const BAGGAGE_METHODS: ReadonlySet<string> = new Set(
  LIBRARIES.flatMap(({ kinds }) => Object.values(kinds).flatMap(({ baggage }) => Object.keys(baggage ?? {}))),
);

/** Whether a method's name can put something into baggage: the cheap question that comes first. */
export function mayPutBaggage(method: string): boolean {
  return BAGGAGE_METHODS.has(method);
}

/** The entries that a call puts into baggage; none when it is no such call. */
export function baggageEntries(call: Call, source: Source, settings: Settings): readonly Attribute[] {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined) return [];
  const provenance = provenanceOf(callee.object, source, settings);
  const origin = provenance.is === 'library' ? provenance.origin : undefined;
  const taken = origin
    ? kindOf(origin).baggage?.[method]
    : // No other method has OpenTracing's name.
      provenance.is === 'unknown' && Object.hasOwn(SET_BAGGAGE_ITEM, method)
      ? SET_BAGGAGE_ITEM.setBaggageItem
      : undefined;
  if (!taken) return [];
  const carrier: Carrier = {
    signal: 'baggage',
    isOpenTelemetry: false,
    isPresumed: !origin || origin.evidence === 'name',
  };
  const [first, second] = call.arguments;
  const isEntry = first && second && first.kind !== 'spread';
  const entries =
    taken.takes === 'entries'
      ? attributesIn(first, source, carrier)
      : isEntry
        ? [{ ...carrier, name: nameOf(first, source), key: first, value: second, via: [] }]
        : [];
  return entries.flatMap((entry) => {
    const value = entryValue(entry.value, taken, source);
    return value ? [{ ...entry, value }] : [];
  });
}

function entryValue(entry: Expression, { valueKey }: BaggageMethod, source: Source): Expression | undefined {
  return valueKey === undefined ? entry : propertyOf(objectOf(entry, source), valueKey);
}

/** The name that an attribute's key is, through constants of the file and of the semantic conventions' package. */
function nameOf(key: Expression, source: Source): string | undefined {
  return constantText(key, source) ?? semconvConstantOf(key, source)?.name;
}

function attributesIn(
  at: Expression | undefined,
  source: Source,
  carrier: Carrier,
  via: readonly Expression[] = [],
  depth = 0,
): readonly Attribute[] {
  if (!at || depth > MAX_DEPTH) return [];
  const read = unwrap(at);
  const inner = (part: Expression | undefined, through: readonly Expression[] = via) =>
    attributesIn(part, source, carrier, through, depth + 1);
  switch (read.kind) {
    case 'object':
      return propertiesOf(read, inner, source, carrier, via);
    case 'conditional':
      return [...inner(read.whenTrue), ...inner(read.whenFalse)];
    case 'operation':
      if (read.operator === '&&') return inner(read.right);
      return ['??', '||'].includes(read.operator) ? [...inner(read.left), ...inner(read.right)] : [];
    case 'identifier': {
      const binding = source.binding(read);
      if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return [];
      const through = [...via, read];
      const put = binding.puts?.() ?? [];
      return [
        ...inner(binding.init?.(), through),
        ...put.map((each) => ({ ...carrier, name: nameOf(each.key, source), ...each, via: through })),
      ];
    }
    case 'call': {
      // `httpAttributes(request)`, a function of this file.
      const callee = unwrap(read.callee);
      const binding = callee.kind === 'identifier' ? source.binding(callee) : undefined;
      return binding?.kind === 'function'
        ? binding.returns().flatMap((result) => inner(result, [...via, callee]))
        : [];
    }
    default:
      return [];
  }
}

function propertiesOf(
  object: ObjectLiteral,
  inner: (part: Expression) => readonly Attribute[],
  source: Source,
  carrier: Carrier,
  via: readonly Expression[],
): readonly Attribute[] {
  const { signal, isOpenTelemetry, isPresumed } = carrier;
  const found: Attribute[] = [];
  for (const property of object.properties) {
    const { key, value, accessor } = property;
    if (key === undefined) {
      found.push(...inner(value));
      continue;
    }
    if (accessor) continue;
    const name = typeof key === 'string' ? key : nameOf(key, source);
    found.push({ signal, isOpenTelemetry, isPresumed, name, key: property, value, via });
  }
  return found;
}
