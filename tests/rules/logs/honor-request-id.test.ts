import { describe } from 'vitest';
import rule from '../../../rules/logs/honor-request-id.js';
import { project, ruleTester } from '../rule-tester.js';

const EXPRESS = "import express from 'express';\n";
const middleware = (body: string, head = EXPRESS) =>
  `${head}app.use((req, res, next) => { ${body} next(); });`;
const handler = (body: string, head = EXPRESS) => `${head}app.get('/', (req, res) => { ${body} });`;
const valid = (name: string, body: string, make = middleware) => ({ name, code: make(body) });
const minted = (target: string, header: string, output?: string) => ({
  messageId: 'minted' as const,
  data: { target, header },
  suggestions: output === undefined ? [] : [{ messageId: 'read' as const, data: { header }, output }],
});
const invalid = (
  body: string,
  target: string,
  header: string,
  fixed: string,
  make = middleware,
  head = EXPRESS,
) => ({
  code: make(body, head),
  errors: [minted(target, header, make(fixed, head))],
});

describe('what a bot handles', () => {
  const bot = (head: string, type: string) => ({
    name: head,
    code: `${head}\nexport const track = async (ctx: ${type}, next: () => Promise<void>) => { ctx.requestId = randomUUID(); await next(); };`,
  });
  const OWN = 'interface Update { from?: User; requestId?: string }';
  const WEB = 'interface AppContext { req: HonoRequest; requestId?: string }';
  const EXTENDS = 'interface AppContext extends Context { requestId?: string }';
  ruleTester.run('honor-request-id', rule, {
    valid: [bot("import type { Context } from 'grammy';", 'Context'), bot(OWN, 'Update')],
    invalid: [
      { head: WEB, read: "ctx.get('x-request-id')" },
      { head: EXTENDS, read: "ctx.get('x-request-id')" },
      { head: "import type { AppContext } from './context';", read: "ctx.get('x-request-id')" },
    ].map(({ head, read }) => {
      const { code } = bot(head, 'AppContext');
      return {
        name: head,
        code,
        errors: [
          minted(
            'ctx.requestId',
            'x-request-id',
            code.replace('= randomUUID()', `= ${read} || randomUUID()`),
          ),
        ],
      };
    }),
  });
});

describe('ids that are rightly new', () => {
  ruleTester.run('honor-request-id', rule, {
    valid: [
      {
        name: 'the id of what is stored, which is asked for by it',
        code: `${EXPRESS}app.post('/requests', (req, res) => { const requestId = randomUUID(); save(requestId, req.body); });\napp.get('/requests/:requestId', (req, res) => { res.json(find(req.params.requestId)); });`,
      },
      valid('a fallback', "req.id = req.headers['x-request-id'] ?? randomUUID();"),
      valid('a fallback by get', "const requestId = req.get('X-Request-Id') || uuid();"),
      valid(
        'read before',
        "const incoming = req.header('x-correlation-id'); req.id = incoming ? incoming : randomUUID();",
      ),
      valid(
        'read under a condition',
        "const requestId = randomUUID(); if (req.headers['x-request-id']) use(req.headers['x-request-id']);",
      ),
      valid('read by a constant', 'req.id = req.headers[REQUEST_ID_HEADER] || randomUUID();'),
      valid(
        'destructured',
        "const { 'x-request-id': incoming } = req.headers; const requestId = pick(incoming) ?? nanoid();",
      ),
      valid('set before', 'req.id ||= randomUUID();'),
      valid(
        'set by another middleware',
        'const requestId = req.id; res.locals.requestId = use(requestId) ?? randomUUID();',
      ),
      valid(
        'a function that reads it',
        'const incoming = getRequestId(req); req.id = incoming; if (!incoming) req.id = randomUUID();',
      ),
      valid('traces', "const parent = req.headers['traceparent']; req.id = randomUUID();"),
      valid(
        'a context that is extracted',
        'const context = propagation.extract(active, req.headers); req.id = randomUUID();',
      ),
      valid('an order by its id', 'const id = randomUUID(); req.body.id = id; res.json({ id });'),
      valid('an order', 'const orderId = randomUUID(); req.orderId = orderId;'),
      valid('a key', "res.setHeader('idempotency-key', randomUUID());"),
      valid('the id of something else', 'user.id = randomUUID(); req.user.id = randomUUID();'),
      valid(
        'a request of its own',
        'const requestId = randomUUID(); await queue.add({ requestId });',
        handler,
      ),
      valid('a request to others', "await fetch(url, { headers: { 'x-request-id': randomUUID() } });"),
      valid('what mints nothing', 'req.id = next.id;'),
      {
        name: 'a client',
        code: 'async function call(url) { const requestId = randomUUID(); return fetch(url, { headers: { "x-request-id": requestId } }); }',
      },
      {
        name: 'a client’s interceptor',
        code: 'axios.interceptors.request.use((config) => { config.headers["x-request-id"] = uuid(); return config; });',
      },
      {
        name: 'a job',
        code: 'export async function run(job) { const requestId = randomUUID(); log(requestId); }',
      },
      { name: 'a module', code: 'const requestId = randomUUID();' },
      { name: 'Hono reads it', code: "import { requestId } from 'hono/request-id';\napp.use(requestId());" },
      {
        name: 'Koa',
        code: "app.use(async (ctx, next) => { ctx.state.requestId = ctx.get('x-request-id') || uuid(); await next(); });",
      },
      {
        name: 'Fastify reads it',
        code: "import fastify from 'fastify';\nfastify({ requestIdHeader: 'x-request-id', genReqId: () => randomUUID() });",
      },
      {
        name: 'pino-http reads it',
        code: "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId: (req) => req.headers['x-request-id'] ?? randomUUID() });",
      },
      {
        name: 'a generator that does more',
        code: "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId: () => { track(); return randomUUID(); } });",
      },
      {
        name: 'a middleware in front of pino-http reads it',
        code: "import { pinoHttp } from 'pino-http';\napp.use(requestId({ header: 'x-request-id' }));\npinoHttp({ genReqId: () => randomUUID() });",
      },
    ],
    invalid: [],
  });

  const fastify = "import fastify from 'fastify';\nfastify({ genReqId: () => randomUUID() });";
  project({ 'package.json': { name: 'app', dependencies: { fastify: '^4.28.0' } } }).run(
    'honor-request-id',
    rule,
    {
      valid: [
        { name: 'Fastify 4, which reads `request-id` by default', filename: 'src/app.ts', code: fastify },
        { name: 'a test', filename: 'src/app.test.ts', code: middleware('req.id = randomUUID();') },
      ],
      invalid: [],
    },
  );
});

