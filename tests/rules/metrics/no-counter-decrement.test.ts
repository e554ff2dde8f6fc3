import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import rule from '../../../rules/metrics/no-counter-decrement.js';
import { commonJs, lines, packageOf, project, ruleTester } from '../rule-tester.js';

const COUNTER = lines(
  "import { Counter } from 'prom-client';",
  "const open = new Counter({ name: 'jobs_open_total', help: 'Open jobs', labelNames: ['queue'] });",
  '',
);
const GAUGE = lines(
  "import { Gauge } from 'prom-client';",
  "const open = new Gauge({ name: 'jobs_open', help: 'Open jobs', labelNames: ['queue'] });",
  '',
);
const METER = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  '',
);

/** What is said of a counter of prom-client that goes down. */
const decreased = (metric = 'jobs_open_total') => ({
  messageId: 'decreased' as const,
  data: { metric, outcome: 'prom-client throws', instead: 'a Gauge' },
});
/** The same, with what the file looks like after the suggestion. */
const suggested = (output: string, metric?: string) => ({
  ...decreased(metric),
  suggestions: [{ messageId: 'remake' as const, data: { instead: 'a Gauge' }, output }],
});
/** What is said of an OpenTelemetry counter that goes down. */
const dropped = (metric = 'jobs.open') => ({
  messageId: 'decreased' as const,
  data: {
    metric,
    outcome: 'the SDK drops it',
    instead: 'an UpDownCounter',
  },
});

describe('how it goes down, prom-client', () => {
  ruleTester.run('no-counter-decrement', rule, {
    valid: [],
    invalid: [
      {
        name: 'dec()',
        code: COUNTER + 'open.dec();',
        errors: [decreased()],
        output: GAUGE + 'open.dec();',
      },
      {
        name: 'dec() with labels',
        code: COUNTER + "open.dec({ queue: 'mail' });",
        errors: [decreased()],
        output: GAUGE + "open.dec({ queue: 'mail' });",
      },
      {
        name: 'negative number',
        code: COUNTER + 'open.inc(-1);',
        errors: [decreased()],
        output: GAUGE + 'open.inc(-1);',
      },
      {
        name: 'negative number behind labels',
        code: COUNTER + "open.inc({ queue: 'mail' }, -1);",
        errors: [decreased()],
        output: GAUGE + "open.inc({ queue: 'mail' }, -1);",
      },
      {
        name: 'negated variable',
        code: COUNTER + 'open.inc(-jobs.length);',
        errors: [decreased()],
        output: GAUGE + 'open.inc(-jobs.length);',
      },
      {
        name: 'constant below zero',
        code: COUNTER + lines('const STEP = -1;', 'open.inc(STEP);'),
        errors: [decreased()],
        output: GAUGE + lines('const STEP = -1;', 'open.inc(STEP);'),
      },
      {
        name: 'one branch of a choice',
        code: COUNTER + 'open.inc(isOpen ? 1 : -1);',
        errors: [decreased()],
        output: GAUGE + 'open.inc(isOpen ? 1 : -1);',
      },
      {
        name: 'labels() by position',
        code: COUNTER + "open.labels('mail').dec();",
        errors: [decreased()],
        output: GAUGE + "open.labels('mail').dec();",
      },
      {
        name: 'labels() by name',
        code: COUNTER + "open.labels({ queue: 'mail' }).inc(-1);",
        errors: [decreased()],
        output: GAUGE + "open.labels({ queue: 'mail' }).inc(-1);",
      },
      {
        name: 'bound labels held in a constant',
        code: COUNTER + lines("const mail = open.labels('mail');", 'mail.dec();'),
        errors: [decreased()],
        output: GAUGE + lines("const mail = open.labels('mail');", 'mail.dec();'),
      },
      {
        name: 'twice, made a Gauge once',
        code: COUNTER + lines('open.inc();', 'open.inc(-1);', 'open.dec();'),
        errors: [decreased(), decreased()],
        output: GAUGE + lines('open.inc();', 'open.inc(-1);', 'open.dec();'),
      },
      {
        name: 'optional call',
        code: COUNTER + 'open?.dec();',
        errors: [decreased()],
        output: GAUGE + 'open?.dec();',
      },
      {
        name: 'reset where a function is named for something else',
        code: COUNTER + 'function resettle() { open.reset(); }',
        errors: [{ messageId: 'reset', data: { metric: 'jobs_open_total', instead: 'a Gauge' } }],
        output: null,
      },
      {
        name: 'reset where something is collected that is no metric',
        code: COUNTER + 'function collectOrders() { open.reset(); }',
        errors: [{ messageId: 'reset', data: { metric: 'jobs_open_total', instead: 'a Gauge' } }],
        output: null,
      },
      {
        name: 'reset, which is for its author to judge',
        code: COUNTER + 'open.reset();',
        errors: [{ messageId: 'reset', data: { metric: 'jobs_open_total', instead: 'a Gauge' } }],
        output: null,
      },
    ],
  });
});

