import { describe } from 'vitest';
import rule from '../../../rules/metrics/valid-metric-labels.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

/** The head of a file in which `requests` is a proven counter with the labels `method` and `status`. */
const REQUESTS = lines(
  "import { Counter } from 'prom-client';",
  "const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['method', 'status'] });",
  '',
);
const LATENCY = lines(
  "import { Histogram } from 'prom-client';",
  "const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['route', 'status'] });",
  '',
);

const BASE = {
  library: 'prom-client',
  metric: 'requests_total',
  label: '',
  labels: '',
  when: 'here',
  outcome: '',
  declared: '`method`, `status`',
  given: '',
  expected: '',
};
const undeclared = (label: string, method = 'inc', base = BASE) => ({
  messageId: 'undeclared' as const,
  data: { ...base, method, label },
});
const missing = (labels: string, method = 'inc', base = BASE) => ({
  messageId: 'missing' as const,
  data: { ...base, method, labels },
});
const count = (given: number, expected = 2, base = BASE, method = 'labels') => ({
  messageId: 'count' as const,
  data: { ...base, method, given: String(given), expected: String(expected) },
});
const swapped = (method: string, base = BASE) => ({
  messageId: 'swapped' as const,
  data: { ...base, method },
});
const LATENCY_BASE = { ...BASE, metric: 'latency_seconds', declared: '`route`, `status`' };
const one = (metric: string, declared: string) => ({ ...BASE, metric, declared });

describe('labels that the metric does not declare', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [],
    invalid: [
      {
        name: 'another name',
        code: REQUESTS + "requests.inc({ method: 'GET', code: 200 });",
        errors: [undeclared('code')],
      },
      {
        name: 'two of them',
        code: REQUESTS + "requests.inc({ verb: 'GET', code: 200 });",
        errors: [undeclared('verb'), undeclared('code')],
      },
      {
        name: 'in a constant',
        code: REQUESTS + lines("const labels = { method: 'GET', code: 200 };", 'requests.inc(labels, 2);'),
        errors: [undeclared('code')],
      },
      {
        name: 'beside spread labels',
        code: REQUESTS + 'requests.inc({ ...common, code: 200 });',
        errors: [undeclared('code')],
      },
      {
        name: 'in labels()',
        code: REQUESTS + "requests.labels({ method: 'GET', code: 200 }).inc();",
        errors: [undeclared('code', 'labels')],
      },
      {
        name: 'at the start of a timer',
        code: LATENCY + "latency.startTimer({ path: '/' });",
        errors: [undeclared('path', 'startTimer', { ...LATENCY_BASE, when: 'when the timer stops' })],
      },
      {
        name: 'metric without labels',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const depth = new Gauge({ name: 'depth', help: 'Depth' });",
          "depth.set({ queue: 'mail' }, 3);",
        ),
        errors: [undeclared('queue', 'set', one('depth', 'none'))],
      },
      {
        name: 'names in a constant',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const LABELS = ['method'] as const;",
          "const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: LABELS });",
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', one('requests_total', '`method`'))],
      },
      {
        name: 'definition in a constant',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const options = { name: 'requests_total', help: 'Requests', labelNames: ['method'] };",
          'const requests = new Counter(options);',
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', one('requests_total', '`method`'))],
      },
    ],
  });
});

