import { describe, expect, it } from 'vitest';
import { type Reason, type Reasons, reasonText, unboundedPart } from '../../../src/model/text/reason.js';
import {
  DISCLOSURE_TEXTS,
  IGNORED_OPTION_TEXTS,
  LOST_VALUE_TEXTS,
} from '../../../src/model/text/reasons/attributes.js';
import { CARDINALITY_TEXTS } from '../../../src/model/text/reasons/cardinality.js';
import { BUCKET_TEXTS, NAME_TEXTS } from '../../../src/model/text/reasons/metrics.js';
import { LIBRARY_TEXTS, MIGRATION_TEXTS } from '../../../src/model/text/reasons/migration.js';
import { EXECUTION_TEXTS, EXIT_TEXTS } from '../../../src/model/text/reasons/paths.js';
import { PROPAGATION_TEXTS } from '../../../src/model/text/reasons/propagation.js';
import { REWRITING_TEXTS } from '../../../src/model/text/reasons/rewriting.js';
import { ROLE_TEXTS } from '../../../src/model/text/reasons/role.js';

const TABLES = {
  BUCKET_TEXTS,
  CARDINALITY_TEXTS,
  DISCLOSURE_TEXTS,
  EXECUTION_TEXTS,
  EXIT_TEXTS,
  IGNORED_OPTION_TEXTS,
  LIBRARY_TEXTS,
  LOST_VALUE_TEXTS,
  MIGRATION_TEXTS,
  NAME_TEXTS,
  PROPAGATION_TEXTS,
  REWRITING_TEXTS,
  ROLE_TEXTS,
};
const CODES = Object.values(TABLES).flatMap((table) => Object.keys(table)) as (keyof Reasons)[];

/** Codes whose reasons carry data. */
type WithData = {
  [Code in keyof Reasons]: unknown extends Reasons[Code] ? never : Code;
}[keyof Reasons];

const seen = { evidence: 'seenHere' };
const line = { line: 4711 };

