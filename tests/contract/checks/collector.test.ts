import { describe, expect, it } from 'vitest';
import type { SpanEntry } from '../../../src/contract/inventory/inventory.js';
import { judged, said } from './judge.js';

const HEAD = 'receivers:\n  otlp:\nexporters:\n  otlp/jaeger:\n  debug:\n';
const pipeline = (processors: string, exporters = '[otlp/jaeger]', receivers = '[otlp]') =>
  `service:\n  pipelines:\n    traces:\n      receivers: ${receivers}\n      processors: ${processors}\n      exporters: ${exporters}\n`;
const check = (id: string, ...texts: readonly string[]) =>
  said(id, judged(Object.fromEntries(texts.map((text, index) => [`otel/c${index}.yaml`, text])), {}));

describe('collector-removed', () => {
  it('is a component that is gone, by its type', () => {
    expect(check('collector-removed', 'receivers:\n  otlp:\nexporters:\n  jaeger/a:\n  logging:\n')).toEqual([
      'error 4:3 The Collector has no exporter `jaeger` any more. Use `otlp`, which Jaeger takes.',
      'error 5:3 The Collector has no exporter `logging` any more. Use `debug`.',
    ]);
  });

  it('is silent about `otlp/jaeger`, whose type is `otlp`, and about the receiver of that name', () => {
    expect(check('collector-removed', HEAD)).toEqual([]);
    expect(check('collector-removed', 'receivers:\n  jaeger:\nexporters:\n  debug:\n')).toEqual([]);
  });
});

describe('collector-removed, where a release is pinned', () => {
  const config = 'receivers:\n  otlp:\nexporters:\n  logging:\nprocessors:\n  spanmetrics:\n';
  const removed = (...images: readonly string[]) =>
    said(
      'collector-removed',
      judged(
        {
          'otel.yaml': config,
          ...Object.fromEntries(
            images.map((image, index) => [
              `compose${index}.yaml`,
              `services:\n  otel-collector:\n    image: ${image}\n`,
            ]),
          ),
        },
        {},
      ),
    ).map((line) => line.replace(/ \d+:\d+ /, ' '));
  const GONE = 'error The Collector has no exporter `logging` any more. Use `debug`.';
  const LATER = 'warning From 0.111 on the Collector has no exporter `logging`. Use `debug`.';

  it.each([
    ['otel/opentelemetry-collector:0.98.0'],
    ['otel/opentelemetry-collector-contrib:v0.110.0'],
    [
      'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib:0.98.0@sha256:00',
    ],
    ['{ repository: otel/opentelemetry-collector-k8s, tag: 0.98.0 }'],
  ])('it still has what is gone later: %s', (image) => {
    expect(removed(image)[0]).toBe(LATER);
    expect(removed(image)[1]).toMatch(/^warning A later Collector has no processor `spanmetrics`/);
  });

  it.each([
    ['otel/opentelemetry-collector:0.111.0'],
    ['otel/opentelemetry-collector:latest'],
    ['otel/opentelemetry-collector'],
    ['${OTEL_IMAGE}'],
    ['jaegertracing/all-in-one:0.98.0'],
  ])('it has not: %s', (image) => expect(removed(image)[0]).toBe(GONE));

  it('is the oldest of several', () => {
    expect(removed('otel/opentelemetry-collector:0.120.0', 'otel/opentelemetry-collector:0.98.0')[0]).toBe(
      LATER,
    );
  });
});

