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

/** `eslint-disable-next-line no-console -- why`, `tslint:disable:no-console`, `oxlint-disable`. */
const DIRECTIVE =
  /^[\s*]*(?:eslint|oxlint|tslint|deno-lint)[-:](disable-next-line|disable-line|disable|enable|ignore-file|ignore)(?![\w-])[:\s]*/;
/** `biome-ignore lint/suspicious/noConsole: why`; without a rule it is a whole group, or all of them. */
const BIOME = /^[\s*]*(?:biome|rome)-ignore(-all|-start|-end)?\s+lint((?:\/\w+)*)/;
/** `eslint no-console: "off"` */
const CONFIGURATION = /^[\s*]*eslint\s[\s\S]*\bno-console['"]?\s*:\s*(?:\[\s*)?(?:0|['"]off['"])/;

/** What a comment does to the rule: switches it off in the file, from here on, on its line or on the next; or on again. */
type Effect = 'file' | 'begin' | 'end' | 'line' | 'next';

/** The lines of a file on which a comment allows the console. */
export function consoleAllowed(file: { readonly syntax: FileSyntax; readonly text: string }): Allowed {
  const lines = new Set<number>();
  const blocks: { readonly from: number; to: number }[] = [];
  let isOff: { readonly from: number; to: number } | undefined;
  const begin = (from: number) => {
    if (!isOff) blocks.push((isOff = { from, to: Infinity }));
  };
  const end = (to: number) => {
    if (isOff) isOff.to = to;
    isOff = undefined;
  };
  const apply = (what: Effect, comment: Comment) => {
    const first = file.syntax.lineOf(comment.range[0]);
    const last = file.syntax.lineOf(comment.range[1]);
    switch (what) {
      case 'file':
        begin(0);
        break;
      case 'begin':
        begin(first);
        break;
      case 'end':
        end(first);
        break;
      case 'line':
        lines.add(first);
        break;
      default:
        lines.add(last + 1);
    }
  };
  if (MAY_DIRECT.test(file.text) || /\beslint\s/.test(file.text)) {
    for (const comment of file.syntax.comments) {
      const what = effectOf(comment.value);
      if (what !== undefined) apply(what, comment);
    }
  }
  return {
    isOn: (line) => lines.has(line) || blocks.some(({ from, to }) => from <= line && line <= to),
  };
}

function effectOf(text: string): Effect | undefined {
  if (CONFIGURATION.test(text)) return 'file';
  const [, scope, group] = BIOME.exec(text) ?? [];
  if (group !== undefined)
    return ['', '/suspicious'].includes(group) || NO_CONSOLE.test(group)
      ? BIOME_SCOPES[scope ?? '']
      : undefined;
  const [head = '', directive] = DIRECTIVE.exec(text) ?? [];
  if (directive === undefined) return undefined;
  const named = text
    .slice(head.length)
    .replace(/(?:^|\s)--[\s\S]*/, '')
    .trim();
  return named === '' || NO_CONSOLE.test(named) ? SCOPES[directive] : undefined;
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
