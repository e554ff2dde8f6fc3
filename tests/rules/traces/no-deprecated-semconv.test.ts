import { describe } from 'vitest';
import rule from '../../../rules/traces/no-deprecated-semconv.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const TRACER = lines(
  "import { trace } from '@opentelemetry/api';",
  "const tracer = trace.getTracer('shop');",
  '',
);
const METER = lines(
  "import { metrics } from '@opentelemetry/api';",
  "const meter = metrics.getMeter('shop');",
  '',
);
const SEMCONV = '@opentelemetry/semantic-conventions';

/** A package with a version of the semantic conventions installed, as far as its constants go. */
const withSemconv = (stable: readonly string[], experimental: readonly string[] = []) =>
  project({
    'package.json': { name: 'app', dependencies: { '@opentelemetry/api': '^1.9.0' } },
    [`node_modules/${SEMCONV}/package.json`]: {
      name: SEMCONV,
      version: '1.34.0',
      main: 'build/src/index.js',
    },
    [`node_modules/${SEMCONV}/build/src/index.js`]: "require('./stable_attributes');",
    [`node_modules/${SEMCONV}/build/src/stable_attributes.js`]: exported(stable),
    [`node_modules/${SEMCONV}/build/src/experimental_attributes.js`]: exported(experimental),
  });
const exported = (names: readonly string[]) => names.map((name) => `exports.${name} = '';`).join('\n');
const current = withSemconv(
  ['ATTR_HTTP_REQUEST_METHOD', 'ATTR_HTTP_RESPONSE_STATUS_CODE', 'ATTR_URL_FULL', 'ATTR_URL_SCHEME'],
  ['ATTR_DB_SYSTEM_NAME', 'ATTR_HTTP_METHOD', 'ATTR_DB_SYSTEM'],
);

const attribute = (old: string, next: string) => ({
  messageId: 'renamed' as const,
  data: { what: 'attribute', old, new: next, note: '' },
});
const METHOD = attribute('http.method', 'http.request.method');
const URL_FULL = attribute('http.url', 'url.full');
const STATUS = attribute('http.status_code', 'http.response.status_code');

