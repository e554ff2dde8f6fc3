/**
 * What values are, by the library or platform they are read from: what web frameworks call a request's parts, and
 * functions that generate a new value every time. Judged by `model/values/cardinality.ts`. Words of names stand in
 * `claims.ts`.
 */

/**
 * Span attributes of OpenTelemetry's semantic conventions for what labels are often called, by the label's name
 * in lower case without separators. Any other label keeps its name.
 */
export const SPAN_ATTRIBUTES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    path: 'url.path',
    urlpath: 'url.path',
    url: 'url.full',
    ip: 'client.address',
    clientip: 'client.address',
    useragent: 'user_agent.original',
    user: 'user.id',
    userid: 'user.id',
    session: 'session.id',
    sessionid: 'session.id',
  }),
);

/** A part of a request whose values its sender chooses. */
export type RequestOrigin =
  | 'raw-path'
  | 'raw-url'
  | 'path-parameter'
  | 'query'
  | 'header'
  | 'cookie'
  | 'client-address'
  | 'user-agent'
  | 'request-id'
  | 'trace-id'
  | 'span-id';

/** What is new at each call: random values, and the time as each way of asking for it has it. */
export type GeneratedOrigin = 'random' | 'milliseconds' | 'clock' | 'moment';

/** Where a value comes from that has no bound of its own. */
export type ValueOrigin = RequestOrigin | GeneratedOrigin | 'hash' | 'error-text' | 'error-as-text';

/** Paths and URLs, which have a route template to stand for them. */
export const TEMPLATED: ReadonlySet<ValueOrigin> = new Set<ValueOrigin>(['raw-path', 'raw-url']);

const path = 'raw-path';
const url = 'raw-url';
const parameter = 'path-parameter';
const query = 'query';
const header = 'header';
const cookie = 'cookie';
const address = 'client-address';

/**
 * Raw parts of a request object, as `property`, `property.*` (anything inside it too) or `method()`, of Express,
 * Fastify, Koa, Hapi, Hono, restify, Next and `node:http` together: no name means different things in two.
 */
export const RAW_REQUEST: ReadonlyMap<string, RequestOrigin> = new Map(
  Object.entries({
    path,
    url,
    originalUrl: url,
    href: url,
    'path()': path,
    'href()': url,
    'getPath()': path,
    'getUrl()': url,
    pathname: path,
    'url.pathname': path,
    'url.path': path,
    'url.href': url,
    'url.search': query,
    'url.searchParams.*': query,
    'nextUrl.pathname': path,
    'nextUrl.href': url,
    'nextUrl.search': query,
    'nextUrl.searchParams.*': query,
    'params.*': parameter,
    'param()': parameter,
    'query.*': query,
    'query()': query,
    'queries()': query,
    'getQuery()': query,
    querystring: query,
    search: query,
    'headers.*': header,
    'header.*': header,
    'header()': header,
    'get()': header,
    hostname: header,
    'cookies.*': cookie,
    'signedCookies.*': cookie,
    'cookie()': cookie,
    ip: address,
    'ips.*': address,
    'info.remoteAddress': address,
    id: 'request-id',
    'info.id': 'request-id',
    // `raw` and `req` lead from a framework's request to Node's own.
    'raw.url': url,
    'raw.path': path,
    'raw.headers.*': header,
  } satisfies Record<string, RequestOrigin>),
);

/** Raw parts of a context object (Koa, Elysia) that are no request's. */
export const RAW_CONTEXT: ReadonlyMap<string, RequestOrigin> = new Map(
  Object.entries({
    path,
    url,
    originalUrl: url,
    href: url,
    'params.*': parameter,
    'query.*': query,
    querystring: query,
    search: query,
    'headers.*': header,
    'header.*': header,
    ip: address,
    'ips.*': address,
  } satisfies Record<string, RequestOrigin>),
);

/** Route templates: as many values as the program has routes. */
export const TEMPLATE_REQUEST: ReadonlySet<string> = new Set([
  'route.path',
  'route.fingerprint',
  'route.settings.id',
  'routeOptions.url',
  'routeOptions.config.url',
  'context.config.url',
  'routerPath',
  'routePath',
  'getRoute().path',
  'getRoute().name',
  'route.name',
]);
export const TEMPLATE_CONTEXT: ReadonlySet<string> = new Set([
  '_matchedRoute',
  '_matchedRouteName',
  'route',
  // Nest's ExecutionContext.
  'getClass().name',
  'getHandler().name',
  'getType()',
]);

