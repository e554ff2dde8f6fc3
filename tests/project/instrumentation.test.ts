import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hookedClients, tracingOf } from '../../src/project/instrumentation.js';
import { DiskHost } from '../../src/project/disk.js';
import { packageOf } from '../../src/project/packages.js';
import { Project } from '../../src/project/project.js';
import { packageOf as written } from '../rules/rule-tester.js';

type Files = Readonly<Record<string, string | object>>;
const API = '@opentelemetry/api';
const SDK = { [API]: '1', '@opentelemetry/sdk-node': '1' };
const AUTO = '@opentelemetry/auto-instrumentations-node';
const HTTP = '@opentelemetry/instrumentation-http';
const UNDICI = '@opentelemetry/instrumentation-undici';
const WORKSPACE = { 'pnpm-workspace.yaml': 'packages: [packages/*]' };

/** What is found about the package in a folder of written files: whether it traces, and what is injected into. */
function found(files: Files, folder = '.') {
  const { traces, covers } = tracingOf(
    packageOf(new Project(new DiskHost()), join(written(files), folder, 'package.json')),
    undefined,
  );
  return traces
    ? { http: covers('http'), undici: covers('undici'), http2: covers('http2') }
    : 'does not trace';
}

const service = (dependencies: object = {}, rest: object = {}) => ({
  name: 'orders',
  private: true,
  dependencies: { ...SDK, ...dependencies },
  ...rest,
});
const nothing = { http: false, undici: false, http2: false };

describe('dependencies', () => {
  test.each<readonly [name: string, dependencies: object, expected: unknown]>([
    ['no SDK', { [API]: '1' }, 'does not trace'],
    ['the SDK alone', SDK, nothing],
    ['instrumentation-http', { ...SDK, [HTTP]: '1' }, { http: true, undici: false, http2: false }],
    ['instrumentation-undici', { ...SDK, [UNDICI]: '1' }, { http: false, undici: true, http2: false }],
    ['auto-instrumentations', { [AUTO]: '1' }, { http: true, undici: true, http2: false }],
    ['@vercel/otel', { '@vercel/otel': '1' }, { http: false, undici: true, http2: false }],
    ...[
      'dd-trace',
      '@sentry/node',
      'newrelic',
      'elastic-apm-node',
      '@elastic/opentelemetry-node',
      '@hyperdx/node-opentelemetry',
    ].map((agent) => [agent, { ...SDK, [agent]: '1' }, { http: true, undici: true, http2: true }] as const),
    [
      '@azure/monitor-opentelemetry',
      { '@azure/monitor-opentelemetry': '1' },
      { http: true, undici: false, http2: false },
    ],
  ])('%s', (_, dependencies, expected) => {
    expect(found({ 'package.json': { name: 'orders', private: true, dependencies } })).toEqual(expected);
  });

  test('an SDK that only tests use is no tracing', () => {
    expect(found({ 'package.json': { name: 'orders', devDependencies: SDK } })).toBe('does not trace');
  });

  test('a published package is not judged, a service is', () => {
    const json = { name: 'orders', files: ['dist'], dependencies: SDK };
    expect(found({ 'package.json': json })).toBe('does not trace');
    expect(found({ 'package.json': { ...json, dependencies: { ...SDK, express: '5' } } })).toEqual(nothing);
  });
});

describe('workspaces', () => {
  test('what the root installs covers its packages', () => {
    const files = {
      ...WORKSPACE,
      'package.json': { name: 'root', dependencies: { [AUTO]: '1' } },
      'packages/orders/package.json': service(),
    };
    expect(found(files, 'packages/orders')).toEqual({ http: true, undici: true, http2: false });
  });

  test('a package of the workspace sets tracing up', () => {
    const telemetry = { name: '@acme/telemetry', dependencies: { ...SDK, [HTTP]: '1' } };
    const orders = { name: 'orders', dependencies: { '@acme/telemetry': 'workspace:*' } };
    const files = {
      ...WORKSPACE,
      'package.json': { name: 'root' },
      'packages/telemetry/package.json': telemetry,
      'packages/orders/package.json': orders,
    };
    expect(found(files, 'packages/orders')).toEqual({ http: true, undici: false, http2: false });
  });

  test('a package that is not there may set it up', () => {
    const orders = service({ '@acme/tracing': 'workspace:*' });
    const files = { ...WORKSPACE, 'package.json': { name: 'root' }, 'packages/orders/package.json': orders };
    expect(found(files, 'packages/orders')).toEqual({ http: 'unknown', undici: 'unknown', http2: 'unknown' });
  });

  test('a library runs in the processes that depend on it', () => {
    const files = {
      ...WORKSPACE,
      'package.json': { name: 'root' },
      'packages/http/package.json': { name: '@acme/http', private: true, dependencies: SDK },
      'packages/client/package.json': { name: '@acme/client', dependencies: { '@acme/http': 'workspace:*' } },
      'packages/orders/package.json': {
        name: 'orders',
        dependencies: { '@acme/client': 'workspace:*', [AUTO]: '1' },
      },
    };
    expect(found(files, 'packages/http')).toEqual({ http: true, undici: true, http2: false });
  });
});