describe('counters with exemplars, which a Gauge does not have', () => {
  const EXEMPLARS = lines(
    "import { Counter } from 'prom-client';",
    "const open = new Counter({ name: 'open', help: 'Open jobs', labelNames: ['queue'], enableExemplars: true });",
    '',
  );
  ruleTester.run('no-counter-decrement', rule, {
    valid: [
      {
        name: 'only goes up',
        code: EXEMPLARS + "open.inc({ labels: { queue: 'mail' }, value: 2, exemplarLabels: { traceId } });",
      },
      { name: 'a number, which is ignored: it counts one', code: EXEMPLARS + 'open.inc(-1);' },
      { name: 'a number behind bound labels, ignored too', code: EXEMPLARS + "open.labels('mail').inc(-1);" },
    ],
    invalid: [
      {
        name: 'negative value',
        code: EXEMPLARS + "open.inc({ labels: { queue: 'mail' }, value: -1, exemplarLabels: { traceId } });",
        errors: [{ ...decreased('open'), suggestions: null }],
        output: null,
      },
      {
        name: 'negative value, definition not seen',
        code: lines(
          "import type { Counter } from 'prom-client';",
          'export function done(open: Counter<string>) {',
          "  open.inc({ labels: { queue: 'mail' }, value: -1 });",
          '}',
        ),
        errors: [{ ...decreased('open'), suggestions: null }],
        output: null,
      },
    ],
  });
});

describe('a definition that other code may know is for its author to change', () => {
  const remade = (before: readonly string[], after: readonly string[], name: string) => ({
    name,
    code: lines(...before, 'open.dec();'),
    errors: [suggested(lines(...after, 'open.dec();'), 'open')],
    output: null,
  });
  const OPTIONS = "{ name: 'open', help: 'Open jobs' }";
  ruleTester.run('no-counter-decrement', rule, {
    valid: [],
    invalid: [
      remade(
        ["import { Counter } from 'prom-client';", `export const open = new Counter(${OPTIONS});`],
        ["import { Gauge } from 'prom-client';", `export const open = new Gauge(${OPTIONS});`],
        'exported',
      ),
      remade(
        [
          "import { Counter } from 'prom-client';",
          `const open = new Counter(${OPTIONS});`,
          'export { open };',
        ],
        ["import { Gauge } from 'prom-client';", `const open = new Gauge(${OPTIONS});`, 'export { open };'],
        'exported by its name',
      ),
      remade(
        [
          "import { Counter } from 'prom-client';",
          `const open = new Counter(${OPTIONS});`,
          'export default { jobs: { open } };',
        ],
        [
          "import { Gauge } from 'prom-client';",
          `const open = new Gauge(${OPTIONS});`,
          'export default { jobs: { open } };',
        ],
        'exported in an object',
      ),
      remade(
        [
          "import { Counter } from 'prom-client';",
          `const open = new Counter(${OPTIONS});`,
          'function watch(counter: Counter) { counter.inc(); }',
          'watch(open);',
        ],
        [
          "import { Counter, Gauge } from 'prom-client';",
          `const open = new Gauge(${OPTIONS});`,
          'function watch(counter: Counter) { counter.inc(); }',
          'watch(open);',
        ],
        'handed to what asks for a Counter',
      ),
      {
        name: 'module.exports',
        code: lines(
          "const { Counter } = require('prom-client');",
          `const open = new Counter(${OPTIONS});`,
          'open.dec();',
          'module.exports = { open };',
        ),
        languageOptions: commonJs,
        errors: [
          suggested(
            lines(
              "const { Gauge } = require('prom-client');",
              `const open = new Gauge(${OPTIONS});`,
              'open.dec();',
              'module.exports = { open };',
            ),
            'open',
          ),
        ],
        output: null,
      },
      {
        name: 'public field of an exported class',
        code: lines(
          "import { Counter } from 'prom-client';",
          'export class Metrics {',
          `  readonly open = new Counter(${OPTIONS});`,
          '  done() { this.open.dec(); }',
          '}',
        ),
        errors: [
          suggested(
            lines(
              "import { Gauge } from 'prom-client';",
              'export class Metrics {',
              `  readonly open = new Gauge(${OPTIONS});`,
              '  done() { this.open.dec(); }',
              '}',
            ),
            'open',
          ),
        ],
        output: null,
      },
      {
        name: 'private field of an exported class, which is fixed',
        code: lines(
          "import { Counter } from 'prom-client';",
          'export class Metrics {',
          `  readonly #open = new Counter(${OPTIONS});`,
          '  done() { this.#open.dec(); }',
          '}',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Gauge } from 'prom-client';",
          'export class Metrics {',
          `  readonly #open = new Gauge(${OPTIONS});`,
          '  done() { this.#open.dec(); }',
          '}',
        ),
      },
    ],
  });
});

