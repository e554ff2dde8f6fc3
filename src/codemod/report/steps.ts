import { groupedBy } from '../../model/code/grouping.js';
import { printable } from '../../model/text/printable.js';
import { reasonText } from '../../model/text/reason.js';
import type { Origin } from '../doctor/origin.js';
import type { Shape } from '../doctor/shape.js';
import type { MessageFormat } from '../fix-format.js';
import type { LeftCall, LeftReason } from '../migrate.js';
import type { RunResult } from '../run.js';
import { type ReportOptions, count, pathText } from './options.js';

/** What brings more of what is left: one step each, and how many calls it is for. */
interface Gain {
  readonly calls: number;
  readonly step: string;
}

/** Steps that are worth a line. */
const MAX_GAINS = 5;

/** What to do after a run, the few steps that bring most of what is left at the end. */
export function nextSteps(result: RunResult, options: ReportOptions): readonly string[] {
  const changed = result.files.some((file) => file.before !== undefined);
  return [...(changed ? stepsOfChange(result, options) : []), ...gains(result, options.cwd)];
}

function stepsOfChange(result: RunResult, { preview, cwd }: ReportOptions): string[] {
  const steps: string[] = [];
  for (const target of result.targets) {
    const where = target.root === cwd ? '' : ` in ${pathText(target.root, cwd)}`;
    steps.push(`Logger${where}: ${chosenText(target)}.`);
    if (target.installCommand !== undefined)
      steps.push(
        target.isInstalled === true
          ? `Installed it${where}: ${target.installCommand}`
          : `Install it${where}: ${target.installCommand}`,
      );
    if (target.module.at === 'file' && target.module.create !== undefined) {
      steps.push(
        `Review ${pathText(target.module.path, cwd)}, which ${preview ? 'would be' : 'was'} created.`,
      );
    }
  }
  for (const { logger, calls } of result.contracts)
    steps.push(
      `\`${printable(logger.name)}\` of ${printable(logger.from)} is called as ${count(calls, 'call')} of it ${calls === 1 ? 'is' : 'are'}, ${logger.call}: look whether it writes fields.`,
    );
  for (const [path, isLogger] of new Map(result.fixedFormats.map((each) => [each.path, each.isLogger])))
    steps.push(
      `Review ${pathText(path, cwd)}, whose ${isLogger ? 'logger' : 'format'} ${preview ? 'would print' : 'prints'} fields now.`,
    );
  if (result.unchecked.length > 0)
    steps.push(
      `Check the types of ${count(result.unchecked.length, 'file')}: no tsconfig.json holds for them.`,
    );
  if (result.spies.length > 0)
    steps.push(
      testStep(result.spies, cwd, {
        ...{ one: 'spies on the console', many: 'spy on the console' },
        what: 'what is logged now is not printed there',
      }),
    );
  if (result.recordTests.length > 0 && changesRecords(result))
    steps.push(
      testStep(result.recordTests, cwd, {
        ...{ one: 'checks what a logger is called with', many: 'check what a logger is called with' },
        what: 'records that are written otherwise fail them',
      }),
    );
  if (preview) steps.push('Run without --dry-run or --check to write the changes.');
  else
    steps.push(
      'Review the difference, run your formatter and your tests, then go through the calls left alone.',
    );
  // Several projects of one package have the same logger to install.
  return [...new Set(steps)];
}

/** A logger and why it is taken; one without a name of its own is its module. */
function chosenText({ library, reason }: RunResult['targets'][number]): string {
  const isModule = reason.code === 'library-own' && reason.evidence === library;
  return isModule
    ? `what ${printable(library)} exports, the project's own`
    : `${library} (${printable(reasonText(reason))})`;
}

/** Tests that are named: more make no line that is read. */
const MAX_TESTS = 5;

