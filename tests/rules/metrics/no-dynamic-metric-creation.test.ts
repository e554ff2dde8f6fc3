import { describe } from 'vitest';
import rule from '../../../rules/metrics/no-dynamic-metric-creation.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const COUNTER = "import { Counter } from 'prom-client';\n";
const METER = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  '',
);
const ORDERS = "new Counter({ name: 'orders_total', help: 'Orders' })";

/** What is said of a metric of prom-client that is made again. */
const created = (occasion: string, metric = 'orders_total') => ({
  messageId: 'created' as const,
  data: { metric, occasion, outcome: 'prom-client throws the second time' },
});
/** What is said of an OpenTelemetry instrument that is made again. */
const wrapped = (occasion: string, metric = 'orders') => ({
  messageId: 'created' as const,
  data: {
    metric,
    occasion,
    outcome: 'the SDK looks it up and wraps it anew each time, and warns when its options differ',
  },
});

describe('for every request', () => {
  ruleTester.run('no-dynamic-metric-creation', rule, {
    valid: [
      ...[
        `setTimeout(() => { ${ORDERS}.inc(); }, 1000);`,
        `new Worker('./worker.js', { eval: true }); ${ORDERS}.inc();`,
        `class Orders { @OnModuleInit() start() { this.orders = ${ORDERS}; } }`,
        `class Orders { @Get() list() { this.orders ??= ${ORDERS}; } }`,
      ].map((code) => ({ name: code, code: COUNTER + code })),
    ],
    invalid: [
      ...(
        [
          ['every run of this interval', `setInterval(() => { ${ORDERS}.inc(); }, 1000);`],
          ['every job', `new Worker('orders', async (job) => { ${ORDERS}.inc(); });`],
          ['every request', `@Controller() class Orders { @Get() list() { ${ORDERS}.inc(); } }`],
          ['every message', `class Orders { @EventPattern('order.created') on(order) { ${ORDERS}.inc(); } }`],
          ['every job', `class Orders { @Cron('* * * * *') async run() { ${ORDERS}.inc(); } }`],
        ] as const
      ).map(([occasion, code]) => ({ name: code, code: COUNTER + code, errors: [created(occasion)] })),
      {
        name: 'handler by its parameters, a function of its own',
        code: COUNTER + lines('export function create(req, res) {', `  ${ORDERS}.inc();`, '}'),
        errors: [created('every request')],
      },
      {
        name: 'handler by its typed parameters',
        code:
          COUNTER +
          lines(
            "import type { Request, Response } from 'express';",
            'export const create = async (request: Request, response: Response) => {',
            `  ${ORDERS}.inc();`,
            '};',
          ),
        errors: [created('every request')],
      },
      {
        name: 'middleware',
        code: COUNTER + lines('app.use((req, res, next) => {', `  ${ORDERS}.inc();`, '  next();', '});'),
        errors: [created('every request')],
      },
      {
        name: 'parameters that are not used',
        code: COUNTER + lines('export const create = (_req, res) => {', `  ${ORDERS}.inc();`, '};'),
        errors: [created('every request')],
      },
      {
        name: 'Fastify handler',
        code: COUNTER + lines('export async function create(request, reply) {', `  ${ORDERS}.inc();`, '}'),
        errors: [created('every request')],
      },
      {
        name: 'method of a controller',
        code: COUNTER + lines('class Orders {', '  create(req, res) {', `    ${ORDERS}.inc();`, '  }', '}'),
        errors: [created('every request')],
      },
      {
        name: 'handler by its route',
        code: COUNTER + lines("app.post('/orders', async (c) => {", `  ${ORDERS}.inc();`, '});'),
        errors: [created('every request')],
      },
      {
        name: 'handler by its route, function expression',
        code: COUNTER + lines("router.get('/orders', function () {", `  ${ORDERS}.inc();`, '});'),
        errors: [created('every request')],
      },
      {
        name: 'inside a callback of the handler',
        code:
          COUNTER +
          lines("app.get('/orders', (req, res) => {", `  orders.find().then(() => ${ORDERS}.inc());`, '});'),
        errors: [created('every request')],
      },
      {
        name: 'name that is not seen',
        code:
          COUNTER +
          lines(
            "app.get('/orders', (req, res) => {",
            "  new Counter({ name: `orders_${req.query.shop}_total`, help: 'Orders' }).inc();",
            '});',
          ),
        errors: [created('every request', 'orders_${req.query.shop}_total')],
      },
      {
        name: 'every kind of metric',
        code: lines(
          "import { Gauge, Histogram, Summary } from 'prom-client';",
          "app.get('/orders', (req, res) => {",
          "  new Gauge({ name: 'depth', help: 'Depth' }).set(1);",
          "  new Histogram({ name: 'latency_seconds', help: 'Latency' }).observe(1);",
          "  new Summary({ name: 'size_bytes', help: 'Size' }).observe(1);",
          '});',
        ),
        errors: [
          created('every request', 'depth'),
          created('every request', 'latency_seconds'),
          created('every request', 'size_bytes'),
        ],
      },
      {
        name: 'factory of another package',
        code: lines(
          "import { createCounter } from '@acme/metrics';",
          "app.get('/orders', (req, res) => {",
          "  createCounter({ name: 'orders_total', help: 'Orders', labelNames: [] }).inc();",
          '});',
        ),
        errors: [created('every request')],
      },
      {
        name: 'namespace',
        code: lines(
          "import * as client from 'prom-client';",
          "app.get('/orders', (req, res) => {",
          "  new client.Counter({ name: 'orders_total', help: 'Orders' }).inc();",
          '});',
        ),
        errors: [created('every request')],
      },
      {
        name: 'default',
        code: lines(
          "import client from 'prom-client';",
          "app.get('/orders', (req, res) => {",
          "  new client.Counter({ name: 'orders_total', help: 'Orders' }).inc();",
          '});',
        ),
        errors: [created('every request')],
      },
      {
        name: 'require',
        code: lines(
          "const { Counter } = require('prom-client');",
          "app.get('/orders', (req, res) => {",
          `  ${ORDERS}.inc();`,
          '});',
        ),
        languageOptions: commonJs,
        errors: [created('every request')],
      },
      {
        name: 'OpenTelemetry',
        code:
          METER +
          lines("app.post('/orders', async (c) => {", "  meter.createCounter('orders').add(1);", '});'),
        errors: [wrapped('every request')],
      },
      {
        name: 'OpenTelemetry, meter fetched there too',
        code: lines(
          "import { metrics } from '@opentelemetry/api';",
          'export function create(req, res) {',
          "  metrics.getMeter('shop').createHistogram('orders').record(1);",
          '}',
        ),
        errors: [wrapped('every request')],
      },
    ],
  });
});

