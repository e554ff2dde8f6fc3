import { pathToFileURL } from 'node:url';
import { SITE } from '../../model/text/pages.js';
import { printableJson } from '../../model/text/printable.js';
import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { FoundCall } from '../migrate.js';
import type { ChangedFile, RunResult } from '../run.js';
import { callIds } from './json.js';
import type { ReportOptions } from './options.js';
import { type SarifResult, type SarifRule, sarifLog } from './sarif-log.js';

/** What is left alone, and why. */
const HOME = `${SITE}guides/codemod`;
/** The rule of calls that are, or would be, migrated. */
export const MIGRATED = 'print-style-logging';

const ROOT = 'ROOT';

/** A report for code scanning (SARIF 2.1.0): what would be migrated as warnings, what is left alone as notes. */
export function sarifReport(result: RunResult, { cwd, preview }: ReportOptions): string {
  const results = result.files.flatMap((file) => resultsOf(file, cwd, preview));
  const log = sarifLog({
    tool: 'obs-codemod',
    version: undefined,
    url: HOME,
    rules: [...new Set(results.map(({ rule }) => rule))].sort().map(ruleOf),
    results,
    invocation: {
      executionSuccessful: true,
      toolExecutionNotifications: result.problems.map(({ path, reason }) => ({
        level: 'error',
        message: { text: reason },
        locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path, cwd), uriBaseId: ROOT } } }],
      })),
    },
    bases: { [ROOT]: { uri: `${pathToFileURL(cwd).href}/` } },
  });
  return printableJson(log);
}

function ruleOf(id: string): SarifRule {
  const text = id === MIGRATED ? 'Print-style logging that a structured record takes the place of' : id;
  return { id, text, url: HOME };
}

function resultsOf(file: ChangedFile, cwd: string, preview: boolean): readonly SarifResult[] {
  const { path, migrated, left } = file;
  const text = file.text();
  const ids = callIds(shown(path, cwd), [...migrated, ...left], text);
  const at = (call: FoundCall) => ({
    uri: uriOf(path, cwd),
    base: ROOT,
    region: {
      startLine: call.line,
      startColumn: call.column,
      endLine: call.end.line,
      endColumn: call.end.column,
      snippet: { text: text.slice(...call.range) },
    },
    fingerprints: { 'obsCodemod/v1': ids.get(call) ?? '' },
  });
  return [
    ...migrated.map((call): SarifResult => ({
      rule: MIGRATED,
      level: preview ? 'warning' : 'note',
      message: `${preview ? 'Would become' : 'Became'} \`${call.written}\`.`,
      ...at(call),
    })),
    ...left.map((call): SarifResult => ({
      rule: call.reason.code,
      level: 'note',
      message: `Left alone: ${reasonText(call.reason)}.`,
      ...at(call),
    })),
  ];
}

function uriOf(path: string, cwd: string): string {
  return shown(path, cwd).split('/').map(encodeURIComponent).join('/');
}
