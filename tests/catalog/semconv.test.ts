import { readFileSync } from 'node:fs';
import * as stable from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, it } from 'vitest';
import {
  DEPRECATED_ATTRIBUTES,
  DEPRECATED_METRICS,
  type Deprecation,
  SEMCONV_CONSTANTS,
} from '../../src/catalog/attributes/semconv.js';
import { TABLE, generateTable, readRegistry } from '../../tools/semconv.js';

const registry = readRegistry();

describe('the table of deprecated names', () => {
  it('is the one that the installed package gives', async () => {
    const table = await generateTable(registry);
    expect(
      readFileSync(TABLE, 'utf8') === table,
      `@opentelemetry/semantic-conventions ${registry.version} has other deprecated names than src/catalog/attributes/semconv.ts: run \`npm run semconv\`, and read the difference`,
    ).toBe(true);
  });

  // 256 notes in `experimental_attributes` and one in `stable_attributes`, 20 of them on values of attributes.
  it('accounts for every note of the package', () => {
    expect(registry.notes).toEqual({ attribute: 237, value: 20, metric: 96, event: 10 });
  });

  it('has what the package notes, what its first constants name, and three names from the migration guide', () => {
    const noted = new Set<unknown>(Object.values(incubating));
    const added = Object.keys(DEPRECATED_ATTRIBUTES).filter(
      (name) => !noted.has(name) && !name.endsWith('.<key>'),
    );
    const legacy = new Set(
      Object.entries(SEMCONV_CONSTANTS).flatMap(([constant, name]) =>
        constant.startsWith('SEM') ? [name] : [],
      ),
    );
    expect(Object.keys(DEPRECATED_ATTRIBUTES)).toHaveLength(237 + 30 + 1);
    expect(added.filter((name) => !legacy.has(name))).toEqual(['http.resend_count']);
    expect(Object.keys(DEPRECATED_METRICS)).toHaveLength(96 + 2);
    expect(Object.keys(DEPRECATED_METRICS).filter((name) => !noted.has(name))).toEqual([
      'http.client.duration',
      'http.server.duration',
    ]);
  });

  // With the 30 names of the first constants: 25 of them changed, 5 removed; and one rename from the guide.
  it('counts the kinds of change', () => {
    expect(changes(DEPRECATED_ATTRIBUTES)).toEqual({
      changed: 38,
      moved: 62,
      removed: 28,
      rename: 127,
      split: 13,
    });
    expect(changes(DEPRECATED_METRICS)).toEqual({ changed: 7, moved: 11, removed: 10, rename: 70 });
  });

  it('renames to names that are not deprecated themselves, but for what has moved to another registry', () => {
    for (const table of [DEPRECATED_ATTRIBUTES, DEPRECATED_METRICS]) {
      for (const [name, { change, to = [] }] of Object.entries(table)) {
        const again = to.filter((next) => (table[next]?.change ?? 'moved') !== 'moved');
        expect([name, change === 'rename' ? again : []]).toEqual([name, []]);
      }
    }
  });

  it('has the value of every constant right', () => {
    const exported: Readonly<Record<string, unknown>> = { ...stable, ...incubating };
    for (const [constant, name] of Object.entries(SEMCONV_CONSTANTS)) {
      const value = exported[constant];
      const call = value as (key: string) => unknown;
      expect([constant, typeof value === 'function' ? call('<key>') : value]).toEqual([constant, name]);
    }
  });
});

describe('what decides over a fix', () => {
  it.each<[string, string, Deprecation]>([
    ['a plain rename', 'http.method', { change: 'rename', to: ['http.request.method'] }],
    [
      'two names',
      'http.target',
      { change: 'split', to: ['url.path', 'url.query'], note: 'Split to `url.path` and `url.query`.' },
    ],
    [
      'values of which one is kept',
      'net.transport',
      { change: 'rename', to: ['network.transport'], values: ['pipe'] },
    ],
    [
      'a number that became a string',
      'db.cosmosdb.status_code',
      {
        change: 'changed',
        to: ['db.response.status_code'],
        note: 'Use `db.response.status_code` instead. Its values are of another type.',
      },
    ],
    [
      'a condition',
      'db.sql.table',
      {
        change: 'changed',
        to: ['db.collection.name'],
        note: 'Replaced by `db.collection.name`, but only if not extracting the value from `db.query.text`.',
      },
    ],
    [
      'a dispute between the registry and the migration guide',
      'http.request_content_length',
      {
        change: 'changed',
        to: ['http.request.header.content-length'],
        note: 'Replaced by `http.request.header.content-length`.',
      },
    ],
    ['a family of names', 'k8s.pod.labels.<key>', { change: 'rename', to: ['k8s.pod.label.<key>'] }],
    ['nothing', 'db.user', { change: 'removed' }],
    ['another registry', 'gen_ai.request.model', { change: 'moved' }],
  ])('%s: %s', (_, name, deprecation) => {
    expect(DEPRECATED_ATTRIBUTES[name]).toEqual(deprecation);
  });

  it.each(['http.server.duration', 'rpc.server.duration', 'db.client.connections.use_time'])(
    'a metric of another unit: %s',
    (name) => {
      expect(DEPRECATED_METRICS[name]).toMatchObject({
        change: 'changed',
        note: expect.stringContaining('unit `s`'),
      });
    },
  );
});

function changes(table: Readonly<Record<string, Deprecation>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { change } of Object.values(table)) counts[change] = (counts[change] ?? 0) + 1;
  return counts;
}