/** Tests that fail, as a rule, until they expect what is logged now. */
function testStep(
  tests: readonly string[],
  cwd: string,
  { one, many, what }: { readonly one: string; readonly many: string; readonly what: string },
): string {
  const named = tests.slice(0, MAX_TESTS).map((path) => pathText(path, cwd));
  const others = tests.length - named.length;
  const list = `${named.join(', ')}${others > 0 ? ` and ${count(others, 'other')}` : ''}`;
  const who = tests.length === 1 ? `${list} ${one}` : `${tests.length} tests ${many} (${list})`;
  return `${who}: ${what}.`;
}

/** Whether a logger's call that was there is written otherwise now. */
function changesRecords({ files }: RunResult): boolean {
  return files.some(({ migrated }) => migrated.some(({ call }) => !call.startsWith('console.')));
}

/** The settings and flags that would bring most of what is left. */
function gains(result: RunResult, cwd: string): readonly string[] {
  const left = result.files.flatMap((file) => file.left.map((call) => ({ ...call, file })));
  const found: Gain[] = [];
  const ofKinds: Gain[] = [];
  const textAlone = left.filter(isFixable);
  for (const calls of groupedBy(textAlone, ({ format }) => format.path).values())
    found.push({ calls: calls.length, step: stepForTextLogger(calls, cwd) });
  const asText = result.files.flatMap(({ migrated }) => migrated.filter(isFixable));
  for (const calls of groupedBy(asText, ({ format }) => format.path).values())
    found.push({ calls: calls.length, step: stepForText(calls, cwd) });
  const unknown = groupedBy(
    left.filter((call) => call.logger !== undefined && !isFixable(call)),
    ({ logger }) => JSON.stringify(logger?.origin),
  );
  for (const calls of unknown.values()) {
    const [{ logger } = { logger: undefined }] = calls;
    if (logger) found.push({ calls: calls.length, step: stepForLogger(calls, logger.origin) });
  }
  const kinds = groupedBy(
    left.filter(({ file }) => file.excludedAs !== undefined),
    ({ file }) => file.excludedAs,
  );
  for (const [kind, calls] of kinds)
    ofKinds.push({
      calls: calls.length,
      step: `${count(calls.length, 'call')} ${verb(calls.length)} in ${KINDS[kind ?? ''] ?? kind}: --include ${kind} takes them in.`,
    });
  const isFixed = result.formats.some(({ edits }) => edits !== undefined);
  const losing = left.filter(
    ({ reason: { code } }) => code === 'fields-not-written' || (isFixed && code === 'format-unseen'),
  );
  if (losing.length > 0)
    found.push({ calls: losing.length, step: stepForFormat(losing.length, result, cwd) });
  for (const [code, advice] of Object.entries(ADVICE)) {
    const calls = left.filter(
      (call) => call.reason.code === code && !isFixable(call) && !losing.includes(call),
    );
    const [first] = calls;
    if (first) found.push({ calls: calls.length, step: advice(calls, first.reason) });
  }
  const most = (gains: readonly Gain[]) => [...gains].sort((a, b) => b.calls - a.calls);
  // What is left for the kind of its file is right to be left, as a rule.
  return [...most(found), ...most(ofKinds)].slice(0, MAX_GAINS).map(({ step }) => printable(step));
}

/** What --fix-format changes. */
interface Fixable {
  readonly format: MessageFormat;
}

/** Whether --fix-format changes the logger that a call is left for, or keeps values in its text for. */
function isFixable<Call extends Partial<Fixable>>(call: Call): call is Call & Fixable {
  return call.format?.edits !== undefined;
}

/** Which logger of the project's own calls keep values in their text for. */
function stepForText(calls: readonly Fixable[], cwd: string): string {
  const [first] = calls;
  const where = first ? ` at ${pathText(first.format.path, cwd)}:${first.format.line}` : '';
  return `${count(calls.length, 'call')} ${calls.length === 1 ? 'keeps its' : 'keep their'} values in the text for the project's own logger${where}, which prints nothing else: --fix-format has it print fields.`;
}

