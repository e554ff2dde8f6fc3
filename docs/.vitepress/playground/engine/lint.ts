import type { Linter as LinterTypes } from 'eslint';
import { Linter } from 'eslint/universal';
import plugin, { type ConfigName } from '../../../../src/index.js';
import type { PlaygroundFinding, PlaygroundProject, TextEdit } from '../project.js';
import { FOLDER } from './surroundings.js';
import { typescriptParser } from './typescript.js';

const linter = new Linter({ cwd: FOLDER });
const PREFIX = 'observability/';

/** The files that are linted. */
export function sourcesOf({ files }: PlaygroundProject): readonly (readonly [string, string])[] {
  return Object.entries(files).filter(([path]) => /\.[cm]?[jt]sx?$/.test(path));
}

/** What ESLint says of every source file, with the plugin and a preset of it. */
export function lint(project: PlaygroundProject): readonly PlaygroundFinding[] {
  const config = configOf(project);
  return sourcesOf(project).flatMap(([file, text]) => {
    const starts = lineStarts(text);
    const offset = (line: number, column: number) =>
      Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
    return linter.verify(text, config, `${FOLDER}/${file}`).map((message): PlaygroundFinding => {
      // What keeps a file from being read may stand nowhere in it.
      const [line, column] = Number.isInteger(message.line) ? [message.line, message.column] : [1, 1];
      const { ruleId, fix, suggestions = [] } = message;
      const { endLine = line, endColumn = column } = message;
      return {
        file,
        rule: ruleId ?? '',
        message: message.message,
        line,
        column,
        from: offset(line, column),
        to: offset(endLine, endColumn),
        fix: fix && editOf(fix),
        suggestions: suggestions.map((each) => ({ text: each.desc, edit: editOf(each.fix) })),
        url: ruleId?.startsWith(PREFIX)
          ? plugin.rules[ruleId.slice(PREFIX.length)]?.meta?.docs?.url
          : undefined,
      };
    });
  });
}

/** The source files as `eslint --fix` leaves them. */
export function fix(project: PlaygroundProject): Readonly<Record<string, string>> {
  const config = configOf(project);
  const fixed = sourcesOf(project).map(([file, text]) => {
    const { output } = linter.verifyAndFix(text, config, { filename: `${FOLDER}/${file}` });
    return [file, output] as const;
  });
  return { ...project.files, ...Object.fromEntries(fixed) };
}

function configOf({ preset, logger }: PlaygroundProject): LinterTypes.Config[] {
  const { plugins, rules } = plugin.configs[preset as ConfigName];
  return [
    {
      files: ['**'],
      plugins,
      rules,
      languageOptions: { parser: typescriptParser },
      settings: logger === '' ? {} : { observability: { logger: { library: logger } } },
    },
  ];
}

function editOf({ range, text }: LinterTypes.LintMessage['fix'] & object): TextEdit {
  return { from: range[0], to: range[1], text };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)].map((found) => found.index + found[0].length)];
}