describe('declared labels that are left out', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      {
        name: 'in a test',
        filename: 'src/metrics.test.ts',
        code: REQUESTS + "requests.inc({ method: 'GET' });",
      },
      {
        name: 'that only events of another kind have',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const jobs = new Counter({ name: 'jobs_total', help: 'Jobs', labelNames: ['queue', 'result'] });",
          "jobs.inc({ queue: 'mail' });",
          "jobs.inc({ queue: 'check', result: 'duplicate' });",
          "jobs.inc({ queue: 'check', result: 'none' });",
        ),
      },
      {
        name: 'that only events of another member of an enum have',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "import { Owner } from './owner.js';",
          "const keys = new Gauge({ name: 'keys', help: 'Keys', labelNames: ['owner', 'module'] });",
          'keys.set({ owner: Owner.USER, module }, mine);',
          'keys.set({ owner: Owner.OTHER }, others);',
        ),
      },
      {
        name: 'of an info metric that is counted once',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const build = new Counter({ name: 'build_info', help: 'Build', labelNames: ['commit', 'network'] });",
          'build.labels({ commit }).inc();',
        ),
      },
      {
        name: 'that only stops of timers of another kind have',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const queries = new Histogram({ name: 'query_seconds', help: 'Queries', labelNames: ['query', 'result'] });",
          "export async function insert() { const stop = queries.startTimer(); await work(); stop({ query: 'insert' }); }",
          'export async function check() {',
          "  const stop = queries.startTimer({ query: 'check' }); await work(); stop({ result: 'none' });",
          '}',
        ),
      },
      {
        name: 'of a failure, where nothing failed',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const writes = new Histogram({ name: 'write_seconds', help: 'Writes', labelNames: ['success', 'errorCode'] });",
          'export async function write() {',
          '  const stop = writes.startTimer();',
          '  try { await work(); stop({ success: true }); }',
          '  catch (error) { stop({ success: false, errorCode: codeOf(error) }); throw error; }',
          '}',
        ),
      },
      {
        name: 'of an info metric, whose labels are facts that need not apply',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const settings = new Gauge({ name: 'settings_info', help: 'Settings', labelNames: ['mode', 'database'] });",
          "settings.set({ database: 'postgres' }, 1);",
        ),
      },
    ],
    invalid: [
      {
        name: 'that another event of the same kind has',
        code:
          REQUESTS +
          lines("requests.inc({ method: 'GET' });", "requests.inc({ method: 'GET', status: 'failed' });"),
        errors: [missing('`status`')],
      },
      {
        name: 'of a failure, of which another has none',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const writes = new Counter({ name: 'writes_total', help: 'Writes', labelNames: ['success', 'reason'] });",
          'writes.inc({ success: false });',
          "writes.inc({ success: false, reason: 'full' });",
        ),
        errors: [missing('`reason`', 'inc', one('writes_total', '`success`, `reason`'))],
      },
      {
        name: 'that one outcome has, and is not of its failure',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const writes = new Counter({ name: 'writes_total', help: 'Writes', labelNames: ['success', 'topic'] });",
          'writes.inc({ success: false });',
          "writes.inc({ success: true, topic: 'mail' });",
        ),
        errors: [missing('`topic`', 'inc', one('writes_total', '`success`, `topic`'))],
      },
      {
        name: 'that another event has, of which the kind is a member of an enum here and a text there',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "import { Owner } from './owner.js';",
          "const keys = new Gauge({ name: 'keys', help: 'Keys', labelNames: ['owner', 'module'] });",
          'keys.set({ owner: Owner.USER }, mine);',
          "keys.set({ owner: 'others', module }, others);",
        ),
        errors: [missing('`module`', 'set', one('keys', '`owner`, `module`'))],
      },
      {
        name: 'that another event has, of which the kind is read of an object',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const keys = new Gauge({ name: 'keys', help: 'Keys', labelNames: ['owner', 'module'] });",
          'keys.set({ owner: key.first }, mine);',
          'keys.set({ owner: key.second, module }, others);',
        ),
        errors: [missing('`module`', 'set', one('keys', '`owner`, `module`'))],
      },
      {
        name: 'that another event has, of which the kind is not written out',
        code:
          REQUESTS +
          lines(
            "requests.inc({ method: 'GET' });",
            "requests.inc({ method: req.method, status: 'failed' });",
          ),
        errors: [missing('`status`')],
      },
      {
        name: 'of which only some are those of another kind',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const jobs = new Counter({ name: 'jobs_total', help: 'Jobs', labelNames: ['queue', 'result', 'worker'] });",
          "jobs.inc({ queue: 'mail' });",
          "jobs.inc({ queue: 'check', result: 'duplicate' });",
        ),
        errors: [
          missing('`result`, `worker`', 'inc', one('jobs_total', '`queue`, `result`, `worker`')),
          missing('`worker`', 'inc', one('jobs_total', '`queue`, `result`, `worker`')),
        ],
      },
      {
        name: 'of an info metric that is set to anything but 1',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const settings = new Gauge({ name: 'settings_info', help: 'Settings', labelNames: ['mode', 'database'] });",
          "settings.set({ database: 'postgres' }, size);",
        ),
        errors: [missing('`mode`', 'set', one('settings_info', '`mode`, `database`'))],
      },
      {
        name: 'one of two',
        code: REQUESTS + "requests.inc({ method: 'GET' });",
        errors: [missing('`status`')],
      },
      {
        name: 'all of them',
        code: REQUESTS + 'requests.inc({}, 2);',
        errors: [missing('`method`, `status`')],
      },
      {
        name: 'in labels()',
        code: REQUESTS + 'requests.labels({ status: 200 }).inc();',
        errors: [missing('`method`', 'labels')],
      },
      {
        name: 'in bound labels held in a constant, reported once',
        code:
          REQUESTS + lines("const get = requests.labels({ method: 'GET' });", 'get.inc();', 'get.inc(2);'),
        errors: [missing('`status`', 'labels')],
      },
      {
        name: 'observe',
        code: LATENCY + "latency.observe({ route: '/' }, 0.2);",
        errors: [missing('`status`', 'observe', LATENCY_BASE)],
      },
      {
        name: 'with a spread constant',
        code: REQUESTS + lines("const common = { method: 'GET' };", 'requests.inc({ ...common });'),
        errors: [missing('`status`')],
      },
    ],
  });
});