describe('how prom-client is imported', () => {
  ruleTester.run('no-counter-decrement', rule, {
    valid: [],
    invalid: [
      {
        name: 'namespace',
        code: lines(
          "import * as client from 'prom-client';",
          "const open = new client.Counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import * as client from 'prom-client';",
          "const open = new client.Gauge({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'default',
        code: lines(
          "import client from 'prom-client';",
          "const open = new client.Counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import client from 'prom-client';",
          "const open = new client.Gauge({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'require',
        code: lines(
          "const client = require('prom-client');",
          "const open = new client.Counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        languageOptions: commonJs,
        errors: [decreased('open')],
        output: lines(
          "const client = require('prom-client');",
          "const open = new client.Gauge({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'destructured require, in which the Gauge takes its place',
        code: lines(
          "const { Counter } = require('prom-client');",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        languageOptions: commonJs,
        errors: [decreased('open')],
        output: lines(
          "const { Gauge } = require('prom-client');",
          "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'destructured require, to which the Gauge is added',
        code: lines(
          "const { Counter, register } = require('prom-client');",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          "const done = new Counter({ name: 'done_total', help: 'Done jobs' });",
          'open.dec();',
        ),
        languageOptions: commonJs,
        errors: [decreased('open')],
        output: lines(
          "const { Counter, Gauge, register } = require('prom-client');",
          "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
          "const done = new Counter({ name: 'done_total', help: 'Done jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'destructured require that has the Gauge',
        code: lines(
          "const { Counter, Gauge } = require('prom-client');",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        languageOptions: commonJs,
        errors: [decreased('open')],
        output: lines(
          "const { Counter, Gauge } = require('prom-client');",
          "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'another name',
        code: lines(
          "import { Counter as PromCounter } from 'prom-client';",
          "const open = new PromCounter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: null,
      },
      {
        name: 'Gauge imported already',
        code: lines(
          "import { Counter, Gauge } from 'prom-client';",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          "const depth = new Gauge({ name: 'depth', help: 'Depth' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Counter, Gauge } from 'prom-client';",
          "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
          "const depth = new Gauge({ name: 'depth', help: 'Depth' });",
          'open.dec();',
        ),
      },
      {
        name: 'Counter still needed',
        code: lines(
          "import { Counter, Histogram } from 'prom-client';",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          "const done = new Counter({ name: 'done_total', help: 'Done jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Counter, Gauge, Histogram } from 'prom-client';",
          "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
          "const done = new Counter({ name: 'done_total', help: 'Done jobs' });",
          'open.dec();',
        ),
      },
      {
        name: 'last use of Counter',
        code: lines(
          "import { Counter, Histogram } from 'prom-client';",
          'const open = new Counter({ name: "open_total", help: "Open jobs" });',
          'open.dec();',
        ),
        errors: [decreased('open_total')],
        output: lines(
          "import { Gauge, Histogram } from 'prom-client';",
          'const open = new Gauge({ name: "open", help: "Open jobs" });',
          'open.dec();',
        ),
      },
      {
        name: 'two counters, both made Gauges in turn',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const open = new Counter({ name: 'open', help: 'Open jobs' });",
          "const idle = new Counter({ name: 'idle', help: 'Idle workers' });",
          'open.dec();',
          'idle.dec();',
        ),
        errors: [decreased('open'), decreased('idle')],
        output: [
          lines(
            "import { Counter, Gauge } from 'prom-client';",
            "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
            "const idle = new Counter({ name: 'idle', help: 'Idle workers' });",
            'open.dec();',
            'idle.dec();',
          ),
          lines(
            "import { Counter, Gauge } from 'prom-client';",
            "const open = new Gauge({ name: 'open', help: 'Open jobs' });",
            "const idle = new Gauge({ name: 'idle', help: 'Idle workers' });",
            'open.dec();',
            'idle.dec();',
          ),
        ],
      },
      {
        name: 'type argument is kept',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const open = new Counter<'queue'>({ name: 'open', help: 'Open jobs', labelNames: ['queue'] });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Gauge } from 'prom-client';",
          "const open = new Gauge<'queue'>({ name: 'open', help: 'Open jobs', labelNames: ['queue'] });",
          'open.dec();',
        ),
      },
      {
        name: '`_total` in a name that other code may use',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const NAME = 'open_total';",
          "const open = new Counter({ name: NAME, help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [
          suggested(
            lines(
              "import { Gauge } from 'prom-client';",
              "const NAME = 'open_total';",
              "const open = new Gauge({ name: NAME, help: 'Open jobs' });",
              'open.dec();',
            ),
            'open_total',
          ),
        ],
        output: null,
      },
    ],
  });
});

describe('where the counter is kept', () => {
  ruleTester.run('no-counter-decrement', rule, {
    valid: [],
    invalid: [
      {
        name: 'class field',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Queue {',
          "  private readonly open = new Counter({ name: 'open_total', help: 'Open jobs' });",
          '  done() {',
          '    this.open.dec();',
          '  }',
          '}',
        ),
        errors: [decreased('open_total')],
        output: lines(
          "import { Gauge } from 'prom-client';",
          'class Queue {',
          "  private readonly open = new Gauge({ name: 'open', help: 'Open jobs' });",
          '  done() {',
          '    this.open.dec();',
          '  }',
          '}',
        ),
      },
      {
        name: 'static member',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Metrics {',
          "  static readonly open = new Counter({ name: 'open', help: 'Open jobs' });",
          '}',
          'Metrics.open.inc(-1);',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Gauge } from 'prom-client';",
          'class Metrics {',
          "  static readonly open = new Gauge({ name: 'open', help: 'Open jobs' });",
          '}',
          'Metrics.open.inc(-1);',
        ),
      },
      {
        name: 'member of an object',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const metrics = { open: new Counter({ name: 'open', help: 'Open jobs' }) };",
          'metrics.open.dec();',
        ),
        errors: [decreased('open')],
        output: lines(
          "import { Gauge } from 'prom-client';",
          "const metrics = { open: new Gauge({ name: 'open', help: 'Open jobs' }) };",
          'metrics.open.dec();',
        ),
      },
      {
        name: 'constructor parameter, made elsewhere',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Queue {',
          '  constructor(private readonly open: Counter<string>) {}',
          '  done() {',
          '    this.open.dec();',
          '  }',
          '}',
        ),
        errors: [decreased('this.open')],
        output: null,
      },
      {
        name: 'injected by NestJS',
        code: lines(
          "import { InjectMetric } from '@willsoto/nestjs-prometheus';",
          "import type { Counter } from 'prom-client';",
          'class Queue {',
          "  constructor(@InjectMetric('open') private readonly open: Counter) {}",
          '  done() {',
          '    this.open.inc(-1);',
          '  }',
          '}',
        ),
        errors: [decreased('this.open')],
        output: null,
      },
      {
        name: 'function parameter',
        code: lines(
          "import type { Counter } from 'prom-client';",
          'export function done(open: Counter) {',
          '  open.dec();',
          '}',
        ),
        errors: [decreased('open')],
        output: null,
      },
      {
        name: "project's own factory",
        code: lines(
          "import { Counter, type CounterConfiguration } from 'prom-client';",
          'function counter(options: CounterConfiguration<string>) {',
          '  return new Counter(options);',
          '}',
          "const open = counter({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: null,
      },
      {
        name: 'subclass, which is not remade',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Jobs extends Counter {}',
          "const open = new Jobs({ name: 'open', help: 'Open jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open')],
        output: null,
      },
    ],
  });
});

describe("from the project's own module", () => {
  project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines(
      "import { Counter } from 'prom-client';",
      "export const open = new Counter({ name: 'open_total', help: 'Open jobs' });",
      'export class Metrics {',
      "  static readonly idle = new Counter({ name: 'idle_total', help: 'Idle workers' });",
      '}',
      "export const makeWaiting = () => new Counter({ name: 'waiting_total', help: 'Waiting' });",
    ),
  }).run('no-counter-decrement', rule, {
    valid: [
      {
        name: 'only goes up',
        filename: 'src/queue.ts',
        code: lines("import { open } from './metrics.js';", 'open.inc();'),
      },
    ],
    invalid: [
      {
        name: 'exported constant',
        filename: 'src/queue.ts',
        code: lines("import { open } from './metrics.js';", 'open.dec();'),
        errors: [decreased('open_total')],
        output: null,
      },
      {
        name: 'exported under the name of a Counter here',
        filename: 'src/queue.ts',
        code: lines(
          "import { Counter } from 'prom-client';",
          "import { open } from './metrics.js';",
          "export const done = new Counter({ name: 'done_total', help: 'Done jobs' });",
          'open.dec();',
        ),
        errors: [decreased('open_total')],
        output: null,
      },
      {
        name: 'static member',
        filename: 'src/queue.ts',
        code: lines("import { Metrics } from './metrics.js';", 'Metrics.idle.inc(-1);'),
        errors: [decreased('idle_total')],
        output: null,
      },
      {
        name: 'namespace import',
        filename: 'src/queue.ts',
        code: lines("import * as metrics from './metrics.js';", 'metrics.open.dec();'),
        errors: [decreased('open_total')],
        output: null,
      },
      {
        name: 'made by a function of it',
        filename: 'src/queue.ts',
        code: lines(
          "import { makeWaiting } from './metrics.js';",
          'const waiting = makeWaiting();',
          'waiting.dec();',
        ),
        errors: [decreased('waiting_total')],
        output: null,
      },
    ],
  });
});

describe('OpenTelemetry', () => {
  ruleTester.run('no-counter-decrement', rule, {
    valid: [
      {
        name: 'UpDownCounter',
        code: METER + lines("const open = meter.createUpDownCounter('jobs.open');", 'open.add(-1);'),
      },
      {
        name: 'histogram and gauge of negative values',
        code:
          METER +
          lines("meter.createHistogram('drift').record(-1);", "meter.createGauge('temperature').record(-1);"),
      },
      {
        name: 'UpDownCounter by its type',
        code: lines(
          "import type { UpDownCounter } from '@opentelemetry/api';",
          'export function done(open: UpDownCounter) {',
          '  open.add(-1);',
          '}',
        ),
      },
    ],
    invalid: [
      {
        name: 'add(-1)',
        code: METER + lines("const open = meter.createCounter('jobs.open');", 'open.add(-1);'),
        errors: [dropped()],
        output: METER + lines("const open = meter.createUpDownCounter('jobs.open');", 'open.add(-1);'),
      },
      {
        name: 'add(-1) with attributes, options kept',
        code:
          METER +
          lines(
            "const open = meter.createCounter('jobs.open', { description: 'Open jobs' });",
            'open.add(-1, { queue });',
          ),
        errors: [dropped()],
        output:
          METER +
          lines(
            "const open = meter.createUpDownCounter('jobs.open', { description: 'Open jobs' });",
            'open.add(-1, { queue });',
          ),
      },
      {
        name: 'getMeter in the same chain, class field',
        code: lines(
          "import { metrics } from '@opentelemetry/api';",
          'class Queue {',
          "  private open = metrics.getMeter('shop').createCounter('jobs.open');",
          '  done(count: number) {',
          '    this.open.add(-count);',
          '  }',
          '}',
        ),
        errors: [dropped()],
        output: lines(
          "import { metrics } from '@opentelemetry/api';",
          'class Queue {',
          "  private open = metrics.getMeter('shop').createUpDownCounter('jobs.open');",
          '  done(count: number) {',
          '    this.open.add(-count);',
          '  }',
          '}',
        ),
      },
      {
        name: 'meter by its type',
        code: lines(
          "import type { Meter } from '@opentelemetry/api';",
          'export function watch(meter: Meter) {',
          "  const open = meter.createCounter('jobs.open');",
          '  return () => open.add(-1);',
          '}',
        ),
        errors: [dropped()],
        output: lines(
          "import type { Meter } from '@opentelemetry/api';",
          'export function watch(meter: Meter) {',
          "  const open = meter.createUpDownCounter('jobs.open');",
          '  return () => open.add(-1);',
          '}',
        ),
      },
      {
        name: 'counter by its type',
        code: lines(
          "import type { Counter } from '@opentelemetry/api';",
          'export function done(open: Counter) {',
          '  open.add(-1);',
          '}',
        ),
        errors: [dropped('open')],
        output: null,
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('no-counter-decrement', rule, {
    valid: [
      { name: 'inc()', code: COUNTER + 'open.inc();' },
      { name: 'positive number', code: COUNTER + "open.inc({ queue: 'mail' }, 2);" },
      { name: 'zero, negated', code: COUNTER + 'open.inc(-0);' },
      { name: 'value that is not seen', code: COUNTER + 'open.inc(delta);' },
      {
        name: 'variable that changes',
        code: COUNTER + lines('let step = -1;', 'step = next();', 'open.inc(step);'),
      },
      { name: 'difference', code: COUNTER + 'open.inc(after - before);' },
      {
        name: 'Gauge',
        code: GAUGE + lines('open.dec();', 'open.inc(-1);', 'open.set(-1);', 'open.reset();'),
      },
      {
        name: 'Gauge by its type',
        code: lines(
          "import type { Gauge } from 'prom-client';",
          'export function done(open: Gauge<string>) {',
          '  open.dec();',
          '}',
        ),
      },
      {
        name: 'histogram of negative values',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "new Histogram({ name: 'drift_seconds', help: 'Drift' }).observe(-1);",
        ),
      },
      { name: 'Set.add', code: lines('const seen = new Set<number>();', 'seen.add(-1);') },
      { name: 'Map.set', code: lines('const totals = new Map<string, number>();', "totals.set('a', -1);") },
      {
        name: "project's own Counter",
        code: lines(
          'class Counter {',
          '  value = 0;',
          '  dec() { this.value -= 1; }',
          '}',
          'const open = new Counter();',
          'open.dec();',
        ),
      },
      {
        name: 'Counter of another package',
        code: lines("import { Counter } from 'immutable';", 'const open = new Counter();', 'open.dec();'),
      },
      {
        name: 'Counter shadowed by a parameter',
        code: lines(
          "import { Counter } from 'prom-client';",
          'export function run(Counter: any) {',
          '  new Counter({ start: 1 }).dec();',
          '}',
        ),
      },
      { name: 'reset() of something else', code: 'form.reset();' },
      {
        name: 'a function that starts all metrics again',
        code: COUNTER + 'function resetMetrics() { open.reset(); }',
      },
      {
        name: 'a function that starts a part of the metrics again',
        code: COUNTER + 'class Metrics { resetIndexingMetrics() { open.reset(); } }',
      },
      { name: "a wrapper's own reset", code: COUNTER + 'class Wrapped { reset() { open.reset(); } }' },
      {
        name: 'reset to take over a total that is counted elsewhere',
        code: lines(
          "import { Counter } from 'prom-client';",
          "new Counter({ name: 'served_total', help: 'Served', collect() { this.reset(); this.inc(rpc.served); } });",
        ),
      },
      { name: 'a hook on reset', code: COUNTER + 'listen({ onReset: () => { open.reset(); } });' },
      {
        name: 'reset between tests',
        filename: 'tests/metrics.test.ts',
        code: COUNTER + 'afterEach(() => open.reset());',
      },
    ],
    invalid: [],
  });
});

describe('an annotation, which would no longer fit, blocks the fix', () => {
  const linter = new Linter({ cwd: packageOf({ 'package.json': { name: 'shop' } }) });

  test.each([
    {
      name: 'constant',
      code: [
        "import { Counter } from 'prom-client';",
        "const open: Counter = new Counter({ name: 'open', help: 'Open jobs' });",
        'open.dec();',
      ],
    },
    {
      name: 'class field',
      code: [
        "import { Counter } from 'prom-client';",
        'class Queue {',
        "  private open: Counter<string> = new Counter({ name: 'open', help: 'Open jobs' });",
        '  done() {',
        '    this.open.dec();',
        '  }',
        '}',
      ],
    },
    {
      name: 'class field that the constructor sets',
      code: [
        "import { Counter } from 'prom-client';",
        'class Queue {',
        '  private readonly open: Counter;',
        '  constructor() {',
        "    this.open = new Counter({ name: 'open', help: 'Open jobs' });",
        '  }',
        '  done() {',
        '    this.open.dec();',
        '  }',
        '}',
      ],
    },
    {
      name: 'OpenTelemetry',
      code: [
        "import { type Counter, metrics } from '@opentelemetry/api';",
        "const open: Counter = metrics.getMeter('shop').createCounter('jobs.open');",
        'open.add(-1);',
      ],
    },
  ])('$name', ({ code }) => {
    const { fixed, messages } = linter.verifyAndFix(
      lines(...code),
      [
        {
          files: ['**'],
          languageOptions: { parser },
          plugins: { metrics: { rules: { 'no-counter-decrement': rule as never } } },
          rules: { 'metrics/no-counter-decrement': 'error' },
        },
      ],
      'src/queue.ts',
    );
    expect(messages.map(({ messageId }) => messageId)).toEqual(['decreased']);
    expect(fixed).toBe(false);
  });
});

describe('observed by a callback', () => {
  const METER = lines(
    "import { metrics } from '@opentelemetry/api';",
    "const meter = metrics.getMeter('shop');",
    '',
  );
  const total = (metric: string) => ({
    metric,
    outcome: 'the SDK exports 0',
    instead: 'an ObservableUpDownCounter',
  });
  const OPEN = "const open = meter.createObservableCounter('orders.open');\n";
  const FIXED = "const open = meter.createObservableUpDownCounter('orders.open');\n";
  ruleTester.run('no-counter-decrement', rule, {
    valid: [
      {
        name: 'a gauge and an up-and-down counter',
        code:
          METER +
          lines(
            "meter.createObservableGauge('balance').addCallback((result) => result.observe(-1));",
            "meter.createObservableUpDownCounter('open').addCallback((result) => result.observe(-1));",
          ),
      },
      {
        name: 'a total that is not seen to be negative',
        code: METER + OPEN + 'open.addCallback((result) => result.observe(orders.length - closed.length));',
      },
    ],
    invalid: [
      {
        name: 'a negative total',
        code: METER + OPEN + 'open.addCallback((result) => result.observe(-closed.length));',
        output: METER + FIXED + 'open.addCallback((result) => result.observe(-closed.length));',
        errors: [{ messageId: 'decreased', data: total('orders.open') }],
      },
      {
        name: 'in a batch',
        code: METER + OPEN + 'meter.addBatchObservableCallback((batch) => batch.observe(open, -1), [open]);',
        output:
          METER + FIXED + 'meter.addBatchObservableCallback((batch) => batch.observe(open, -1), [open]);',
        errors: [{ messageId: 'decreased', data: total('orders.open') }],
      },
    ],
  });
});