describe('not reported', () => {
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [
      {
        name: 'current names',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.request.method': 'GET' } });`,
      },
      {
        name: 'the project’s own names',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'shop.http.method': 'GET', method: 'GET' } });`,
      },
      {
        name: 'names that moved to another registry',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'gen_ai.request.model': model, 'enduser.id': id } });`,
      },
      {
        name: 'everyday words',
        code: `${TRACER}tracer.startSpan('a', { attributes: { state: 'open', 'message.id': id, 'message.type': 'chat', 'error.message': text, 'pool.name': pool, 'event.name': 'paid' } });`,
      },
      { name: 'everyday metric', code: `${METER}meter.createGauge('cpu.utilization');` },
      {
        name: 'names of every object',
        code: `${TRACER}tracer.startSpan('a', { attributes: { constructor: 'x', toString: 'y' } });`,
      },
      {
        name: 'code that reads attributes',
        code: lines(
          'export class Exporter {',
          "  export(spans) { return spans.map((span) => span.attributes['http.method'] ?? span.attributes['http.request.method']); }",
          '}',
        ),
      },
      {
        name: 'a sampler that reads constants',
        code: lines(
          `import { SEMATTRS_HTTP_TARGET } from '${SEMCONV}';`,
          'export class Sampler {',
          '  shouldSample(context, id, name, kind, attributes) { return attributes[SEMATTRS_HTTP_TARGET] !== "/health"; }',
          '}',
        ),
      },
      {
        name: 'a list of names to strip',
        code: lines(
          `import { SEMATTRS_HTTP_URL, SEMATTRS_DB_STATEMENT } from '${SEMCONV}';`,
          'export const SENSITIVE = [SEMATTRS_HTTP_URL, SEMATTRS_DB_STATEMENT];',
          'export { SEMATTRS_HTTP_METHOD } from "@opentelemetry/semantic-conventions";',
        ),
      },
      {
        name: 'a table that an exporter translates by',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD } from '${SEMCONV}';`,
          "const LABELS = { [SEMATTRS_HTTP_METHOD]: '/http/method', 'http.url': '/http/url' };",
          'export const labelOf = (name) => LABELS[name];',
        ),
      },
      {
        name: 'deprecated constants whose name is current',
        code: lines(
          `import { SEMRESATTRS_SERVICE_NAME } from '${SEMCONV}';`,
          "import { resourceFromAttributes } from '@opentelemetry/resources';",
          "resourceFromAttributes({ [SEMRESATTRS_SERVICE_NAME]: 'shop' });",
        ),
      },
      {
        name: 'both names in one object while the project moves',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.method': m, 'http.request.method': m } });`,
      },
      {
        name: 'both names in one function',
        code: lines(
          TRACER,
          'export function handle(request) {',
          "  const span = tracer.startSpan('a', { attributes: { 'http.method': request.method } });",
          "  if (stable) span.setAttribute('http.request.method', request.method);",
          '  span.end();',
          '}',
        ),
      },
      {
        name: 'a name of before that a comment says is set as well',
        code: lines(
          TRACER,
          'export function handle(response) {',
          '  // Emit both old (compat) and new attribute names',
          "  tracer.startSpan('a', { attributes: { 'http.request_content_length': response.size, 'request.size': response.size } }).end();",
          '}',
        ),
      },
      {
        name: 'both names, one in a callback',
        code: lines(
          TRACER,
          'export function handle(request) {',
          "  return tracer.startActiveSpan('a', { attributes: { [NEW.ATTR_HTTP_REQUEST_METHOD]: request.method } }, (span) => {",
          "    span.setAttribute('http.method', request.method).end();",
          '  });',
          '}',
        ),
      },
      {
        name: 'code that is told which conventions to follow',
        code: lines(
          TRACER,
          'const both = process.env.OTEL_SEMCONV_STABILITY_OPT_IN;',
          "export const old = (m) => tracer.startSpan('a', { attributes: { 'http.method': m } });",
        ),
      },
      {
        name: 'Datadog’s own conventions',
        code: lines(
          "import tracer from 'dd-trace';",
          "tracer.startSpan('web', { tags: { 'http.method': 'GET', 'http.url': url } }).setTag('http.status_code', 200);",
        ),
      },
      {
        name: 'OpenTracing’s own conventions',
        code: lines(
          "import { globalTracer } from 'opentracing';",
          "globalTracer().startSpan('web').setTag('http.method', 'GET');",
        ),
      },
      {
        name: 'Sentry’s spans',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          "Sentry.startSpan({ name: 'db', attributes: { 'db.system': 'redis' } }, () => {});",
        ),
      },
      {
        name: 'Sentry’s spans, by constants',
        code: lines(
          "import * as Sentry from '@sentry/node';",
          `import { SEMATTRS_DB_SYSTEM } from '${SEMCONV}';`,
          "Sentry.startSpan({ name: 'db', attributes: { [SEMATTRS_DB_SYSTEM]: 'redis' } }, () => {});",
        ),
      },
      {
        name: 'a log record of a library with conventions of its own',
        code: lines(
          "import pino from 'pino';",
          'const logger = pino();',
          "logger.info({ 'http.method': 'GET', 'http.url': url }, 'request');",
        ),
      },
      {
        name: 'Prometheus labels',
        code: lines(
          "import { Counter } from 'prom-client';",
          "const hits = new Counter({ name: 'hits_total', help: 'Hits', labelNames: ['state'] });",
          "hits.inc({ state: 'open' });",
        ),
      },
      {
        name: 'an object of attributes that never reaches telemetry',
        code: "export const fixture = { 'http.method': 'GET', 'http.url': 'http://localhost' };",
      },
      {
        name: 'something else with a method of this name',
        code: "export const render = (element) => element.setAttribute('http.method', 'GET');",
      },
      {
        name: 'a constant of another package',
        code: lines(
          "import { SEMATTRS_HTTP_METHOD } from './names.js';",
          TRACER,
          "tracer.startSpan('a').setAttribute(SEMATTRS_HTTP_METHOD, 'GET');",
        ),
      },
      {
        name: 'a test',
        filename: 'src/exporter.test.ts',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.method': 'GET' } });`,
      },
    ],
    invalid: [],
  });

  project({ 'package.json': { name: 'app', dependencies: { 'dd-trace': '^5.0.0' } } }).run(
    'no-deprecated-semconv',
    rule,
    {
      valid: [
        {
          name: 'a span of which only the name is known, in a package that traces with Datadog',
          code: "export const tag = (span) => span.setAttribute('http.method', 'GET');",
        },
      ],
      invalid: [],
    },
  );
});

