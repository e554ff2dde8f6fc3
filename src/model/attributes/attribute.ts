import type { BaggageMethod } from '../../catalog/schema.js';
import { SET_BAGGAGE_ITEM } from '../../catalog/attributes/baggage.js';
import { LIBRARIES } from '../../catalog/index.js';
import { constantText } from '../values/constant.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type New,
  type Property,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import type { LogCall } from '../logs/call.js';
import type { MetricObservation } from '../metrics/metric.js';
import { objectOf } from '../values/literal.js';
import { kindOf, provenanceOf } from '../values/provenance.js';
import { semconvConstantOf } from './semconv.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';
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

/**
 * The fields of a log record, where its library takes them.
 *
 * @param keys whether those are wanted whose keys are not written out alone: of the fields of most loggers only such a key, which a
 * constant may stand for, says that a name is the conventions'
 */
export function logAttributes(
  call: LogCall,
  source: Source,
  keys: 'all' | 'not-written' = 'all',
): readonly Attribute[] {
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
  return places.flatMap((argument) =>
    new Attributes(source, carrier, keys).in(argument, contextOf(source), []),
  );
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
): readonly Attribute[] {
  return at ? new Attributes(source, carrier).in(at, contextOf(source), via) : [];
}

/** Finds the attributes among spreads, conditions, constants and functions of one file. */
class Attributes {
  private readonly values = new Resolver();

  constructor(
    private readonly source: Source,
    private readonly carrier: Carrier,
    private readonly keys: 'all' | 'not-written' = 'all',
  ) {}

  in(at: Expression, context: EvaluationContext, via: readonly Expression[]): readonly Attribute[] {
    const read = unwrap(at);
    switch (read.kind) {
      case 'object':
        return read.properties.flatMap((property) => this.property(property, context, via));
      case 'identifier':
        return this.named(read, context, via);
      case 'call':
        return this.followed(read, context, [...via, unwrap(read.callee)]);
      case 'conditional':
      case 'operation':
        return this.followed(read, context, via);
      default:
        return [];
    }
  }

  private property(
    property: Property,
    context: EvaluationContext,
    via: readonly Expression[],
  ): readonly Attribute[] {
    const { key, value, accessor } = property;
    if (key === undefined) return this.in(value, context, via);
    if (accessor || (this.keys === 'not-written' && typeof key === 'string')) return [];
    const name = typeof key === 'string' ? key : nameOf(key, this.source);
    return [{ ...this.carrier, name, key: property, value, via }];
  }

  private named(
    read: Identifier,
    context: EvaluationContext,
    via: readonly Expression[],
  ): readonly Attribute[] {
    const binding = this.source.binding(read);
    if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return [];
    const through = [...via, read];
    const put = binding.puts?.() ?? [];
    return [
      ...this.followed(read, context, through),
      ...put.map((each) => ({
        ...this.carrier,
        name: nameOf(each.key, this.source),
        ...each,
        via: through,
      })),
    ];
  }

  /** What stands for an attribute's object in this file: what others make has its own reports. */
  private followed(
    read: Expression,
    context: EvaluationContext,
    via: readonly Expression[],
  ): readonly Attribute[] {
    const held = this.values.step(read, context)?.values ?? [];
    return held.flatMap((value) =>
      value.source === this.source && value.via?.step !== 'argument'
        ? this.in(value.expression, value, via)
        : [],
    );
  }
}