describe('labels by position', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      { name: 'as many as declared', code: REQUESTS + "requests.labels('GET', '200').inc();" },
      { name: 'spread', code: REQUESTS + 'requests.labels(...values).inc();' },
      {
        name: 'names that are not seen',
        code: lines(
          "import { Counter } from 'prom-client';",
          "import { LABELS } from '@acme/labels';",
          "const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: LABELS });",
          "requests.labels('GET').inc();",
        ),
      },
    ],
    invalid: [
      {
        name: 'too few',
        code: REQUESTS + "requests.labels('GET').inc();",
        errors: [count(1)],
      },
      {
        name: 'too many',
        code: REQUESTS + "requests.labels('GET', '200', '/').inc();",
        errors: [count(3)],
      },
      { name: 'none', code: REQUESTS + 'requests.labels().inc();', errors: [count(0)] },
      {
        name: 'metric without labels',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const starts = new Counter({ name: 'starts_total', help: 'Starts' });",
          "starts.labels('api').inc();",
        ),
        errors: [count(1, 0, one('starts_total', 'none'))],
      },
    ],
  });
});

describe('value in front of the labels', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [],
    invalid: [
      {
        name: 'inc',
        code: REQUESTS + "requests.inc(2, { method: 'GET', status: 200 });",
        errors: [swapped('inc')],
      },
      {
        name: 'observe of a difference',
        code: LATENCY + "latency.observe((Date.now() - start) / 1000, { route: '/', status: 200 });",
        errors: [swapped('observe', LATENCY_BASE)],
      },
      {
        name: 'set, definition not seen',
        code: lines(
          "import type { Gauge } from 'prom-client';",
          'export function report(depth: Gauge<string>) {',
          "  depth.set(5, { queue: 'mail' });",
          '}',
        ),
        errors: [swapped('set', one('this metric', 'none'))],
      },
    ],
  });
});

describe('value in front of the labels, by kind', () => {
  const throws = {
    ...one('size_bytes', '`route`'),
    outcome: '',
  };
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      {
        name: 'bound labels, which take no others',
        code: REQUESTS + "requests.labels('GET', '200').inc(2, {});",
      },
      {
        name: 'a choice of labels is no number',
        code: REQUESTS + 'requests.inc(labels || {}, { method, status });',
      },
      {
        name: 'with exemplars all is in one object',
        code: lines(
          "import { Histogram } from 'prom-client';",
          "const size = new Histogram({ name: 'size_bytes', help: 'Size', labelNames: ['route'], enableExemplars: true });",
          "size.observe({ labels: { route: '/' }, value: 2, exemplarLabels: { traceId } });",
        ),
      },
    ],
    invalid: [
      {
        name: 'dec of a gauge',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "const depth = new Gauge({ name: 'depth', help: 'Depth', labelNames: ['queue'] });",
          "depth.dec(2, { queue: 'mail' });",
        ),
        errors: [swapped('dec', one('depth', '`queue`'))],
      },
      {
        name: 'observe of a summary',
        code: lines(
          "import { Summary } from 'prom-client';",
          "const size = new Summary({ name: 'size_bytes', help: 'Size', labelNames: ['route'] });",
          "size.observe(2, { route: '/' });",
        ),
        errors: [swapped('observe', throws)],
      },
      {
        name: 'labels of the form with exemplars',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const sent = new Counter({ name: 'sent_total', help: 'Sent', labelNames: ['queue'], enableExemplars: true });",
          'sent.inc({ labels: { topic }, exemplarLabels: { traceId } });',
        ),
        errors: [undeclared('topic', 'inc', one('sent_total', '`queue`'))],
      },
    ],
  });
});