describe('literals', () => {
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      {
        name: 'attributes of a new span',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.method': m, "http.url": u, ['http.status_code']: 200 } });`,
        output: `${TRACER}tracer.startSpan('a', { attributes: { 'http.request.method': m, "url.full": u, ['http.response.status_code']: 200 } });`,
        errors: [METHOD, URL_FULL, STATUS],
      },
      {
        name: 'attributes of an active span, and what is set in its callback',
        code: lines(
          TRACER,
          "tracer.startActiveSpan('a', { attributes: { 'http.method': m } }, (span) => {",
          "  span.setAttribute('http.status_code', 200).setAttributes({ 'http.url': u });",
          "  span.addEvent('sent', { 'http.user_agent': agent });",
          '  span.end();',
          '});',
        ),
        output: lines(
          TRACER,
          "tracer.startActiveSpan('a', { attributes: { 'http.request.method': m } }, (span) => {",
          "  span.setAttribute('http.response.status_code', 200).setAttributes({ 'url.full': u });",
          "  span.addEvent('sent', { 'user_agent.original': agent });",
          '  span.end();',
          '});',
        ),
        errors: [METHOD, STATUS, URL_FULL, attribute('http.user_agent', 'user_agent.original')],
      },
      {
        name: 'a span that only its name says to be one',
        code: "export const tag = (span) => span.setAttribute(`http.method`, 'GET');",
        output: "export const tag = (span) => span.setAttribute(`http.request.method`, 'GET');",
        errors: [METHOD],
      },
      {
        name: 'spreads, conditions and constants',
        code: lines(
          TRACER,
          "const base = { 'http.method': 'GET' };",
          "tracer.startSpan('a', { attributes: { ...base, ...(url && { 'http.url': url }), ...(ok ? { 'http.status_code': 200 } : {}) } });",
        ),
        output: lines(
          TRACER,
          "const base = { 'http.request.method': 'GET' };",
          "tracer.startSpan('a', { attributes: { ...base, ...(url && { 'url.full': url }), ...(ok ? { 'http.response.status_code': 200 } : {}) } });",
        ),
        errors: [METHOD, URL_FULL, STATUS],
      },
      {
        name: 'an object that is filled bit by bit',
        code: lines(
          TRACER,
          'export function start(m, u) {',
          "  const attributes = { 'http.method': m };",
          "  if (u) attributes['http.url'] = u;",
          "  return tracer.startSpan('a', { attributes });",
          '}',
        ),
        output: lines(
          TRACER,
          'export function start(m, u) {',
          "  const attributes = { 'http.request.method': m };",
          "  if (u) attributes['url.full'] = u;",
          "  return tracer.startSpan('a', { attributes });",
          '}',
        ),
        errors: [METHOD, URL_FULL],
      },
      {
        name: 'one object for two spans, from a function',
        code: lines(
          TRACER,
          "const describe = (m) => ({ 'http.method': m });",
          "export const one = (m) => tracer.startSpan('a', { attributes: describe(m) });",
          "export const two = (m) => tracer.startSpan('b', { attributes: describe(m) });",
        ),
        output: lines(
          TRACER,
          "const describe = (m) => ({ 'http.request.method': m });",
          "export const one = (m) => tracer.startSpan('a', { attributes: describe(m) });",
          "export const two = (m) => tracer.startSpan('b', { attributes: describe(m) });",
        ),
        errors: [METHOD],
      },
      {
        name: 'metric attributes',
        code: `${METER}meter.createCounter('hits').add(1, { 'http.method': m });`,
        output: `${METER}meter.createCounter('hits').add(1, { 'http.request.method': m });`,
        errors: [METHOD],
      },
      {
        name: 'a record of the logs interface',
        code: lines(
          "import { logs } from '@opentelemetry/api-logs';",
          "logs.getLogger('shop').emit({ body: 'request', attributes: { 'http.method': m } });",
        ),
        output: lines(
          "import { logs } from '@opentelemetry/api-logs';",
          "logs.getLogger('shop').emit({ body: 'request', attributes: { 'http.request.method': m } });",
        ),
        errors: [METHOD],
      },
      {
        name: 'resources',
        code: lines(
          "import { Resource, resourceFromAttributes } from '@opentelemetry/resources';",
          "new Resource({ 'deployment.environment': 'prod' });",
          "resourceFromAttributes({ 'container.runtime': 'docker' });",
        ),
        output: lines(
          "import { Resource, resourceFromAttributes } from '@opentelemetry/resources';",
          "new Resource({ 'deployment.environment.name': 'prod' });",
          "resourceFromAttributes({ 'container.runtime.name': 'docker' });",
        ),
        errors: [
          attribute('deployment.environment', 'deployment.environment.name'),
          attribute('container.runtime', 'container.runtime.name'),
        ],
      },
      {
        name: 'resources by way of other packages',
        code: lines(
          "import { resources } from '@opentelemetry/sdk-node';",
          "import { registerOTel } from '@vercel/otel';",
          "new resources.Resource({ 'deployment.environment': 'prod' });",
          "registerOTel({ serviceName: 'shop', attributes: { 'container.runtime': 'docker' } });",
        ),
        output: lines(
          "import { resources } from '@opentelemetry/sdk-node';",
          "import { registerOTel } from '@vercel/otel';",
          "new resources.Resource({ 'deployment.environment.name': 'prod' });",
          "registerOTel({ serviceName: 'shop', attributes: { 'container.runtime.name': 'docker' } });",
        ),
        errors: [
          attribute('deployment.environment', 'deployment.environment.name'),
          attribute('container.runtime', 'container.runtime.name'),
        ],
      },
      {
        name: 'a family of names',
        code: `${TRACER}tracer.startSpan('a').setAttribute('k8s.pod.labels.app', 'shop');`,
        output: `${TRACER}tracer.startSpan('a').setAttribute('k8s.pod.label.app', 'shop');`,
        errors: [attribute('k8s.pod.labels.app', 'k8s.pod.label.app')],
      },
      {
        name: 'a metric',
        code: `${METER}meter.createUpDownCounter('db.client.connections.usage');`,
        output: `${METER}meter.createUpDownCounter('db.client.connection.count');`,
        errors: [
          {
            messageId: 'renamed',
            data: {
              what: 'metric',
              old: 'db.client.connections.usage',
              new: 'db.client.connection.count',
              note: '',
            },
          },
        ],
      },
      {
        name: 'a value that is the same under the new name',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'db.system': 'redis' } });`,
        output: `${TRACER}tracer.startSpan('a', { attributes: { 'db.system.name': 'redis' } });`,
        errors: [attribute('db.system', 'db.system.name')],
      },
      {
        name: 'a name that comments speak of',
        code: lines(
          TRACER,
          "// sets 'http.method'",
          "tracer.startSpan('a', { attributes: { 'http.method': m } });",
        ),
        output: lines(
          TRACER,
          "// sets 'http.method'",
          "tracer.startSpan('a', { attributes: { 'http.request.method': m } });",
        ),
        errors: [METHOD],
      },
    ],
  });
});

describe('constants', () => {
  current.run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      {
        name: 'the new constant takes the place of the old one',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [SEMATTRS_HTTP_METHOD]: m } });",
        ),
        output: lines(
          `import { ATTR_HTTP_REQUEST_METHOD } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_HTTP_REQUEST_METHOD]: m } });",
        ),
        errors: [METHOD],
      },
      {
        name: 'several in an import of several lines, among names that stay',
        code: lines(
          'import {',
          '  ATTR_HTTP_ROUTE,',
          '  SEMATTRS_HTTP_METHOD,',
          '  SEMATTRS_HTTP_URL,',
          `} from "${SEMCONV}";`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_HTTP_ROUTE]: r, [SEMATTRS_HTTP_METHOD]: m } }).setAttribute(SEMATTRS_HTTP_URL, u);",
        ),
        output: lines(
          'import {',
          '  ATTR_HTTP_ROUTE,',
          '  ATTR_HTTP_REQUEST_METHOD,',
          '  ATTR_URL_FULL,',
          `} from "${SEMCONV}";`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_HTTP_ROUTE]: r, [ATTR_HTTP_REQUEST_METHOD]: m } }).setAttribute(ATTR_URL_FULL, u);",
        ),
        errors: [METHOD, URL_FULL],
      },
      {
        name: 'a new constant that is imported already, under a name of its own',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD, ATTR_HTTP_REQUEST_METHOD as METHOD } from '${SEMCONV}';`,
          TRACER,
          'export const one = () => {',
          "  tracer.startSpan('a', { attributes: { [SEMATTRS_HTTP_METHOD]: m } });",
          '};',
          'export const two = () => {',
          "  tracer.startSpan('a', { attributes: { [METHOD]: m } });",
          '};',
        ),
        output: lines(
          `import { ATTR_HTTP_REQUEST_METHOD as METHOD } from '${SEMCONV}';`,
          TRACER,
          'export const one = () => {',
          "  tracer.startSpan('a', { attributes: { [METHOD]: m } });",
          '};',
          'export const two = () => {',
          "  tracer.startSpan('a', { attributes: { [METHOD]: m } });",
          '};',
        ),
        errors: [METHOD],
      },
      {
        name: 'a string where the entry does not export the new constant',
        code: lines(
          `import { SEMATTRS_DB_SYSTEM } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [SEMATTRS_DB_SYSTEM]: 'redis' } }).setAttribute(SEMATTRS_DB_SYSTEM, 'redis');",
        ),
        output: lines(
          TRACER,
          "tracer.startSpan('a', { attributes: { 'db.system.name': 'redis' } }).setAttribute('db.system.name', 'redis');",
        ),
        errors: [attribute('db.system', 'db.system.name'), attribute('db.system', 'db.system.name')],
      },
      {
        name: 'the incubating entry exports all of them',
        code: lines(
          `import { ATTR_DB_SYSTEM, ATTR_HTTP_METHOD as METHOD } from '${SEMCONV}/incubating';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_DB_SYSTEM]: 'redis', [METHOD]: m } });",
        ),
        output: lines(
          `import { ATTR_DB_SYSTEM_NAME, ATTR_HTTP_REQUEST_METHOD } from '${SEMCONV}/incubating';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_DB_SYSTEM_NAME]: 'redis', [ATTR_HTTP_REQUEST_METHOD]: m } });",
        ),
        errors: [attribute('db.system', 'db.system.name'), METHOD],
      },
      {
        name: 'the whole package',
        code: lines(
          `import * as semconv from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [semconv.SEMATTRS_HTTP_METHOD]: m } });",
        ),
        output: lines(
          `import * as semconv from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [semconv.ATTR_HTTP_REQUEST_METHOD]: m } });",
        ),
        errors: [METHOD],
      },
      {
        name: 'the whole package, without the new constant',
        code: lines(
          `import * as semconv from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [semconv.SEMATTRS_DB_NAME]: 'shop' } });",
        ),
        output: null,
        errors: [attribute('db.name', 'db.namespace')],
      },
      {
        name: 'the first versions’ object, of which another member is used',
        code: lines(
          `import { SemanticAttributes } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [SemanticAttributes.HTTP_METHOD]: m, [SemanticAttributes.HTTP_ROUTE]: r } });",
        ),
        output: lines(
          `import { SemanticAttributes, ATTR_HTTP_REQUEST_METHOD } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [ATTR_HTTP_REQUEST_METHOD]: m, [SemanticAttributes.HTTP_ROUTE]: r } });",
        ),
        errors: [METHOD],
      },
      {
        name: 'a constant in the record of a logger with fields of its own',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD } from '${SEMCONV}';`,
          "import pino from 'pino';",
          'const logger = pino();',
          "logger.info({ [SEMATTRS_HTTP_METHOD]: m }, 'request');",
        ),
        output: lines(
          `import { ATTR_HTTP_REQUEST_METHOD } from '${SEMCONV}';`,
          "import pino from 'pino';",
          'const logger = pino();',
          "logger.info({ [ATTR_HTTP_REQUEST_METHOD]: m }, 'request');",
        ),
        errors: [METHOD],
      },
      {
        name: 'an everyday word, by its constant',
        code: lines(
          `import { SEMATTRS_MESSAGE_ID } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a').setAttribute(SEMATTRS_MESSAGE_ID, id);",
        ),
        output: null,
        errors: [{ messageId: 'removed', data: { what: 'attribute', old: 'message.id', new: '', note: '' } }],
      },
      {
        name: 'a constant that code reads as well',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a', { attributes: { [SEMATTRS_HTTP_METHOD]: m } });",
          'export const methodOf = (span) => span.attributes[SEMATTRS_HTTP_METHOD];',
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'a name that is taken in the file',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD } from '${SEMCONV}';`,
          TRACER,
          'export function start(m) {',
          "  tracer.startSpan('a', { attributes: { [SEMATTRS_HTTP_METHOD]: m } });",
          '}',
          'export const nameOf = (ATTR_HTTP_REQUEST_METHOD) => ATTR_HTTP_REQUEST_METHOD;',
        ),
        output: lines(
          TRACER,
          'export function start(m) {',
          "  tracer.startSpan('a', { attributes: { 'http.request.method': m } });",
          '}',
          'export const nameOf = (ATTR_HTTP_REQUEST_METHOD) => ATTR_HTTP_REQUEST_METHOD;',
        ),
        errors: [METHOD],
      },
    ],
  });

  withSemconv([]).run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      {
        name: 'an old version of the package',
        code: lines(
          `import { SemanticAttributes, SemanticResourceAttributes } from "${SEMCONV}";`,
          TRACER,
          "import { Resource } from '@opentelemetry/resources';",
          'new Resource({ [SemanticResourceAttributes.SERVICE_NAME]: "shop", [SemanticResourceAttributes.DEPLOYMENT_ENVIRONMENT]: "prod" });',
          "tracer.startSpan('a', { attributes: { [SemanticAttributes.HTTP_METHOD]: m } });",
        ),
        output: lines(
          `import { SemanticResourceAttributes } from "${SEMCONV}";`,
          TRACER,
          "import { Resource } from '@opentelemetry/resources';",
          'new Resource({ [SemanticResourceAttributes.SERVICE_NAME]: "shop", "deployment.environment.name": "prod" });',
          'tracer.startSpan(\'a\', { attributes: { "http.request.method": m } });',
        ),
        errors: [attribute('deployment.environment', 'deployment.environment.name'), METHOD],
      },
      {
        name: 'CommonJS',
        languageOptions: commonJs,
        code: lines(
          `const { SEMATTRS_HTTP_METHOD, SEMATTRS_HTTP_ROUTE } = require('${SEMCONV}');`,
          "const { trace } = require('@opentelemetry/api');",
          "trace.getTracer('shop').startSpan('a').setAttribute(SEMATTRS_HTTP_METHOD, m).setAttribute(SEMATTRS_HTTP_ROUTE, r);",
        ),
        output: lines(
          `const { SEMATTRS_HTTP_ROUTE } = require('${SEMCONV}');`,
          "const { trace } = require('@opentelemetry/api');",
          "trace.getTracer('shop').startSpan('a').setAttribute('http.request.method', m).setAttribute(SEMATTRS_HTTP_ROUTE, r);",
        ),
        errors: [METHOD],
      },
      {
        name: 'an import with comments',
        code: lines(
          `import { SEMATTRS_HTTP_METHOD /* old */ } from '${SEMCONV}';`,
          TRACER,
          "tracer.startSpan('a').setAttribute(SEMATTRS_HTTP_METHOD, m);",
        ),
        output: null,
        errors: [METHOD],
      },
    ],
  });
});