/** A reason of every such code; one that is missing, or lacks a part of its data, is a type error. */
const DATA: { readonly [Code in WithData]: Reasons[Code] } = {
  'raw-path': seen,
  'raw-url': seen,
  'path-parameter': seen,
  query: seen,
  header: seen,
  cookie: seen,
  'client-address': seen,
  'user-agent': seen,
  'request-id': seen,
  'trace-id': seen,
  'span-id': seen,
  random: seen,
  milliseconds: seen,
  clock: seen,
  moment: seen,
  hash: seen,
  'error-text': seen,
  'error-as-text': seen,
  'typed-values': { count: 4711 },
  'listed-values': { count: 4711, ...seen },
  'enum-members': { count: 4711, ...seen },
  'at-most': { count: 4711 },
  'per-owner': { subject: 'fieldmouse' },
  'made-elsewhere': seen,
  'result-unseen': seen,
  'filled-by-computed-names': seen,
  'filled-elsewhere': seen,
  'may-inject': seen,
  'cli-parser': seen,
  'cli-script': seen,
  'package-script': seen,
  'build-tool': seen,
  'message-key-unseen': { library: 'fieldmouse' },
  'text-or-fields': seen,
  'not-text': seen,
  'needs-error': seen,
  'unknown-argument': seen,
  'maybe-context': seen,
  'error-key-taken': seen,
  'callers-message': seen,
  'sensitive-value': seen,
  'error-properties-lost': { library: 'someLibrary' },
  'method-unknown': seen,
  'two-errors': { first: 'oneError', second: 'otherError' },
  'error-not-serialized': { library: 'someLibrary', needs: 'someOption' },
  'percent-in-message': { library: 'someLibrary' },
  'import-left-unused': seen,
  'logger-class-taken': seen,
  'import-path': seen,
  'writes-no-records': { library: 'someLibrary' },
  'type-error': seen,
  'syntax-error': seen,
  'no-such-module': seen,
  'ignored-by-comment': seen,
  'home-made-logger': seen,
  'logger-other-language': seen,
  'deployed-apart': seen,
  'shared-by-programs': seen,
  'workspace-logger-unknown': seen,
  'workspace-logger-needs-package': seen,
  'workspace-logger-out-of-reach': { ...seen, library: 'someLibrary' },
  'no-logger-module': { library: 'someLibrary' },
  'library-dependency': seen,
  'library-workspace': seen,
  'library-per-file': seen,
  'library-own': seen,
  'library-default': { library: 'someLibrary' },
  'bucket-not-finite': { bucket: Infinity },
  'buckets-unsorted': { bucket: 4711, before: 4712 },
  'bucket-duplicated': { bucket: 4711 },
  'buckets-off-scale': { unit: 'ms', largest: 4711 },
  'default-buckets': { unit: 'ms', defaultUnit: 's' },
  'suffix-of-series': { kind: 'summary', ...seen },
  'suffix-of-another-kind': { kind: 'gauge', evidence: 'bucket' },
  'total-on-no-counter': { kind: 'gauge' },
  'type-in-name': seen,
  'not-base-unit': { unit: 'fathoms', ...seen, base: 'metres' },
  'unit-abbreviated': { unit: 'fathoms', ...seen },
  'unit-contradicted': { unit: 'fathoms', ...seen, declared: 'metres' },
  'unit-in-name': { ...seen, ucum: '[fth_i]' },
  'unit-repeated': seen,
  'unit-not-seconds': { declared: 'fortnights' },
  'unit-not-ucum': { declared: 'fathoms', better: '[fth_i]' },
  'label-reserved': { ...seen, kind: 'histogram' },
  'label-not-allowed': seen,
  'label-underscores': seen,
  'label-of-distributions': { evidence: 'quantile' },
  'label-not-snake-case': seen,
  instance: { subject: 'Fieldmouse' },
  'array-with': { element: { code: 'regexp' } },
  'array-of-types': { types: ['bigint', 'symbol'] },
  'parent-span-option': seen,
  'renamed-option': { subject: 'links' },
  'statement-throws': line,
  'code-throws': { ...seen, ...line },
  'promise-rejects': { ...seen, ...line },
  'promise-fulfils': { ...seen, ...line },
  overwritten: { ...seen, ...line },
  returns: line,
  'leaves-loop': line,
  'after-catch': line,
  'at-end': line,
  'every-event': seen,
};

/** How data is told that is not written as it is. */
const TOLD: Readonly<Record<string, string>> = {
  'buckets-off-scale unit': 'milliseconds',
  'default-buckets unit': 'milliseconds',
  'default-buckets defaultUnit': 'seconds',
  'array-with element': 'a RegExp',
};

function reasonOf(code: keyof Reasons): Reason {
  return { code, ...(DATA as Readonly<Record<string, object>>)[code] } as Reason;
}

describe('the text of a reason', () => {
  it.each(CODES)('%s: is part of a sentence, with all that the reason carries', (code) => {
    const { code: is, ...data } = reasonOf(code);
    expect(is).toBe(code);
    const text = reasonText(reasonOf(code));
    expect(text.trim()).toBe(text);
    expect(text).not.toMatch(/undefined(?!`)|null(?!`)|\[object|\{\{|[.:,;]$|^$/);
    for (const [key, value] of Object.entries(data))
      for (const each of [TOLD[`${code} ${key}`] ?? (value as string | number | string[])].flat())
        expect(text).toContain(String(each));
  });

  it('is another for every other code of its table, and no two tables share a code', () => {
    expect(CODES.toSorted()).toEqual([...new Set(CODES)].toSorted());
    for (const table of Object.values(TABLES)) {
      const texts = (Object.keys(table) as (keyof Reasons)[]).map((code) => reasonText(reasonOf(code)));
      expect(texts.toSorted()).toEqual([...new Set(texts)].toSorted());
    }
  });

  it('names the part of a span’s name that was seen, else the whole', () => {
    expect(unboundedPart({ code: 'raw-path', evidence: 'req.path' }, 'name')).toEqual({
      part: 'req.path',
      text: 'one value per path',
    });
    expect(unboundedPart({ code: 'per-owner', subject: 'user' }, 'user.id')).toEqual({
      part: 'user.id',
      text: 'one value per user',
    });
  });
});
