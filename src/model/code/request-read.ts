import {
  CONTEXT_NAMES,
  CONTEXT_TYPES,
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
} from '../values/lattice.js';
import { type Expression, brief, propertyName, unwrap } from './expression.js';
import { importsOf } from './program-text.js';
import { MAX_DEPTH, type Place, argumentFor, deeper, isConstant } from '../values/evaluation-context.js';
import type { Binding, Source } from './source.js';

/** An expression as the way to it: `ctx.request.get('x')` is the root `ctx` and `['request', 'get()']`. */
export interface Way {
  readonly root: Expression;
  readonly place: Place;
  readonly steps: readonly string[];
}

/** A part of a request, context or response, by the way to it from there. */
export interface RequestRead {
  readonly of: 'request' | 'context' | 'response';
  readonly way: Way;
  /** Of `way.steps`, how many lead to the object itself. */
  readonly owner: number;
  readonly part: readonly string[];
}

/** Flattens member reads and calls, through `const` aliases and destructuring. */
export function wayTo(expression: Expression, place: Place): Way {
  const read = unwrap(expression);
  if (place.depth <= MAX_DEPTH) {
    if (read.kind === 'member') {
      const way = wayTo(read.object, deeper(place));
      const { property } = read;
      const name =
        typeof property === 'string' ? property : property.kind === 'literal' ? property.text : '*';
      return { ...way, steps: [...way.steps, name] };
    }
    if (read.kind === 'unary' && read.operator === 'await') return wayTo(read.operand, deeper(place));
    if (read.kind === 'call') {
      const callee = unwrap(read.callee);
      if (callee.kind === 'member' && typeof callee.property === 'string') {
        const way = wayTo(callee.object, deeper(place));
        return { ...way, steps: [...way.steps, `${callee.property}()`] };
      }
    }
    if (read.kind === 'identifier') {
      const given = argumentFor(read, place);
      if (given) return wayTo(given.expression, deeper(given.place));
      const binding = place.source.binding(read);
      if (binding.kind === 'variable' && isConstant(binding)) {
        const init = binding.init?.();
        const inner = init && unwrap(init);
        if (inner && ['member', 'identifier', 'call', 'unary', 'this'].includes(inner.kind)) {
          const way = wayTo(inner, deeper(place));
          // `const response = await fetch(x)`: what it comes from says nothing, so its own name counts.
          if (binding.path.length > 0 || leadsOn(way))
            return { ...way, steps: [...way.steps, ...binding.path] };
        }
      }
      if (binding.kind === 'parameter') return { root: read, place, steps: binding.path };
    }
  }
  return { root: read, place, steps: [] };
}

function leadsOn({ root, steps, place }: Way): boolean {
  if (steps.some((step) => REQUEST_NAMES.has(step) || RESPONSE_NAMES.has(step))) return true;
  return root.kind === 'identifier' && (root.name === 'process' || roleOf(root, place) !== undefined);
}

/** The part of a request, context or response that an expression reads. */
export function requestReadOf(expression: Expression, place: Place): RequestRead | undefined {
  const way = wayTo(expression, place);
  const { steps } = way;
  if (importsAny(way.place.source, OTHER_REQUEST_MODULES)) return undefined;
  // `x.request.path`, `(req, res) => …`: the name that stands nearest to the part decides.
  for (let i = steps.length - 2; i >= 0; i--) {
    const step = steps[i] ?? '';
    const of = REQUEST_NAMES.has(step) ? 'request' : RESPONSE_NAMES.has(step) ? 'response' : undefined;
    if (of) return { of, way, owner: i + 1, part: steps.slice(i + 1) };
  }
  if (steps.length === 0) return undefined;
  const of = roleOf(way.root, way.place);
  return of && { of, way, owner: 0, part: steps };
}

