import { ROUTE_VERBS } from '../../catalog/routing.js';
import {
  CONTEXT_NAMES,
  CONTEXT_TYPES,
  FEW_HEADER,
  FEW_REQUEST,
  FRAMEWORKS,
  type Framework,
  OTHER_REQUEST_MODULES,
  RAW_CONTEXT,
  RAW_REQUEST,
  REQUEST_NAMES,
  REQUEST_TYPES,
  RESPONSE_NAMES,
  RESPONSE_TYPES,
  type RequestOrigin,
  TEMPLATE_CONTEXT,
  TEMPLATE_REQUEST,
} from '../../catalog/attributes/identifiers.js';
import {
  type Cardinality,
  STATUS,
  STATUS_CODES,
  TEMPLATE,
  UNKNOWN,
  bounded,
  seenIn,
  unbounded,
} from './lattice.js';
import {
  nameOfType,
  type Expression,
  type Identifier,
  brief,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { importsOf } from '../code/program-text.js';
import { type JudgedContext, type Way, entering } from './evaluation-context.js';
import { fixedPathsOf } from './fixed-route.js';
import type { ParameterBinding, Source } from '../code/source.js';

/** A part of a request, context or response, by the way to it from there. */
export interface RequestRead {
  readonly of: 'request' | 'context' | 'response';
  readonly way: Way;
  /** Of `way.steps`, how many lead to the object itself. */
  readonly owner: number;
  readonly part: readonly string[];
}

/** Flattens member reads and calls, through `const` aliases and destructuring. */
export function wayTo(expression: Expression, context: JudgedContext): Way {
  const read = unwrap(expression);
  if (!LEADS_ON.has(read.kind)) return { root: read, context, steps: [] };
  const { ways } = context.question;
  // What a call hands over differs from call to call.
  if (context.activation) return wayFrom(read, context);
  let way = ways.get(read);
  if (!way) ways.set(read, (way = wayFrom(read, context)));
  return way;
}

const LEADS_ON: ReadonlySet<Expression['kind']> = new Set(['member', 'unary', 'call', 'identifier']);

function wayFrom(read: Expression, context: JudgedContext): Way {
  switch (read.kind) {
    case 'member': {
      const { property } = read;
      const name =
        typeof property === 'string' ? property : property.kind === 'literal' ? property.text : '*';
      return furtherOn(wayTo(read.object, context), [name]);
    }
    case 'unary':
      if (read.operator === 'await') return wayTo(read.operand, context);
      break;
    case 'call': {
      const callee = unwrap(read.callee);
      if (callee.kind === 'member' && typeof callee.property === 'string')
        return furtherOn(wayTo(callee.object, context), [`${callee.property}()`]);
      break;
    }
    case 'identifier':
      return wayOfName(read, context);
  }
  return { root: read, context, steps: [] };
}

function furtherOn(way: Way, steps: readonly string[]): Way {
  return { ...way, steps: [...way.steps, ...steps] };
}

function wayOfName(read: Identifier, context: JudgedContext): Way {
  const binding = context.source.binding(read);
  if (binding.kind === 'parameter') return wayOfParameter(read, binding, context);
  const isTraced = binding.kind === 'variable' && !binding.elementOf;
  const given = isTraced ? context.question.values.given(binding, context, read) : undefined;
  const [only, ...others] = given?.values ?? [];
  if (isTraced && only && given?.isComplete && others.length === 0 && !isOnWay(read, context)) {
    const inner = unwrap(only.expression);
    const way =
      LEADS_ON.has(inner.kind) || inner.kind === 'this' ? wayTo(inner, entering(only, context)) : undefined;
    // `const response = await fetch(x)`: what it comes from says nothing, so its own name counts.
    if (way && (binding.path.length > 0 || leadsOn(way))) return furtherOn(way, binding.path);
  }
  return { root: read, context, steps: [] };
}

/** What a followed call hands over; what other callers do is another read. */
function wayOfParameter(read: Identifier, binding: ParameterBinding, context: JudgedContext): Way {
  const isHanded = context.activation !== undefined && context.activation.function === binding.function?.();
  const given = isHanded ? context.question.values.given(binding, context, read) : undefined;
  const [argument] = given?.values ?? [];
  if (argument && binding.path.length === 0) return wayTo(argument.expression, entering(argument, context));
  return { root: read, context, steps: binding.path };
}

/** Whether a name is what is being followed: `const a = a.b`. */
function isOnWay(read: Expression, { via }: JudgedContext): boolean {
  for (let at = via; at; at = at.before) if (at.read === read) return true;
  return false;
}

function leadsOn({ root, steps, context }: Way): boolean {
  if (steps.some((step) => REQUEST_NAMES.has(step) || RESPONSE_NAMES.has(step))) return true;
  return root.kind === 'identifier' && (root.name === 'process' || roleOf(root, context) !== undefined);
}

/** The part of a request, context or response that an expression reads. */
export function requestReadOf(expression: Expression, context: JudgedContext): RequestRead | undefined {
  const way = wayTo(expression, context);
  const { steps } = way;
  if (hasOtherRequests(way.context.source)) return undefined;
  // `x.request.path`, `(req, res) => …`: the name that stands nearest to the part decides.
  for (let i = steps.length - 2; i >= 0; i--) {
    const step = steps[i] ?? '';
    const of = REQUEST_NAMES.has(step) ? 'request' : RESPONSE_NAMES.has(step) ? 'response' : undefined;
    if (of) return { of, way, owner: i + 1, part: steps.slice(i + 1) };
  }
  if (steps.length === 0) return undefined;
  const of = roleOf(way.root, way.context);
  return of && { of, way, owner: 0, part: steps };
}

/** Whether an expression is all that a request's sender sent, whatever that is. */
export function isRequestBody(expression: Expression, context: JudgedContext): boolean {
  const read = requestReadOf(expression, context);
  return read?.of === 'request' && read.part.join('.') === 'body';
}

/** What a root object is: by its type, else as a handler's parameter, else by the conventional names. */
function roleOf(root: Expression, context: JudgedContext): RequestRead['of'] | undefined {
  if (root.kind !== 'identifier') return undefined;
  const binding = context.source.binding(root);
  if (!['variable', 'parameter', 'global', 'unknown'].includes(binding.kind)) return undefined;
  const isTaken = (binding.kind === 'parameter' || binding.kind === 'variable') && binding.path.length > 0;
  const annotated =
    !isTaken && (binding.kind === 'parameter' || binding.kind === 'variable') ? binding.type : undefined;
  const type = nameOfType(annotated) ?? context.source.typeOf(root)?.name;
  if (!isTaken && type !== undefined) {
    if (REQUEST_TYPES.has(type)) return 'request';
    if (CONTEXT_TYPES.has(type)) return 'context';
    if (RESPONSE_TYPES.has(type)) return 'response';
  }
  if (isTaken) return binding.kind === 'parameter' ? handlerRole(binding, context) : undefined;
  // A type of another name says that this is something else.
  const other = nameOfType(annotated);
  if (other !== undefined && !/req|ctx|context|res|reply/i.test(other)) return undefined;
  const name = root.name.replace(/^_+/, '');
  if (REQUEST_NAMES.has(name)) return 'request';
  if (CONTEXT_NAMES.has(name)) return 'context';
  if (RESPONSE_NAMES.has(name)) return 'response';
  return binding.kind === 'parameter' ? handlerRole(binding, context) : undefined;
}

/** `app.get('/orders/:id', (a, b) => …)`: what the parameters of a route's handler are. */
function handlerRole(binding: ParameterBinding, context: JudgedContext): RequestRead['of'] | undefined {
  const handed = binding.callbackOf?.();
  const method = handed && propertyName(unwrap(handed.call.callee));
  if (!handed || method === undefined || !ROUTING_METHODS.has(method)) return undefined;
  const frameworks = frameworksIn(context.source);
  const first = handed.call.arguments[0];
  const isRoute =
    handed.argument > 0 &&
    first !== undefined &&
    (first.kind === 'template' || (first.kind === 'literal' && /^['"][/*]/.test(first.text)));
  if (!isRoute && frameworks.length === 0) return undefined;
  const isContext = frameworks.length > 0 && frameworks.every(({ id }) => CONTEXT_FRAMEWORKS.has(id));
  if (isContext) return binding.index === 0 ? 'context' : undefined;
  const index = binding.arity === 4 ? binding.index - 1 : binding.index;
  return index === 0 ? 'request' : index === 1 ? 'response' : undefined;
}

/** How many values a part of a request, context or response takes. */
export function requestPart(expression: Expression, context: JudgedContext): Cardinality {
  const read = requestReadOf(expression, context);
  if (!read) return UNKNOWN;
  const part = read.part.join('.');
  const seen = seenAs(expression, read);
  switch (read.of) {
    case 'request': {
      if (TEMPLATE_REQUEST.has(part)) return TEMPLATE;
      const few = FEW_REQUEST.get(part);
      if (few) return bounded(few.values, { code: few.is });
      return rawPartOf(expression, read, RAW_REQUEST, seen);
    }
    case 'context': {
      if (TEMPLATE_CONTEXT.has(part)) return TEMPLATE;
      if (part === 'method') return bounded(9, { code: 'request-method' });
      if (part === 'status') return STATUS;
      return isWebContext(read.way) ? rawPartOf(expression, read, RAW_CONTEXT, seen) : UNKNOWN;
    }
    case 'response':
      if (part === 'status' || part === 'statusCode' || part === 'raw.statusCode') return STATUS;
      if (part === 'statusText' || part === 'statusMessage')
        return bounded(STATUS_CODES, { code: 'status-text' });
  }
  return UNKNOWN;
}

/** What a part is that its sender chooses; unknown where that is none, or a header that takes a few values. */
function rawPartOf(
  expression: Expression,
  { part, way }: RequestRead,
  table: ReadonlyMap<string, RequestOrigin>,
  seen: string,
): Cardinality {
  const raw = rawPart(table, part);
  if (!raw || (raw === 'header' && FEW_HEADER.test(headerName(expression, part)))) return UNKNOWN;
  const paths = raw === 'raw-path' ? fixedPathsOf(way) : undefined;
  return paths === undefined ? rawRead(expression, raw, seen) : bounded(paths, { code: 'fixed-route' });
}

/** The name of the header that is read, as far as it is written: `headers['x-b']`, `header('x-b')`, `headers.get('x-b')`. */
function headerName(expression: Expression, part: readonly string[]): string {
  const read = unwrap(expression);
  const [asked] = read.kind === 'call' ? read.arguments : [];
  const name = asked?.kind === 'literal' ? asked.text : (part.at(-1) ?? '');
  return name.replace(/^['"`]|['"`]$/g, '');
}

/** `context` carries anything in other libraries; `ctx` is Koa's word. */
function isWebContext({ root, context }: Way): boolean {
  if (frameworksIn(context.source).some(({ id }) => CONTEXT_FRAMEWORKS.has(id))) return true;
  return root.kind === 'identifier' && /^_*ctx$/.test(root.name);
}

/** The verdict on what its sender chooses, called `evidence` in the reason. */
export function rawRead(read: Expression, raw: RequestOrigin, evidence = brief(read)): Cardinality {
  return unbounded(read, seenIn(read, raw, evidence));
}

/** What a part of a request is by a table of raw parts. */
export function rawPart(
  table: ReadonlyMap<string, RequestOrigin>,
  part: readonly string[],
): RequestOrigin | undefined {
  const whole = part.join('.');
  const exact = table.get(whole);
  if (exact) return exact;
  for (let length = part.length; length > 0; length--) {
    const within = table.get(`${part.slice(0, length).join('.')}.*`);
    const rest = part.slice(length);
    // `params.id`, `headers.get()`, `query.filter.name`; not `params.id.split()`, `headers.length`.
    if (within)
      return rest.length <= 2 &&
        rest.every((step) => !/^(?:length|size)$|\(\)$/.test(step) || step === 'get()')
        ? within
        : undefined;
  }
  return undefined;
}

/** A raw read in the user's words: `path` taken out of `req` is called `req.path`. */
function seenAs(expression: Expression, { way, part }: RequestRead): string {
  if (unwrap(expression).kind !== 'identifier' || way.root.kind !== 'identifier') return brief(expression);
  if (way.steps.some((step) => step === '*')) return brief(expression);
  const isTaken = way.steps.length === part.length && way.root.text === expression.text;
  return isTaken ? expression.text : [way.root.text, ...way.steps].join('.').replaceAll('()', '(…)');
}

/** The key of a file's answer to whether its requests are another program's. */
const OTHER_REQUESTS = {};

/** Whether a file imports a package whose requests are no server's, or a part of one. */
function hasOtherRequests(source: Source): boolean {
  const known = source.answers?.get(OTHER_REQUESTS) as boolean | undefined;
  if (known !== undefined) return known;
  // The text first: reading the imports costs more.
  const found =
    OTHER_REQUEST_MODULES.some((name) => source.text.includes(name)) &&
    modulesIn(source).some((module) =>
      OTHER_REQUEST_MODULES.some((name) => module === name || module.startsWith(`${name}/`)),
    );
  source.answers?.set(OTHER_REQUESTS, found);
  return found;
}

/** The key of a file's answer to what it imports. */
const MODULES = {};

function modulesIn(source: Source): readonly string[] {
  const known = source.answers?.get(MODULES) as readonly string[] | undefined;
  const modules = known ?? importsOf(source.text);
  if (!known) source.answers?.set(MODULES, modules);
  return modules;
}

function frameworksIn(source: Source): readonly Framework[] {
  const modules = modulesIn(source);
  return FRAMEWORKS.filter((framework) => framework.modules.some((module) => modules.includes(module)));
}

/** The framework a request or context is of: by its type, else the only one that its file imports. */
export function frameworkOf(root: Expression, source: Source): Framework | undefined {
  if (root.kind === 'identifier') {
    const binding = source.binding(root);
    const type = binding.kind === 'parameter' || binding.kind === 'variable' ? binding.type : undefined;
    const declared = type && source.typeBinding(type);
    const name = nameOfType(type);
    const module = declared?.kind === 'import' ? declared.module : undefined;
    const checked = source.typeOf(root);
    const typed = FRAMEWORKS.find(
      ({ types }) =>
        (name !== undefined && (types.includes(name) || types.includes(`${module ?? ''}#${name}`))) ||
        (checked !== undefined &&
          (types.includes(checked.name) ||
            types.includes(`${checked.package.replace('-serve-static-core', '')}#${checked.name}`))),
    );
    if (typed) return typed;
  }
  const found = frameworksIn(source);
  return found.length === 1 ? found[0] : undefined;
}

const ROUTING_METHODS: ReadonlySet<string> = new Set([
  ...ROUTE_VERBS,
  ...['use', 'any', 'on', 'route', 'addHook', 'onRequest', 'onError', 'createServer'],
]);

const CONTEXT_FRAMEWORKS = new Set(['koa', 'hono', 'elysia']);