describe('for every message', () => {
  ruleTester.run('no-dynamic-metric-creation', rule, {
    valid: [],
    invalid: [
      {
        name: 'listener',
        code: COUNTER + lines("socket.on('data', (chunk) => {", `  ${ORDERS}.inc();`, '});'),
        errors: [created('every `data`')],
      },
      {
        name: 'consumer',
        code: COUNTER + lines("channel.consume('orders', async (message) => {", `  ${ORDERS}.inc();`, '});'),
        errors: [created('every `orders`')],
      },
      {
        name: 'OpenTelemetry in a listener',
        code:
          METER +
          lines("consumer.on('message', (message) => {", "  meter.createHistogram('size').record(1);", '});'),
        errors: [wrapped('every `message`', 'size')],
      },
    ],
  });
});

describe('for every turn of a loop', () => {
  const loop = 'every iteration of this loop';
  ruleTester.run('no-dynamic-metric-creation', rule, {
    valid: [],
    invalid: [
      {
        name: 'for of',
        code: COUNTER + lines('for (const order of orders) {', `  ${ORDERS}.inc();`, '}'),
        errors: [created(loop)],
      },
      {
        name: 'for',
        code: COUNTER + lines('for (let i = 0; i < 3; i++) {', `  ${ORDERS}.inc();`, '}'),
        errors: [created(loop)],
      },
      {
        name: 'while',
        code: COUNTER + lines('while (queue.length > 0) {', `  ${ORDERS}.inc();`, '}'),
        errors: [created(loop)],
      },
      {
        name: 'OpenTelemetry',
        code: METER + "for (const order of orders) meter.createCounter('orders').add(1);",
        errors: [wrapped(loop)],
      },
    ],
  });
});