describe('how a process is started', () => {
  const all = { http: true, undici: true, http2: false };
  test.each<readonly [name: string, files: Files, expected: object]>([
    [
      'a start script with --require',
      { 'package.json': service({}, { scripts: { start: `node --require ${AUTO}/register dist/main.js` } }) },
      all,
    ],
    [
      'a start script with --import',
      {
        'package.json': service(
          {},
          { scripts: { start: 'node --import=dd-trace/initialize.mjs dist/main.js' } },
        ),
      },
      { ...all, http2: true },
    ],
    [
      'a Dockerfile',
      {
        'package.json': service(),
        Dockerfile: `CMD ["node", "--require", "${AUTO}/register", "dist/main.js"]`,
      },
      all,
    ],
    [
      'a Dockerfile that installs',
      { 'package.json': service(), Dockerfile: 'RUN npm install newrelic@12' },
      { ...all, http2: true },
    ],
    [
      'docker compose',
      {
        'package.json': service(),
        'docker-compose.yml': `environment:\n  NODE_OPTIONS: '--require ${AUTO}/register'`,
      },
      all,
    ],
    [
      'the operator of Kubernetes',
      {
        'package.json': service(),
        'k8s/deployment.yaml': 'instrumentation.opentelemetry.io/inject-nodejs: "true"',
      },
      { ...all, http2: true },
    ],
    [
      'a script that says something else',
      { 'package.json': service({}, { scripts: { start: 'node --require ./dist/env.js dist/main.js' } }) },
      nothing,
    ],
  ])('%s', (_, files, expected) => {
    expect(found(files)).toEqual(expected);
  });
});

describe('set-up that switches off', () => {
  const auto = (options: string) => ({
    'package.json': service({ [AUTO]: '1' }),
    'src/tracing.ts': `new NodeSDK({ instrumentations: [getNodeAutoInstrumentations(${options})] });`,
  });

  test('one of the auto-instrumentations', () => {
    expect(found(auto(`{ '${HTTP}': { enabled: false } }`))).toEqual({
      http: false,
      undici: true,
      http2: false,
    });
    expect(found(auto("{ '@opentelemetry/instrumentation-fs': { enabled: false } }"))).toEqual({
      http: true,
      undici: true,
      http2: false,
    });
  });

  test('one that is switched off and registered by itself', () => {
    const files = auto(`{ '${HTTP}': { enabled: false } }), new HttpInstrumentation(`);
    expect(found({ ...files, 'package.json': service({ [AUTO]: '1', [HTTP]: '1' }) })).toEqual({
      http: true,
      undici: true,
      http2: false,
    });
  });

  test('a class that is made disabled', () => {
    const files = {
      'package.json': service({ [UNDICI]: '1' }),
      'src/otel.ts':
        'registerInstrumentations({ instrumentations: [new UndiciInstrumentation({ enabled: false })] });',
    };
    expect(found(files)).toEqual(nothing);
  });

  test('the environment', () => {
    const env = (line: string) => found({ 'package.json': service({ [AUTO]: '1' }), '.env': line });
    expect(env('OTEL_NODE_DISABLED_INSTRUMENTATIONS=fs,undici')).toEqual({
      http: true,
      undici: false,
      http2: false,
    });
    expect(env('OTEL_NODE_ENABLED_INSTRUMENTATIONS=http')).toEqual({
      http: true,
      undici: false,
      http2: false,
    });
    expect(env('OTEL_NODE_DISABLED_INSTRUMENTATIONS=fs')).toEqual({ http: true, undici: true, http2: false });
  });

  test('an agent covers what OpenTelemetry’s own does not', () => {
    const files = auto(`{ '${HTTP}': { enabled: false } }`);
    expect(found({ ...files, 'package.json': service({ [AUTO]: '1', 'dd-trace': '5' }) })).toMatchObject({
      http: true,
    });
  });
});

describe('hooks for all of a package', () => {
  const hooks = (files: Files) => [
    ...hookedClients(packageOf(new Project(new DiskHost()), join(written(files), 'package.json'))),
  ];

  test('interceptors that may inject', () => {
    const text = "import { inject } from './trace'; axios.interceptors.request.use(inject);";
    expect(hooks({ 'package.json': service(), 'src/http.ts': text })).toEqual(['axios', '@nestjs/axios']);
  });

  test('a fetch that is replaced', () => {
    const text = 'globalThis.fetch = withTrace(fetch);';
    expect(hooks({ 'package.json': service(), 'src/http.ts': text })).toEqual(['fetch']);
  });

  test('interceptors that do something else, and those of tests', () => {
    const text = 'axios.interceptors.request.use(sign);';
    expect(hooks({ 'package.json': service(), 'src/http.ts': text })).toEqual([]);
    expect(hooks({ 'package.json': service(), 'tests/http.ts': `${text} // trace` })).toEqual([]);
  });
});
