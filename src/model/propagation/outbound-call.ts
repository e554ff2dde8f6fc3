import type { HttpTransport, RequestChain, RequestMethod } from '../../catalog/schema.js';
import { CLIENT_FUNCTIONS, NO_CLIENT, mayNameClient } from '../../catalog/propagation/client-names.js';
import { GLOBAL_FETCH, HTTP_CLIENTS } from '../../catalog/propagation/http-clients.js';
import { BROWSER_AGENT } from '../../catalog/propagation/public-hosts.js';
import { OPTION_KEYS, SENDING_OPTIONS } from '../../catalog/propagation/request-options.js';
import { TRACE_HEADER_START } from '../../catalog/propagation/trace-headers.js';
import { type Carried, carriedBy, carriedByObject } from './carrier.js';
import {
  nameOfType,
  type Call,
  type Expression,
  type Identifier,
  lastName,
  propertyName,
  propertyOf,
  unwrap,
} from '../code/expression.js';
import { type Origin, kindOf, provenanceOf } from '../values/provenance.js';
import { type Target, foremost, targetOf } from './request-target.js';
import type { Settings } from '../settings.js';
import type { Source } from '../code/source.js';
import { settled } from '../values/literal.js';

/** A call that leaves the process: an HTTP request. */
export interface OutboundCall {
  /** The client by its name in the catalog, `fetch` for the global. */
  readonly client: string;
  readonly transport: 'http';
  /** What carries the request, which says who could inject by itself. */
  readonly via: HttpTransport;
  /** The request's options, and the headers in them, where they are written. */
  readonly options: Expression | undefined;
  readonly carrier: Expression | undefined;
  /** Whether the request carries the trace context, by what is written. */
  readonly propagated: Carried;
  /** Options with headers that carry the context and stand where the body does: `axios.post(url, { headers })`. */
  readonly asBody: Expression | undefined;
  /** Where it goes: to somebody else, where no trace of this system goes on, or where that is not known. */
  readonly target: Target;
  readonly shape: RequestMethod;
  readonly call: Call;
}

const KINDS = HTTP_CLIENTS.flatMap((library) => Object.values(library.kinds));
const REQUEST_METHODS: ReadonlySet<string> = new Set(
  KINDS.flatMap(({ requests }) => Object.keys(requests ?? {})).filter((name) => name !== '()'),
);
const CLIENT_MODULES: ReadonlySet<string> = new Set(HTTP_CLIENTS.flatMap(({ packages }) => packages));

/** Whether a method's name can send a request: the cheap question that comes first. */
export function maySend(method: string): boolean {
  return REQUEST_METHODS.has(method) || CLIENT_FUNCTIONS.has(method) || mayNameClient(method);
}

/** Reads a call as an outbound request; undefined when it is none. */
export function outboundCallOf(call: Call, source: Source, settings: Settings): OutboundCall | undefined {
  const callee = unwrap(call.callee);
  if (isGlobalFetch(callee, source)) return requestOf(call, GLOBAL_FETCH.request, undefined, source);
  const method = propertyName(callee);
  if (callee.kind === 'member' && method !== undefined) {
    if (NO_CLIENT.has(lastName(callee.object) ?? '')) return undefined;
    const owner = REQUEST_METHODS.has(method) ? provenanceOf(callee.object, source, settings) : undefined;
    const shape = owner?.is === 'library' ? kindOf(owner.origin).requests?.[method] : undefined;
    if (shape && owner?.is === 'library') return requestOf(call, shape, owner.origin, source);
    // What a member called `get` holds is no client: it is one's.
    if (!CLIENT_FUNCTIONS.has(method) && !mayNameClient(method)) return undefined;
  }
  if (callee.kind === 'identifier' && !mayBeClient(callee, source)) return undefined;
  const value = provenanceOf(callee, source, settings);
  const shape = value.is === 'library' ? kindOf(value.origin).requests?.['()'] : undefined;
  return shape && value.is === 'library' ? requestOf(call, shape, value.origin, source) : undefined;
}

