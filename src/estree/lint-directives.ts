import type { TSESTree } from '@typescript-eslint/types';
import type { FileSyntax } from './syntax.js';

type Comment = TSESTree.Comment;

/** Where comments switch a lint rule off, whichever linter they are written for. */
export interface Allowed {
  isOn(line: number): boolean;
}

/** Text that a directive has: the question that most files answer with no. */
const MAY_DIRECT = /(?:lint|biome|rome)[-:]/;

/** The rule as ESLint and oxlint, Biome, TSLint and Deno know it. */
const NO_CONSOLE = /(?:^|[\s,/])no-console(?![\w-])|\bnoConsole(?:Log)?\b/;

/** The rule of this plugin on the same calls: `observability/no-console-logging`. */
const OWN_RULE = /(?:^|[\s,/])no-console-logging(?![\w-])/;

/** `eslint-disable-next-line no-console -- why`, `tslint:disable:no-console`, `oxlint-disable`. */
const DIRECTIVE =
  /^[\s*]*(?:eslint|oxlint|tslint|deno-lint)[-:](disable-next-line|disable-line|disable|enable|ignore-file|ignore)(?![\w-])[:\s]*/;
/** `biome-ignore lint/suspicious/noConsole: why`; without a rule it is a whole group, or all of them. */
const BIOME = /^[\s*]*(?:biome|rome)-ignore(-all|-start|-end)?\s+lint((?:\/\w+)*)/;
/** `eslint no-console: "off"` */
const CONFIGURATION = /^[\s*]*eslint\s[\s\S]*\bno-console['"]?\s*:\s*(?:\[\s*)?(?:0|['"]off['"])/;

/** What a comment does to the rule: switches it off in the file, from here on, on its line or on the next; or on again. */
type Effect = 'file' | 'begin' | 'end' | 'line' | 'next';

/** A comment that switches the rule off, and the lines on which it does. */
export interface Excuse {
  readonly comment: Comment;
  /** The comment that switches it on again. */
  readonly end?: Comment;
  readonly from: number;
  readonly to: number;
}

interface File {
  readonly syntax: FileSyntax;
  readonly text: string;
}

/** The lines of a file on which a comment allows the console. */
export function consoleAllowed(file: File): Allowed {
  return within(excusesOf(file));
}

/** The lines of a file on which a comment suppresses what this plugin reports of the console. */
export function consoleSuppressed(file: File): Allowed {
  if (!file.text.includes('no-console-logging')) return within([]);
  return within(excuses(file, (text) => (OWN_RULE.test(namesOf(text)) ? scopeOf(text) : undefined)));
}

function within(all: readonly Excuse[]): Allowed {
  return { isOn: (line) => all.some(({ from, to }) => from <= line && line <= to) };
}

/** Whether a comment is for a linter, not for readers. */
export function isDirective(comment: string): boolean {
  return DIRECTIVE.test(comment);
}

/** The comments of a file that allow the console. */
export function excusesOf(file: File): readonly Excuse[] {
  return excuses(file, effectOf);
}

function excuses(file: File, read: (comment: string) => Effect | undefined): readonly Excuse[] {
  if (!MAY_DIRECT.test(file.text) && !/\beslint\s/.test(file.text)) return [];
  const found: Excuse[] = [];
  let open: number | undefined;
  for (const comment of file.syntax.comments) {
    const what = read(comment.value);
    if (what === undefined) continue;
    const first = file.syntax.lineOf(comment.range[0]);
    const last = file.syntax.lineOf(comment.range[1]);
    if (what === 'line') found.push({ comment, from: first, to: first });
    else if (what === 'next') found.push({ comment, from: last + 1, to: last + 1 });
    else if (what === 'end') {
      const begun = open === undefined ? undefined : found[open];
      if (open !== undefined && begun) found[open] = { ...begun, to: first, end: comment };
      open = undefined;
    } else if (open === undefined) {
      open = found.length;
      found.push({ comment, from: what === 'file' ? 0 : first, to: Infinity });
    }
  }
  return found;
}

/**
 * What is left of a directive when it no longer names the rule: its text, `''` where it named nothing else; undefined where it is for
 * more than can be taken apart.
 */
export function withoutRule(comment: string): string | undefined {
  if (CONFIGURATION.test(comment)) return /^[\s*]*eslint\s[^,{}]*$/.test(comment) ? '' : undefined;
  const [, , group] = BIOME.exec(comment) ?? [];
  if (group !== undefined) return NO_CONSOLE.test(group) ? '' : undefined;
  const [head = ''] = DIRECTIVE.exec(comment) ?? [];
  const rest = comment.slice(head.length);
  const named = rest.replace(/(?:^|\s)--[\s\S]*/, '');
  const names = named.split(/[\s,]+/).filter((name) => name !== '');
  const others = names.filter((name) => !NO_CONSOLE.test(name));
  if (head === '' || names.length === others.length) return undefined;
  return others.length === 0 ? '' : head + others.join(', ') + rest.slice(named.trimEnd().length);
}

function effectOf(text: string): Effect | undefined {
  if (CONFIGURATION.test(text)) return 'file';
  const [, scope, group] = BIOME.exec(text) ?? [];
  if (group !== undefined)
    return ['', '/suspicious'].includes(group) || NO_CONSOLE.test(group)
      ? BIOME_SCOPES[scope ?? '']
      : undefined;
  const named = namesOf(text);
  return named === '' || NO_CONSOLE.test(named) ? scopeOf(text) : undefined;
}

/** What a directive is for; the same text of a comment that is none. */
function namesOf(text: string): string {
  return text
    .replace(DIRECTIVE, '')
    .replace(/(?:^|\s)--[\s\S]*/, '')
    .trim();
}

function scopeOf(text: string): Effect | undefined {
  const [, directive] = DIRECTIVE.exec(text) ?? [];
  return directive === undefined ? undefined : SCOPES[directive];
}

const BIOME_SCOPES: Readonly<Record<string, Effect>> = {
  '': 'next',
  '-all': 'file',
  '-start': 'begin',
  '-end': 'end',
};
const SCOPES: Readonly<Record<string, Effect>> = {
  disable: 'begin',
  enable: 'end',
  'disable-line': 'line',
  'disable-next-line': 'next',
  ignore: 'next',
  'ignore-file': 'file',
};
