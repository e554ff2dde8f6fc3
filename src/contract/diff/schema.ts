import { INVENTORY_SCHEMA, METRIC_KIND } from '../inventory/schema.js';
import { list, object, place, text } from '../json-schema.js';

const { estimate, log, place: definedPlace, span } = INVENTORY_SCHEMA.definitions;
const texts = list(text());
const either = { anyOf: [text(), texts] };
const values = { type: 'array', items: { type: ['string', 'number'] } };

/** The JSON Schema of `obs-contract diff --format json`; `npm run docs` writes it to `schema/diff.json`. */
export const DIFF_SCHEMA = {
  ...object({
    version: { const: 1 },
    ref: text('The commit that is compared with, as it was asked for.'),
    commit: text('Its full id.'),
    breaks: {
      type: 'integer',
      minimum: 0,
      description: 'Changes of metrics that make the exit code 1: not those that are allowed.',
    },
    metrics: list(
      { $ref: '#/definitions/metricChange' },
      'A metric with several changes has one of them each.',
    ),
    series: object({
      before: count('Of all metrics that are bounded together, at most.'),
      after: count(),
      metrics: list(
        object(
          {
            name: text(),
            before: { $ref: '#/definitions/estimate' },
            after: { $ref: '#/definitions/estimate' },
          },
          ['name'],
        ),
        'Of each metric whose estimate changed.',
      ),
    }),
    logs: list(event('log')),
    spans: list(event('span')),
  }),
  definitions: {
    place: definedPlace,
    estimate,
    log,
    span,
    metricChange: object(
      {
        name: text('As it was, where it is renamed.'),
        package: text('The package that has it, or had it.'),
        from: text('The library that emits it by itself.'),
        at: place(),
        isBreak: flag('Whoever reads it by its old name, label or kind reads nothing, or something else.'),
        isAllowed: flag('By `--allow`.'),
        readers: list(
          object({ kind: text(), name: text(), at: place() }),
          'Alerts, panels and objectives that read what it breaks.',
        ),
        change: {
          enum: ['added', 'removed', 'renamed', 'kind', 'unit', 'names', 'labels', 'values', 'buckets'],
        },
        kind: METRIC_KIND,
        to: text('The new name.'),
        evidence: list(text(), 'Why it is the same metric.'),
        label: text('The label whose values changed.'),
        before: either,
        after: either,
        removed: values,
        added: values,
      },
      ['name', 'package', 'isBreak', 'isAllowed', 'readers', 'change'],
    ),
  },
};

function event(of: 'log' | 'span'): object {
  const entry = { $ref: `#/definitions/${of}` };
  return object({ change: { enum: ['added', 'removed', 'changed'] }, before: entry, after: entry }, [
    'change',
  ]);
}

function count(description?: string): object {
  return { type: 'number', minimum: 0, ...(description !== undefined && { description }) };
}

function flag(description: string): object {
  return { type: 'boolean', description };
}