describe('ids that ignore the caller’s', () => {
  ruleTester.run('honor-request-id', rule, {
    valid: [],
    invalid: [
      invalid(
        "const id = randomUUID(); req.requestId = id; res.setHeader('X-Request-Id', id);",
        'req.requestId',
        'x-request-id',
        "const id = req.get('x-request-id') ?? randomUUID(); req.requestId = id; res.setHeader('X-Request-Id', id);",
      ),
      invalid(
        "const id = nanoid(); res.set('X-Correlation-Id', id);",
        '"X-Correlation-Id"',
        'x-correlation-id',
        "const id = req.get('x-correlation-id') ?? nanoid(); res.set('X-Correlation-Id', id);",
      ),
      invalid(
        "req.id = randomUUID(); res.set('X-Request-ID', req.id);",
        'req.id',
        'x-request-id',
        "req.id = req.get('x-request-id') ?? randomUUID(); res.set('X-Request-ID', req.id);",
      ),
      {
        ...invalid(
          'req.requestId = randomUUID(); req.log = logger.child({ requestId: req.requestId }); track(req);',
          'req.requestId',
          'x-request-id',
          "req.requestId = req.get('x-request-id') ?? randomUUID(); req.log = logger.child({ requestId: req.requestId }); track(req);",
        ),
        name: 'what is done with it after',
      },
      invalid(
        'req.id = randomUUID();',
        'req.id',
        'x-request-id',
        "req.id = req.get('x-request-id') ?? randomUUID();",
      ),
      invalid(
        'req.requestId = crypto.randomUUID();',
        'req.requestId',
        'x-request-id',
        "req.requestId = req.get('x-request-id') ?? crypto.randomUUID();",
      ),
      invalid(
        'res.locals.correlationId = uuid.v4();',
        'res.locals.correlationId',
        'x-correlation-id',
        "res.locals.correlationId = req.get('x-correlation-id') ?? uuid.v4();",
      ),
      invalid(
        'const requestId = nanoid();',
        'requestId',
        'x-request-id',
        "const requestId = req.get('x-request-id') ?? nanoid();",
      ),
      invalid(
        "res.setHeader('X-Correlation-Id', uuidv4());",
        '"X-Correlation-Id"',
        'x-correlation-id',
        "res.setHeader('X-Correlation-Id', req.get('x-correlation-id') ?? uuidv4());",
      ),
      {
        ...invalid(
          "const requestId = randomUUID(); res.set('x-request-id', requestId);",
          'requestId',
          'x-request-id',
          "const requestId = req.get('x-request-id') ?? randomUUID(); res.set('x-request-id', requestId);",
          handler,
        ),
        name: 'a handler that sends it back',
      },
      {
        ...invalid(
          'req.id = randomUUID();',
          'req.id',
          'x-request-id',
          "req.id = String(req.headers['x-request-id'] ?? randomUUID());",
          middleware,
          '',
        ),
        name: 'a framework that is not known',
      },
      {
        ...invalid(
          'req.id = randomUUID(); const agent = req.headers["user-agent"];',
          'req.id',
          'x-request-id',
          'req.id = req.get(\'x-request-id\') ?? randomUUID(); const agent = req.headers["user-agent"];',
        ),
        name: 'another header is read',
      },
      {
        name: 'Nest and Express, typed',
        code: "import type { Request, Response, NextFunction } from 'express';\nclass Ids { use(req: Request, res: Response, next: NextFunction) { req['requestId'] = randomUUID(); next(); } }",
        errors: [
          minted(
            'req.requestId',
            'x-request-id',
            "import type { Request, Response, NextFunction } from 'express';\nclass Ids { use(req: Request, res: Response, next: NextFunction) { req['requestId'] = req.get('x-request-id') ?? randomUUID(); next(); } }",
          ),
        ],
      },
      {
        name: 'Koa',
        code: 'app.use(async (ctx, next) => { ctx.state.requestId = uuid(); await next(); });',
        errors: [
          minted(
            'ctx.state.requestId',
            'x-request-id',
            "app.use(async (ctx, next) => { ctx.state.requestId = ctx.get('x-request-id') || uuid(); await next(); });",
          ),
        ],
      },
      {
        name: 'Hono',
        code: "app.use(async (c, next) => { c.set('requestId', crypto.randomUUID()); await next(); });",
        errors: [
          minted(
            '"requestId"',
            'x-request-id',
            "app.use(async (c, next) => { c.set('requestId', c.req.header('x-request-id') ?? crypto.randomUUID()); await next(); });",
          ),
        ],
      },
      {
        name: 'Fastify',
        code: "import fastify from 'fastify';\nfastify({ genReqId: () => randomUUID() });",
        errors: [
          minted(
            'genReqId',
            'x-request-id',
            "import fastify from 'fastify';\nfastify({ genReqId: (req) => String(req.headers['x-request-id'] ?? randomUUID()) });",
          ),
        ],
      },
      {
        name: 'pino-http, with a parameter of its own',
        code: "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId: (request) => randomUUID() });",
        errors: [minted('genReqId', 'x-request-id')],
      },
      {
        name: 'a generator with a body in braces',
        code: "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId: () => { return randomUUID(); } });",
        errors: [
          minted(
            'genReqId',
            'x-request-id',
            "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId: (req) => String(req.headers['x-request-id'] ?? randomUUID()) });",
          ),
        ],
      },
      {
        name: 'a generator that is a method',
        code: "import { pinoHttp } from 'pino-http';\npinoHttp({ genReqId() { return randomUUID(); } });",
        errors: [minted('genReqId', 'x-request-id')],
      },
    ],
  });
});