/** A part of a request that takes a few values. */
export interface FewValues {
  readonly is: 'request-method' | 'protocol' | 'http-version' | 'true-or-false';
  readonly values: number;
}

/** Parts of a request that take a few values, and how many. */
export const FEW_REQUEST: ReadonlyMap<string, FewValues> = new Map<string, FewValues>([
  ['method', { is: 'request-method', values: 9 }],
  ['raw.method', { is: 'request-method', values: 9 }],
  ['protocol', { is: 'protocol', values: 2 }],
  ['httpVersion', { is: 'http-version', values: 4 }],
  ['secure', { is: 'true-or-false', values: 2 }],
  ['xhr', { is: 'true-or-false', values: 2 }],
]);

/**
 * Names of headers that take a few values: what a proxy says of where a client is and how it connects (`cf-ipcountry`,
 * `cloudfront-viewer-country`, `x-vercel-ip-continent`, `x-forwarded-proto`), and what a browser says of how it fetches.
 */
export const FEW_HEADER =
  /(?:^|[-_]|ip)(?:country|continent)(?:[-_]code)?$|^(?:x[-_])?forwarded[-_](?:proto|scheme|ssl)$|^sec[-_]fetch[-_]|^(?:dnt|save-data|upgrade-insecure-requests)$/i;

/** What code calls a request, a context that carries one, and a response. */
export const REQUEST_NAMES: ReadonlySet<string> = new Set(['req', 'request', 'getRequest()']);
export const CONTEXT_NAMES: ReadonlySet<string> = new Set(['ctx', 'context', 'executionContext']);
export const RESPONSE_NAMES: ReadonlySet<string> = new Set([
  'res',
  'resp',
  'response',
  'reply',
  'getResponse()',
]);

export const REQUEST_TYPES: ReadonlySet<string> = new Set([
  'Request',
  'IncomingMessage',
  'Http2ServerRequest',
  'FastifyRequest',
  'NextRequest',
  'NextApiRequest',
  'HonoRequest',
]);
/** Those whose `url` is the path and query that the request line has. */
export const NODE_REQUEST_TYPES: ReadonlySet<string> = new Set([
  'IncomingMessage',
  'Http2ServerRequest',
  'NextApiRequest',
  'VercelRequest',
]);
/** Names of what has no host, whatever it is read from. */
export const PATH_NAMES: ReadonlySet<string> = new Set(['path', 'pathname', 'rawPath', 'originalUrl']);
export const CONTEXT_TYPES: ReadonlySet<string> = new Set([
  'Context',
  'ParameterizedContext',
  'ExtendableContext',
  'RouterContext',
  'ExecutionContext',
]);
export const RESPONSE_TYPES: ReadonlySet<string> = new Set([
  'Response',
  'ServerResponse',
  'Http2ServerResponse',
  'FastifyReply',
  'AxiosResponse',
  'NextApiResponse',
]);

/** Nest hands its context to guards and interceptors once a route is chosen; an exception filter's `ArgumentsHost` comes without one too. */
export const ROUTED_CONTEXT = { type: 'ExecutionContext', step: 'switchToHttp()' } as const;

/** A web framework, as far as replacing a raw path by its route template needs to know. */
export interface Framework {
  readonly id: string;
  readonly modules: readonly string[];
  /** Types that only this framework has; `module#name` where the name alone would not tell. */
  readonly types: readonly string[];
  /** Whose property the template is. */
  readonly owner: 'request' | 'context';
  readonly template: string;
  /** There is no template where no route matched. */
  readonly mayBeMissing: boolean;
  /** The method whose handlers run before a route is chosen; not so those of errors, which take one parameter more. */
  readonly beforeRouting?: string;
  /** `url` of its requests is that of `node:http`: the path and query, without a host. */
  readonly urlIsTarget?: true;
}