/** Following every function that is called would read half of the project. */
function mayBeClient(callee: Identifier, source: Source): boolean {
  const binding = source.binding(callee);
  if (binding.kind === 'import') {
    if (CLIENT_MODULES.has(binding.module)) return true;
    return mayNameClient(callee.name) && !source.exportsFunction(binding.module, binding.imported);
  }
  return binding.kind === 'variable' || mayNameClient(callee.name);
}

function isGlobalFetch(callee: Expression, source: Source): boolean {
  const { name } = GLOBAL_FETCH;
  if (callee.kind === 'identifier') return callee.name === name && source.binding(callee).kind === 'global';
  if (callee.kind !== 'member' || propertyName(callee) !== name) return false;
  const owner = unwrap(callee.object);
  return (
    owner.kind === 'identifier' && owner.name === 'globalThis' && source.binding(owner).kind === 'global'
  );
}

function requestOf(
  call: Call,
  shape: RequestMethod,
  origin: Origin | undefined,
  source: Source,
): OutboundCall {
  const options = optionsOf(call, shape, source);
  const carrier =
    shape.headers === undefined
      ? options && propertyOf(unwrap(options), 'headers')
      : call.arguments[shape.headers];
  return {
    client: origin?.library.id ?? GLOBAL_FETCH.name,
    transport: 'http',
    via: transportBy(options, origin) ?? shape.transport,
    options,
    carrier,
    propagated: (origin && carriedByClient(origin, source)) ?? carriedByRequest(call, shape, options, source),
    asBody: optionsAsBody(call, shape, source),
    target: destinationOf(call, shape, options, origin, source),
    shape,
    call,
  };
}