/** Which logger of the project's own prints its text alone. */
function stepForTextLogger(calls: readonly Fixable[], cwd: string): string {
  const [first] = calls;
  const where = first ? ` at ${pathText(first.format.path, cwd)}:${first.format.line}` : '';
  return `${count(calls.length, 'call')} would lose ${calls.length === 1 ? 'its' : 'their'} fields in the project's own logger${where}, which prints its text alone: --fix-format has it print them.`;
}

function stepForLogger(calls: readonly LeftCall[], logger: Origin): string {
  // Its source is there: what it does with an argument more would be lost silently.
  const isOwn = 'from' in logger && logger.from.startsWith('.');
  const named =
    'from' in logger
      ? `\`${logger.name}\` of ${logger.from}`
      : `\`${'global' in logger ? logger.global : logger.called}\``;
  const setting = JSON.stringify({ ...logger, call: exampleOf(calls) }).replace(/([{,:])(?=")/g, '$1 ');
  return `${count(calls.length, 'call')} ${calls.length === 1 ? 'uses' : 'use'} ${named}, ${isOwn ? 'which is not seen to write fields: have it take some, then say how' : 'whose contract is unknown: say it'} in package.json, for example "observability": { "loggers": [${setting.replace(/\}$/, ' }')}] }.`;
}

/** How the logger may be called, by how most of its calls begin. */
function exampleOf(calls: readonly LeftCall[]): string {
  const begin = (...wanted: Shape) =>
    calls.filter(({ logger }) => wanted.every((each, i) => logger?.shape[i] === each)).length * 2 >
    calls.length;
  if (begin('fields', 'text')) return 'info(fields, message)';
  return begin('text', 'text') ? 'info(context, message, fields)' : 'info(message, fields)';
}

/** Where the format is that would lose fields, and what changes it. */
function stepForFormat(calls: number, { formats }: RunResult, cwd: string): string {
  const format = formats.find(({ edits }) => edits !== undefined) ?? formats[0];
  const where = format ? ` at ${pathText(format.path, cwd)}:${format.line}` : '';
  const what = format?.edits ? '--fix-format has it print them' : 'have it print them, then run again';
  return `${count(calls, 'call')} would lose ${calls === 1 ? 'its' : 'their'} fields in the format of the logger${where}: ${what}.`;
}

const KINDS: Readonly<Record<string, string>> = {
  cli: 'command lines',
  scripts: 'scripts, seeds and migrations',
  tests: 'tests',
  browser: 'browser code',
};

function verb(number: number): string {
  return number === 1 ? 'is' : 'are';
}

type Advice = (calls: readonly LeftCall[], reason: LeftReason) => string;

/** What helps against a reason, where it is not the settings. */
const ADVICE: Readonly<Partial<Record<LeftReason['code'], Advice>>> = {
  'home-made-logger': (calls, reason) =>
    `${count(calls.length, 'call')} could be written with the project's own logger${'evidence' in reason ? `, ${reason.evidence}` : ''}: name it with --logger and --logger-import.`,
  'workspace-logger-unknown': (calls, reason) =>
    `${count(calls.length, 'call')} could be written with the workspace's logger${'evidence' in reason ? `, ${reason.evidence}` : ''}: name it with --logger and --logger-import.`,
  'workspace-logger-out-of-reach': (calls, reason) =>
    `${count(calls.length, 'call')} could be written with the workspace's logger${'evidence' in reason ? `, ${reason.evidence}` : ''}: have their packages depend on it, then run again.`,
  'error-holds-request': (calls) =>
    `${count(calls.length, 'call')} ${calls.length === 1 ? 'logs an error' : 'log errors'} that can hold a request with its credentials: have the logger redact them, then run again.`,
  'allowed-by-comment': (calls) =>
    `${count(calls.length, 'call')} ${verb(calls.length)} excused by a comment: --include excused takes them in, and removes the comments.`,
  'sensitive-value': (calls) =>
    `${count(calls.length, 'call')} may log a secret: review ${calls.length === 1 ? 'it' : 'them'} first.`,
};