describe('an id that goes back to the caller, where that is asked for', () => {
  const options = [{ sendBack: true }] as const;
  const read = "req.id = req.get('x-request-id') ?? randomUUID();";
  const sent = (name: string, body: string, make = middleware, head = EXPRESS) => ({
    name,
    options,
    code: make(body, head),
  });
  const silent = (
    name: string,
    code: string,
    output: string,
    target = 'req.id',
    header = 'x-request-id',
  ) => ({
    name,
    options,
    code,
    errors: [
      {
        messageId: 'silent' as const,
        data: { target, header },
        suggestions: [{ messageId: 'send' as const, data: { header }, output }],
      },
    ],
  });

  ruleTester.run('honor-request-id', rule, {
    valid: [
      { name: 'is not asked for by default', code: middleware(read) },
      sent('a header', `${read} res.setHeader('X-Request-Id', req.id);`),
      sent('a header that a constant names', `${read} res.set(REQUEST_ID_HEADER, req.id);`),
      sent('headers in a chain', `${read} res.status(200).set('x-request-id', req.id);`),
      sent('headers with the head', `${read} res.writeHead(200, { 'x-request-id': req.id });`),
      sent(
        'headers before',
        `res.setHeader('x-request-id', (req.id = req.get('x-request-id') ?? randomUUID()));`,
      ),
      sent('a function that gets the response', `${read} tell(res, req.id);`),
      sent('no middleware', read, handler),
      sent('the body', `${read} if (!req.user) return res.status(401).json({ requestId: req.id });`),
      sent(
        'the body, of a handler that answers itself',
        "const requestId = req.get('x-request-id') || uuid(); res.send({ error: 'Gone', meta: { requestId } });",
      ),
      {
        name: 'the body of another handler',
        options,
        code: `${middleware(read)}\napp.get('/', (request, reply) => reply.json({ id: req.id }));\napp.use((err, req, res, next) => { res.json({ err, requestId: req.id }); });`,
      },
      sent(
        'an id that another middleware gave it',
        'const requestId = req.id || randomUUID(); use(requestId);',
      ),
      sent(
        'an id that another middleware gave it, cleaned, before the header',
        "const requestId = clean(req.id) ?? clean(req.get('x-request-id')) ?? randomUUID(); use(requestId);",
      ),
      sent('an id that the request has', 'req.requestId = req.requestId ?? randomUUID();'),
      sent('an id of something else', 'req.orderId = req.body.id ?? randomUUID();'),
      {
        name: 'Koa',
        options,
        code: "app.use(async (ctx, next) => { ctx.state.requestId = ctx.get('x-request-id') || uuid(); ctx.set('X-Request-Id', ctx.state.requestId); await next(); });",
      },
      {
        name: 'Hono',
        options,
        code: "app.use(async (c, next) => { c.set('requestId', c.req.header('x-request-id') ?? crypto.randomUUID()); c.header('x-request-id', c.get('requestId')); await next(); });",
      },
    ],
    invalid: [
      silent(
        'another handler that logs it, and answers with something else',
        `${middleware(read)}\napp.get('/', (req, res) => { log({ requestId: req.id }); res.json({ id: req.params.id }); });`,
        `${middleware(`${read} res.setHeader('x-request-id', req.id);`)}\napp.get('/', (req, res) => { log({ requestId: req.id }); res.json({ id: req.params.id }); });`,
      ),
      silent(
        'an id from the body of the request',
        middleware('req.id = body.requestId || randomUUID();'),
        middleware("req.id = body.requestId || randomUUID(); res.setHeader('x-request-id', req.id);"),
      ),
      silent('Express', middleware(read), middleware(`${read} res.setHeader('x-request-id', req.id);`)),
      silent(
        'a variable',
        middleware("const correlationId = req.get('x-correlation-id') || uuid(); use(correlationId);"),
        middleware(
          "const correlationId = req.get('x-correlation-id') || uuid(); res.setHeader('x-correlation-id', correlationId); use(correlationId);",
        ),
        'correlationId',
        'x-correlation-id',
      ),
      silent(
        'set where there is none',
        middleware('req.id ||= randomUUID();'),
        middleware("req.id ||= randomUUID(); res.setHeader('x-request-id', req.id);"),
      ),
      silent(
        'a choice of two, as text',
        middleware(
          "req.id = String(req.headers['x-request-id'] ? req.headers['x-request-id'] : nanoid());",
          '',
        ),
        middleware(
          "req.id = String(req.headers['x-request-id'] ? req.headers['x-request-id'] : nanoid()); res.setHeader('x-request-id', req.id);",
          '',
        ),
      ),
      silent(
        'another header',
        middleware(`${read} res.set('x-powered-by', 'shop');`),
        middleware(`${read} res.setHeader('x-request-id', req.id); res.set('x-powered-by', 'shop');`),
      ),
      silent(
        'Koa',
        "app.use(async (ctx, next) => { ctx.state.requestId = ctx.get('x-request-id') || uuid(); await next(); });",
        "app.use(async (ctx, next) => { ctx.state.requestId = ctx.get('x-request-id') || uuid(); ctx.set('x-request-id', ctx.state.requestId); await next(); });",
        'ctx.state.requestId',
      ),
    ],
  });
});