describe('collector-undefined', () => {
  it('is a component that a pipeline uses and nothing defines', () => {
    expect(check('collector-undefined', HEAD + pipeline('[batch]'))).toEqual([
      'error 10:20 `batch` is not defined under `processors`: the Collector does not start.',
    ]);
    expect(
      check('collector-undefined', `${HEAD}service:\n  extensions: [pprof]\n  pipelines: {}\n`),
    ).toHaveLength(1);
  });

  it('is silent about configurations that are merged', () => {
    const part =
      'receivers:\n  kafka:\nservice:\n  pipelines:\n    traces:\n      receivers: [otlp, kafka]\n';
    expect(check('collector-undefined', HEAD + pipeline('[]'), part)).toEqual([]);
  });

  it('is a warning where another part may be kept elsewhere', () => {
    const part = 'service:\n  pipelines:\n    traces:\n      exporters: [elsewhere]\n';
    expect(check('collector-undefined', part)[0]).toMatch(/^warning/);
  });

  it('is silent about connectors, variables, and what a chart defines itself', () => {
    const connector = `${HEAD}connectors:\n  spanmetrics:\n${pipeline('[]', '[spanmetrics]')}    metrics:\n      receivers: [spanmetrics]\n      exporters: ['\${env:EXPORTER}']\n`;
    expect(check('collector-undefined', connector)).toEqual([]);
    const values = `opentelemetry-collector:\n  config:\n    exporters:\n      kafka:\n    service:\n      pipelines:\n        traces:\n          receivers: [otlp]\n          processors: [memory_limiter, batch]\n          exporters: [kafka]\n`;
    expect(check('collector-undefined', values)).toEqual([]);
  });
});

