import type { FileSyntax } from '../estree/syntax.js';

/** Which calls of a file a comment leaves alone, and why. */
export interface IgnoredCalls {
  /** The reason that the comment gives, empty where it gives none; undefined where no comment is for the line. */
  reasonAt(line: number): string | undefined;
}

const NAME = 'obs-codemod-ignore';
/** `obs-codemod-ignore: why`, `obs-codemod-ignore-file -- why`. */
const DIRECTIVE = /^[\s*]*obs-codemod-ignore(-file)?(?![\w-])/;
const NONE: IgnoredCalls = { reasonAt: () => undefined };

/**
 * The calls that comments leave alone: `// obs-codemod-ignore: the reason` on the line before a call or after it on its line,
 * `// obs-codemod-ignore-file: the reason` anywhere in the file.
 */
export function ignoredCalls({
  text,
  syntax,
}: {
  readonly text: string;
  readonly syntax: FileSyntax;
}): IgnoredCalls {
  if (!text.includes(NAME)) return NONE;
  const lines = new Map<number, string>();
  let everywhere: string | undefined;
  for (const { value, range } of syntax.comments) {
    const [directive, file] = DIRECTIVE.exec(value) ?? [];
    if (directive === undefined) continue;
    const reason = value
      .slice(directive.length)
      .trim()
      .replace(/^(?::|--)/, '')
      .trim();
    if (file !== undefined) everywhere ??= reason;
    else {
      const isAfterCode = text.slice(text.lastIndexOf('\n', range[0] - 1) + 1, range[0]).trim() !== '';
      lines.set(isAfterCode ? syntax.lineOf(range[0]) : syntax.lineOf(range[1]) + 1, reason);
    }
  }
  return { reasonAt: (line) => lines.get(line) ?? everywhere };
}