/** What a root object is: by its type, else as a handler's parameter, else by the conventional names. */
function roleOf(root: Expression, place: Place): RequestRead['of'] | undefined {
  if (root.kind !== 'identifier') return undefined;
  const binding = place.source.binding(root);
  if (!['variable', 'parameter', 'global', 'unknown'].includes(binding.kind)) return undefined;
  const isTaken = (binding.kind === 'parameter' || binding.kind === 'variable') && binding.path.length > 0;
  const annotated =
    !isTaken && (binding.kind === 'parameter' || binding.kind === 'variable') ? binding.type : undefined;
  const type = annotated?.path.at(-1) ?? place.source.typeOf(root)?.name;
  if (!isTaken && type !== undefined) {
    if (REQUEST_TYPES.has(type)) return 'request';
    if (CONTEXT_TYPES.has(type)) return 'context';
    if (RESPONSE_TYPES.has(type)) return 'response';
  }
  if (isTaken) return binding.kind === 'parameter' ? handlerRole(binding, place) : undefined;
  // A type of another name says that this is something else.
  if (annotated && !/req|ctx|context|res|reply/i.test(annotated.path.at(-1) ?? '')) return undefined;
  const name = root.name.replace(/^_+/, '');
  if (REQUEST_NAMES.has(name)) return 'request';
  if (CONTEXT_NAMES.has(name)) return 'context';
  if (RESPONSE_NAMES.has(name)) return 'response';
  return binding.kind === 'parameter' ? handlerRole(binding, place) : undefined;
}

/** `app.get('/orders/:id', (a, b) => …)`: what the parameters of a route's handler are. */
function handlerRole(
  binding: Extract<Binding, { kind: 'parameter' }>,
  place: Place,
): RequestRead['of'] | undefined {
  const handed = binding.callbackOf?.();
  const method = handed && propertyName(unwrap(handed.call.callee));
  if (!handed || method === undefined || !ROUTING_METHODS.has(method)) return undefined;
  const frameworks = frameworksIn(place.source);
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
export function requestPart(expression: Expression, place: Place): Cardinality {
  const read = requestReadOf(expression, place);
  if (!read) return UNKNOWN;
  const part = read.part.join('.');
  const seen = seenAs(expression, read);
  switch (read.of) {
    case 'request': {
      if (TEMPLATE_REQUEST.has(part)) return TEMPLATE;
      const few = FEW_REQUEST.get(part);
      if (few) return bounded(few.values, { code: few.is });
      const raw = rawPart(RAW_REQUEST, read.part);
      if (raw) return rawRead(expression, raw, seen);
      break;
    }
    case 'context': {
      if (TEMPLATE_CONTEXT.has(part)) return TEMPLATE;
      if (part === 'method') return bounded(9, { code: 'request-method' });
      if (part === 'status') return STATUS;
      const raw = isWebContext(read.way) ? rawPart(RAW_CONTEXT, read.part) : undefined;
      if (raw) return rawRead(expression, raw, seen);
      break;
    }
    case 'response':
      if (part === 'status' || part === 'statusCode' || part === 'raw.statusCode') return STATUS;
      if (part === 'statusText' || part === 'statusMessage')
        return bounded(STATUS_CODES, { code: 'status-text' });
  }
  return UNKNOWN;
}

/** `context` carries anything in other libraries; `ctx` is Koa's word. */
function isWebContext({ root, place }: Way): boolean {
  if (frameworksIn(place.source).some(({ id }) => CONTEXT_FRAMEWORKS.has(id))) return true;
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

/** Whether a file imports one of the packages, or a part of it. */
function importsAny(source: Source, packages: readonly string[]): boolean {
  // The text first: reading the imports costs more.
  return (
    packages.some((name) => source.text.includes(name)) &&
    importsOf(source.text).some((module) =>
      packages.some((name) => module === name || module.startsWith(`${name}/`)),
    )
  );
}

function frameworksIn(source: Source): readonly Framework[] {
  const modules = new Set(importsOf(source.text));
  return FRAMEWORKS.filter((framework) => framework.modules.some((module) => modules.has(module)));
}

/** The framework a request or context is of: by its type, else the only one that its file imports. */
export function frameworkOf(root: Expression, source: Source): Framework | undefined {
  if (root.kind === 'identifier') {
    const binding = source.binding(root);
    const type = binding.kind === 'parameter' || binding.kind === 'variable' ? binding.type : undefined;
    const declared = type && source.typeBinding(type);
    const name = type?.path.at(-1);
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

const ROUTING_METHODS = new Set(
  'get post put patch delete head options all use any on route addHook onRequest onError createServer'.split(
    ' ',
  ),
);

const CONTEXT_FRAMEWORKS = new Set(['koa', 'hono', 'elysia']);
