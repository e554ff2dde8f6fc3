import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import { SITE } from '../../model/text/pages.js';
import { printableJson } from '../../model/text/printable.js';
import { reasonText } from '../../model/text/reason.js';
import { shown } from '../files.js';
import type { FoundCall } from '../migrate.js';
import type { ChangedFile, RunResult } from '../run.js';
import { callIds } from './json.js';
import type { ReportOptions } from './options.js';

/** What is left alone, and why. */
const HOME = `${SITE}guides/codemod`;
/** The rule of calls that are, or would be, migrated. */
const MIGRATED = 'print-style-logging';

/** A report for code scanning (SARIF 2.1.0): what would be migrated as warnings, what is left alone as notes. */
export function sarifReport(result: RunResult, { cwd, preview }: ReportOptions): string {
  const results = result.files.flatMap((file) => resultsOf(file, cwd, preview));
  const rules = [...new Set(results.map(({ ruleId }) => ruleId ?? ''))].sort();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'obs-codemod', informationUri: HOME, rules: rules.map(ruleOf) } },
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(cwd).href}/` } },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: result.problems.map(({ path, reason }) => ({
              level: 'error',
              message: { text: reason },
              locations: [{ physicalLocation: { artifactLocation: artifactOf(path, cwd) } }],
            })),
          },
        ],
        results: results.map((each) => ({ ...each, ruleIndex: rules.indexOf(each.ruleId ?? '') })),
      },
    ],
  };
  return printableJson(`${JSON.stringify(log, null, 2)}\n`);
}

function ruleOf(id: string): ReportingDescriptor {
  const text = id === MIGRATED ? 'Print-style logging that a structured record takes the place of' : id;
  return { id, shortDescription: { text }, helpUri: HOME };
}

function resultsOf(file: ChangedFile, cwd: string, preview: boolean): readonly Result[] {
  const { path, migrated, left } = file;
  const text = file.text();
  const ids = callIds(shown(path, cwd), [...migrated, ...left], text);
  const common = (call: FoundCall) => ({
    locations: [locationOf(call, text.slice(...call.range), artifactOf(path, cwd))],
    partialFingerprints: { 'obsCodemod/v1': ids.get(call) ?? '' },
  });
  return [
    ...migrated.map((call): Result => ({
      ruleId: MIGRATED,
      level: preview ? 'warning' : 'note',
      message: { text: `${preview ? 'Would become' : 'Became'} \`${call.written}\`.` },
      ...common(call),
    })),
    ...left.map((call): Result => ({
      ruleId: call.reason.code,
      level: 'note',
      message: { text: `Left alone: ${reasonText(call.reason)}.` },
      ...common(call),
    })),
  ];
}

function locationOf(
  { line, column, end }: FoundCall,
  excerpt: string,
  artifactLocation: ArtifactLocation,
): Location {
  return {
    physicalLocation: {
      artifactLocation,
      region: {
        startLine: line,
        startColumn: column,
        endLine: end.line,
        endColumn: end.column,
        snippet: { text: excerpt },
      },
    },
  };
}

function artifactOf(path: string, cwd: string) {
  const uri = shown(path, cwd).split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: 'ROOT' };
}