describe('message only', () => {
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      {
        name: 'a name that was split',
        code: `${TRACER}tracer.startSpan('a').setAttribute('net.peer.name', host);`,
        output: null,
        errors: [
          {
            messageId: 'changed',
            data: {
              what: 'attribute',
              old: 'net.peer.name',
              new: 'server.address`, `client.address',
              note: 'Write `server.address` on client spans and `client.address` on server spans.',
            },
          },
        ],
      },
      {
        name: 'a name without a replacement',
        code: `${TRACER}tracer.startSpan('a').setAttribute('db.user', user);`,
        output: null,
        errors: [{ messageId: 'removed', data: { what: 'attribute', old: 'db.user', new: '', note: '' } }],
      },
      {
        name: 'a metric of another unit',
        code: `${METER}meter.createHistogram('http.server.duration', { unit: 'ms' });`,
        output: null,
        errors: [
          {
            messageId: 'changed',
            data: {
              what: 'metric',
              old: 'http.server.duration',
              new: 'http.server.request.duration',
              note: 'Write `http.server.request.duration` with unit `s`.',
            },
          },
        ],
      },
      {
        name: 'a name of which the registry and the guide disagree',
        code: `${TRACER}tracer.startSpan('a').setAttribute('http.request_content_length', 5);`,
        output: null,
        errors: [
          {
            messageId: 'changed',
            data: {
              what: 'attribute',
              old: 'http.request_content_length',
              new: 'http.request.header.content-length',
              note: 'Write `http.request.header.content-length`.',
            },
          },
        ],
      },
      {
        name: 'values that have changed, or may have',
        code: lines(
          TRACER,
          "tracer.startSpan('a').setAttribute('db.system', 'mssql');",
          "tracer.startSpan('a').setAttribute('net.transport', transport);",
        ),
        output: null,
        errors: [
          {
            messageId: 'revalued',
            data: { what: 'attribute', old: 'db.system', new: 'db.system.name', note: '' },
          },
          {
            messageId: 'revalued',
            data: { what: 'attribute', old: 'net.transport', new: 'network.transport', note: '' },
          },
        ],
      },
      {
        name: 'two names that would become one',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.server_name': a, 'net.host.name': b } });`,
        output: null,
        errors: [
          attribute('http.server_name', 'server.address'),
          attribute('net.host.name', 'server.address'),
        ],
      },
      {
        name: 'two metrics that would become one',
        code: lines(
          METER,
          "meter.createHistogram('messaging.publish.duration');",
          "meter.createHistogram('messaging.receive.duration');",
        ),
        output: null,
        errors: ['messaging.publish.duration', 'messaging.receive.duration'].map((old) => ({
          messageId: 'renamed' as const,
          data: { what: 'metric', old, new: 'messaging.client.operation.duration', note: '' },
        })),
      },
      {
        name: 'a name that code of the file reads',
        code: lines(
          TRACER,
          "tracer.startSpan('a', { attributes: { 'http.method': m } });",
          "export const methodOf = (span) => span.attributes['http.method'];",
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'an object that is used for something else',
        code: lines(
          TRACER,
          "const attributes = { 'http.method': m };",
          "tracer.startSpan('a', { attributes });",
          'save(attributes);',
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'options that are used for something else',
        code: lines(
          TRACER,
          "const options = { attributes: { 'http.method': m } };",
          "tracer.startSpan('a', options);",
          'save(options);',
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'an object that other files see',
        code: lines(
          TRACER,
          "export const attributes = { 'http.method': m };",
          "tracer.startSpan('a', { attributes });",
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'a constant of the project',
        code: lines(
          TRACER,
          "const HTTP_METHOD = 'http.method';",
          "tracer.startSpan('a').setAttribute(HTTP_METHOD, m);",
        ),
        output: null,
        errors: [METHOD],
      },
      {
        name: 'a name that stays in one place of the file',
        code: lines(
          TRACER,
          "const attributes = { 'http.method': m };",
          "tracer.startSpan('a', { attributes });",
          'save(attributes);',
          "tracer.startSpan('b').setAttribute('http.method', m);",
        ),
        output: null,
        errors: [METHOD, METHOD],
      },
    ],
  });
});

describe('the path of a request under `http.url`', () => {
  const TARGET = {
    messageId: 'changed' as const,
    data: {
      what: 'attribute',
      old: 'http.url',
      new: 'url.path`, `url.query`, `url.full',
      note: 'Write `url.path` and `url.query`, as it is no whole URL here.',
    },
  };
  const typed = (module: string, type: string, value: string) =>
    lines(
      TRACER,
      `import type { ${type} } from '${module}';`,
      `export function handle(req: ${type}) { tracer.startSpan('a').setAttribute('http.url', ${value}); }`,
    );
  const whole = (name: string, head: string, value: string) => {
    const code = (key: string) =>
      lines(TRACER, head, `  tracer.startSpan('a').setAttribute('${key}', ${value});`, '}');
    return { name, code: code('http.url'), output: code('url.full'), errors: [URL_FULL] };
  };
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [
      {
        name: 'a path beside the whole URL',
        code: lines(
          TRACER,
          "import type { Request } from 'express';",
          'export function handle(req: Request, url: string) {',
          "  tracer.startSpan('a').setAttributes({ 'http.url': req.url, 'url.full': url });",
          '}',
        ),
      },
    ],
    invalid: [
      ...[
        { name: 'Express', code: typed('express', 'Request', 'req.url') },
        { name: 'Express, of a router', code: typed('express', 'Request', 'req.originalUrl || req.url') },
        { name: 'Fastify', code: typed('fastify', 'FastifyRequest', 'req.url') },
        { name: 'Node', code: typed('node:http', 'IncomingMessage', "req.url ?? '/'") },
        { name: 'a path of any request', code: typed('./http.js', 'Request', 'req.path') },
        {
          name: 'Koa, in an object',
          code: lines(
            TRACER,
            "import Koa from 'koa';",
            'new Koa().use(async (ctx, next) => {',
            "  tracer.startSpan('a', { attributes: { 'http.url': ctx.url } });",
            '  await next();',
            '});',
          ),
        },
        {
          name: 'Express, without the query',
          code: typed('express', 'Request', "req.originalUrl.split('?')[0]"),
        },
        { name: 'Express, put together', code: typed('express', 'Request', '`${req.baseUrl}${req.path}`') },
        { name: 'Fastify, of Node', code: typed('fastify', 'FastifyRequest', 'req.raw.url') },
        { name: 'a Next API', code: typed('next', 'NextApiRequest', 'req.url') },
        { name: 'a text that starts with a slash', code: typed('./http.js', 'Order', '`/orders/${req.id}`') },
        { name: 'one that is put together', code: typed('./http.js', 'Order', "'/orders/' + req.id") },
        { name: 'the path of a URL', code: typed('./http.js', 'Order', 'new URL(req.link).pathname') },
        { name: 'the path of an event', code: typed('aws-lambda', 'APIGatewayProxyEventV2', 'req.rawPath') },
        {
          name: 'a handler that takes a response too',
          code: lines(
            TRACER,
            "export function handle(req, res, next) { tracer.startSpan('a').setAttribute('http.url', req.url); next(); }",
          ),
        },
        {
          name: 'a handler of a server of Node',
          code: lines(
            TRACER,
            "import { createServer } from 'node:http';",
            "createServer((req) => { tracer.startSpan('a').setAttribute('http.url', req.url); });",
          ),
        },
        {
          name: 'NestJS',
          code: lines(
            TRACER,
            'export function intercept(context: ExecutionContext) {',
            '  const request = context.switchToHttp().getRequest();',
            "  tracer.startSpan('a').setAttribute('http.url', request.url);",
            '}',
          ),
        },
        {
          name: 'the request of Node in a context of Koa',
          code: lines(
            TRACER,
            "import Koa from 'koa';",
            'new Koa().use(async (ctx) => {',
            "  tracer.startSpan('a').setAttribute('http.url', ctx.req.url);",
            '});',
          ),
        },
        {
          name: 'a constant that holds it',
          code: lines(
            TRACER,
            "import type { Request } from 'express';",
            'export function handle(req: Request) {',
            '  const url = req.originalUrl;',
            "  tracer.startSpan('a').setAttribute('http.url', url);",
            '}',
          ),
        },
        {
          name: 'a parameter that each caller gives one',
          code: lines(
            TRACER,
            "import type { Request } from 'express';",
            "function start(url: string) { return tracer.startSpan('a', { attributes: { 'http.url': url } }); }",
            'export function handle(req: Request) { return start(req.originalUrl); }',
          ),
        },
      ].map((test) => ({ ...test, output: null, errors: [TARGET] })),
      ...[
        {
          name: 'a request that may be of either',
          code: lines(
            TRACER,
            "export function handle(req) { tracer.startSpan('a').setAttribute('http.url', req.url); }",
          ),
        },
      ].map((test) => ({
        ...test,
        output: null,
        errors: [
          {
            ...TARGET,
            data: {
              ...TARGET.data,
              note: 'Write `url.full`, or `url.path` and `url.query` where it is no whole URL.',
            },
          },
        ],
      })),
      whole('a text with a host', 'export function handle(id: string) {', '`https://acme.example/${id}`'),
      whole(
        'a text that may have one',
        'export function handle(base: string, id: string) {',
        '`${base}/${id}`',
      ),
      whole(
        'a parameter that some caller gives a whole one',
        "import type { Request } from 'express';\nexport function handle(req: Request) { run(req.originalUrl); run(`https://acme.example${req.url}`); }\nfunction run(url: string) {",
        'url',
      ),
      whole(
        'a request of Hono',
        "import { Hono } from 'hono';\nnew Hono().get('/a', (c) => run(c.req.url)); export function handle(c: Context) {",
        'c.req.url',
      ),
      whole('a Fetch request', 'export async function handle(request: Request) {', 'request.url'),
      whole('a URL', 'export function handle(url: URL) {', 'url.href'),
      whole(
        'a URL that is put together',
        "import type { Request } from 'express'; export function handle(req: Request) {",
        "`https://${req.get('host')}${req.originalUrl}`",
      ),
      whole('a request that is sent', 'export function handle(config: AxiosConfig) {', 'config.url'),
    ],
  });
});

