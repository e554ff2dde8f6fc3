import { nameOfPath } from '../model/logs/field-name.js';
import { HOLDS_RECORD, type RecordNames, recordNames } from '../model/logs/record-names.js';
import { sourcesThatSay } from './package-sources.js';
import { query } from './project.js';

const MAX_BYTES = 300_000;

/** What the structured records of the package at a root call values. */
export const recordNamesOf = query((project, root): RecordNames =>
  recordNames(
    sourcesThatSay({ project, root }, HOLDS_RECORD).map((path) => project.read(path, MAX_BYTES) ?? ''),
    nameOfPath,
  ),
);
