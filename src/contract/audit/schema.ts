import { INVENTORY_SCHEMA } from '../inventory/schema.js';
import { list, object, place, text } from '../json-schema.js';

const level = { type: 'integer', minimum: 0, maximum: 7 };

/** The JSON Schema of `obs-contract audit --format json`; `npm run docs` writes it to `schema/audit.json`. */
export const AUDIT_SCHEMA = {
  ...object({
    version: { const: 1 },
    services: list(
      object({
        name: text(),
        path: text('Its folder from the root; `.` is the root.'),
        level: { ...level, description: 'The highest that holds with all below it.' },
        levels: list(
          object(
            {
              level,
              title: text(),
              state: { enum: ['proven', 'not found', 'contradicted'] },
              evidence: list(
                object(
                  {
                    what: text(),
                    at: place(),
                    more: { type: 'integer', minimum: 0, description: 'How many more there are like it.' },
                  },
                  ['what', 'more'],
                ),
              ),
              next: text('What to do where it is not proven.'),
              provenBy: text('The rules or checks that show when it is done.'),
            },
            ['level', 'title', 'state', 'evidence', 'next'],
          ),
        ),
        signals: list(
          object(
            {
              signal: text('latency, traffic, errors, saturation; others where the code shows them.'),
              emitted: text('The metric.'),
              onDashboard: text('The panel.'),
              alertedOn: text('The alert.'),
            },
            ['signal'],
          ),
        ),
        levelName: text(),
        nextStep: { type: ['string', 'null'] },
      }),
    ),
    libraries: list(text(), 'Folders of packages that are no services.'),
  }),
  definitions: { place: INVENTORY_SCHEMA.definitions.place },
};
