import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { lineAt } from '../model/text/lines.js';
import { MAX_DEPTH, mayNestTooDeep } from './depth.js';
import type { ParsedFile } from './source.js';
import { setParents } from './tree.js';

/** A file that does not parse: where, and what the parser says. */
export class ParseError extends Error {
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** By extension, so that `<Foo>bar` in a `.ts` file is an assertion and not an element. */
const LANGUAGES: Readonly<Record<string, 'ts' | 'tsx'>> = { ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx' };

/** What oxc-parser's `parseSync` gives, as far as it is used. */
interface ParseResult {
  readonly program: unknown;
  readonly comments: readonly {
    readonly type: string;
    readonly value: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly errors: readonly {
    readonly message: string;
    readonly labels: readonly { readonly start: number }[];
  }[];
}

interface ParseOptions {
  readonly lang: 'ts' | 'tsx' | 'jsx';
  readonly sourceType: 'module' | 'commonjs';
  readonly astType: 'ts';
  readonly range: boolean;
  readonly preserveParens: boolean;
}

type ParseSync = (path: string, text: string, options: ParseOptions) => ParseResult;

/**
 * The tree and scopes of a text by oxc, which gives the same tree as typescript-estree in a third of the time. What calls the
 * binary is handed in: a linter does without it where it is not installed.
 */
export class NativeParser {
  constructor(private readonly parseSync: ParseSync) {}

  /**
   * Parses one file.
   * @throws ParseError where the text is not what its extension says
   */
  parseFile(text: string, path: string): ParsedFile {
    const result = this.parsed(text, path);
    const ast = programOf(result);
    ast.comments = result.comments.map(
      ({ type, value, start, end }) => ({ type, value, range: [start, end] }) as unknown as TSESTree.Comment,
    );
    if (setParents(ast, MAX_DEPTH + 1) > MAX_DEPTH + 1) throw tooDeep();
    let scopes: ParsedFile['scopeManager'] | undefined;
    return {
      ast,
      // Many a file is only looked at for its calls.
      get scopeManager() {
        return (scopes ??= analyze(ast, { sourceType: 'module', lib: [] }));
      },
    };
  }

  /** The same for another module of the project: what one exports is not known where it does not parse. */
  parseModule(text: string, path: string): ParsedFile | undefined {
    try {
      return this.parseFile(text, path);
    } catch {
      return undefined;
    }
  }

  /** What keeps a text from being what its path's extension says; undefined where it parses. */
  syntaxError(text: string, path: string): ParseError | undefined {
    try {
      this.parsed(text, path, false);
      return undefined;
    } catch (error) {
      if (error instanceof ParseError) return error;
      throw error;
    }
  }

  private parsed(text: string, path: string, range = true): ParseResult {
    const extension = /\.([cm]?[jt]sx?)$/.exec(path)?.[1] ?? '';
    const lang = LANGUAGES[extension] ?? 'jsx';
    if (mayNestTooDeep(text)) throw tooDeep();
    const parse = (sourceType: 'module' | 'commonjs') =>
      this.parseSync(path, text, { lang, sourceType, astType: 'ts', range, preserveParens: false });
    let result = parse('module');
    // `return` at the top level, `with`, names that modules reserve.
    if (result.errors.length > 0 && lang === 'jsx') {
      const asCommonJs = parse('commonjs');
      if (asCommonJs.errors.length === 0) result = asCommonJs;
    }
    const [problem] = result.errors;
    if (problem) throw new ParseError(lineAt(text, problem.labels[0]?.start ?? 0), problem.message);
    return result;
  }
}

/** The same tree as typescript-estree's; where that leaves a property out, this one is null. */
function programOf(result: ParseResult): TSESTree.Program {
  try {
    return result.program as TSESTree.Program;
  } catch {
    // The tree comes as JSON, which is broken where an element's name has an escape: `<\u{41} />`.
    throw new ParseError(1, 'the parser cannot hand over its tree');
  }
}

function tooDeep(): ParseError {
  return new ParseError(1, `nested more than ${MAX_DEPTH} levels deep`);
}