describe("through the project's own module", () => {
  project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines(
      "import { Counter, type CounterConfiguration } from 'prom-client';",
      'export function createCounter(options: CounterConfiguration<string>) {',
      '  return new Counter(options);',
      '}',
      `export const orders = ${ORDERS};`,
    ),
    'src/meter.ts': lines(
      "import { metrics } from '@opentelemetry/api';",
      "export const meter = metrics.getMeter('shop');",
    ),
  }).run('no-dynamic-metric-creation', rule, {
    valid: [
      {
        name: 'metric made there',
        filename: 'src/app.ts',
        code: lines("import { orders } from './metrics.js';", "app.get('/', (req, res) => orders.inc());"),
      },
      {
        name: 'factory called where the module is loaded',
        filename: 'src/app.ts',
        code: lines(
          "import { createCounter } from './metrics.js';",
          "const orders = createCounter({ name: 'orders_total', help: 'Orders' });",
          "app.get('/', (req, res) => orders.inc());",
        ),
      },
    ],
    invalid: [
      {
        name: 'factory called in a handler',
        filename: 'src/app.ts',
        code: lines(
          "import { createCounter } from './metrics.js';",
          "app.get('/', (req, res) => createCounter({ name: 'orders_total', help: 'Orders' }).inc());",
        ),
        errors: [created('every request')],
      },
      {
        name: 'meter exported there',
        filename: 'src/app.ts',
        code: lines(
          "import { meter } from './meter.js';",
          "app.get('/', (req, res) => meter.createCounter('orders').add(1));",
        ),
        errors: [wrapped('every request')],
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('no-dynamic-metric-creation', rule, {
    valid: [
      { name: 'where the module is loaded', code: `${COUNTER}export const orders = ${ORDERS};` },
      {
        name: 'class field',
        code: COUNTER + lines('class Orders {', `  private readonly orders = ${ORDERS};`, '}'),
      },
      {
        name: 'static member',
        code: COUNTER + lines('class Metrics {', `  static readonly orders = ${ORDERS};`, '}'),
      },
      {
        name: 'constructor',
        code:
          COUNTER +
          lines(
            'class Orders {',
            '  orders;',
            '  constructor() {',
            `    this.orders = ${ORDERS};`,
            '  }',
            '}',
          ),
      },
      {
        name: 'set-up function that returns it',
        code: COUNTER + lines('export function createMetrics() {', `  return { orders: ${ORDERS} };`, '}'),
      },
      {
        name: 'set-up function that makes handlers',
        code:
          COUNTER +
          lines(
            'export function mount(app) {',
            `  const orders = ${ORDERS};`,
            "  app.post('/orders', (req, res) => {",
            '    orders.inc();',
            '  });',
            '}',
          ),
      },
      {
        name: 'maker of a middleware',
        code:
          COUNTER +
          lines(
            'export const counted = () => {',
            `  const orders = ${ORDERS};`,
            '  return (req, res, next) => {',
            '    orders.inc();',
            '    next();',
            '  };',
            '};',
          ),
      },
      {
        name: 'Fastify plugin',
        code:
          COUNTER + lines('fastify.register(async (app, options) => {', `  const orders = ${ORDERS};`, '});'),
      },
      {
        name: 'memoised with ??=',
        code:
          COUNTER + lines('let orders;', "app.get('/', (req, res) => {", `  orders ??= ${ORDERS};`, '});'),
      },
      {
        name: 'memoised with if',
        code:
          COUNTER +
          lines(
            'let orders;',
            "app.get('/', (req, res) => {",
            '  if (!orders) {',
            `    orders = ${ORDERS};`,
            '  }',
            '  orders.inc();',
            '});',
          ),
      },
      {
        name: 'looked up in the registry first',
        code: lines(
          "import { Counter, register } from 'prom-client';",
          "app.get('/', (req, res) => {",
          `  const orders = register.getSingleMetric('orders_total') ?? ${ORDERS};`,
          '});',
        ),
      },
      {
        name: 'memoised in a map',
        code:
          COUNTER +
          lines(
            'const made = new Map();',
            'export function handle(req, res) {',
            "  if (!made.has('orders')) made.set('orders', " + ORDERS + ');',
            '}',
          ),
      },
      {
        name: 'loop over names',
        code:
          COUNTER +
          lines(
            "for (const name of ['orders_total', 'items_total']) {",
            "  made[name] = new Counter({ name, help: 'Made' });",
            '}',
          ),
      },
      {
        name: 'loop over parts of names',
        code:
          COUNTER +
          lines(
            'for (const shop of shops) {',
            "  new Counter({ name: `${shop}_orders_total`, help: 'Orders' });",
            '}',
          ),
      },
      {
        name: 'names mapped',
        code: COUNTER + "export const all = names.map((name) => new Counter({ name, help: 'Made' }));",
      },
      {
        name: 'loop over names, OpenTelemetry',
        code: METER + 'for (const name of names) made.set(name, meter.createCounter(name));',
      },
      {
        name: 'what a loop iterates over',
        code: COUNTER + `for (const value of [${ORDERS}]) register(value);`,
      },
      {
        name: 'server that starts to listen',
        code: COUNTER + lines("server.on('listening', () => {", `  orders = ${ORDERS};`, '});'),
      },
      {
        name: 'observation in a handler',
        code: COUNTER + lines(`const orders = ${ORDERS};`, "app.get('/', (req, res) => orders.inc());"),
      },
      {
        name: "project's own Counter",
        code: lines(
          'class Counter {}',
          "app.get('/', (req, res) => {",
          '  const seen = new Counter();',
          '});',
        ),
      },
      {
        name: 'Counter that takes no name and help',
        code: lines(
          "import { Counter } from '@acme/words';",
          "app.get('/', (req, res) => {",
          '  const words = new Counter({ text: req.body });',
          '});',
        ),
      },
    ],
    invalid: [],
  });
});

describe('made once after all', () => {
  const IMPORTS = lines(
    "import { Counter, Gauge, Registry, register } from 'prom-client';",
    "import { metrics } from '@opentelemetry/api';",
    '',
  );
  const NEW = "new Counter({ name: 'jobs_total', help: 'Jobs' })";
  const once = (name: string, ...body: readonly string[]) => ({ name, code: IMPORTS + lines(...body) });
  ruleTester.run('no-dynamic-metric-creation', rule, {
    valid: [
      once(
        'early return of what is made',
        'let jobs;',
        "app.get('/', (req, res) => {",
        '  if (jobs) return jobs.inc();',
        `  jobs = ${NEW};`,
        '});',
      ),
      once(
        'early return of what a map has',
        'const made = new Map();',
        'function counted(req, res) {',
        "  if (made.has('jobs')) return made.get('jobs');",
        `  const jobs = ${NEW};`,
        "  made.set('jobs', jobs);",
        '}',
      ),
      once(
        'made by a cache',
        "app.get('/', (req, res) => {",
        `  getOrCreate('jobs', () => ${NEW}).inc();`,
        '});',
      ),
      once('a server that listens', `server.on('listening', (address) => ${NEW});`),
      once('a signal', `process.on('SIGTERM', (signal) => { ${NEW}.inc(); });`),
      once(
        'a registry that is emptied',
        "app.get('/probe', async (req, res) => {",
        '  register.clear();',
        `  ${NEW}.inc();`,
        '  res.end(await register.metrics());',
        '});',
      ),
      once(
        'the last one taken out',
        "app.get('/probe', (req, res) => {",
        "  register.removeSingleMetric('jobs_total');",
        `  ${NEW}.inc();`,
        '});',
      ),
      once(
        'a loop that ends with it',
        'while (true) {',
        '  try {',
        `    jobs = ${NEW};`,
        '    break;',
        '  } catch {',
        '    await sleep(1);',
        '  }',
        '}',
      ),
      once(
        'a meter for each service',
        'for (const service of services) {',
        '  const meter = metrics.getMeter(service);',
        "  meter.createCounter('jobs');",
        '}',
      ),
      once(
        'a meter for each service, in one call',
        'for (const service of services) {',
        "  metrics.getMeter(service).createCounter('jobs');",
        '}',
      ),
    ],
    invalid: [
      {
        name: 'an early return for another reason',
        code:
          IMPORTS +
          lines(
            "app.get('/', (req, res) => {",
            '  if (!req.user) return res.sendStatus(401);',
            `  ${NEW}.inc();`,
            '});',
          ),
        errors: [
          {
            messageId: 'created',
            data: {
              metric: 'jobs_total',
              occasion: 'every request',
              outcome: 'prom-client throws the second time',
            },
          },
        ],
      },
      {
        name: 'kafkajs',
        code: IMPORTS + `consumer.run({ eachMessage: async ({ message }) => { ${NEW}.inc(); } });`,
        errors: [
          {
            messageId: 'created',
            data: {
              metric: 'jobs_total',
              occasion: 'every message',
              outcome: 'prom-client throws the second time',
            },
          },
        ],
      },
    ],
  });
});
