import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// What the message of no-sensitive-data says of baggage: its entries are in clear in a header of every request, whoever
// is called. Run by the real libraries, OpenTelemetry's against a real server.

function printed(program: readonly string[]): Record<string, string | undefined>[] {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program.join('\n')], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DD_TRACE_STARTUP_LOGS: 'false', DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false' },
  });
  return JSON.parse(output) as Record<string, string | undefined>[];
}

describe('OpenTelemetry', () => {
  const withBaggage = (baggage: string) => [
    "import { createRequire } from 'node:module';",
    "import { context, propagation } from '@opentelemetry/api';",
    "import { registerInstrumentations } from '@opentelemetry/instrumentation';",
    "import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';",
    "import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';",
    'new NodeTracerProvider().register();',
    'registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });',
    "const http = createRequire(import.meta.url)('node:http');",
    'const server = http.createServer((request, response) => response.end(JSON.stringify(request.headers)));',
    'await new Promise((resolve) => server.listen(0, resolve));',
    'const call = (host) => new Promise((resolve) => http.get({ host, port: server.address().port }, (response) => {',
    "  let all = ''; response.on('data', (part) => { all += part; }); response.on('end', () => resolve(JSON.parse(all))); }));",
    `const baggage = ${baggage};`,
    'await context.with(propagation.setBaggage(context.active(), baggage), async () => {',
    "  console.log(JSON.stringify([await call('127.0.0.1'), await call('localhost')]));",
    '});',
    'process.exit(0);',
  ];

  it.each([
    "propagation.createBaggage({ 'user.email': { value: 'ann@example.com' }, token: { value: 'tok en' } })",
    "propagation.createBaggage().setEntry('user.email', { value: 'ann@example.com' }).setEntry('token', { value: 'tok en' })",
  ])('sends the entries of %s to every host', (baggage) => {
    const headers = printed(withBaggage(baggage));
    expect(headers.map((each) => each.baggage)).toEqual([
      'user.email=ann%40example.com,token=tok%20en',
      'user.email=ann%40example.com,token=tok%20en',
    ]);
  });

  it('sends no header without entries', () => {
    expect(printed(withBaggage('propagation.createBaggage()'))[0]).not.toHaveProperty('baggage');
  });
});

describe('Datadog', () => {
  const injected = (...body: readonly string[]) =>
    printed([
      "import { createRequire } from 'node:module';",
      "const tracer = createRequire(import.meta.url)('dd-trace').init({ plugins: false });",
      ...body,
      'const headers = {};',
      "tracer.inject(span, 'http_headers', headers);",
      'console.log(JSON.stringify([headers]));',
      'process.exit(0);',
    ])[0];

  it("sends a span's items, each in a header of its own", () => {
    const headers = injected(
      "const span = tracer.startSpan('order');",
      "span.setBaggageItem('user.email', 'ann@example.com');",
    );
    expect(headers).toMatchObject({ 'ot-baggage-user.email': 'ann@example.com' });
  });

  it("sends the tracer's items in the header of the standard", () => {
    const headers = injected(
      "tracer.setBaggageItem('user.email', 'ann@example.com');",
      "const span = tracer.startSpan('order');",
    );
    expect(headers?.baggage).toContain('user.email=ann');
  });
});
