/**
 * `npm run test:instrumentations`: every agent and distribution of the table in `src/catalog/setup/instrumentation.ts` that runs
 * without an account, installed from the registry and held against a real server: what it injects into, with nothing
 * but its own documented start. Minutes; not part of `npm test`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INSTRUMENTATIONS } from '../src/catalog/setup/instrumentation.ts';

const folder = process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'observability-instrumentations-'));

const OPENTELEMETRY_SPAN = (send) =>
  `require('@opentelemetry/api').trace.getTracer('orders').startActiveSpan('order', ${send})`;

/** How each is started, and how work is traced under it. `header` is what carries the trace, where it is not `traceparent`. */
const AGENTS = [
  {
    name: '@opentelemetry/auto-instrumentations-node',
    args: ['--require', '@opentelemetry/auto-instrumentations-node/register'],
  },
  {
    name: '@vercel/otel',
    start:
      "require('@vercel/otel').registerOTel({ serviceName: 'orders', instrumentations: ['fetch'], instrumentationConfig: { fetch: { propagateContextUrls: [/./] } } });",
    also: [
      '@opentelemetry/api-logs',
      '@opentelemetry/instrumentation',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-logs',
      '@opentelemetry/sdk-metrics',
      '@opentelemetry/sdk-trace-base',
    ],
  },
  {
    name: '@hyperdx/node-opentelemetry',
    args: ['--require', '@hyperdx/node-opentelemetry/build/src/tracing'],
  },
  {
    name: '@azure/monitor-opentelemetry',
    start:
      "require('@azure/monitor-opentelemetry').useAzureMonitor({ azureMonitorExporterOptions: { connectionString: 'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=http://127.0.0.1:9/' } });",
  },
  { name: '@elastic/opentelemetry-node', args: ['--require', '@elastic/opentelemetry-node'] },
  {
    name: 'elastic-apm-node',
    args: ['--require', 'elastic-apm-node/start.js'],
    span: (send) =>
      `(() => { require('elastic-apm-node').startTransaction('order'); return (${send})(); })()`,
  },
  {
    name: 'newrelic',
    args: ['--require', 'newrelic'],
    span: (send) => `require('newrelic').startBackgroundTransaction('order', ${send})`,
  },
  {
    name: 'dd-trace',
    args: ['--require', 'dd-trace/init'],
    span: (send) => `require('dd-trace').trace('order', ${send})`,
  },
  {
    name: '@sentry/node',
    start: "require('@sentry/node').init({ dsn: 'http://key@127.0.0.1:9/1', tracesSampleRate: 1 });",
    span: (send) => `require('@sentry/node').startSpan({ name: 'order' }, ${send})`,
    header: 'sentry-trace',
  },
];

const program = ({ start = '', span = OPENTELEMETRY_SPAN, header = 'traceparent' }) => `${start}
const http = require('node:http');
const server = http.createServer((request, response) => response.end(String(request.headers[${JSON.stringify(header)}] ?? '')));
server.listen(0, '127.0.0.1', async () => {
  const url = 'http://127.0.0.1:' + server.address().port + '/orders';
  const send = {
    http: () => new Promise((resolve) => http.get(url, (response) => {
      let all = ''; response.on('data', (part) => { all += part; }); response.on('end', () => resolve(all)); })),
    undici: async () => (await fetch(url)).text(),
  };
  const found = [];
  for (const [transport, request] of Object.entries(send)) {
    const carried = await ${span('async () => await request()')};
    if (/[0-9a-f]{16}/.test(carried)) found.push(transport);
  }
  require('node:fs').writeFileSync('found.json', JSON.stringify(found));
  process.exit(0);
});
`;

let failures = 0;
for (const agent of AGENTS) {
  const root = join(folder, agent.name.replace(/\W/g, '-'));
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'orders', private: true }));
  execFileSync(
    'npm',
    [
      'install',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--legacy-peer-deps',
      agent.name,
      '@opentelemetry/api',
      ...(agent.also ?? []),
    ],
    { cwd: root, stdio: 'ignore' },
  );
  writeFileSync(join(root, 'program.cjs'), program(agent));
  rmSync(join(root, 'found.json'), { force: true });
  const env = {
    ...process.env,
    OTEL_TRACES_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_LOGS_EXPORTER: 'none',
    HYPERDX_API_KEY: 'none',
    ELASTIC_APM_DISABLE_SEND: 'true',
    NEW_RELIC_LICENSE_KEY: '0'.repeat(40),
    NEW_RELIC_APP_NAME: 'orders',
    NEW_RELIC_NO_CONFIG_FILE: 'true',
    NEW_RELIC_HOST: '127.0.0.1',
    NEW_RELIC_PORT: '9',
    NEW_RELIC_LOG_ENABLED: 'false',
    DD_TRACE_STARTUP_LOGS: 'false',
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
  };
  const result = spawnSync(process.execPath, [...(agent.args ?? []), 'program.cjs'], {
    cwd: root,
    encoding: 'utf8',
    env,
    timeout: 60_000,
  });
  const manifest = join(root, 'node_modules', agent.name, 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const output = join(root, 'found.json');
  const found = existsSync(output) ? readFileSync(output, 'utf8') : `nothing: ${result.stderr.slice(-500)}`;
  const entry = INSTRUMENTATIONS.find((each) => each.package.test(agent.name));
  const says = JSON.stringify(
    ['http', 'undici'].filter((transport) => entry?.covers === 'all' || entry?.covers.includes(transport)),
  );
  const isRight = found === says;
  if (!isRight) failures++;
  console.log(
    `${isRight ? 'ok  ' : 'FAIL'} ${agent.name} ${version}: injects into ${found}, the catalog says ${says}`,
  );
}
if (!process.env.KEEP) rmSync(folder, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);