describe('labels that a timer is stopped with', () => {
  const start = (...body: readonly string[]) =>
    LATENCY + lines('const end = latency.startTimer({ route });', ...body);
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      { name: 'the rest', code: start('end({ status });') },
      {
        name: 'the rest, in a listener',
        code: start("res.on('finish', () => end({ status: res.statusCode }));"),
      },
      { name: 'one of the start again', code: start("end({ route: 'other', status });") },
      { name: 'not seen', code: start('end(labels);') },
      {
        name: 'at the start not seen',
        code: LATENCY + lines('const end = latency.startTimer(labels);', 'end({ status });'),
      },
      { name: 'none at all', code: LATENCY + lines('const end = latency.startTimer();', 'end();') },
      {
        name: 'bound labels',
        code:
          LATENCY + lines('const end = latency.labels({ route, status }).startTimer();', 'end({ status });'),
      },
      { name: 'stop function by its name only', code: start('end.name({ code });', 'other(end);') },
      {
        name: 'variable of several timers',
        code:
          LATENCY +
          lines('let end = latency.startTimer({ route });', 'end = other.startTimer();', 'end({ code });'),
      },
    ],
    invalid: [
      {
        name: 'another name',
        code: start('end({ code });'),
        errors: [{ ...undeclared('code', 'startTimer', LATENCY_BASE), line: 4 }],
      },
      {
        name: 'another name, in a listener',
        code: start("res.on('finish', () => end({ code: res.statusCode }));"),
        errors: [undeclared('code', 'startTimer', LATENCY_BASE)],
      },
      {
        name: 'another name, stopped at once',
        code: LATENCY + 'latency.startTimer({ route })({ code });',
        errors: [undeclared('code', 'startTimer', LATENCY_BASE)],
      },
      {
        name: 'another name, bound labels',
        code: LATENCY + lines("const end = latency.labels('/', '200').startTimer();", 'end({ code });'),
        errors: [undeclared('code', 'startTimer', LATENCY_BASE)],
      },
      {
        name: 'left out of both',
        code: start('end();'),
        errors: [{ ...missing('`status`', 'startTimer', LATENCY_BASE), line: 4 }],
      },
      {
        name: 'left out of the stop, none at the start',
        code: LATENCY + lines('const end = latency.startTimer();', 'end({ status });'),
        errors: [missing('`route`', 'startTimer', LATENCY_BASE)],
      },
    ],
  });
});