describe('an id with a prefix, and a request behind a type', () => {
  ruleTester.run('honor-request-id', rule, {
    valid: [
      { name: 'an id of two parts', code: middleware('req.id = `${shard}_${randomUUID()}`;') },
      valid('a text that tells the id', "log('id ' + randomUUID());"),
    ],
    invalid: [
      invalid(
        'req.id = `req_${randomUUID()}`;',
        'req.id',
        'x-request-id',
        "req.id = req.get('x-request-id') ?? `req_${randomUUID()}`;",
      ),
      invalid(
        "req.requestId = 'req_' + nanoid();",
        'req.requestId',
        'x-request-id',
        "req.requestId = req.get('x-request-id') ?? 'req_' + nanoid();",
      ),
      invalid(
        '(req as any).requestId = randomUUID();',
        'req.requestId',
        'x-request-id',
        "(req as any).requestId = req.get('x-request-id') ?? randomUUID();",
      ),
      {
        code: 'const app = pinoHttp({ genReqId: () => `req_${randomUUID()}` });',
        errors: [
          minted(
            'genReqId',
            'x-request-id',
            "const app = pinoHttp({ genReqId: (req) => String(req.headers['x-request-id'] ?? `req_${randomUUID()}`) });",
          ),
        ],
      },
    ],
  });
});
