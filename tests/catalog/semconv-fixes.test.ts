import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { printed, printedAlone, serviceFolder } from './programs.js';

// What no-deprecated-semconv repairs is run by the real SDK: the same values, under the new names.

function repaired(program: string): string {
  const linter = new Linter({ cwd: serviceFolder() });
  const config = [
    {
      files: ['**'],
      languageOptions: { parser },
      plugins: { observability: plugin as never },
      rules: { 'observability/no-deprecated-semconv': 'error' as const },
    },
  ];
  const { fixed, output, messages } = linter.verifyAndFix(program, config, 'src/program.js');
  expect(fixed).toBe(true);
  expect(messages).toEqual([]);
  return output;
}

const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as unknown);

const SETUP = [
  'const exporter = new InMemorySpanExporter();',
  'trace.setGlobalTracerProvider(new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(exporter)] }));',
  "const tracer = trace.getTracer('shop');",
];
const PRINT =
  'for (const { attributes, events, resource: { attributes: { "service.name": _, ...of } } } of exporter.getFinishedSpans()) console.log(JSON.stringify([attributes, events.map((event) => event.attributes), of]));';

const esm = (imports: string, ...body: readonly string[]) =>
  [
    imports,
    "import { trace } from '@opentelemetry/api';",
    "import { resourceFromAttributes } from '@opentelemetry/resources';",
    "import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';",
    "const resource = resourceFromAttributes({ 'deployment.environment': 'prod' });",
    ...SETUP,
    ...body,
    PRINT,
  ].join('\n');

describe('programs that no-deprecated-semconv has fixed', () => {
  const exported = [
    [
      { 'http.request.method': 'GET', 'url.full': 'http://shop/', 'http.response.status_code': 200 },
      [{ 'user_agent.original': 'curl' }],
      { 'deployment.environment.name': 'prod' },
    ],
  ];
  const body = (method: string, url: string) => [
    `const attributes = { [${method}]: 'GET' };`,
    `if (exporter) attributes[${url}] = 'http://shop/';`,
    "tracer.startActiveSpan('a', { attributes }, (span) => {",
    "  span.setAttribute('http.status_code', 200);",
    "  span.addEvent('sent', { 'http.user_agent': 'curl' });",
    '  span.end();',
    '});',
  ];
  const cases = [
    { name: 'literals', imports: '', method: "'http.method'", url: "'http.url'" },
    {
      name: 'constants',
      imports:
        "import { SEMATTRS_HTTP_METHOD, SEMATTRS_HTTP_URL } from '@opentelemetry/semantic-conventions';",
      method: 'SEMATTRS_HTTP_METHOD',
      url: 'SEMATTRS_HTTP_URL',
    },
    {
      name: 'the first versions’ objects',
      imports: "import { SemanticAttributes } from '@opentelemetry/semantic-conventions';",
      method: 'SemanticAttributes.HTTP_METHOD',
      url: 'SemanticAttributes.HTTP_URL',
    },
    {
      name: 'the whole package',
      imports: "import * as semconv from '@opentelemetry/semantic-conventions';",
      method: 'semconv.SEMATTRS_HTTP_METHOD',
      url: 'semconv.SEMATTRS_HTTP_URL',
    },
  ];

  it.each(cases)('export the new names with the same values: $name', async ({ imports, method, url }) => {
    const program = esm(imports, ...body(method, url));
    expect(parsed(await printed(program))).toEqual([
      [
        { 'http.method': 'GET', 'http.url': 'http://shop/', 'http.status_code': 200 },
        [{ 'http.user_agent': 'curl' }],
        { 'deployment.environment': 'prod' },
      ],
    ]);
    expect(parsed(await printed(repaired(program)))).toEqual(exported);
  });

  it('export the new names under CommonJS', () => {
    const program = [
      "const { SEMATTRS_HTTP_METHOD, SEMATTRS_HTTP_URL } = require('@opentelemetry/semantic-conventions');",
      "const { trace } = require('@opentelemetry/api');",
      "const { resourceFromAttributes } = require('@opentelemetry/resources');",
      "const { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } = require('@opentelemetry/sdk-trace-base');",
      "const resource = resourceFromAttributes({ 'deployment.environment': 'prod' });",
      ...SETUP,
      ...body('SEMATTRS_HTTP_METHOD', 'SEMATTRS_HTTP_URL'),
      PRINT,
    ].join('\n');
    expect(parsed(printedAlone(repaired(program), 'commonjs'))).toEqual(exported);
  });
});
