import { Linter } from 'eslint';
import parser from '@typescript-eslint/parser';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { Project } from './project.js';

interface Report {
  readonly files: number;
  readonly recognised: readonly { signal: string; by: string; evidence: string; calls: number }[];
  readonly unattributed: readonly {
    signal: string;
    receivers: string[];
    calls: number;
    example: string;
    origin: object;
    setting?: object;
    attributed?: number;
  }[];
  readonly observability?: object;
}

async function examined(project: Project): Promise<Report> {
  const { code, stdout, stderr } = await project.run('doctor', '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Report;
}

const manifest = (dependencies: object, more: object = {}) => ({
  name: 'shop',
  type: 'module',
  dependencies: { express: '*', ...dependencies },
  ...more,
});

/** Loggers that cannot be followed: what a file looks like, what the doctor says of it, what is fixed with that. */
const SHAPES: readonly {
  readonly name: string;
  readonly dependencies?: object;
  readonly files: Readonly<Record<string, string>>;
  readonly setting: object;
  readonly migrated?: string;
}[] = [
  {
    name: 'an export of a package',
    files: {
      'src/orders.ts': [
        "import { journal } from '@acme/log';",
        'export const load = (id: string) => {',
        "  journal.info('Order loaded', { id });",
        '  journal.warn(`Order loaded: ${id}`);',
        '};',
      ].join('\n'),
    },
    setting: { loggers: [{ from: '@acme/log', name: 'journal', call: 'info(message, fields)' }] },
    migrated: "journal.warn('Order loaded', { id });",
  },
  {
    name: 'a class of the project, handed in, that writes where nobody sees it',
    dependencies: { pino: '*' },
    files: {
      'src/lib/bridge.ts':
        "import { open } from 'acme-socket';\nconst out = open();\nexport class Bridge { warn(fields: any, text: any) { out(text, fields); } }\n",
      'src/orders.ts': [
        "import type { Bridge } from './lib/bridge.js';",
        'export class Orders {',
        '  constructor(private readonly bridge: Bridge) {}',
        '  load(id: string, shop: string) {',
        "    this.bridge.warn({ shop }, 'Order loaded');",
        '    this.bridge.warn({ shop }, `Order loaded: ${id}`);',
        '  }',
        '}',
      ].join('\n'),
    },
    setting: { loggers: [{ from: './src/lib/bridge.ts', name: 'Bridge', like: 'pino' }] },
    migrated: "this.bridge.warn({ shop, id }, 'Order loaded');",
  },
  {
    name: 'a member of an imported type',
    files: {
      'src/orders.ts': [
        "import type { Context } from '@acme/server';",
        'export const load = ({ auditLog }: Context, id: string) => auditLog.error(`Order failed: ${id}`);',
        "export const save = (context: Context) => context.auditLog.error('Order not saved');",
      ].join('\n'),
    },
    setting: {
      loggers: [{ from: '@acme/server', name: 'Context.auditLog', call: 'info(message, ...values)' }],
    },
  },
  {
    name: 'what is asserted to be of an imported type',
    files: {
      'src/orders.ts': [
        "import type { AuditLog } from '@acme/audit';",
        'export const load = (container: any, id: string) => {',
        "  const audit = container.get('audit') as AuditLog;",
        '  audit.warn({ id }, `Order loaded: ${id}`);',
        '};',
      ].join('\n'),
    },
    setting: { loggers: [{ from: '@acme/audit', name: 'AuditLog', call: 'info(fields, message)' }] },
    migrated: "audit.warn({ id }, 'Order loaded');",
  },
  {
    name: 'a member that a class of a package has',
    files: {
      'src/base.ts': "import { Service } from '@acme/service';\nexport class Base extends Service {}\n",
      'src/orders.ts': [
        "import { Base } from './base.js';",
        'export class Orders extends Base {',
        '  load(id: string) {',
        '    this.auditLog.warn(`Order loaded: ${id}`);',
        '  }',
        '}',
      ].join('\n'),
      'src/stock.ts': [
        "import { Service } from '@acme/service';",
        'export class Stock extends Service {',
        '  load(id: string) {',
        "    this.auditLog.warn('Stock loaded', { id });",
        "    this.auditLog.warn('Stock loaded', { id });",
        '  }',
        '}',
      ].join('\n'),
    },
    setting: {
      loggers: [{ from: '@acme/service', name: 'Service.auditLog', call: 'info(message, fields)' }],
    },
    migrated: "this.auditLog.warn('Order loaded', { id });",
  },
  {
    name: 'a member of a global object',
    files: {
      'src/orders.js':
        "export const load = (id) => global.APP.logger.error(`Order failed: ${id}`, new Error('x'));\n",
    },
    setting: { loggers: [{ global: 'APP.logger', call: 'info(message, ...values)' }] },
  },
  {
    name: 'by `require`',
    files: {
      'src/orders.cjs':
        "const { audit } = require('../lib/audit.cjs');\nmodule.exports = (err) => audit.warn('Order failed', err);\n",
      'lib/audit.cjs': "exports.audit = require('acme-audit').make();\n",
    },
    setting: { loggers: [{ from: './lib/audit.cjs', name: 'audit', call: 'error(message, error)' }] },
  },
  {
    name: 'what only its name says to be a logger',
    dependencies: { bunyan: '*' },
    files: { 'src/orders.js': 'export const load = (log, id) => log.info(`Order loaded: ${id}`);\n' },
    setting: { loggers: [{ called: 'log', like: 'bunyan' }] },
    migrated: "log.info({ id }, 'Order loaded')",
  },
  {
    name: 'metrics of a package',
    files: {
      'src/metrics.ts':
        "import { makeCounter } from '@acme/metrics';\nexport const orders = makeCounter('orders_total', { unit: '1' });\n",
    },
    setting: {
      metricFactories: [{ from: '@acme/metrics', name: 'makeCounter', makes: 'opentelemetry.Counter' }],
    },
  },
  {
    name: 'spans of a package',
    files: {
      'src/orders.ts':
        "import { tracing } from '@acme/tracing';\nexport const load = () => tracing.startActiveSpan('load', (span) => span.end());\n",
    },
    setting: { tracers: [{ from: '@acme/tracing', name: 'tracing' }] },
  },
];

describe('the setting that the doctor gives', () => {
  it.each(SHAPES)(
    '$name: attributes the calls where it is pasted',
    async ({ dependencies = {}, files, setting, migrated }) => {
      const project = new Project({ 'package.json': manifest(dependencies), ...files });
      const before = await examined(project);
      expect(before.unattributed.map((each) => each.setting)).toEqual([setting]);
      expect(before.observability).toEqual(setting);
      const [{ calls, attributed } = { calls: 0, attributed: 0 }] = before.unattributed;
      expect(attributed).toBe(calls);

      project.write('package.json', manifest(dependencies, { observability: before.observability }));
      const after = await examined(project);
      expect(after.unattributed).toEqual([]);
      expect(after.recognised.filter(({ evidence }) => evidence === 'settings')).toMatchObject([{ calls }]);
      expect(after.observability).toBeUndefined();

      if (migrated === undefined) return;
      const { stdout } = await project.run('.', '--dry-run');
      expect(stdout).toContain(migrated);
      expect(lint(project)).toContain('observability/no-interpolated-message');
    },
  );
});

function lint(project: Project): readonly (string | null)[] {
  const linter = new Linter({ cwd: project.root });
  const path =
    ['src/orders.ts', 'src/orders.js'].find((each) => project.snapshot()[each] !== undefined) ?? '';
  return linter
    .verify(
      project.read(path),
      [{ files: ['**'], languageOptions: { parser }, ...plugin.configs.recommended }],
      `${project.root}/${path}`,
    )
    .map(({ ruleId }) => ruleId);
}

describe('obs-codemod doctor', () => {
  const shop = () =>
    new Project({
      'package.json': manifest({ pino: '*' }),
      'src/logger.ts': "import { pino } from 'pino';\nexport const logger = pino();\n",
      'src/orders.ts': [
        "import { logger } from './logger.js';",
        "import { audit } from '@acme/audit';",
        'export const load = async (id: string) => {',
        "  logger.info({ id }, 'Order loaded');",
        "  audit.info('Order loaded', { id });",
        "  toasts.info('Order loaded');",
        "  console.log('done');",
        '  return fetch(`https://stock.example/${id}`);',
        '};',
      ].join('\n'),
      // Nobody is told of what tests log.
      'src/orders.test.ts': "import { audit } from '@acme/audit';\naudit.info('Order loaded');\n",
    });

  it('shows what is recognised, what is not, and the setting, on one screen', async () => {
    const { code, stdout, stderr } = await shop().run('doctor');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      [
        '2 files of server code.',
        '',
        'Logs: 2 calls recognised, 2 not',
        '  1  pino     followed to where it is made',
        '  1  console  not structured',
        '  not recognised, as no library is seen where they come from:',
        '  1  audit   src/orders.ts:5  audit of @acme/audit',
        '  1  toasts  src/orders.ts:6  the global toasts',
        '',
        'Metrics: 0 definitions recognised',
        '',
        'Spans: 0 starts recognised',
        '',
        'HTTP requests: 1 call recognised',
        '  1  fetch',
        '',
        'In package.json, this brings 2 of the 2 calls:',
        '',
        '  "observability": {',
        '    "loggers": [',
        '      {',
        '        "from": "@acme/audit",',
        '        "name": "audit",',
        '        "call": "info(message, fields)"',
        '      },',
        '      {',
        '        "global": "toasts",',
        '        "call": "info(message, ...values)"',
        '      }',
        '    ]',
        '  }',
        '',
      ].join('\n'),
    );
  });

  it('says how metrics and spans are known as well', async () => {
    const { stdout } = await new Project({
      'package.json': manifest({ 'prom-client': '*', '@opentelemetry/api': '*' }),
      'src/telemetry.ts': [
        "import { trace } from '@opentelemetry/api';",
        "import { Counter } from 'prom-client';",
        "export const tracer = trace.getTracer('shop');",
        "export const orders = new Counter({ name: 'orders_total', help: 'Orders' });",
      ].join('\n'),
      'src/orders.ts': [
        "import { orders, tracer } from './telemetry.js';",
        "export const load = () => tracer.startActiveSpan('load', (span) => { orders.inc(); span.end(); });",
      ].join('\n'),
    }).run('doctor');
    expect(stdout).toContain(
      [
        'Metrics: 1 definition recognised',
        '  1  prom-client  imported or made where it is used',
        '  1 call observes them',
        '',
        'Spans: 1 start recognised',
        '  1  opentelemetry-trace  followed to where it is made',
      ].join('\n'),
    );
  });

  it('names what many calls are on and no logger is called, where nothing else names it', async () => {
    const plugin = (count: number) =>
      `module.exports = (host) => {\n${"  host.debug('Loaded');\n".repeat(count)}};\n`;
    const settings = async (count: number) =>
      (await examined(new Project({ 'package.json': manifest({}), 'src/a.js': plugin(count) })))
        .observability;
    expect(await settings(5)).toEqual({ loggers: [{ called: 'host', call: 'info(message, ...values)' }] });
    expect(await settings(4)).toBeUndefined();
  });

  it('looks at a library that has a command of its own, whose output is none of its logs', async () => {
    const report = await examined(
      new Project({
        'package.json': { name: 'ring', main: 'index.js', bin: { ring: './main.js' } },
        'index.js': [
          'module.exports = function Ring(options) {',
          "  options.logger.info('Ring made', { id: options.id });",
          "  console.log('made');",
          '};',
        ].join('\n'),
        'main.js':
          "#!/usr/bin/env node\nrequire('./index.js')({ logger: console });\nlogger.info('started');\n",
      }),
    );
    expect(report.files).toBe(1);
    expect(report.recognised).toEqual([]);
    expect(report.observability).toEqual({
      loggers: [{ called: 'logger', call: 'info(message, fields)' }],
    });
  });

  it('looks at the given paths alone', async () => {
    const { stdout } = await shop().run('doctor', 'src/logger.ts');
    expect(stdout).toMatch(/^1 file of server code\.\n\nLogs: 0 calls recognised\n/);
  });

  it.each([
    [
      'a metric that is counted, as it may be',
      "import { stats } from '@acme/stats';\nstats.counter('orders', 1);\n",
    ],
    ['the console', "const logger = options.logger ?? console;\nlogger.info('Order loaded');\n"],
    [
      "a class's own method",
      "export class Toast { show() { this.info('Saved'); } info(text) { show(text); } }\n",
    ],
    ['a span that no tracer starts', "import { agent } from 'acme';\nagent.startSpan('load');\n"],
  ])('gives no setting for %s', async (_name, code) => {
    const report = await examined(new Project({ 'package.json': manifest({}), 'src/a.js': code }));
    expect(report.observability).toBeUndefined();
  });

  it('keeps what the package.json says already', async () => {
    const project = shop();
    const observability = { boundedNames: ['shop'], loggers: [{ global: 'toasts', like: 'pino' }] };
    project.write('package.json', manifest({ pino: '*' }, { observability }));
    expect((await examined(project)).observability).toEqual({
      boundedNames: ['shop'],
      loggers: [
        { global: 'toasts', like: 'pino' },
        { from: '@acme/audit', name: 'audit', call: 'info(message, fields)' },
      ],
    });
  });

  it('says what is wrong with settings and files, and goes on', async () => {
    const project = shop();
    project.write('package.json', manifest({}, { observability: { logers: [] } }));
    project.write('src/broken.ts', 'const = ;');
    const { code, stdout, stderr } = await project.run('doctor');
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^obs-codemod: "observability" in package\.json: Unknown key `logers`: did you mean `loggers`\?\nobs-codemod: src\/broken\.ts: line 1: .+\n$/,
    );
    expect(stdout).toContain('2 files of server code.');
  });

  it.each([
    ['a path that is not there', ['doctor', 'nowhere'], 'obs-codemod: nowhere: no such file or directory\n'],
    [
      'an unknown flag',
      ['doctor', '--dry-run'],
      "error: unknown option '--dry-run'\n(--help shows the usage)\n",
    ],
  ])('2 for %s', async (_name, argv, message) => {
    const { code, stderr } = await shop().run(...argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: message });
  });

  it('leaves a folder of its name to be migrated', async () => {
    const project = new Project({
      'package.json': manifest({ pino: '*' }),
      'doctor/a.ts': "console.log('up');\n",
      'help/a.ts': "console.log('up');\n",
    });
    expect((await project.run('./doctor', '--check')).code).toBe(1);
    expect((await project.run('help', '--check')).code).toBe(1);
  });
});