const HOST = {
  messageId: 'changed' as const,
  data: {
    what: 'attribute',
    old: 'http.host',
    new: 'server.address`, `client.address`, `http.request.header.host',
    note: 'Write one of `server.address`, `client.address`, `http.request.header.host`.',
  },
};

describe('half a migration', () => {
  const suggested = (output: string) => ({
    ...METHOD,
    suggestions: [{ messageId: 'rename' as const, data: { new: 'http.request.method' }, output }],
  });
  const inObject = (method: string) =>
    `${TRACER}tracer.startSpan('a', { attributes: { '${method}': m, 'http.host': h } });`;
  const oneByOne = (method: string) =>
    `${TRACER}tracer.startActiveSpan('a', (span) => { span.setAttribute('${method}', m); if (h) span.setAttribute('http.host', h); span.end(); });`;
  const startedAndGiven = (method: string) =>
    `${TRACER}export function f() { const span = tracer.startSpan('a', { attributes: { 'http.host': h } }); span.setAttribute('${method}', m); span.end(); }`;
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      ...[inObject, oneByOne].map((code) => ({
        name: `is only suggested: ${code.name}`,
        code: code('http.method'),
        output: null,
        errors: [suggested(code('http.request.method')), HOST],
      })),
      {
        name: 'what a span is given after its start',
        code: startedAndGiven('http.method'),
        output: null,
        errors: [HOST, suggested(startedAndGiven('http.request.method'))],
      },
      {
        name: 'another function has nothing to do with it',
        code: `${startedAndGiven('http.request.method')} export function g(span) { tracer.startSpan('b', { attributes: { 'http.method': m } }); }`,
        output: `${startedAndGiven('http.request.method')} export function g(span) { tracer.startSpan('b', { attributes: { 'http.request.method': m } }); }`,
        errors: [HOST, METHOD],
      },
      {
        name: 'another object has nothing to do with it',
        code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.host': h } }); tracer.startSpan('b', { attributes: { 'http.method': m } });`,
        output: `${TRACER}tracer.startSpan('a', { attributes: { 'http.host': h } }); tracer.startSpan('b', { attributes: { 'http.request.method': m } });`,
        errors: [HOST, METHOD],
      },
    ],
  });
});

