import { nameOfPath } from '../model/logs/field-name.js';
import { HOLDS_RECORD, type RecordNames, messageKeyIn, recordNames } from '../model/logs/record-names.js';
import { sourcesThatSay } from './package-sources.js';
import { type Project, query } from './project.js';

const MAX_BYTES = 300_000;

/** What the structured records of the package at a root call values. */
export const recordNamesOf = query((project, root): RecordNames =>
  recordNames(recordTexts(project, root), nameOfPath),
);

/** The key under which the package at a root gives its loggers the text of a record; undefined where too few modules agree. */
export const messageKeyUsed = query((project, root) => messageKeyIn(recordTexts(project, root)));

function recordTexts(project: Project, root: string): readonly string[] {
  return sourcesThatSay({ project, root }, HOLDS_RECORD).map((path) => project.read(path, MAX_BYTES) ?? '');
}