describe('configurations that one Collector merges', () => {
  const files = (texts: Readonly<Record<string, string>>) =>
    said('collector-undefined', judged(texts, {})).map((line) => line.replace(/ \d+:\d+ /, ' '));
  const undefinedIn = (texts: Readonly<Record<string, string>>) =>
    files(texts).map((line) => line.split(' the ')[0]);
  const base = `${HEAD}${pipeline('[]')}`;
  const jaeger = 'service:\n  pipelines:\n    traces:\n      exporters: [otlp/jaeger, zipkin]\n';
  const zipkin = 'receivers:\n  kafka:\nexporters:\n  zipkin:\n';
  const compose = (command: string, more = '') =>
    `services:\n  otel-collector:\n    image: otel/opentelemetry-collector\n    command: ${command}\n${more}`;
  const ERROR = 'error `zipkin` is not defined under `exporters`:';
  const WARNING = 'warning `zipkin` is not defined under `exporters`:';

  it('are those that a command gives, wherever they are kept', () => {
    const texts = { 'base/otel.yaml': base, 'prod/jaeger.yaml': jaeger, 'prod/more/zipkin.yaml': zipkin };
    expect(undefinedIn(texts)).toEqual(['warning `otlp/jaeger` is not defined under `exporters`:', WARNING]);
    for (const command of [
      '["--config=/etc/otel.yaml", "--config=/etc/jaeger.yaml", "--config=/etc/zipkin.yaml"]',
      '--config=/etc/otel.yaml --config=/etc/jaeger.yaml --config file:/etc/zipkin.yaml',
      '["--config", "/etc/otel.yaml", "--config", "/etc/jaeger.yaml", "--config", "/etc/zipkin.yaml"]',
    ])
      expect(undefinedIn({ ...texts, 'compose.yaml': compose(command) })).toEqual([]);
  });

  it('are certain: what is left out is an error, though another file of the folder defines it', () => {
    const texts = { 'otel.yaml': base, 'jaeger.yaml': jaeger, 'zipkin.yaml': zipkin };
    expect(undefinedIn(texts)).toEqual([]);
    const command = '["--config=/etc/otel.yaml", "--config=/etc/jaeger.yaml"]';
    expect(undefinedIn({ ...texts, 'compose.yaml': compose(command) })).toEqual([ERROR]);
  });

  it('are mounted under other names, one by one or as a folder', () => {
    const texts = { 'otel/a.yaml': base, 'otel/b.yaml': jaeger, 'otel/c.yaml': zipkin, 'other/b.yaml': base };
    const command = '["--config=/conf/base.yaml", "--config=/conf.d/b.yaml"]';
    const volumes =
      '    volumes:\n      - ./otel/a.yaml:/conf/base.yaml:ro\n      - { type: bind, source: ./otel, target: /conf.d }\n';
    expect(undefinedIn({ ...texts, 'compose.yaml': compose(command, volumes) })).toEqual([ERROR]);
  });

  it('may be completed by what nobody sees: variables, addresses, files that hold nothing yet', () => {
    const texts = { 'otel.yaml': base, 'jaeger.yaml': jaeger };
    for (const config of [
      'env:MORE',
      'yaml:exporters::zipkin::',
      'https://example.org/c.yaml',
      '/etc/extras.yaml',
      '$MORE',
    ])
      expect(
        undefinedIn({
          ...texts,
          'compose.yaml': compose(
            `["--config=/etc/otel.yaml", "--config=/etc/jaeger.yaml", "--config=${config}"]`,
          ),
        }),
      ).toEqual([WARNING]);
  });

  it('replace the lists of those before them', () => {
    const dead = `${HEAD}${pipeline('[]', '[zipkin]')}`;
    const over = 'service:\n  pipelines:\n    traces:\n      exporters: [debug]\n';
    const texts = { 'otel.yaml': dead, 'over.yaml': over };
    const of = (...configs: readonly string[]) =>
      compose(JSON.stringify(configs.map((config) => `--config=/etc/${config}`)));
    expect(undefinedIn({ ...texts, 'compose.yaml': of('otel.yaml', 'over.yaml') })).toEqual([]);
    expect(undefinedIn({ ...texts, 'compose.yaml': of('over.yaml', 'otel.yaml') })).toEqual([ERROR]);
    const appended = `["--config=/etc/otel.yaml", "--config=/etc/over.yaml", "--feature-gates=confmap.enableMergeAppendOption"]`;
    expect(undefinedIn({ ...texts, 'compose.yaml': compose(appended) })).toEqual([ERROR]);
  });

  it('are several sets, where several commands give them', () => {
    const texts = { 'otel.yaml': base, 'jaeger.yaml': jaeger, 'zipkin.yaml': zipkin };
    const full = compose('["--config=/otel.yaml", "--config=/jaeger.yaml", "--config=/zipkin.yaml"]');
    const part = compose('["--config=/otel.yaml", "--config=/zipkin.yaml"]');
    expect(undefinedIn({ ...texts, 'compose.full.yaml': full, 'compose.yaml': part })).toEqual([]);
  });

  const indented = (text: string) => text.replace(/^/gm, '        ');
  const inline = (service: string, command: string) =>
    `${compose(command, `    configs: ${service}\n`)}configs:
  base:
    file: ./conf/first.yaml
  over:
    content: |
${indented(jaeger)}
  more:
    content: |
${indented(zipkin)}
`;

  it('are written out in a Compose file', () => {
    const texts = { 'conf/first.yaml': base, 'conf/zipkin.yaml': zipkin };
    const mounted = '[{ source: base, target: /etc/otel.yaml }, over, { source: more, target: /etc/m.yaml }]';
    const all = '["--config=/etc/otel.yaml", "--config=/over", "--config=/etc/m.yaml"]';
    expect(undefinedIn({ ...texts, 'compose.yaml': inline(mounted, all) })).toEqual([]);
    const some = '["--config=/etc/otel.yaml", "--config=/over"]';
    expect(undefinedIn({ ...texts, 'compose.yaml': inline(mounted, some) })).toEqual([ERROR]);
    // What is mounted there is not seen.
    const other = '["--config=/etc/otel.yaml", "--config=/etc/over.yaml"]';
    expect(undefinedIn({ ...texts, 'compose.yaml': inline(mounted, other) })).not.toContain(ERROR);
  });

  it.each([
    'FROM otel/opentelemetry-collector:0.120.0\nCOPY base.yaml /etc/otel.yaml\nCOPY jaeger.yaml /etc/over/\nCMD ["--config=/etc/otel.yaml", "--config", "/etc/over/jaeger.yaml"]\n',
    'FROM alpine AS build\nFROM otel/opentelemetry-collector\n# Merged in this order.\nADD --chown=1:1 base.yaml /conf/a.yaml\nENTRYPOINT /otelcol \\\n  # First.\n  --config=/conf/a.yaml \\\n  --config=/conf/jaeger.yaml\n',
    'FROM otel/opentelemetry-collector\nENTRYPOINT ["/otelcol"]\nCMD ["--config=base.yaml", "--config=jaeger.yaml"]\n',
  ])('are those that an image is started with: %s', (dockerfile) => {
    const texts = { 'otel/base.yaml': base, 'otel/jaeger.yaml': jaeger, 'otel/zipkin.yaml': zipkin };
    expect(undefinedIn(texts)).toEqual([]);
    for (const name of ['otel/Dockerfile', 'Dockerfile.otel', 'docker/otel.dockerfile'])
      expect(undefinedIn({ ...texts, [name]: dockerfile })).toEqual([ERROR]);
  });

  it('are not those of an image that starts something else, or with what is not seen', () => {
    const texts = { 'otel/base.yaml': base, 'otel/jaeger.yaml': jaeger, 'otel/zipkin.yaml': zipkin };
    for (const dockerfile of [
      'FROM node:24\nCMD ["node", "server.js", "--config=/etc/base.yaml"]\n',
      'FROM otel/opentelemetry-collector\nCMD ["--config=/etc/base.yaml", "--config=/etc/jaeger.yaml", "--config=env:MORE"]\n',
      'FROM otel/opentelemetry-collector\nCOPY *.yaml /etc/\nCMD ["--config=/etc/base.yaml", "--config=/etc/unseen.yaml"]\n',
      'FROM otel/opentelemetry-collector\n# CMD ["--config=/etc/base.yaml", "--config=/etc/jaeger.yaml"]\n',
    ])
      expect(undefinedIn({ ...texts, Dockerfile: dockerfile })).not.toContain(ERROR);
  });

  it('are given to a container by a config map', () => {
    const indented = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}\n`)
        .join('');
    const map = `apiVersion: v1\nkind: ConfigMap\ndata:\n  base.yaml: |\n${indented(base)}  jaeger.yaml: |\n${indented(jaeger)}`;
    const container = `---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - image: otel/opentelemetry-collector\n          args: ["--config=/conf/base.yaml", "--config=/conf/jaeger.yaml"]\n`;
    expect(undefinedIn({ 'k8s/otel.yaml': map + container })).toEqual([ERROR]);
  });

  it('are no configurations of another program', () => {
    const command = compose('["--config=/etc/cloudflared/config.yml"]');
    expect(
      undefinedIn({ 'otel.yaml': base + '    logs:\n      exporters: [zipkin]\n', 'compose.yaml': command }),
    ).toEqual([ERROR]);
  });

  it('include other files: what these define is not seen', () => {
    const included = `receivers:\n  otlp:\nexporters: \${file:exporters.yaml}\n${pipeline('[batch]', '[zipkin]')}`;
    expect(undefinedIn({ 'otel.yaml': included })).toEqual([
      'error `batch` is not defined under `processors`:',
    ]);
    const lists = `${HEAD}${pipeline('${file:processors.yaml}', '["${env:EXPORTER}"]')}`;
    expect(undefinedIn({ 'otel.yaml': lists })).toEqual([]);
  });

  it('are a chart’s values, in one file or several', () => {
    const values = (text: string) =>
      `collector:\n  config:\n${text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}\n`)
        .join('')}`;
    expect(undefinedIn({ 'values.yaml': values(base), 'values-prod.yaml': values(jaeger) })).toEqual([
      WARNING,
    ]);
    expect(
      undefinedIn({
        'values.yaml': values(base.replace('  debug:', '  debug:\n  zipkin:')),
        'values-prod.yaml': values(jaeger),
      }),
    ).toEqual([]);
  });

  it('of the operator are whole: no chart adds to them', () => {
    const config = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}\n`)
        .join('');
    const resource = (head: string, text: string) =>
      `apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nspec:\n  config: ${head}\n${config(text)}`;
    const batch = `${HEAD}${pipeline('[batch]')}`;
    const ERROR_BATCH = 'error `batch` is not defined under `processors`:';
    expect(undefinedIn({ 'a.yaml': resource('', batch) })).toEqual([ERROR_BATCH]);
    expect(undefinedIn({ 'a.yaml': resource('|', batch) })).toEqual([ERROR_BATCH]);
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    config:\n${config(batch).replace(/^/gm, '  ')}`;
    expect(undefinedIn({ 'a.yaml': release })).toEqual([]);
  });

  it('have one order of processors, that of the last', () => {
    const late = 'processors:\n  resource:\n  memory_limiter:\n';
    const texts = {
      'otel.yaml': HEAD + late + pipeline('[resource, memory_limiter]'),
      'over.yaml': 'service:\n  pipelines:\n    traces:\n      processors: [memory_limiter, resource]\n',
      'compose.yaml': compose('["--config=/otel.yaml", "--config=/over.yaml"]'),
    };
    expect(said('memory-limiter', judged(texts, {}))).toEqual([]);
    expect(said('memory-limiter', judged({ ...texts, 'compose.yaml': '' }, {}))).toHaveLength(1);
  });
});

