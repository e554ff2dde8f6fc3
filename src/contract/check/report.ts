import type { Colors } from 'picocolors/types.js';
import { codeQualityReport } from '../../codemod/report/code-quality.js';
import { sarifLog } from '../../codemod/report/sarif-log.js';
import { SITE, checkPage } from '../../model/text/pages.js';
import { printable, printableJson } from '../../model/text/printable.js';
import { holdsAnything } from '../artifacts/artifact.js';
import { type Severity, listed } from '../checks/check.js';
import { CHECKS } from '../checks/checks.js';
import type { CheckResult, ReportedFinding } from './check-artifacts.js';

/** Findings that say the same of the same thing, in one file. */
interface Group {
  readonly first: ReportedFinding;
  readonly others: readonly ReportedFinding[];
}

/** For people: by file, what is said more than once said once, errors before the rest. */
export function textReport(result: CheckResult, colors: Colors): string {
  const lines: string[] = [];
  for (const [file, findings] of byFile(result.findings)) {
    lines.push(colors.underline(printable(file)));
    const [collapsed, shown] = split(findings);
    for (const [check, list] of collapsed)
      lines.push(`  ${''.padEnd(9)} ${painted('info', colors)}  ${namesOf(list)}  ${colors.dim(check)}`);
    for (const { first, others } of grouped(shown)) {
      const at = `${first.position.line}:${first.position.column}`;
      lines.push(
        `  ${colors.dim(at.padEnd(9))} ${painted(first.severity, colors)}  ${printable(first.message)}  ${colors.dim(first.check)}`,
      );
      if (first.subject !== '') lines.push(`            ${colors.dim(`in ${printable(first.subject)}`)}`);
      if (others.length > 0) {
        const places = others.slice(0, 12).map(({ position }) => position.line);
        const more = others.length > places.length ? ` and ${others.length - places.length} more` : '';
        lines.push(`            ${colors.dim(`also line ${places.join(', ')}${more}`)}`);
      }
      for (const { message, at: place } of first.related.slice(0, 2))
        lines.push(
          `            ${colors.dim(`${printable(place.file)}:${place.line}  ${printable(message)}`)}`,
        );
    }
    lines.push('');
  }
  lines.push(...skippedLines(result, colors), ...summary(result));
  return `${lines.join('\n')}\n`;
}

/** More than so many remarks of one check in one file are said in one line. */
const MANY = 3;

function split(
  findings: readonly ReportedFinding[],
): readonly [ReadonlyMap<string, readonly ReportedFinding[]>, readonly ReportedFinding[]] {
  const remarks = new Map<string, ReportedFinding[]>();
  for (const finding of findings)
    if (finding.severity === 'info')
      remarks.set(finding.check, [...(remarks.get(finding.check) ?? []), finding]);
  for (const [check, list] of remarks) if (list.length <= MANY) remarks.delete(check);
  return [remarks, findings.filter(({ severity, check }) => severity !== 'info' || !remarks.has(check))];
}

function namesOf(findings: readonly ReportedFinding[]): string {
  const names = [...new Set(findings.map(({ name }) => name))];
  const summary = CHECKS.find(({ id }) => id === findings[0]?.check)?.summary ?? '';
  return `${printable(summary)}: ${printable(listed(names, 3))}`;
}

function painted(severity: Severity, colors: Colors): string {
  const text = severity.padEnd(7);
  if (severity === 'error') return colors.red(text);
  return severity === 'warning' ? colors.yellow(text) : colors.blue(text);
}

function byFile(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const files = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const list = files.get(finding.file);
    if (list) list.push(finding);
    else files.set(finding.file, [finding]);
  }
  return files;
}

function grouped(findings: readonly ReportedFinding[]): readonly Group[] {
  const groups = new Map<string, { first: ReportedFinding; others: ReportedFinding[] }>();
  for (const finding of findings) {
    const key = `${finding.check} ${finding.message}`;
    const group = groups.get(key);
    if (group) group.others.push(finding);
    else groups.set(key, { first: finding, others: [] });
  }
  return [...groups.values()];
}

