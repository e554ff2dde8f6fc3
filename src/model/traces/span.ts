import { onlyAnswers } from '../../catalog/answering.js';
import type { SpanDialect, SpanStartMethod } from '../../catalog/schema.js';
import { PRESUMED_SPANS, PRESUMED_STARTS, TRACER_NAMES } from '../../catalog/traces/names.js';
import { TRACING } from '../../catalog/traces/libraries.js';
import { type Call, type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import { objectOf } from '../values/literal.js';
import { type Evidence, type Origin, kindOf, provenanceOf } from '../values/provenance.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';

/** A call that starts a span. */
export interface SpanStart {
  /** The library's id in the catalog; undefined where only the receiver's name says that it is a tracer. */
  readonly library: string | undefined;
  readonly dialect: SpanDialect;
  readonly method: string;
  /** `manual`: the call gives the span back; `active`: it hands the span to its callback. */
  readonly kind: 'manual' | 'active';
  /** Who ends the span: this code, or the library when the callback is done. */
  readonly endedBy: 'caller' | 'self';
  /** Whether the callback's second parameter ends the span when it is called. */
  readonly hasDone: boolean;
  readonly name: Expression | undefined;
  readonly options: Expression | undefined;
  /** The object of attributes, where a function of the project takes it. */
  readonly attributes?: Expression | undefined;
  /** The parent's context, where the library takes one. */
  readonly context: Expression | undefined;
  readonly callback: Expression | undefined;
  /** How the arguments are to be read; undefined for a function of the project that gives back a span. */
  readonly reading: SpanStartMethod | undefined;
  readonly provenance: Evidence;
  readonly call: Call;
}

/** A call of a method on a span. */
export interface SpanCall {
  readonly library: string | undefined;
  readonly dialect: SpanDialect;
  readonly method: string;
  /** What the method does: it ends the span, changes it, or throws as no span of the library has it. */
  readonly effect: 'end' | 'change' | 'throw';
  /** The span that it is called on. */
  readonly span: Expression;
  /** Taken from where other code put it: the active span, the span of a context. */
  readonly isForeign: boolean;
  /** The call that started or fetched the span, where it was seen. */
  readonly obtainedBy: Expression | undefined;
  readonly provenance: Evidence;
  readonly call: Call;
}

const KINDS = TRACING.flatMap((library) => Object.values(library.kinds));
const START_METHODS: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ starts }) => Object.keys(starts ?? {})).filter((name) => name !== '()'),
);
/** Functions that start a span when they are called: Sentry's. */
const START_FUNCTIONS: ReadonlySet<string> = new Set(
  TRACING.flatMap(({ exports, kinds }) =>
    Object.entries(exports).flatMap(([name, kind]) => (kinds[kind]?.starts?.['()'] ? [name] : [])),
  ),
);
const SPAN_METHODS: ReadonlySet<string> = new Set(
  [...PRESUMED_SPANS, ...KINDS.flatMap(({ span }) => span?.dialect ?? [])].flatMap(
    ({ ends, changes, lacks = {} }) => [...ends, ...changes, ...Object.keys(lacks)],
  ),
);

/** Whether a function's or method's name can start a span at all: the cheap question that comes first. */
export function mayStartSpan(name: string): boolean {
  return START_METHODS.has(name) || START_FUNCTIONS.has(name) || (/span/i.test(name) && !onlyAnswers(name));
}

const MAY_START = new RegExp(`(?<![\\w$])(?:${[...START_METHODS, ...START_FUNCTIONS].join('|')})(?![\\w$])`);

/** Whether a text says what starts spans in a library. */
export function saysSpanStart(text: string): boolean {
  return MAY_START.test(text);
}

/** Whether a method's name can be a span's. */
export function mayUseSpan(method: string): boolean {
  return SPAN_METHODS.has(method);
}