function destinationOf(
  call: Call,
  shape: RequestMethod,
  options: Expression | undefined,
  origin: Origin | undefined,
  source: Source,
): Target {
  const address = call.arguments[shape.url ?? 0];
  // Only a browser knows where a path leads.
  if (!origin && /^['"`]\//.test(address?.text ?? '')) return { is: 'foreign' };
  if (options && BROWSER_AGENT.test(options.text)) return { is: 'foreign' };
  const made = origin?.creation;
  const madeOf = made?.kind === 'call' || made?.kind === 'new' ? made.arguments : [];
  const chained = shape.chain?.sends === 'called' ? chainOf(call).flatMap((each) => each.arguments) : [];
  return foremost([
    targetOf([address, ...chained], [options], source),
    targetOf([madeOf[0]], madeOf, origin?.madeIn ?? source),
  ]);
}

/** The argument that holds the options: the first of its places where an object can stand. */
function optionsOf(call: Call, shape: RequestMethod, source: Source): Expression | undefined {
  for (const place of shape.options ?? []) {
    const argument = call.arguments[place];
    if (!argument) continue;
    const read = unwrap(argument);
    if (['literal', 'template', 'function', 'operation', 'tagged'].includes(read.kind)) continue;
    if (read.kind === 'new' && read.callee.text === 'URL') continue;
    if (place === 0 && isAddress(read, source)) continue;
    // `get(url, callback)`: a name that is not seen to hold an object may be either.
    if (read.kind === 'identifier' && source.binding(read).kind === 'function') continue;
    return argument;
  }
  return undefined;
}

/** `'/orders'`, `url`, `config.apiUrl`, `buildUrl(id)`: an address, where options or a `Request` could stand as well. */
function isAddress(expression: Expression, source: Source): boolean {
  const read = unwrap(expression);
  if (['literal', 'template', 'operation'].includes(read.kind)) return true;
  if (read.kind === 'new') return read.callee.text === 'URL';
  const named = read.kind === 'call' ? unwrap(read.callee) : read;
  const name = named.kind === 'identifier' ? named.name : propertyName(named);
  if (name !== undefined && /(?:url|uri|href|endpoint|address|host|path|link|toString)$/i.test(name))
    return true;
  if (read.kind !== 'identifier') return false;
  const binding = source.binding(read);
  if (binding.kind === 'parameter' || binding.kind === 'variable') {
    if (nameOfType(binding.type) === 'URL') return true;
  }
  const held = settled(read, source);
  return held !== read && held.kind !== 'identifier' && isAddress(held, source);
}

function carriedByRequest(
  call: Call,
  shape: RequestMethod,
  options: Expression | undefined,
  source: Source,
): Carried {
  if (call.arguments.some((argument) => argument.kind === 'spread')) {
    return { is: 'unknown', reason: { code: 'arguments-spread' } };
  }
  if (shape.chain) return carriedByChain(call, shape.chain, source);
  if (shape.headers !== undefined) {
    const headers = call.arguments[shape.headers];
    return headers ? carriedBy(headers, source) : { is: 'no', reason: { code: 'no-headers' } };
  }
  if (options) return carriedByObject(options, 'headers', source);
  const [address] = call.arguments;
  const request = address && requestBehind(address, source);
  if (request) return request;
  return address && isAddress(address, source)
    ? { is: 'no', reason: { code: 'no-headers' } }
    : { is: 'unknown', reason: { code: 'request-made-elsewhere' } };
}

/** The headers of `fetch(new Request(url, { headers }))`. */
function requestBehind(argument: Expression, source: Source): Carried | undefined {
  const read = unwrap(argument);
  if (read.kind === 'identifier') {
    const made = settled(read, source);
    if (made.kind !== 'new') return undefined;
    // `request.headers.set(name, value)` comes later.
    return new RegExp(`\\b${read.name}\\.headers\\b`).test(source.text)
      ? { is: 'unknown', reason: { code: 'headers-set-later' } }
      : requestBehind(made, source);
  }
  if (read.kind !== 'new' || read.callee.text !== 'Request') return undefined;
  const [address, options] = read.arguments;
  if (options) return carriedByObject(options, 'headers', source);
  return address && isAddress(address, source)
    ? { is: 'no', reason: { code: 'no-headers' } }
    : { is: 'unknown', reason: { code: 'request-made-elsewhere' } };
}

/** The calls that a chain is made of before a call: `wretch(url).headers(carrier)` of `….get()`. */
function chainOf(call: Call): readonly Call[] {
  const callee = unwrap(call.callee);
  const before = callee.kind === 'member' ? unwrap(callee.object) : undefined;
  return before?.kind === 'call' ? [...chainOf(before), before] : [];
}

function carriedByChain(call: Call, { set, sends, mayInject }: RequestChain, source: Source): Carried {
  const after = sends === 'awaited' ? source.chainedOn?.(call) : undefined;
  if (sends === 'awaited' && !after?.isComplete)
    return { is: 'unknown', reason: { code: 'chain-continued-elsewhere' } };
  const calls = after?.calls ?? chainOf(call);
  if (sends === 'called' && !startsChain(calls[0]))
    return { is: 'unknown', reason: { code: 'chain-started-elsewhere' } };
  for (const each of calls) {
    const name = propertyName(unwrap(each.callee)) ?? '';
    if (mayInject.includes(name)) return { is: 'unknown', reason: { code: 'may-inject', evidence: name } };
    if (name !== set) continue;
    const [headers, value] = each.arguments;
    const carried = headers ? carriedByName(headers, value, source) : undefined;
    if (carried && carried.is !== 'no') return carried;
  }
  return { is: 'no', reason: { code: 'no-headers-with' } };
}

/** `wretch(url)`: the call that the chain starts with is written there. */
function startsChain(first: Call | undefined): boolean {
  return first !== undefined && unwrap(first.callee).kind === 'identifier';
}

/** `.set('traceparent', value)` and `.set(headers)`. */
function carriedByName(headers: Expression, value: Expression | undefined, source: Source): Carried {
  if (!value) return carriedBy(headers, source);
  const read = unwrap(headers);
  if (read.kind !== 'literal') return { is: 'unknown', reason: { code: 'header-computed' } };
  return TRACE_HEADER_START.test(String(read.value))
    ? { is: 'yes', reason: { code: 'written-by-hand' } }
    : { is: 'no', reason: { code: 'another-header' } };
}

/** What the client itself was made with: default headers, interceptors, hooks. Undefined where that says nothing. */
function carriedByClient(
  { creation, madeIn, library, kind, evidence }: Origin,
  source: Source,
): Carried | undefined {
  // Who gets a client handed in sees nothing of what it was made with.
  if (evidence === 'type' && !library.isHandedIn)
    return { is: 'unknown', reason: { code: 'client-made-elsewhere' } };
  const madeOf = creation?.kind === 'call' || creation?.kind === 'new' ? creation.arguments : [];
  for (const argument of madeOf) {
    const carried = carriedByObject(argument, 'headers', madeIn ?? source);
    if (carried.is === 'yes') return carried;
  }
  // The client that a package exports is changed by its interceptors alone.
  const own = library.kinds[kind];
  const intercepts = (creation === undefined ? own?.interceptsShared : own?.intercepts) ?? [];
  const text = [source.text, madeIn?.text ?? ''].find((each) =>
    intercepts.some((name) => each.includes(name)),
  );
  if (text !== undefined && /\binject\w*\(|traceparent/.test(text) && mentionsHook(text, intercepts))
    return { is: 'yes', reason: { code: 'client-injects-always' } };
  if (
    text !== undefined &&
    mentionsHook(text, intercepts) &&
    /trac|otel|telemetry|propagat|correlat/i.test(text)
  )
    return { is: 'unknown', reason: { code: 'client-hooks' } };
  return madeOf.some((argument) => !isReadable(argument))
    ? { is: 'unknown', reason: { code: 'client-options-unseen' } }
    : undefined;
}

/** `interceptors.request`, `hooks: { … }`, `.set(…)` on an agent. */
function mentionsHook(text: string, intercepts: readonly string[]): boolean {
  return intercepts.some((name) => new RegExp(`\\b${name}\\b\\s*(?:[:.({[,}]|$)`, 'm').test(text));
}

function isReadable(argument: Expression): boolean {
  const read = unwrap(argument);
  if (read.kind === 'object')
    return read.properties.every(
      ({ key }) => key !== undefined && (typeof key !== 'string' || !SENDING_OPTIONS.has(key)),
    );
  return read.kind === 'literal' ||
    read.kind === 'template' ||
    read.kind === 'identifier' ||
    read.kind === 'member'
    ? !/option|config|setting|opts/i.test(read.text)
    : false;
}

function optionsAsBody(call: Call, shape: RequestMethod, source: Source): Expression | undefined {
  const body = shape.body === undefined ? undefined : call.arguments[shape.body];
  if (!body || call.arguments.length !== (shape.body ?? 0) + 1) return undefined;
  const read = unwrap(body);
  const headers = propertyOf(read, 'headers');
  if (read.kind !== 'object' || !headers) return undefined;
  const isOptions = read.properties.every(({ key }) => typeof key === 'string' && OPTION_KEYS.has(key));
  return isOptions && carriedBy(headers, source).is === 'yes' ? body : undefined;
}

/** What carries the request where an option of the call, or of the client's making, says so. */
function transportBy(options: Expression | undefined, origin: Origin | undefined): HttpTransport | undefined {
  const by = origin && kindOf(origin).transportBy;
  if (!by) return undefined;
  const creation = origin.creation?.kind === 'call' ? origin.creation.arguments[0] : undefined;
  const isSaid = [options, creation].some((each) => {
    const option = each && propertyOf(unwrap(each), by.option);
    return option !== undefined && unwrap(option).kind === 'literal' && option.text.includes(by.mentions);
  });
  return isSaid ? by.transport : undefined;
}