/** What cannot be read: each fault, and templates once. */
function skippedLines({ skipped }: CheckResult, colors: Colors): readonly string[] {
  const lines = skipped
    .filter(({ kind }) => kind !== 'template')
    .map(
      ({ file, line, column, message }) =>
        `${colors.yellow('skipped')}  ${printable(file)}:${line}:${column}: ${printable(message)}`,
    );
  const templates = skipped.filter(({ kind }) => kind === 'template').map(({ file }) => printable(file));
  if (templates.length > 0) {
    const shown = templates.slice(0, 3).join(', ');
    const more = templates.length > 3 ? ` and ${templates.length - 3} more` : '';
    lines.push(
      `${colors.yellow('skipped')}  ${count(templates.length, 'template')} that only Helm can read: ${shown}${more}`,
    );
  }
  return lines.length > 0 ? [...lines, ''] : [];
}

function summary({ findings, artifacts, excused, known }: CheckResult): readonly string[] {
  const files = artifacts.filter(holdsAnything).length;
  if (files === 0) return ['No rules, dashboards, objectives or collector configuration found.'];
  const of = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const expressions = artifacts.reduce((sum, { queries }) => sum + queries.length, 0);
  const found = `${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}, ${of('info')} info`;
  const more = excused > 0 ? `; ${excused} excused` : '';
  const lines = [`${found} in ${count(files, 'file')} with ${count(expressions, 'expression')}${more}.`];
  if (!known.emitsMetrics && expressions > 0)
    lines.push(
      known.unseenMetrics.length > 0
        ? 'The names of the metrics that this code writes are not seen: names and labels were not checked. Give `--metrics`.'
        : 'No metric is defined in this code: names and labels were not checked. `obs-contract doctor` says why.',
    );
  return lines;
}

/** For machines: sorted, with relative paths, and the same for the same input. */
export function jsonReport({ findings, skipped, artifacts, excused }: CheckResult): string {
  const report = {
    version: 1,
    summary: {
      files: artifacts.filter(holdsAnything).length,
      expressions: artifacts.reduce((sum, { queries }) => sum + queries.length, 0),
      errors: findings.filter(({ severity }) => severity === 'error').length,
      warnings: findings.filter(({ severity }) => severity === 'warning').length,
      infos: findings.filter(({ severity }) => severity === 'info').length,
      excused,
    },
    findings: findings.map(
      ({ id, check, severity, message, file, position, end, subject, name, related }) => ({
        ...{ id, check, severity, message, file, line: position.line, column: position.column },
        ...(end ? { endLine: end.line, endColumn: end.column } : {}),
        ...{ subject, name },
        related: related.map(({ message: said, at }) => ({
          message: said,
          file: at.file,
          line: at.line,
          column: at.column,
        })),
      }),
    ),
    skipped: skipped.map(({ file, line, column, message }) => ({ file, line, column, message })),
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** For code scanning. The id of a finding is its fingerprint, so that moved lines open no new alert. */
export function sarifReport({ findings }: CheckResult, version: string): string {
  return sarifLog({
    tool: 'obs-contract',
    version,
    url: `${SITE}checks/`,
    rules: CHECKS.map(({ id, summary: text }) => ({ id, text, url: checkPage(id) })),
    results: findings.map(({ check, severity, message, file, position, end, id }) => ({
      rule: check,
      level: LEVELS[severity],
      message,
      uri: encodeURI(file),
      region: {
        startLine: position.line,
        startColumn: position.column,
        endLine: end?.line ?? position.line,
        endColumn:
          end && (end.line > position.line || end.column > position.column)
            ? end.column
            : position.column + 1,
      },
      fingerprints: { 'obs-contract/v1': id },
    })),
  });
}

const SEVERITIES = { error: 'major', warning: 'minor', info: 'info' } as const;

/** For GitLab's merge requests. */
export function gitlabReport({ findings }: CheckResult): string {
  return codeQualityReport(
    findings.map(({ check, severity, message, file, position, id }) => ({
      rule: check,
      message,
      severity: SEVERITIES[severity],
      path: file,
      line: position.line,
      id,
    })),
  );
}

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Annotations of GitHub Actions. */
export function githubReport({ findings }: CheckResult): string {
  return findings
    .map(({ severity, message, file, position, check }) => {
      const place = `file=${property(file)},line=${position.line},col=${position.column}`;
      return `::${COMMANDS[severity]} ${place},title=${property(check)}::${data(message)}\n`;
    })
    .join('');
}

function data(text: string): string {
  return printable(text).replace(/%/g, '%25');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
