import type { analyze } from '@typescript-eslint/scope-manager';
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

/**
 * What oxc-parser's native part gives of a file. A property is made when it is read, which can be done once: the tree's JSON is several
 * times as long as the file, so it is read where the tree is needed and not before.
 */
interface NativeResult {
  /** The tree, as JSON. */
  readonly program: string;
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
  readonly preserveParens: boolean;
}

/**
 * What oxc-parser is made of. Its own `parseSync` hands the tree out by a getter in an object literal; V8 keeps such a getter, and with
 * it the tree, until the next full collection, and copies every tree twice until then.
 */
export interface Oxc {
  /** Of `oxc-parser/src-js/bindings`. */
  parseSync(path: string, text: string, options: ParseOptions): NativeResult;
  /** The same in a thread of its own. */
  parse(path: string, text: string, options: ParseOptions): Promise<NativeResult>;
  /** Of `oxc-parser/src-js/wrap`. */
  jsonParseAst(program: string): unknown;
}

/** How the scopes of a tree are found. */
export type Analyze = typeof analyze;

/**
 * The tree and scopes of a text by oxc, which gives the same tree as typescript-estree in a third of the time. What calls the
 * binary is handed in, as a linter does without it where it is not installed, and so is the scope analysis, which a linter
 * loads with the first file that needs it.
 */
export class NativeParser {
  constructor(
    private readonly oxc: Oxc,
    private readonly analyze: Analyze,
  ) {}

  /**
   * Parses one file.
   * @throws ParseError where the text is not what its extension says
   */
  parseFile(text: string, path: string): ParsedFile {
    return this.fileOf(this.parsed(text, path));
  }

  /** The same, begun beside whatever else is done: gives how to get the file once it is parsed. */
  async parseBeside(text: string, path: string): Promise<() => ParsedFile> {
    try {
      const result = await this.parsedBeside(text, path);
      return () => this.fileOf(result);
    } catch (error) {
      return () => {
        throw error;
      };
    }
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
      this.parsed(text, path);
      return undefined;
    } catch (error) {
      return parseErrorOf(error);
    }
  }

  /** The same, found out beside whatever else is done. */
  async syntaxErrorBeside(text: string, path: string): Promise<ParseError | undefined> {
    try {
      await this.parsedBeside(text, path);
      return undefined;
    } catch (error) {
      return parseErrorOf(error);
    }
  }

  private parsed(text: string, path: string): NativeResult {
    const attempts = attemptsAt(text, path);
    let next = attempts.next();
    while (!next.done) next = attempts.next(this.oxc.parseSync(path, text, next.value));
    return next.value;
  }

  private async parsedBeside(text: string, path: string): Promise<NativeResult> {
    const attempts = attemptsAt(text, path);
    let next = attempts.next();
    while (!next.done) next = attempts.next(await this.oxc.parse(path, text, next.value));
    return next.value;
  }

  private fileOf(result: NativeResult): ParsedFile {
    const ast = this.programOf(result);
    ast.comments = result.comments.map(
      ({ type, value, start, end }) => ({ type, value, range: [start, end] }) as unknown as TSESTree.Comment,
    );
    // Ranges are not asked for: with them the JSON is a fifth longer.
    if (setParents(ast, { most: MAX_DEPTH + 1, setsRanges: true }) > MAX_DEPTH + 1) throw tooDeep();
    return new NativeFile(ast, this.analyze);
  }

  /** The same tree as typescript-estree's; where that leaves a property out, this one is null. */
  private programOf(result: NativeResult): TSESTree.Program {
    try {
      return this.oxc.jsonParseAst(result.program) as TSESTree.Program;
    } catch {
      // The JSON is broken where an element's name has an escape: `<\u{41} />`.
      throw new ParseError(1, 'the parser cannot hand over its tree');
    }
  }
}

/**
 * What a text is tried as, one after the other, until a result has no errors: that one is the outcome. `return` at the top level,
 * `with` and names that modules reserve are CommonJS.
 * @throws ParseError where none is without errors, and where the text nests too deep for a native parser
 */
function* attemptsAt(text: string, path: string): Generator<ParseOptions, NativeResult, NativeResult> {
  const extension = /\.([cm]?[jt]sx?)$/.exec(path)?.[1] ?? '';
  const lang = LANGUAGES[extension] ?? 'jsx';
  if (mayNestTooDeep(text)) throw tooDeep();
  let first: NativeResult['errors'] | undefined;
  for (const sourceType of lang === 'jsx' ? (['module', 'commonjs'] as const) : (['module'] as const)) {
    const result = yield { lang, astType: 'ts', preserveParens: false, sourceType };
    const { errors } = result;
    if (errors.length === 0) return result;
    first ??= errors;
  }
  throw errorOf(first, text);
}

function errorOf(errors: NativeResult['errors'] | undefined, text: string): ParseError {
  const problem = errors?.[0];
  return new ParseError(
    lineAt(text, problem?.labels[0]?.start ?? 0),
    problem?.message ?? 'it does not parse',
  );
}

function parseErrorOf(error: unknown): ParseError {
  if (error instanceof ParseError) return error;
  throw error;
}

/** A tree, and its scopes when they are asked for: many a file is only looked at for its calls. */
class NativeFile implements ParsedFile {
  readonly isShallow = true;
  private scopes: ParsedFile['scopeManager'] | undefined;

  constructor(
    readonly ast: TSESTree.Program,
    private readonly analyze: Analyze,
  ) {}

  get scopeManager(): ParsedFile['scopeManager'] {
    return (this.scopes ??= this.analyze(this.ast, { sourceType: 'module', lib: [] }));
  }
}

function tooDeep(): ParseError {
  return new ParseError(1, `nested more than ${MAX_DEPTH} levels deep`);
}
