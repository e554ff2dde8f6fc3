import { type Made, behindLast, change, constantCase, writeNew } from './repository.js';

/** What a library of a signal is made of, before anybody has looked at what it really does. */
interface Template {
  /** The folder of its entry under `src/catalog`. */
  readonly folder: string;
  /** The file that lists the entries of the folder, and the constant in it. */
  readonly list: readonly [file: string, constant: string];
  readonly entry: (name: string) => string;
  readonly test: (name: string) => string;
  /** What the tests do not do by themselves yet. */
  readonly next: readonly string[];
}

const TEMPLATES: Readonly<Record<string, Template>> = {
  logs: {
    folder: 'logs',
    list: ['libraries.ts', 'LOGGERS'],
    entry: (name) => `import type { Dialect, Library } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

const DIALECT: Dialect = {
  name: '${name}',
  methods: { trace: 'trace', debug: 'debug', info: 'info', warn: 'warn', error: 'error' },
  methodFor: { ...PLAIN_METHODS, fatal: 'error' },
  shape: 'message-first',
  messageKey: 'message',
  error: { at: 'field', key: 'error' },
  reserved: ['message', 'level', 'time', 'error'],
  printf: 'unknown',
  extra: 'dropped',
  returnsUndefined: false,
};

export const ${constantCase(name)}: Library = {
  id: '${name}',
  packages: ['${name}'],
  exports: { createLogger: 'createLogger' },
  types: { Logger: 'logger' },
  kinds: {
    createLogger: { steps: { '()': 'logger' } },
    logger: { logger: DIALECT, steps: { 'child()': 'logger' } },
  },
};
`,
    test: (name) => `import { describe } from 'vitest';
import noInterpolated from '../../../rules/logs/no-interpolated-message.js';
import { lines, ruleTester } from '../../rules/rule-tester.js';

const LOGGER = lines("import { createLogger } from '${name}';", 'const log = createLogger();', '');

describe('${name}', () => {
  ruleTester.run('no-interpolated-message', noInterpolated, {
    valid: [{ name: 'a constant message', code: LOGGER + "log.info('Order stored', { orderId });" }],
    invalid: [
      {
        name: 'a template, written in its dialect',
        code: LOGGER + 'log.warn(\`Order rejected: \${order.id}\`);',
        errors: [{ messageId: 'interpolated', data: { values: '\`order.id\`', fields: 'a field', them: 'it' } }],
        output: LOGGER + "log.warn('Order rejected', { orderId: order.id });",
      },
    ],
  });
});
`,
    next: [
      'its emitter in tests/catalog/capture.ts and its target in tests/catalog/written-calls.test.ts, which runs every shape of record through it',
      'one test in tests/catalog/outcomes.test.ts for each thing a message claims of it',
    ],
  },
  metrics: {
    folder: 'metrics',
    list: ['libraries.ts', 'METRICS'],
    entry: (name) => `import type { Library, MetricDialect } from '../schema.js';
import { PROMETHEUS } from './conventions.js';

const DIALECT: MetricDialect = {
  convention: PROMETHEUS,
  creation: 'options',
  description: 'help',
  labelNames: 'labelNames',
  methods: {
    inc: { operation: 'add', arguments: 'labels-value' },
    dec: { operation: 'subtract', arguments: 'labels-value' },
    set: { operation: 'set', arguments: 'labels-value' },
  },
};

export const ${constantCase(name)}: Library = {
  id: '${name}',
  packages: ['${name}'],
  exports: { Counter: 'Counter', Gauge: 'Gauge' },
  types: { Counter: 'counter', Gauge: 'gauge' },
  kinds: {
    Counter: { steps: { new: 'counter' } },
    Gauge: { steps: { new: 'gauge' } },
    counter: { instrument: { kind: 'counter', dialect: DIALECT } },
    gauge: { instrument: { kind: 'gauge', dialect: DIALECT } },
  },
};
`,
    test: (name) => `import { describe } from 'vitest';
import noUnboundedLabel from '../../../rules/metrics/no-unbounded-label.js';
import { lines, ruleTester } from '../../rules/rule-tester.js';

const ORDERS = lines(
  "import { Counter } from '${name}';",
  "const orders = new Counter({ name: 'orders_total', help: 'Orders', labelNames: ['shop'] });",
  '',
);

describe('${name}', () => {
  ruleTester.run('no-unbounded-label', noUnboundedLabel, {
    valid: [
      { name: 'a label with a bound', code: ORDERS + "orders.inc({ shop: 'books' });" },
      { name: 'no labels', code: ORDERS + 'orders.inc();' },
    ],
    invalid: [],
  });
});
`,
    next: [
      'what the messages claim of it, run by the library, in tests/catalog/metric-libraries.test.ts',
      'its cases in tests/rules/metrics/metric-recognition.test.ts',
    ],
  },
  http: {
    folder: 'propagation',
    list: ['http-clients.ts', 'HTTP_CLIENTS'],
    entry: (name) => `import type { Library } from '../schema.js';

export const ${constantCase(name)}: Library = {
  id: '${name}',
  packages: ['${name}'],
  exports: { default: 'client', '*': 'client' },
  kinds: {
    client: {
      requests: {
        get: { transport: 'undici', options: [1] },
        post: { transport: 'undici', options: [2], body: 1 },
      },
      steps: { 'create()': 'client', default: 'client' },
    },
  },
};
`,
    test: (name) => `import { describe } from 'vitest';
import httpPropagation from '../../../rules/propagation/require-http-propagation.js';
import { lines, project } from '../../rules/rule-tester.js';

const traced = project({
  'package.json': { name: 'orders', private: true, dependencies: { '@opentelemetry/sdk-node': '^0.223.0' } },
});
const sent = (...body: readonly string[]) =>
  lines(
    "import { context, propagation } from '@opentelemetry/api';",
    "import client from '${name}';",
    "const url = \`\${process.env.ORDERS_URL}/orders\`;",
    'export async function send(order: object) {',
    ...body.map((line) => \`  \${line}\`),
    '}',
  );

describe('${name}', () => {
  traced.run('require-http-propagation', httpPropagation, {
    valid: [
      {
        name: 'a carrier as the headers',
        filename: 'src/send.ts',
        code: sent(
          'const carrier = {};',
          'propagation.inject(context.active(), carrier);',
          'return client.post(url, order, { headers: carrier });',
        ),
      },
    ],
    invalid: [
      {
        name: 'no headers',
        filename: 'src/send.ts',
        code: sent('return client.post(url, order);'),
        errors: [
          {
            messageId: 'missing',
            data: {
              call: 'client.post',
              remedy:
                'Register \`@opentelemetry/instrumentation-undici\`',
            },
          },
        ],
        output: sent(
          'const carrier: Record<string, string> = {};',
          'propagation.inject(context.active(), carrier);',
          'return client.post(url, order, { headers: carrier });',
        ),
      },
    ],
  });
});
`,
    next: ['its calls in tests/catalog/propagation.test.ts, where a real server says what arrives'],
  },
};

