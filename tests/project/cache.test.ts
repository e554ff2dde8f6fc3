import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import observability from '../../src/index.js';
import { packageOf as written } from '../rules/rule-tester.js';

const SDK = { '@opentelemetry/api': '1', '@opentelemetry/sdk-node': '1' };
const manifest = (dependencies: object = {}) =>
  JSON.stringify({
    name: 'orders',
    private: true,
    type: 'module',
    dependencies: { ...SDK, ...dependencies },
  });

/** What an editor shows for a file of a package: the rules that report, as one linter stays open. */
function editor(root: string, file: string, text: string) {
  const linter = new Linter({ cwd: root, configType: 'flat' });
  const { rules } = observability.configs.all;
  return () =>
    linter
      .verify(text, [{ plugins: { observability: observability as never }, rules }], {
        filename: join(root, file),
      })
      .map(({ ruleId }) => ruleId?.replace('observability/', ''));
}

const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what was read off the disk', () => {
  const cases: readonly (readonly [
    name: string,
    rule: string,
    file: string,
    text: string,
    change: readonly [file: string, text: string],
  ])[] = [
    [
      'a deployment file that names the service',
      'require-service-name',
      'main.js',
      "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK({}).start();\n",
      ['.env', 'OTEL_SERVICE_NAME=orders\n'],
    ],
    [
      'a set-up that flushes',
      'require-telemetry-shutdown',
      'main.js',
      "import { NodeSDK } from '@opentelemetry/sdk-node';\nconst sdk = new NodeSDK({});\nsdk.start();\n",
      ['stop.js', 'export const stop = (sdk) => sdk.shutdown();\n'],
    ],
    [
      'a hook of a client',
      'require-http-propagation',
      'call.js',
      "import axios from 'axios';\nexport const call = () => axios.get('http://stock/items');\n",
      ['hook.js', 'axios.interceptors.request.use((each) => propagation.inject(each));\n'],
    ],
    [
      'an instrumentation that the package has',
      'require-http-propagation',
      'call.js',
      "export const call = () => fetch('http://stock/items');\n",
      ['package.json', manifest({ '@opentelemetry/instrumentation-undici': '1' })],
    ],
    [
      'a view of histograms',
      'valid-histogram-buckets',
      'metrics.js',
      "import { metrics } from '@opentelemetry/api';\nmetrics.getMeter('orders').createHistogram('orders.duration', { unit: 's' });\n",
      ['views.js', 'export const type = AggregationType.EXPLICIT_BUCKET_HISTOGRAM;\n'],
    ],
  ];

  test.each(cases)('is read again after a pause: %s', (_, rule, file, text, [changed, content]) => {
    const root = written({ 'package.json': manifest(), [file]: text });
    const lint = editor(root, file, text);
    expect(lint()).toContain(rule);
    writeFileSync(join(root, changed), content);
    pass(2001);
    expect(lint()).not.toContain(rule);
  });

  test('is read once while one file follows the other', () => {
    const text = "import { NodeSDK } from '@opentelemetry/sdk-node';\nnew NodeSDK({}).start();\n";
    const root = written({ 'package.json': manifest(), 'main.js': text });
    const lint = editor(root, 'main.js', readFileSync(join(root, 'main.js'), 'utf8'));
    expect(lint()).toContain('require-service-name');
    writeFileSync(join(root, '.env'), 'OTEL_SERVICE_NAME=orders\n');
    for (let file = 0; file < 10; file++) {
      pass(1000);
      expect(lint()).toContain('require-service-name');
    }
  });
});
