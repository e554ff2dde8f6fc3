import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
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
function editor<Shown = string | undefined>(
  root: string,
  file: string,
  text: string,
  { rules } = observability.configs.all,
  show: (message: Linter.LintMessage) => Shown = ({ ruleId }) =>
    ruleId?.replace('observability/', '') as Shown,
) {
  const linter = new Linter({ cwd: root, configType: 'flat' });
  const plugins = { observability: observability as never };
  return () => linter.verify(text, [{ plugins, rules }], { filename: join(root, file) }).map(show);
}

const { recommended } = observability.configs;

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

  test.each(cases)('is read again when it has changed: %s', (_, rule, file, text, [changed, content]) => {
    const root = written({ 'package.json': manifest(), [file]: text });
    const lint = editor(root, file, text);
    expect(lint()).toContain(rule);
    writeFileSync(join(root, changed), content);
    expect(lint()).not.toContain(rule);
  });

  test('is seen in the aliases of a tsconfig', () => {
    const config = (target: string) => JSON.stringify({ compilerOptions: { paths: { '@/log': [target] } } });
    const text = "import { log } from '@/log';\nlog.info(`order ${id}`);\n";
    const root = written({
      'package.json': manifest(),
      'tsconfig.json': config('./src/none.ts'),
      'src/log.ts': "import pino from 'pino';\nexport const log = pino();\n",
    });
    const lint = editor(root, 'src/main.js', text, recommended);
    expect(lint()).toEqual([]);
    writeFileSync(join(root, 'tsconfig.json'), config('./src/log.ts'));
    expect(lint()).toEqual(['no-interpolated-message']);
  });

  test('is not needed where a tsconfig extends what is not installed', () => {
    const compilerOptions = { baseUrl: '.', paths: { '@/*': ['src/*'] } };
    const root = written({
      'package.json': manifest(),
      'tsconfig.json': JSON.stringify({ extends: '@acme/tsconfig/node.json', compilerOptions }),
      'src/log.ts': "import pino from 'pino';\nexport const log = pino();\n",
    });
    const text = "import { log } from '@/log';\nlog.info(`order ${id}`);\n";
    expect(editor(root, 'src/main.js', text, recommended)()).toEqual(['no-interpolated-message']);
  });

  test('is seen in the module that a file imports', () => {
    const text = "import { log } from './log.js';\nlog.info(`order ${id}`);\n";
    const root = written({ 'package.json': manifest(), 'src/log.js': 'export const log = make();\n' });
    const lint = editor(root, 'src/main.js', text, recommended);
    expect(lint()).toEqual([]);
    writeFileSync(join(root, 'src/log.js'), "import pino from 'pino';\nexport const log = pino();\n");
    expect(lint()).toEqual(['no-interpolated-message']);
  });

  test('is seen in a bin that no longer reaches a module', () => {
    const root = written({
      'package.json': JSON.stringify({ name: 'orders', bin: './cli.js' }),
      'server.js': "import './run.js';\napp.listen(port);\n",
      'cli.js': "import './run.js';\n",
      'run.js': "console.log('placed', id);\n",
    });
    const lint = editor(root, 'run.js', "console.log('placed', id);\n", recommended);
    expect(lint()).toEqual([]);
    writeFileSync(join(root, 'cli.js'), "import './other.js';\n");
    expect(lint()).toEqual(['no-console-logging']);
  });

  test('is seen in the version of an installed package', () => {
    const folder = 'node_modules/@opentelemetry/semantic-conventions';
    const text = [
      "import { trace } from '@opentelemetry/api';",
      "import { SEMATTRS_HTTP_METHOD } from '@opentelemetry/semantic-conventions';",
      "trace.getTracer('a').startActiveSpan('b', (span) => {",
      "  span.setAttribute(SEMATTRS_HTTP_METHOD, 'GET');",
      '  span.end();',
      '});',
    ].join('\n');
    const root = written({
      'package.json': manifest(),
      [`${folder}/package.json`]: JSON.stringify({ main: 'build/index.js' }),
      [`${folder}/build/index.js`]: '',
      [`${folder}/build/stable_attributes.js`]: '',
    });
    const isFixed = editor(root, 'main.js', text, recommended, ({ fix }) => fix?.text.includes('ATTR_HTTP'));
    const before = isFixed();
    writeFileSync(
      join(root, folder, 'build/stable_attributes.js'),
      "exports.ATTR_HTTP_REQUEST_METHOD = 'http.request.method';\n",
    );
    expect([before, isFixed()]).toEqual([[false], [true]]);
  });
});
