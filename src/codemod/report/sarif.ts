import { pathToFileURL } from 'node:url';
import { SITE } from '../../model/text/pages.js';
import { printableJson } from '../../model/text/printable.js';
import { shown } from '../files.js';
import type { ChangedFile, RunResult } from '../run.js';
import { MIGRATED, callFindings } from './findings.js';
import type { ReportOptions } from './options.js';
import { type SarifResult, type SarifRule, sarifLog } from './sarif-log.js';

/** What is left alone, and why. */
const HOME = `${SITE}guides/codemod`;
const ROOT = 'ROOT';

/** A report for code scanning (SARIF 2.1.0): what would be migrated as warnings, what is left alone as notes. */
export function sarifReport(result: RunResult, options: ReportOptions): string {
  const { cwd } = options;
  const results = result.files.flatMap((file) => resultsOf(file, options));
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

function resultsOf(file: ChangedFile, options: ReportOptions): readonly SarifResult[] {
  const text = file.text();
  return callFindings(file, options).map(({ call, rule, message, isMigrated, id }) => ({
    rule,
    level: isMigrated && options.preview ? 'warning' : 'note',
    message,
    uri: uriOf(file.path, options.cwd),
    base: ROOT,
    region: {
      startLine: call.line,
      startColumn: call.column,
      endLine: call.end.line,
      endColumn: call.end.column,
      snippet: { text: text.slice(...call.range) },
    },
    fingerprints: { 'obsCodemod/v1': id },
  }));
}

function uriOf(path: string, cwd: string): string {
  return shown(path, cwd).split('/').map(encodeURIComponent).join('/');
}