describe('the conventions that a project follows', () => {
  const follows = (version: string, isInstalled = false) =>
    project({
      'package.json': { name: 'app', ...(isInstalled ? {} : { dependencies: { [SEMCONV]: version } }) },
      ...(isInstalled ? { [`node_modules/${SEMCONV}/package.json`]: { name: SEMCONV, version } } : {}),
    });
  const use = (name: string) => `${TRACER}tracer.startSpan('a', { attributes: { '${name}': system } });`;
  // Deprecated in 1.30.
  const DB = {
    code: use('db.system'),
    output: null,
    errors: [
      {
        messageId: 'revalued' as const,
        data: { what: 'attribute', old: 'db.system', new: 'db.system.name', note: '' },
      },
    ],
  };
  for (const [version, isInstalled] of [
    ['1.29.0', true],
    ['1.25.1', true],
    ['^1.28.0', false],
  ] as const)
    follows(version, isInstalled).run('no-deprecated-semconv', rule, {
      valid: [{ name: `${version} does not deprecate it`, code: use('db.system') }],
      invalid: [],
    });
  for (const [version, isInstalled] of [
    ['1.30.0', true],
    ['^1.30.0', false],
  ] as const)
    follows(version, isInstalled).run('no-deprecated-semconv', rule, { valid: [], invalid: [DB] });
  // Deprecated in 1.45: where no version is known, only what has been deprecated for long is reported.
  ruleTester.run('no-deprecated-semconv', rule, {
    valid: [{ name: 'no version, and deprecated lately', code: use('messaging.system') }],
    invalid: [{ name: 'no version, and deprecated for long', ...DB }],
  });
});