/** Reads a call as the start of a span; undefined when it is none. */
export function spanStartOf(call: Call, source: Source, settings: Settings): SpanStart | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind === 'member' && method !== undefined && mayStartSpan(method)) {
    const provenance = provenanceOf(callee.object, source, settings);
    const origin = provenance.is === 'library' ? provenance.origin : undefined;
    const reading = origin && kindOf(origin).starts?.[method];
    if (reading) return started(call, method, reading, origin.library.id, origin.evidence);
    if (provenance.is === 'unknown') {
      const named = presumed(call, callee.object, method, settings);
      if (named) return named;
    }
    if (origin) return addedStart(call, method, origin);
  }
  const name = method ?? (callee.kind === 'identifier' ? callee.name : undefined);
  if (name === undefined) return undefined;
  if (START_FUNCTIONS.has(name) || callee.kind === 'identifier') {
    const provenance = provenanceOf(callee, source, settings);
    if (provenance.is === 'library') {
      const { origin } = provenance;
      const reading = kindOf(origin).starts?.['()'];
      if (reading) return started(call, name, reading, origin.library.id, origin.evidence);
    }
  }
  return fromFactory(call, name, source, settings);
}

/** Reads a method call as the use of a span; undefined when it is none. */
export function spanCallOf(call: Call, source: Source, settings: Settings): SpanCall | undefined {
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member' || method === undefined || !SPAN_METHODS.has(method)) return undefined;
  const provenance = provenanceOf(callee.object, source, settings);
  const use = (
    dialect: SpanDialect,
    rest: Pick<SpanCall, 'library' | 'isForeign' | 'obtainedBy' | 'provenance'>,
  ): SpanCall | undefined => {
    const effect = dialect.ends.includes(method)
      ? 'end'
      : dialect.changes.includes(method)
        ? 'change'
        : rest.library !== undefined && dialect.lacks?.[method] !== undefined
          ? 'throw'
          : undefined;
    return effect && { ...rest, dialect, method, effect, span: callee.object, call };
  };
  if (provenance.is === 'library') {
    const { origin } = provenance;
    const { span } = kindOf(origin);
    return span
      ? use(span.dialect, {
          library: origin.library.id,
          isForeign: span.isForeign === true,
          obtainedBy: origin.creation,
          provenance: origin.evidence,
        })
      : undefined;
  }
  if (provenance.is === 'foreign' || !isSpanName(callee.object)) return undefined;
  const rest = { library: undefined, isForeign: false, obtainedBy: undefined, provenance: 'name' } as const;
  for (const dialect of PRESUMED_SPANS) {
    const found = use(dialect, rest);
    if (found) return found;
  }
  return undefined;
}

/** The object of attributes that a span is started with. */
export function startAttributes(start: SpanStart, source: Source): Expression | undefined {
  if (start.attributes) return start.attributes;
  const key = start.reading?.attributes;
  return key === undefined ? undefined : propertyOf(objectOf(start.options, source), key);
}

function started(
  call: Call,
  method: string,
  reading: SpanStartMethod,
  library: string | undefined,
  provenance: Evidence,
): SpanStart | undefined {
  const isByOptions = reading.name === 'options';
  const given = reading.name === 'text' ? fromName(call.arguments) : call.arguments;
  const [first, second, third] = given;
  if (reading.name === 'text' && (!first || first.kind === 'function')) return undefined;
  const last = given.at(-1);
  const takesCallback = reading.kind === 'active' && given.length > 1;
  const callback = takesCallback && (reading.name !== 'text' || last?.kind === 'function') ? last : undefined;
  const options = isByOptions ? first : second;
  const name = isByOptions ? first && propertyOf(unwrap(first), 'name') : first;
  const parameters = callback?.kind === 'function' ? callback.parameters.length : undefined;
  return {
    library,
    dialect: reading.dialect,
    method,
    kind: reading.kind,
    endedBy: reading.endedBy === 'done' ? (parameters === 2 ? 'caller' : 'self') : reading.endedBy,
    hasDone: reading.hasDone === true,
    name,
    options: options === callback ? undefined : options,
    context: reading.takesContext && third !== callback ? third : undefined,
    callback,
    reading,
    provenance,
    call,
  };
}

