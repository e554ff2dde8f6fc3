import type { Covered, SendMethod } from '../../catalog/schema.js';
import { MESSAGING } from '../../catalog/propagation/messaging.js';
import { type Carried, carriedBy, carriedByObject } from './carrier.js';
import { madeWith } from './client-option.js';
import {
  type Call,
  type Expression,
  type Identifier,
  type New,
  type ObjectLiteral,
  children,
  isNothing,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { type Origin, kindOf, provenanceOf } from '../values/provenance.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';
import { settled } from '../values/literal.js';
import { Resolver } from '../values/resolver.js';
import { type EvaluationContext, contextOf } from '../values/value.js';
import type { PropagationReason } from '../text/reasons/propagation.js';

/** A call that leaves the process: it sends messages, or makes the command that does. */
export interface MessageCall {
  /** The client by its name in the catalog. */
  readonly client: string;
  readonly transport: 'messaging';
  /** What would inject by itself. */
  readonly via: Covered;
  readonly method: string;
  readonly shape: SendMethod;
  /** Whether every message carries the trace context, by what is written. */
  readonly propagated: Carried;
  /** Where the context can be put, one for each message that lacks it; undefined where that is not written out. */
  readonly gaps: readonly Gap[] | undefined;
  readonly call: Call | New;
}

/** Where a carrier is missing. */
export interface Gap {
  /** What gets the carrier: an object, or the call that gets a further argument. */
  readonly into: ObjectLiteral | Call | New;
  /** The way from there to the carrier, which does not exist yet; empty where the object is the carrier itself. */
  readonly path: readonly string[];
}

const KINDS = MESSAGING.flatMap((library) => Object.values(library.kinds));
const SEND_METHODS: ReadonlySet<string> = new Set(KINDS.flatMap(({ sends }) => Object.keys(sends ?? {})));
const COMMANDS: ReadonlySet<string> = new Set(
  MESSAGING.flatMap(({ exports, kinds }) =>
    Object.entries(exports).flatMap(([name, kind]) => (kinds[kind]?.sends?.new ? [name] : [])),
  ),
);

/** Whether a method's, or a constructor's, name can send messages: the cheap question that comes first. */
export function maySendMessages(name: string): boolean {
  return SEND_METHODS.has(name) || COMMANDS.has(name);
}

/** Reads a call, or the making of a command, as one that sends messages; undefined when it is none. */
export function messageCallOf(call: Call | New, source: Source, settings: Settings): MessageCall | undefined {
  const callee = unwrap(call.callee);
  const name = propertyName(callee);
  const owner = call.kind === 'new' ? callee : callee.kind === 'member' ? callee.object : undefined;
  const method = call.kind === 'new' ? 'new' : name;
  if (!owner || method === undefined) return undefined;
  const provenance = provenanceOf(owner, source, settings);
  if (provenance.is !== 'library') return undefined;
  const { origin } = provenance;
  const shape = kindOf(origin).sends?.[method];
  if (!shape) return undefined;
  const base = {
    client: origin.library.id,
    transport: 'messaging',
    via: shape.via,
    method: call.kind === 'new' ? callee.text : method,
    shape,
    call,
  } as const;
  const byClient = carriedByClient(shape, origin, source, settings);
  if (byClient) return { ...base, propagated: byClient, gaps: undefined };
  return { ...base, ...new Reading(call, shape, source).messages() };
}

function unseen(reason: PropagationReason): Carried {
  return { is: 'unknown', reason };
}

/** What the client was made with; undefined where that says nothing. */
function carriedByClient(
  { injectsWith, needs }: SendMethod,
  origin: Origin,
  source: Source,
  settings: Settings,
): Carried | undefined {
  if (source.text.includes('middlewareStack')) return unseen({ code: 'client-middleware' });
  if (injectsWith) {
    const is = madeWith(injectsWith, origin, settings);
    if (is === true) return { is: 'yes', reason: { code: 'client-injects' } };
    if (is === 'unknown') return unseen({ code: 'client-options-unseen' });
  }
  if (needs && madeWith(needs, origin, settings) !== true) return unseen({ code: 'no-place-for-context' });
  return undefined;
}

/** Names of what has to do with traces: a message that mentions one may carry the context in a place of its
 * own. Told apart from `contract` and `lifespan` by their case. */
const MENTIONS =
  /(?<![A-Za-z])(?:[Tt]rac(?:e|ing)|[Ss]pan|[Bb]3)(?![a-z])|(?<=[a-z0-9_])(?:Trac(?:e|ing)|Span)(?![a-z])|TRACE|SPAN|[Tt]race[Pp]arent|[Tt]race(?=[A-Z_])|[Oo]tel|[Cc]ontext|[Pp]ropagat|[Ii]nject|[Cc]arrier|[Bb]aggage|[Ss]entry|[Dd]atadog|[Xx]-?[Rr]ay/;

type Outcome = Pick<MessageCall, 'propagated' | 'gaps'>;

class Reading {
  private readonly values = new Resolver();

  constructor(
    private readonly call: Call | New,
    private readonly shape: SendMethod,
    private readonly source: Source,
  ) {}

  messages(): Outcome {
    const { call, shape } = this;
    const silent = (reason: PropagationReason): Outcome => ({
      propagated: unseen(reason),
      gaps: undefined,
    });
    if (call.arguments.some(({ kind }) => kind === 'spread')) return silent({ code: 'arguments-spread' });
    if (call.arguments.some((argument) => this.mentions(argument, contextOf(this.source)))) {
      return silent({ code: 'own-place-for-context' });
    }
    if (shape.form === 'fields') return this.fields();
    const [address] = call.arguments;
    if (shape.argument > 0 && address && /reply|response/i.test(address.text)) {
      return silent({ code: 'answers-message' });
    }
    const given = call.arguments[shape.argument];
    const last = call.arguments.at(-1);
    if (given === undefined) return this.withoutOptions(last);
    const isCallback = unwrap(given).kind === 'function';
    if (isCallback) return { propagated: { is: 'no', reason: { code: 'no-headers' } }, gaps: undefined };
    const all = this.along(given, shape.messages);
    if (!all || all.length === 0) return silent({ code: 'messages-made-elsewhere' });
    const read = all.map((message) => this.judge(message));
    const lacking = read.filter(({ carried }) => carried.is === 'no');
    const [first] = lacking;
    if (first) {
      // What is made before the call is made before the context can be injected.
      const gaps = lacking.flatMap(({ gap }) => (gap && isInside(gap.into, call) ? [gap] : []));
      return { propagated: first.carried, gaps: gaps.length === lacking.length ? gaps : undefined };
    }
    const worst = read.find(({ carried }) => carried.is === 'unknown') ?? read[0];
    return worst ? { propagated: worst.carried, gaps: undefined } : silent({ code: 'sends-nothing' });
  }

  /** `redis.xadd('orders', '*', 'id', order.id)`: `mentions` has seen to the words; a name that is computed may be any. */
  private fields(): Outcome {
    const { arguments: given } = this.call;
    const start = given.findIndex(({ kind, text }) => kind === 'literal' && /^['"]\*['"]$/.test(text)) + 1;
    const names = start === 0 ? [] : given.slice(start).filter((_, i) => i % 2 === 0);
    const isSeen = names.length > 0 && names.every(({ kind }) => kind === 'literal');
    const propagated: Carried = isSeen
      ? { is: 'no', reason: { code: 'data-without' } }
      : unseen({ code: 'data-made-elsewhere' });
    return { propagated, gaps: undefined };
  }

  /** `channel.publish(exchange, key, content)`: there is no argument that could carry anything. */
  private withoutOptions(last: Expression | undefined): Outcome {
    const { call, shape } = this;
    if (shape.messages.length > 0 || call.arguments.length === 0) {
      return { propagated: unseen({ code: 'messages-made-elsewhere' }), gaps: undefined };
    }
    const isNext = call.arguments.length === shape.argument && last && unwrap(last).kind !== 'function';
    return {
      propagated: { is: 'no', reason: { code: 'no-headers' } },
      gaps: isNext && shape.form !== 'pairs' ? [{ into: call, path: shape.carriers[0] ?? [] }] : undefined,
    };
  }

  /** The values that a way leads to; undefined where one of them is not written out. */
  private along(expression: Expression, way: readonly string[]): readonly Expression[] | undefined {
    const [step, ...rest] = way;
    if (step === undefined) return [expression];
    const read = settled(expression, this.source);
    if (step.startsWith('[]')) {
      const each =
        read.kind === 'array'
          ? read.elements
          : read.kind === 'call'
            ? this.mapped(read)
            : step === '[]?' && read.kind === 'object'
              ? [read]
              : undefined;
      return each && this.alongEach(each, rest);
    }
    const value = propertyOf(read, step);
    return value && this.along(value, rest);
  }

  private alongEach(each: readonly Expression[], way: readonly string[]): readonly Expression[] | undefined {
    const found = each.map((one) => (one.kind === 'spread' ? undefined : this.along(one, way)));
    return found.every((one) => one !== undefined) ? found.flat() : undefined;
  }

  /** What `items.map((item) => ({ … }))` makes of each. */
  private mapped({ callee, arguments: given }: Call): readonly Expression[] | undefined {
    const [make] = given;
    if (propertyName(unwrap(callee)) !== 'map' || make?.kind !== 'function') return undefined;
    return this.values.function(make, contextOf(this.source))?.binding.returns();
  }

  private judge(message: Expression): { readonly carried: Carried; readonly gap: Gap | undefined } {
    const { form, unless = [], carriers } = this.shape;
    const object = this.literal(message);
    if (unless.some((key) => propertyOf(object, key))) {
      return { carried: unseen({ code: 'leaves-traced-system' }), gap: undefined };
    }
    if (form === 'payload') return { carried: this.payload(message), gap: undefined };
    const found = carriers.map((path) => this.carrier(message, path));
    const carried = found.find(({ is }) => is === 'yes') ??
      found.find(({ is }) => is !== 'no') ?? { is: 'no', reason: { code: 'no-headers' } };
    return { carried, gap: carried.is === 'no' ? gapIn(message, carriers[0] ?? [], form) : undefined };
  }

  private carrier(message: Expression, path: readonly string[]): Carried {
    const [step, ...rest] = path;
    const read = unwrap(message);
    if (step === undefined) return this.unlessFilled(read, carriedBy(message, this.source));
    if (rest.length === 0) {
      const headers = propertyOf(this.literal(read), step);
      const carried = carriedByObject(message, step, this.source);
      return this.unlessFilled(read, headers ? this.unlessFilled(unwrap(headers), carried) : carried);
    }
    if (isNothing(read)) return { is: 'no', reason: { code: 'no-headers' } };
    const object = this.literal(read);
    if (!object) return unseen({ code: 'options-made-elsewhere' });
    const value = propertyOf(object, step);
    if (value) return this.carrier(value, rest);
    return object.properties.every(({ key }) => typeof key === 'string')
      ? { is: 'no', reason: { code: 'no-headers' } }
      : unseen({ code: 'options-made-elsewhere' });
  }

  /** A verdict on a variable does not hold where code puts other things into it later. */
  private unlessFilled(read: Expression, carried: Carried): Carried {
    const isOpen = read.kind === 'identifier' && !isNothing(read) && settled(read, this.source) === read;
    return isOpen && carried.is !== 'yes'
      ? unseen({ code: 'filled-elsewhere', evidence: read.text })
      : carried;
  }

  /** A payload that is written out and mentions no trace: `mentions` has seen to the words. */
  private payload(message: Expression): Carried {
    const object = this.literal(message);
    // A job of a bulk has its options beside its data, else they are an argument of their own.
    const own = this.shape.messages.length > 0 ? propertyOf(object, 'opts') : undefined;
    const hasOptions = [...this.call.arguments.slice(2), ...(own ? [own] : [])].every((options) => {
      const read = this.literal(options);
      const isOther = ['repeat', 'telemetry'].some((key) => propertyOf(read, key));
      return read?.properties.every(({ key }) => typeof key === 'string') && !isOther;
    });
    return object?.properties.every(({ key }) => typeof key === 'string') === true && hasOptions
      ? { is: 'no', reason: { code: 'data-without' } }
      : unseen({ code: 'data-made-elsewhere' });
  }

  private literal(expression: Expression): ObjectLiteral | undefined {
    const read = settled(expression, this.source);
    return read.kind === 'object' ? read : undefined;
  }

  /** Whether anything that goes into the call has to do with traces, what its names hold included. */
  private mentions(expression: Expression, context: EvaluationContext): boolean {
    if (MENTIONS.test(expression.text)) return true;
    const read = unwrap(expression);
    if (read.kind === 'identifier') return this.nameMentions(read, context);
    if (read.kind === 'call' && read.callee.kind === 'member' && read.callee.object.kind === 'this') {
      const own = this.values.function(read.callee, context)?.binding;
      if (MENTIONS.test(own?.text?.() ?? '')) return true;
    }
    return children(read).some((each) => this.mentions(each, context));
  }

  private nameMentions(read: Identifier, context: EvaluationContext): boolean {
    const { source } = context;
    const isMarked = source
      .passedTo?.(read)
      .some(({ call }) => call !== this.call && MENTIONS.test(call.callee.text));
    if (isMarked) return true;
    const binding = source.binding(read);
    if (binding.kind === 'function') return MENTIONS.test(binding.text?.() ?? '');
    if (binding.kind !== 'variable') return false;
    const held = this.values.step(read, context)?.values ?? [];
    return held.some((value) => this.mentions(value.expression, value));
  }
}

function isInside({ range: [start, end] }: Expression, outer: Expression): boolean {
  return outer.range[0] <= start && end <= outer.range[1];
}

/** Where in a message that is written out its carrier would go. */
function gapIn(message: Expression, path: readonly string[], form: SendMethod['form']): Gap | undefined {
  if (form === 'pairs' || form === 'payload') return undefined;
  const read = unwrap(message);
  if (read.kind !== 'object') return undefined;
  const [step, ...rest] = path;
  // What is spread may bring a carrier of its own, which the new one would hide.
  if (read.properties.some(({ key }) => typeof key !== 'string')) return undefined;
  if (step === undefined) return form === 'msgHdrs' ? undefined : { into: read, path: [] };
  const value = propertyOf(read, step);
  return value ? gapIn(value, rest, form) : { into: read, path };
}