describe('how the metric is come by', () => {
  const metric = one('requests_total', '`method`');
  const made = (creation: string) => `const requests = ${creation};`;
  const OPTIONS = "{ name: 'requests_total', help: 'Requests', labelNames: ['method'] }";
  ruleTester.run('valid-metric-labels', rule, {
    valid: [],
    invalid: [
      {
        name: 'namespace',
        code: lines(
          "import * as client from 'prom-client';",
          made(`new client.Counter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'default',
        code: lines(
          "import client from 'prom-client';",
          made(`new client.Counter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'require',
        code: lines(
          "const client = require('prom-client');",
          made(`new client.Counter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        languageOptions: commonJs,
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'destructured require',
        code: lines(
          "const { Counter } = require('prom-client');",
          made(`new Counter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        languageOptions: commonJs,
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'class field',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Api {',
          `  private readonly requests = new Counter(${OPTIONS});`,
          '  handle() {',
          '    this.requests.inc({ status: 200 });',
          '  }',
          '}',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'static member',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Metrics {',
          `  static requests = new Counter(${OPTIONS});`,
          '}',
          'Metrics.requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: "factory of a package that is not the project's",
        code: lines(
          "import { createCounter } from '@acme/metrics';",
          made(`createCounter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: "project's own factory, which hands the options on",
        code: lines(
          "import { Counter, type CounterConfiguration } from 'prom-client';",
          'function createCounter(options: CounterConfiguration<string>) {',
          '  return new Counter(options);',
          '}',
          made(`createCounter(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
      {
        name: 'subclass',
        code: lines(
          "import { Counter } from 'prom-client';",
          'class Requests extends Counter {}',
          made(`new Requests(${OPTIONS})`),
          'requests.inc({ status: 200 });',
        ),
        errors: [undeclared('status', 'inc', metric)],
      },
    ],
  });
});

describe("from the project's own module", () => {
  project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines(
      "import { Counter } from 'prom-client';",
      "export const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['method', 'status'] });",
      'export class Metrics {',
      "  static readonly paths = new Counter({ name: 'paths_total', help: 'Paths', labelNames: ['path'] });",
      '}',
    ),
  }).run('valid-metric-labels', rule, {
    valid: [
      {
        name: 'declared labels',
        filename: 'src/app.ts',
        code: lines(
          "import { Metrics, requests } from './metrics.js';",
          "requests.inc({ method: 'GET', status: 200 });",
          'Metrics.paths.inc({ path: normalizedPath });',
        ),
      },
    ],
    invalid: [
      {
        name: 'exported constant',
        filename: 'src/app.ts',
        code: lines(
          "import { requests } from './metrics.js';",
          "requests.inc({ method: 'GET', code: 200 });",
        ),
        errors: [undeclared('code')],
      },
      {
        name: 'left out',
        filename: 'src/app.ts',
        code: lines("import { requests } from './metrics.js';", "requests.labels({ method: 'GET' }).inc();"),
        errors: [missing('`status`', 'labels')],
      },
      {
        name: 'static member',
        filename: 'src/app.ts',
        code: lines("import { Metrics } from './metrics.js';", "Metrics.paths.inc({ route: '/' });"),
        errors: [undeclared('route', 'inc', one('paths_total', '`path`'))],
      },
      {
        name: 'namespace import',
        filename: 'src/app.ts',
        code: lines("import * as metrics from './metrics.js';", "metrics.requests.labels('GET').inc();"),
        errors: [count(1)],
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      { name: 'all labels', code: REQUESTS + "requests.inc({ method: 'GET', status: 200 });" },
      { name: 'all labels and a value', code: REQUESTS + "requests.inc({ method: 'GET', status: 200 }, 2);" },
      { name: 'in another order', code: REQUESTS + "requests.inc({ status: 200, 'method': 'GET' });" },
      {
        name: 'all labels in a constant',
        code: REQUESTS + lines("const labels = { method: 'GET', status: 200 };", 'requests.inc(labels);'),
      },
      {
        name: 'all labels by name in labels()',
        code: REQUESTS + 'requests.labels({ method, status }).inc();',
      },
      { name: 'labels that are not seen', code: REQUESTS + 'requests.inc(labelsOf(request));' },
      { name: 'spread labels', code: REQUESTS + "requests.inc({ ...common, method: 'GET' });" },
      {
        name: 'label spread under a condition',
        code: REQUESTS + "requests.inc({ method: 'GET', ...(status ? { status } : {}) });",
      },
      {
        name: 'spread constant with the rest',
        code:
          REQUESTS + lines('const common = { status: 200 };', "requests.inc({ ...common, method: 'GET' });"),
      },
      { name: 'computed key', code: REQUESTS + "requests.inc({ method: 'GET', [key]: 200 });" },
      { name: 'spread arguments', code: REQUESTS + 'requests.inc(...args);' },
      {
        name: 'timer without labels',
        code: LATENCY + lines('const end = latency.startTimer();', 'end({ route, status });'),
      },
      {
        name: 'timer whose stop gives the rest',
        code: LATENCY + lines('const end = latency.startTimer({ route });', 'end({ status });'),
      },
      { name: 'value behind labels', code: LATENCY + 'latency.observe({ route, status }, 0.2);' },
      {
        name: 'names that are not seen',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: [...COMMON, 'method'] });",
          "requests.inc({ service: 'api' });",
        ),
      },
      {
        name: 'definition with spread options',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const requests = new Counter({ ...defaults, name: 'requests_total', help: 'Requests' });",
          "requests.inc({ service: 'api' });",
        ),
      },
      {
        name: 'definition that is not seen',
        code: lines(
          "import type { Counter } from 'prom-client';",
          'export function hit(requests: Counter<string>) {',
          "  requests.inc({ service: 'api' });",
          '}',
        ),
      },
      {
        name: 'OpenTelemetry, which declares no labels',
        code: lines(
          "import { metrics } from '@opentelemetry/api';",
          "const requests = metrics.getMeter('shop').createCounter('requests');",
          "requests.add(1, { 'http.route': '/' });",
        ),
      },
      { name: 'Map.set', code: lines('const map = new Map();', "map.set(1, { method: 'GET' });") },
      {
        name: "project's own class of that name",
        code: lines(
          'class Counter {',
          '  constructor(readonly options: object) {}',
          '  inc(labels: object) {}',
          '}',
          "const requests = new Counter({ labelNames: ['method'] });",
          'requests.inc({ status: 200 });',
        ),
      },
    ],
    invalid: [],
  });
});

describe('series that are removed or set to zero', () => {
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      {
        name: 'by declared labels',
        code:
          REQUESTS +
          lines("requests.remove('GET', '200');", "requests.remove({ method: 'GET', status: '200' });"),
      },
      {
        name: 'by some of them, which removes nothing',
        code: REQUESTS + "requests.remove({ method: 'GET' });",
      },
      { name: 'by labels that are not seen', code: REQUESTS + 'requests.remove(...labels);' },
      {
        name: 'by what gives something back, as no metric does',
        code: REQUESTS + "requests.remove('GET').catch(ignore);",
      },
      {
        name: 'set to zero: prom-client writes the series with whatever labels',
        code: LATENCY + "latency.zero({ route: '/', code: 200, status: 200 });",
      },
    ],
    invalid: [
      {
        name: 'by a label that is not declared',
        code: REQUESTS + "requests.remove({ method: 'GET', code: 200 });",
        errors: [undeclared('code', 'remove')],
      },
      {
        name: 'by too few values',
        code: REQUESTS + "requests.remove('GET');",
        errors: [count(1, 2, BASE, 'remove')],
      },
      {
        name: 'by none',
        code: REQUESTS + 'requests.remove();',
        errors: [count(0, 2, BASE, 'remove')],
      },
      {
        name: 'set to zero without a label',
        code: LATENCY + "latency.zero({ route: '/' });",
        errors: [missing('`status`', 'zero', LATENCY_BASE)],
      },
      {
        name: 'collected with a label that is not declared',
        code: lines(
          "import { Gauge } from 'prom-client';",
          "new Gauge({ name: 'depth', help: 'Depth', labelNames: ['queue'], collect() { this.set({ name: 'a' }, 1); } });",
        ),
        errors: [undeclared('name', 'set', one('depth', '`queue`'))],
      },
    ],
  });
});

describe('labels that nothing sets', () => {
  const made = (keep = '') =>
    `import { Counter } from 'prom-client';\n${keep}const restarts = new Counter({ name: 'restarts_total', help: 'x', labelNames: ['reason', 'zone'] });`;
  const unset = {
    messageId: 'unset' as const,
    data: { metric: 'restarts_total', labels: '`reason`, `zone`' },
  };
  ruleTester.run('valid-metric-labels', rule, {
    valid: [
      { name: 'of a metric that other files use', code: lines(made('export '), 'restarts.inc();') },
      {
        name: 'set once',
        code: lines(made(), 'restarts.inc();', "restarts.inc({ reason: 'a', zone: 'b' });"),
      },
      { name: 'set by what is not seen', code: lines(made(), 'restarts.inc();', 'count(restarts);') },
      {
        name: 'set by a variable',
        code: lines(made(), 'export const go = (labels) => restarts.inc(labels);'),
      },
      { name: 'set by bound labels', code: lines(made(), "restarts.labels('a', 'b').inc();") },
      { name: 'of a metric that nothing observes', code: made() },
      {
        name: 'that are none',
        code: "import { Counter } from 'prom-client'; const a = new Counter({ name: 'a_total', help: 'x' }); a.inc();",
      },
    ],
    invalid: [
      {
        name: 'by its only observation',
        code: lines(made(), 'export const go = () => restarts.inc();'),
        errors: [unset],
      },
      {
        name: 'by any observation',
        code: lines(made(), 'restarts.inc();', 'restarts.inc(2);'),
        errors: [unset],
      },
    ],
  });
});
