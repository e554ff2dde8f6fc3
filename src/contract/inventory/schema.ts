import { list, object, place, text } from '../json-schema.js';

/** What a metric is declared as. */
export const METRIC_KIND = {
  enum: ['counter', 'upDownCounter', 'gauge', 'histogram', 'summary', 'timer', 'unknown'],
};

/**
 * The JSON Schema of `obs-contract inventory --format json`, which says what `inventory.ts` says in TypeScript;
 * `npm run docs` writes it to `schema/inventory.json`.
 */
export const INVENTORY_SCHEMA = {
  type: 'object',
  properties: {
    version: { const: 1 },
    packages: {
      type: 'array',
      items: { $ref: '#/definitions/package' },
      description: 'Sorted by their folders.',
    },
  },
  required: ['version', 'packages'],
  additionalProperties: false,
  definitions: {
    package: object({
      name: text('The name in its manifest, else its folder’s.'),
      path: text('Its folder from the root; `.` is the root.'),
      exporters: list(
        object({ kind: { enum: ['registry', 'otel-prometheus', 'otlp', 'statsd', 'other'] }, at: place() }, [
          'kind',
        ]),
        'How metrics get to Prometheus, as far as the code says.',
      ),
      metrics: list({ $ref: '#/definitions/metric' }),
      unseenMetrics: list(
        place(),
        'Where the code writes metrics in Prometheus’ text format whose names nobody can read from it.',
      ),
      logs: list({ $ref: '#/definitions/log' }),
      spans: list({ $ref: '#/definitions/span' }),
      calls: list({ $ref: '#/definitions/call' }),
    }),
    place: object({
      file: text('From the root, with forward slashes.'),
      line: { type: 'integer', minimum: 1 },
      column: { type: 'integer', minimum: 1 },
    }),
    estimate: {
      description: 'How many there can be.',
      oneOf: [
        object({ is: { const: 'bounded' }, count: { type: 'integer', minimum: 0 } }),
        object({ is: { const: 'unbounded' }, reason: text() }),
        object({ is: { const: 'unknown' } }),
      ],
    },
    label: object(
      {
        name: text('As Prometheus shows it.'),
        writtenName: text('As the code writes it, where that is different.'),
        values: { $ref: '#/definitions/estimate' },
        list: list(text(), 'All values it can take, where they are a closed list; sorted.'),
      },
      ['name', 'values'],
    ),
    metric: object(
      {
        name: text('The name that the code gives; `*` stands for what is not seen of it.'),
        families: list(
          text(),
          'The names that Prometheus may know it by, before `_bucket`, `_sum` and `_count`: all that are possible where the exporter is not known.',
        ),
        library: text(),
        kind: METRIC_KIND,
        operations: list({ enum: ['add', 'subtract', 'set', 'record'] }, 'What is done with it.'),
        unit: text(),
        help: text(),
        labels: list({ $ref: '#/definitions/label' }),
        labelsAreOpen: { type: 'boolean', description: 'Labels may be set that are not seen.' },
        buckets: { oneOf: [{ const: 'default' }, list({ type: ['number', 'null'] })] },
        series: { $ref: '#/definitions/estimate' },
        from: text('The library that emits it by itself.'),
        definedAt: list({ $ref: '#/definitions/place' }),
        observedAt: list({ $ref: '#/definitions/place' }),
      },
      [
        'name',
        'families',
        'library',
        'kind',
        'operations',
        'labels',
        'labelsAreOpen',
        'series',
        'definedAt',
        'observedAt',
      ],
    ),
    log: object(
      {
        message: text('With `*` for each value, `\\*` for a star; left out where all of it is a value.'),
        level: text(),
        library: text(),
        fields: list(text()),
        fieldsAreOpen: { type: 'boolean', description: 'Fields may be there that are not seen.' },
        at: list({ $ref: '#/definitions/place' }),
      },
      ['level', 'library', 'fields', 'fieldsAreOpen', 'at'],
    ),
    span: object({
      name: text(),
      kind: { enum: ['internal', 'server', 'client', 'producer', 'consumer', 'unknown'] },
      library: text(),
      attributes: list(text()),
      attributesAreOpen: { type: 'boolean', description: 'Attributes may be set that are not seen.' },
      at: list({ $ref: '#/definitions/place' }),
    }),
    call: object({
      client: text(),
      transport: { enum: ['http', 'messaging'] },
      propagated: { enum: ['yes', 'no', 'unknown'], description: 'Whether the trace context goes along.' },
      at: place(),
    }),
  },
} as const;