describe('a package that is published', () => {
  project({ 'package.json': { name: '@acme/instrumentation', files: ['dist'] } }).run(
    'no-deprecated-semconv',
    rule,
    {
      valid: [],
      invalid: [
        {
          name: 'another name breaks what its users have: only suggested',
          code: `${TRACER}tracer.startSpan('a', { attributes: { 'http.method': m } });`,
          output: null,
          errors: [
            {
              ...METHOD,
              suggestions: [
                {
                  messageId: 'rename',
                  data: { new: 'http.request.method' },
                  output: `${TRACER}tracer.startSpan('a', { attributes: { 'http.request.method': m } });`,
                },
              ],
            },
          ],
        },
      ],
    },
  );
});

describe('an instrumentation', () => {
  const code = `${TRACER}tracer.startSpan('a', { attributes: { 'http.method': m } });`;
  const dependencies = { '@opentelemetry/instrumentation': '^0.200.0' };
  const published = { name: '@acme/instrumentation-orders', files: ['build'] };
  for (const kind of ['dependencies', 'peerDependencies'])
    project({ 'package.json': { ...published, [kind]: dependencies } }).run('no-deprecated-semconv', rule, {
      valid: [{ name: `published, ${kind}`, code }],
      invalid: [],
    });
  const reported = (name: string) => ({
    valid: [],
    invalid: [{ name, code, output: code.replace('http.method', 'http.request.method'), errors: [METHOD] }],
  });
  project({ 'package.json': { name: 'orders', private: true, dependencies } }).run(
    'no-deprecated-semconv',
    rule,
    reported('a service that registers instrumentations'),
  );
});

describe('what TypeScript wrote beside its source', () => {
  const filename = 'src/orders.js';
  const code = lines(
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    "const { trace } = require('@opentelemetry/api');",
    "const tracer = trace.getTracer('shop');",
    "exports.load = (m) => tracer.startSpan('a', { attributes: { 'http.method': m } });",
  );
  const manifest = { name: 'orders', private: true };
  project({ 'package.json': manifest, 'src/orders.ts': 'export {};' }).run('no-deprecated-semconv', rule, {
    valid: [{ name: 'beside its source', code, filename, languageOptions: commonJs }],
    invalid: [],
  });
  project({ 'package.json': manifest }).run('no-deprecated-semconv', rule, {
    valid: [],
    invalid: [
      {
        name: 'without a source',
        code,
        filename,
        languageOptions: commonJs,
        output: code.replace('http.method', 'http.request.method'),
        errors: [METHOD],
      },
    ],
  });
});
