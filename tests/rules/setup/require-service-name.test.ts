import { describe } from 'vitest';
import rule from '../../../rules/setup/require-service-name.js';
import { commonJs, lines, project } from '../rule-tester.js';

const NODE = "import { NodeSDK } from '@opentelemetry/sdk-node';";
const RESOURCE =
  "import { resourceFromAttributes, defaultResource, Resource } from '@opentelemetry/resources';";
const sdk = (options: string) =>
  lines(NODE, RESOURCE, `const sdk = new NodeSDK(${options});`, 'sdk.start();');
const valid = (name: string, options: string, head = '') => ({
  name,
  filename: 'src/tracing.ts',
  code: head + sdk(options),
});
const invalid = (name: string, options: string, head = '') => ({
  ...valid(name, options, head),
  errors: [{ messageId: 'nameless' as const, data: { sdk: 'NodeSDK', remedy: 'Pass `serviceName`' } }],
});
const app = { name: 'app', scripts: { start: 'node dist/main.js' } };

describe('a service with a name', () => {
  project({ 'package.json': app }).run('require-service-name', rule, {
    valid: [
      valid('serviceName', "{ serviceName: 'shop' }"),
      valid('serviceName from somewhere', '{ serviceName }'),
      valid('a resource', "{ resource: resourceFromAttributes({ 'service.name': 'shop' }) }"),
      valid('by the constant', "{ resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'shop' }) }"),
      valid(
        'by the old constant',
        '{ resource: new Resource({ [SemanticResourceAttributes.SERVICE_NAME]: name }) }',
      ),
      valid('by the older constant', '{ resource: new Resource({ [SEMRESATTRS_SERVICE_NAME]: name }) }'),
      valid(
        'merged',
        "{ resource: defaultResource().merge(resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'a' })) }",
      ),
      valid(
        'in a variable',
        '{ resource }',
        "const resource = resourceFromAttributes({ 'service.name': 'shop' });\n",
      ),
      valid('a resource made elsewhere', '{ resource: makeResource() }'),
      valid('a resource handed in', '{ resource: options.resource }'),
      valid('attributes made elsewhere', '{ resource: resourceFromAttributes(attributes) }'),
      valid('attributes spread', '{ resource: resourceFromAttributes({ ...base }) }'),
      valid('a key of its own', '{ resource: resourceFromAttributes({ [key]: 1 }) }'),
      valid('options made elsewhere', 'options'),
      valid('options spread', '{ ...options }'),
      valid('detectors', '{ resourceDetectors: [containerDetector] }'),
      valid('the environment set in code', '{}', "process.env.OTEL_SERVICE_NAME ??= 'shop';\n"),
      {
        name: 'a class of the project',
        filename: 'src/a.ts',
        code: "import { NodeSDK } from './sdk'; new NodeSDK();",
      },
      { name: 'a test', filename: 'src/tracing.test.ts', code: sdk('') },
    ],
    invalid: [],
  });
  const elsewhere: Readonly<Record<string, Readonly<Record<string, string | object>>>> = {
    'a script': { 'package.json': { ...app, scripts: { start: 'OTEL_SERVICE_NAME=shop node .' } } },
    'an environment file': { '.env.production': 'OTEL_SERVICE_NAME=shop' },
    'a Dockerfile': { Dockerfile: 'ENV OTEL_RESOURCE_ATTRIBUTES=service.name=shop' },
    compose: { 'docker-compose.yml': 'environment:\n  - OTEL_SERVICE_NAME=shop' },
    Kubernetes: { 'deploy/k8s/app.yaml': '- name: OTEL_SERVICE_NAME\n  value: shop' },
    Helm: { 'charts/shop/templates/_env.tpl': '- name: OTEL_SERVICE_NAME' },
    'serverless.yml': { 'serverless.yml': 'OTEL_SERVICE_NAME: shop' },
    pm2: { 'ecosystem.config.cjs': "module.exports = { env: { OTEL_SERVICE_NAME: 'shop' } };" },
    Terraform: { 'infra/main.tf': 'OTEL_SERVICE_NAME = "shop"' },
    'an operator': { 'k8s.yaml': "instrumentation.opentelemetry.io/inject-nodejs: 'true'" },
    'another file': { 'src/env.ts': "process.env.OTEL_SERVICE_NAME = 'shop';" },
  };
  for (const [name, files] of Object.entries(elsewhere)) {
    project({ 'package.json': app, ...files }).run('require-service-name', rule, {
      valid: [valid(name, '{}')],
      invalid: [],
    });
  }
});

describe('a service without a name', () => {
  project({ 'package.json': app, 'compose.yaml': 'environment:\n  - PORT=80' }).run(
    'require-service-name',
    rule,
    {
      valid: [],
      invalid: [
        invalid('no options', ''),
        invalid('other options', '{ traceExporter, instrumentations: [] }'),
        invalid('the default resource', '{ resource: defaultResource() }'),
        invalid(
          'other attributes',
          "{ resource: resourceFromAttributes({ 'deployment.environment': env, [ATTR_SERVICE_VERSION]: '1' }) }",
        ),
        invalid('merged of others', "{ resource: defaultResource().merge(new Resource({ team: 'a' })) }"),
        invalid('in a variable', 'options', 'const options = { instrumentations: [] };\n'),
        {
          name: 'a tracer provider',
          filename: 'src/tracing.js',
          languageOptions: commonJs,
          code: "const { NodeTracerProvider } = require('@opentelemetry/sdk-trace-node'); new NodeTracerProvider().register();",
          errors: [
            {
              messageId: 'nameless',
              data: {
                sdk: 'NodeTracerProvider',
                remedy: 'Pass a `resource` with the attribute `service.name`',
              },
            },
          ],
        },
      ],
    },
  );
});