describe('functions that are not seen to log', () => {
  const saying = (code: string[], log: string[] = []): Readonly<Record<string, string>> => ({
    'src/orders.ts': code.join('\n'),
    'src/log.ts': log.join('\n'),
  });
  const shop = (body: string) =>
    saying([
      "import { Base } from '@acme/base';",
      'export class Shop extends Base {',
      '  sell(id: string) {',
      ...Array.from({ length: 5 }, () => `    ${body}`),
      '  }',
      '}',
    ]);
  const calls = (...lines: string[]) =>
    saying(["import { debug, error, log, logError, send } from '../lib/out';", ...lines]);
  it.each<[string, Readonly<Record<string, string>>, object[], number]>([
    [
      'a method of a base class that is not seen',
      shop("this.log('Sold', id);"),
      [{ called: 'log', call: 'log(message, ...values)' }],
      5,
    ],
    [
      'one that names its level',
      shop("this.logError('Lost ' + id, { id });"),
      [{ called: 'logError', call: 'logError(message, fields)' }],
      5,
    ],
    [
      'functions of what is not seen that are called by a level: the one that is called most stands for all',
      calls(...Array.from({ length: 5 }, () => "debug('Sold', id);"), "error('Lost', id);"),
      [{ called: 'debug', call: 'debug(message, ...values)' }],
      6,
    ],
    [
      'a function that takes the level',
      calls("log('Sold ' + id);"),
      [{ called: 'log', call: 'log(message, ...values)' }],
      1,
    ],
    [
      'one that takes it before the text',
      calls(
        "log('info', text);",
        "log('warn', `Lost: ${id}`, id);",
        "log('info', 'Sold', id);",
        "log('warn', 'Gone');",
      ),
      [{ called: 'log', call: 'log(context, message, ...values)' }],
      3,
    ],
    [
      'functions that print what they are given',
      saying(
        ["import { log } from './log';", ...Array.from({ length: 5 }, () => "log('Sold');")],
        ['export function log(text: string) { console.log(text); }'],
      ),
      [{ called: 'log', call: 'log(message, ...values)' }],
      5,
    ],
    [
      'one of them that is called something else',
      saying(
        ["import { say } from './log';", ...Array.from({ length: 5 }, () => "say('Sold');")],
        ['export function say(text: string) { console.log(text); }'],
      ),
      [{ called: 'say', call: 'say(message, ...values)' }],
      5,
    ],
    [
      "methods of what is not seen that are called as a logger's are",
      calls("host.logger('Sold: {0}', id);", "host.logger('Lost ' + id);"),
      [{ called: 'logger', call: 'logger(message, ...values)' }],
      2,
    ],
  ])('%s', async (_, files, loggers, all) => {
    const project = new Project({ 'package.json': manifest({}), ...files });
    const { unattributed, observability } = await examined(project);
    expect(unattributed.reduce((sum, { calls: some }) => sum + some, 0)).toBe(all);
    expect(observability).toEqual({ loggers });
    const told = new Project({ 'package.json': manifest({}, { observability }), ...files });
    expect((await examined(told)).unattributed).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a callback', saying(["export const load = (error: any) => { error('Lost'); error('Gone'); };"])],
    [
      'a function that prints now and then',
      saying(
        ["import { note } from './log';", ...Array.from({ length: 4 }, () => "note('Sold');")],
        ['export function note(text: string) { console.log(text); }'],
      ),
    ],
    [
      'a function that is called for what it makes',
      saying(
        ["import { log } from './log';", "export const poller = new Poller(log('poller'));"],
        ['export const log = (name: string) => new Channel(name);'],
      ),
    ],
    ['an audit trail, whose entries have no message', calls("auditLogger.log({ action: 'sold', id });")],
    [
      'an error tracker',
      saying(
        ["import { rollbar } from './log';", "rollbar.error('Lost'); rollbar.info('Sold');"],
        [
          "import Rollbar from 'rollbar';",
          'export const rollbar = new Rollbar({ accessToken: process.env.ROLLBAR });',
        ],
      ),
    ],
    [
      'a class of the project that is called like a metric',
      saying(
        ["import { Counter } from './log';", "export const c = new Counter({ name: 'visits' });"],
        ['export class Counter { constructor(readonly row: { name: string }) {} }'],
      ),
    ],
    [
      'a function of the project that is called by a level and does something else',
      saying(
        ["import { error } from './log';", ...Array.from({ length: 5 }, () => "error('Lost');")],
        ['export function error(text: string) { throw new Error(text); }'],
      ),
    ],
    ['what is given no text', calls(...Array.from({ length: 5 }, () => 'log(10); debug(state);'))],
    [
      "a logger's own code",
      saying([
        "import { Base } from '@acme/base';",
        'export class Log extends Base {',
        ...['info', 'warn', 'error', 'debug', 'fatal'].map(
          (each) => `  ${each}(m: string) { this.log('${each}', m); }`,
        ),
        '}',
      ]),
    ],
  ])('is not %s', async (_, files) => {
    const project = new Project({ 'package.json': manifest({}), ...files });
    expect((await examined(project)).unattributed).toEqual([]);
  });
});
