import { readFileSync } from 'node:fs';
import { ts } from 'ts-morph';
import { resolveModule } from '../project/resolve.js';
import { TsSource } from './source.js';

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
const SCRIPT_KINDS: Readonly<Record<string, ts.ScriptKind>> = {
  ts: ts.ScriptKind.TS,
  mts: ts.ScriptKind.TS,
  cts: ts.ScriptKind.TS,
  tsx: ts.ScriptKind.TSX,
  jsx: ts.ScriptKind.JSX,
};

/** Parses one file. Throws a ParseError where the text is not what its extension says. */
export function parseFile(path: string, text: string): ts.SourceFile {
  const extension = /\.([cm]?[jt]sx?)$/.exec(path)?.[1] ?? '';
  const kind = SCRIPT_KINDS[extension] ?? ts.ScriptKind.JS;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const [problem] = syntaxErrors(tree);
  if (problem) {
    const { line } = tree.getLineAndCharacterOfPosition(problem.start ?? 0);
    throw new ParseError(line + 1, ts.flattenDiagnosticMessageText(problem.messageText, ' '));
  }
  return tree;
}

/** The parser keeps its errors on the tree; a program, which would hand them out, is not needed for them. */
function syntaxErrors(tree: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (tree as unknown as { parseDiagnostics?: ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}

/** Reads the project's modules, each once a run. */
export class ModuleCache {
  private readonly sources = new Map<string, TsSource | undefined>();

  /** A file that is being migrated, whose text is at hand. */
  source(path: string, text: string): TsSource {
    return new TsSource(parseFile(path, text), (module) => this.load(module, path));
  }

  /** Another module of the project; undefined when it is none, or cannot be read or parsed. */
  load(specifier: string, from: string): TsSource | undefined {
    const path = resolveModule(specifier, from);
    return path === undefined ? undefined : this.read(path);
  }

  read(path: string): TsSource | undefined {
    if (this.sources.has(path)) return this.sources.get(path);
    // Set first: a module that leads back to itself is not read again.
    this.sources.set(path, undefined);
    const source = this.parsed(path);
    this.sources.set(path, source);
    return source;
  }

  private parsed(path: string): TsSource | undefined {
    try {
      return this.source(path, readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
    } catch {
      // What a module exports is not known when it cannot be read or parsed.
      return undefined;
    }
  }
}