/** The entry of a library, its line in the list of its signal, and the test that the rules know it. */
export async function newLibrary(root: string, signal: string, name: string): Promise<Made> {
  const template = TEMPLATES[signal];
  if (!template) throw new Error(`library ${Object.keys(TEMPLATES).join('|')}/<name>, in kebab-case`);
  const { folder, list, entry, test, next } = template;
  const [file, constant] = list;
  const files = await writeNew(root, {
    [`src/catalog/${folder}/${name}.ts`]: entry(name),
    [`tests/catalog/${folder}/${name}.test.ts`]: test(name),
    [`.changeset/${name}.md`]: `---\n'eslint-plugin-observability': minor\n---\n\nSupport for ${name}.\n`,
  });
  const changed = await change(root, `src/catalog/${folder}/${file}`, (text) => {
    const imported = behindLast(text, /^import .*$/, `import { ${constantCase(name)} } from './${name}.js';`);
    const start = imported.indexOf(`export const ${constant}`);
    const end = imported.indexOf('\n];', start);
    if (start < 0 || end < 0) throw new Error(`no list ${constant} in ${file}`);
    return `${imported.slice(0, end)}\n  ${constantCase(name)},${imported.slice(end)}`;
  });
  return {
    files: [...files, changed],
    next: [
      `what the package exports and does, in src/catalog/${folder}/${name}.ts; src/catalog/schema.ts says what each property means`,
      ...next,
      'its line in the README and its changeset, and `npm test`',
    ],
  };
}