/** Arguments from the span's name on: what the span is around may stand before it. */
function fromName(given: readonly Expression[]): readonly Expression[] {
  const [first, second] = given;
  const isSecond = first && second && !isTextual(first) && isTextual(second);
  return isSecond ? given.slice(1) : given;
}

/** Whether an expression is seen to be text. */
function isTextual(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind === 'operation') return isTextual(read.left) || isTextual(read.right);
  return read.kind === 'template' || (read.kind === 'literal' && typeof read.value === 'string');
}

/** A method that the project adds to a library's tracer: `tracer.withSpan('load', { attributes }, fn)`. It ends what it starts. */
function addedStart(call: Call, method: string, origin: Origin): SpanStart | undefined {
  const [reading] = Object.values(kindOf(origin).starts ?? {});
  const [name, options] = call.arguments;
  const callback = call.arguments.at(-1);
  if (!reading || !name || name.kind === 'function' || callback?.kind !== 'function') return undefined;
  const given = options === callback ? undefined : options;
  return {
    ...{ library: origin.library.id, dialect: reading.dialect, method, kind: 'active', endedBy: 'self' },
    ...{
      hasDone: false,
      name,
      options: undefined,
      context: undefined,
      callback: undefined,
      reading: undefined,
    },
    attributes: given && propertyOf(unwrap(given), reading.attributes),
    provenance: 'module',
    call,
  };
}

/** `tracer.startSpan(…)` of a tracer whose making is not seen, or that the settings name. */
function presumed(call: Call, tracer: Expression, method: string, settings: Settings): SpanStart | undefined {
  const reading = PRESUMED_STARTS[method];
  const read = unwrap(tracer);
  const name =
    read.kind === 'identifier' ? read.name : read.kind === 'call' ? calledName(read) : propertyName(read);
  if (!reading || name === undefined) return undefined;
  // OpenTelemetry's callback comes last: one in front of options is a tracer's of the project.
  if (call.arguments.slice(0, -1).some(({ kind }) => kind === 'function')) return undefined;
  const isTold = settings.tracers?.includes(name) === true;
  if (!isTold && !TRACER_NAMES.test(name) && name !== 'getTracer') return undefined;
  return started(call, method, reading, undefined, isTold ? 'settings' : 'name');
}

/** A call of a project's function that gives back a span it has started. */
function fromFactory(call: Call, name: string, source: Source, settings: Settings): SpanStart | undefined {
  if (!/span/i.test(name)) return undefined;
  const provenance = provenanceOf(call, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  const { span } = kindOf(origin);
  if (!span || span.isForeign || !origin.creation || origin.creation === call) return undefined;
  if (isChained(call, origin)) return undefined;
  return {
    library: origin.library.id,
    dialect: span.dialect,
    method: name,
    kind: 'manual',
    endedBy: 'caller',
    hasDone: false,
    name: undefined,
    options: undefined,
    context: undefined,
    callback: undefined,
    reading: undefined,
    provenance: 'module',
    call,
  };
}

/** `tracer.startSpan('a').setAttribute(…)`: not a start of its own. */
function isChained(call: Call, { creation }: Origin): boolean {
  for (let at: Expression = call; at.kind === 'call';) {
    const callee = unwrap(at.callee);
    if (callee.kind !== 'member') return false;
    at = unwrap(callee.object);
    if (at === creation) return true;
  }
  return false;
}

function calledName(call: Call): string | undefined {
  const callee = unwrap(call.callee);
  return callee.kind === 'identifier' ? callee.name : propertyName(callee);
}

function isSpanName(expression: Expression): boolean {
  const read = unwrap(expression);
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  return name !== undefined && /^_?span$|Span$/.test(name);
}