export const FRAMEWORKS: readonly Framework[] = [
  {
    id: 'express',
    modules: ['express'],
    types: ['express#Request'],
    owner: 'request',
    template: 'route?.path',
    mayBeMissing: true,
    beforeRouting: 'use',
    urlIsTarget: true,
  },
  {
    id: 'fastify',
    modules: ['fastify', 'fastify-plugin'],
    types: ['FastifyRequest'],
    owner: 'request',
    template: 'routeOptions.url',
    mayBeMissing: true,
    urlIsTarget: true,
  },
  {
    id: 'koa',
    modules: ['koa', '@koa/router', 'koa-router'],
    types: ['koa#Context', 'ParameterizedContext', 'ExtendableContext'],
    owner: 'context',
    template: '_matchedRoute',
    mayBeMissing: true,
    urlIsTarget: true,
  },
  {
    id: 'hono',
    modules: ['hono', 'hono/factory', 'hono/quick', 'hono/tiny'],
    types: ['hono#Context', 'HonoRequest'],
    owner: 'request',
    template: 'routePath',
    mayBeMissing: false,
  },
  {
    id: 'hapi',
    modules: ['@hapi/hapi'],
    types: ['@hapi/hapi#Request'],
    owner: 'request',
    template: 'route.path',
    mayBeMissing: false,
  },
  {
    id: 'elysia',
    modules: ['elysia'],
    types: ['elysia#Context'],
    owner: 'context',
    template: 'route',
    mayBeMissing: true,
  },
];

/**
 * Packages whose requests and contexts are not HTTP's: Moleculer's `ctx.params` are an action's, Feathers'
 * `context.path` names a service, tRPC's `path` a procedure, MCP's `request.params.name` a tool.
 */
export const OTHER_REQUEST_MODULES: readonly string[] = [
  'moleculer',
  '@feathersjs/feathers',
  '@modelcontextprotocol/sdk',
  '@trpc/server',
  'grammy',
  'telegraf',
];

/** Properties that are raw on whatever object they stand. */
export const RAW_PROPERTIES: ReadonlyMap<string, RequestOrigin> = new Map(
  Object.entries({
    originalUrl: url,
    pathname: path,
    href: url,
    searchParams: query,
    remoteAddress: address,
    userAgent: 'user-agent',
    traceId: 'trace-id',
    spanId: 'span-id',
  } satisfies Record<string, RequestOrigin>),
);

/** Functions and constructors whose every result is new, as they are called: dotted for a global's method. */
export const GENERATING_CALLS: ReadonlyMap<string, GeneratedOrigin> = new Map<string, GeneratedOrigin>([
  ['Date.now', 'milliseconds'],
  ['performance.now', 'clock'],
  ['process.hrtime', 'clock'],
  ['process.hrtime.bigint', 'clock'],
  ['Date', 'clock'],
  ['Math.random', 'random'],
  ['crypto.randomUUID', 'random'],
  ['crypto.randomBytes', 'random'],
  ['randomUUID', 'random'],
  ['randomBytes', 'random'],
  ['uuid', 'random'],
  ['uuidv4', 'random'],
  ['uuidv7', 'random'],
  ['uuid.v4', 'random'],
  ['uuid.v7', 'random'],
  ['nanoid', 'random'],
  ['ulid', 'random'],
  ['cuid', 'random'],
  ['ObjectId', 'random'],
]);
/** Packages whose every function generates an id, whatever it is imported as. */
export const GENERATING_MODULES: ReadonlySet<string> = new Set([
  'uuid',
  'nanoid',
  'ulid',
  'ulidx',
  'cuid',
  '@paralleldrive/cuid2',
  'ksuid',
  'short-uuid',
  'shortid',
  'uuidv7',
]);
/** Their exports that generate nothing. */
export const NOT_GENERATING: ReadonlySet<string> = new Set([
  'validate',
  'version',
  'parse',
  'stringify',
  'NIL',
  'MAX',
  'customAlphabet',
  'customRandom',
  'isCuid',
  'init',
  'v3',
  'v5',
]);

/** An error's properties that name its kind. */
export const ERROR_KIND_PROPERTIES: ReadonlySet<string> = new Set([
  'name',
  'code',
  'constructor.name',
  'errno',
  'syscall',
]);

/** One value a process: reads of the global `process`. */
export const PROCESS_CONSTANTS: ReadonlySet<string> = new Set([
  'pid',
  'ppid',
  'platform',
  'arch',
  'version',
  'title',
  'execPath',
  'cwd()',
]);
/** One value a process: functions of `node:os`. */
export const OS_CONSTANTS: ReadonlySet<string> = new Set([
  'hostname',
  'platform',
  'arch',
  'type',
  'release',
  'version',
  'machine',
  'homedir',
  'tmpdir',
  'EOL',
]);