describe('the order of processors', () => {
  const define = 'processors:\n  batch:\n  memory_limiter:\n  resource:\n  tail_sampling/a:\n';

  it('has the memory limiter first', () => {
    expect(check('memory-limiter', HEAD + define + pipeline('[resource, memory_limiter]'))).toEqual([
      'warning 15:30 Put `memory_limiter` first: `resource` has taken the data before it can refuse.',
    ]);
    expect(check('memory-limiter', HEAD + define + pipeline('[memory_limiter, resource]'))).toEqual([]);
    expect(check('memory-limiter', HEAD + define + pipeline('[resource]'))).toEqual([]);
  });

  it('has sampling before batching, and needs no batching', () => {
    expect(check('processor-order', HEAD + define + pipeline('[batch, tail_sampling/a]'))).toEqual([
      'warning 15:27 Put `tail_sampling/a` before `batch`: it splits the batches again.',
    ]);
    expect(check('processor-order', HEAD + define + pipeline('[tail_sampling/a, batch]'))).toEqual([]);
    expect(check('processor-order', HEAD + define + pipeline('[tail_sampling/a]'))).toEqual([]);
  });
});

describe('tail sampling', () => {
  const policies = (...lines: readonly string[]) =>
    `${HEAD}processors:\n  tail_sampling:\n    policies:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
  const slow = '{ name: slow, type: latency, latency: { threshold_ms: 500 } }';

  it('keeps traces with errors', () => {
    expect(check('tail-sampling-without-errors', policies(slow))).toEqual([
      'warning 7:3 No policy keeps traces with errors: add `status_code` with `status_codes: [ERROR]`.',
    ]);
    for (const policy of [
      '{ name: errors, type: status_code, status_code: { status_codes: [ERROR] } }',
      '{ name: all, type: always_sample }',
      '{ name: c, type: and, and: { and_sub_policy: [{ name: d, type: status_code, status_code: { status_codes: [ERROR] } }] } }',
      '{ name: ottl, type: ottl_condition, ottl_condition: { span: ["status.code == STATUS_CODE_ERROR"] } }',
    ])
      expect(check('tail-sampling-without-errors', policies(slow, policy))).toEqual([]);
  });

  const span: SpanEntry = {
    name: 'pay',
    kind: 'internal',
    library: 'opentelemetry',
    attributes: ['order.id', 'shop.*'],
    attributesAreOpen: false,
    at: [],
  };
  const attribute = (key: string, spans: readonly SpanEntry[], mentioned = false) =>
    said(
      'sampling-attribute-unknown',
      judged(
        {
          'c.yaml': policies(
            `{ name: a, type: string_attribute, string_attribute: { key: ${key}, values: [x] } }`,
          ),
        },
        { spans },
        { mentionedAttribute: () => (mentioned ? { file: 'a.go', line: 1, column: 1 } : undefined) },
      ),
    ).map((line) => line.split(' ')[0]);

  it('looks at attributes that code sets', () => {
    expect(attribute('tenant', [span])).toEqual(['error']);
    expect(attribute('tenant', [{ ...span, attributesAreOpen: true }])).toEqual(['warning']);
  });

  it('may look at ones that are set elsewhere, or that nobody sees', () => {
    for (const key of ['order.id', 'shop.kind', 'http.route', 'service.name'])
      expect(attribute(key, [span])).toEqual([]);
    expect(attribute('tenant', [span], true)).toEqual([]);
    expect(attribute('tenant', [])).toEqual([]);
  });
});
