import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { resolveModule } from '../project/resolve.js';
import { EstreeSource, type ParsedFile } from '../estree/source.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

interface Parser {
  readonly meta?: { readonly name?: string };
  parseForESLint?(text: string, options: object): { ast: TSESTree.Program; scopeManager?: unknown };
  parse?(text: string, options: object): TSESTree.Program;
}

interface Cached {
  readonly mtime: number;
  readonly source: EstreeSource | undefined;
  /** The linted file, by its number, for which the module was last seen to be unchanged. */
  readonly seenFor: number;
}

const require = createRequire(import.meta.url);
/** Parsed once while they are kept, the last used at the end; the parser is part of the key, as two configs may read one file differently. */
const parsed = new Map<Parser, Map<string, Cached>>();
/** A larger file is data, not a module that makes a logger. */
const MAX_BYTES = 1_000_000;
/** Trees that are kept, those asked for last: a repository's loggers and metrics are few, its modules many. */
const MAX_KEPT = 300;
/** Files linted: a module is the same for as long as one is. */
let linted = 0;

export type ModuleLoader = (specifier: string, from: string) => EstreeSource | undefined;

/** Reads the project's other modules with the parser of the file that is linted. */
export function moduleLoader(context: Context): ModuleLoader {
  const parser = (context.languageOptions as { parser?: Parser } | undefined)?.parser;
  linted++;
  const load: ModuleLoader = (specifier, from) => {
    const path = resolveModule(specifier, from);
    return path === undefined ? undefined : read(path);
  };
  const read = (path: string): EstreeSource | undefined => {
    const reader = readerFor(path, parser);
    if (!reader) return undefined;
    let cache = parsed.get(reader);
    if (!cache) parsed.set(reader, (cache = new Map<string, Cached>()));
    const known = cache.get(path);
    if (known?.seenFor === linted) return known.source;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat || stat.size > MAX_BYTES) return undefined;
    cache.delete(path);
    const isCurrent = known?.mtime === stat.mtimeMs;
    const source = isCurrent ? known.source : sourceOf(path, reader, load);
    cache.set(path, { mtime: stat.mtimeMs, source, seenFor: linted });
    const [oldest] = cache.keys();
    if (oldest !== undefined && cache.size > MAX_KEPT) cache.delete(oldest);
    return source;
  };
  return load;
}

/** The linted file's own parser; espree cannot read TypeScript, and oxlint hands out no parser. */
function readerFor(path: string, own: Parser | undefined): Parser | undefined {
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const readsTypeScript = own?.parseForESLint !== undefined;
  if (own && (!isTypeScript || readsTypeScript)) return own;
  return optional('@typescript-eslint/parser') ?? (isTypeScript ? undefined : optional('espree'));
}

function optional(name: string): Parser | undefined {
  try {
    return require(name) as Parser;
  } catch {
    return undefined;
  }
}

function sourceOf(path: string, parser: Parser, load: ModuleLoader): EstreeSource | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const parsed = () => {
    try {
      return parse(text, path, parser);
    } catch {
      return undefined;
    }
  };
  return new EstreeSource({ file: path, text, parsed, follow: (module) => load(module, path) });
}

function parse(text: string, filePath: string, parser: Parser): ParsedFile {
  const file = plainly(text, filePath, parser) ?? fully(text, filePath, parser);
  setParents(file.ast);
  return file;
}

/** As ESLint would have it parsed: as a module, else as a script. */
function fully(text: string, filePath: string, parser: Parser): ParsedFile {
  const as = (sourceType: 'module' | 'script'): ParsedFile => {
    const ecmaFeatures = { jsx: filePath.endsWith('x') };
    const options = { range: true, loc: true, filePath, ecmaVersion: 'latest', ecmaFeatures, sourceType };
    const result = parser.parseForESLint?.(text, options);
    const ast = result?.ast ?? parser.parse?.(text, options);
    if (!ast) throw new Error(`${filePath}: no parser`);
    // Nothing asks another module for them, and they are half of what is kept.
    ast.tokens = [];
    ast.comments = [];
    const scopeManager = result?.scopeManager as TSESLint.Scope.ScopeManager | undefined;
    return { ast, scopeManager: scopeManager ?? analyze(ast, sourceType) };
  };
  try {
    return as('module');
  } catch {
    return as('script');
  }
}

/**
 * The same tree without tokens, comments and the globals of TypeScript's libraries, which takes half the time: by what
 * typescript-eslint's parser is made of, to which modules and scripts are one. Undefined for another parser.
 */
function plainly(text: string, filePath: string, parser: Parser): ParsedFile | undefined {
  const estree = parser.meta?.name === 'typescript-eslint/parser' ? typescriptEstree() : undefined;
  if (!estree) return undefined;
  const jsx = filePath.endsWith('x');
  const ast = estree.parse(text, { filePath, jsx, loc: true, range: true, jsDocParsingMode: 'none' });
  return { ast, scopeManager: analyze(ast, 'module') };
}

interface Estree {
  parse(text: string, options: object): TSESTree.Program;
}

/** What the installed parser itself parses with. */
function typescriptEstree(): Estree | undefined {
  try {
    const parser = require.resolve('@typescript-eslint/parser');
    return createRequire(parser)('@typescript-eslint/typescript-estree') as Estree;
  } catch {
    return undefined;
  }
}

function analyze(ast: TSESTree.Program, sourceType: 'module' | 'script'): TSESLint.Scope.ScopeManager {
  const manager =
    require('@typescript-eslint/scope-manager') as typeof import('@typescript-eslint/scope-manager');
  return manager.analyze(ast, { sourceType, lib: [] });
}

/** ESLint sets `parent` while it walks the linted file; in other files that is done here. */
function setParents(root: TSESTree.Node): void {
  const reach = (child: unknown, parent: unknown): void => {
    if (typeof child !== 'object' || child === null || !('type' in child) || !('range' in child)) return;
    (child as { parent?: unknown }).parent = parent;
    visit(child);
  };
  const visit = (node: object): void => {
    for (const key in node) {
      if (key === 'parent') continue;
      const value = (node as Record<string, unknown>)[key];
      if (Array.isArray(value)) for (const child of value as unknown[]) reach(child, node);
      else reach(value, node);
    }
  };
  visit(root);
}
