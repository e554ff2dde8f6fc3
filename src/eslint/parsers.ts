import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as ScopeManager from '@typescript-eslint/scope-manager';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type Analyze, NativeParser, type Oxc } from '../estree/native.js';
import type { ParsedFile } from '../estree/source.js';
import type { Parse } from '../estree/modules.js';
import { setParents } from '../estree/tree.js';

/** A parser as ESLint is configured with. */
export interface Parser {
  readonly meta?: { readonly name?: string };
  parseForESLint?(text: string, options: object): { ast: TSESTree.Program; scopeManager?: unknown };
  parse?(text: string, options: object): TSESTree.Program;
}

const require = createRequire(import.meta.url);

/** Loaded with the first file that needs it: it is a third of all that the plugin is made of. */
const analyze: Analyze = (...args) =>
  (require('@typescript-eslint/scope-manager') as typeof ScopeManager).analyze(...args);

/**
 * How the project's other modules are parsed beside a file that is linted with a parser: natively, as they are many and only
 * read for what they export; what is no JavaScript or TypeScript to oxc, by the file's own parser.
 */
export function parseWith(own: Parser | undefined): Parse {
  let native: { readonly parser: NativeParser | undefined } | undefined;
  return (text, path) => {
    native ??= { parser: nativeParser() };
    const module = native.parser?.parseModule(text, path);
    if (module) return module;
    const parser = readerFor(path, own);
    try {
      return parser && parse(text, path, parser);
    } catch {
      return undefined;
    }
  };
}

/** The linted file's own parser; espree cannot read TypeScript, and oxlint hands out no parser. */
function readerFor(path: string, own: Parser | undefined): Parser | undefined {
  const isTypeScript = /\.[cm]?tsx?$/.test(path);
  const readsTypeScript = own?.parseForESLint !== undefined;
  if (own && (!isTypeScript || readsTypeScript)) return own;
  return optional('@typescript-eslint/parser') ?? (isTypeScript ? undefined : optional('espree'));
}

/**
 * The parser of typescript-eslint: the plugin's peer, else what the linted project has, also inside of the package
 * `typescript-eslint`, which pnpm keeps apart.
 * @throws where none is installed: TypeScript files would be left out silently
 */
export function typescriptParser(): Parser {
  const fromProject = createRequire(join(process.cwd(), 'eslint.config.js'));
  const parser =
    optional('@typescript-eslint/parser') ??
    optional('@typescript-eslint/parser', fromProject) ??
    (optional('typescript-eslint', fromProject) as { readonly parser?: Parser } | undefined)?.parser;
  if (parser) return parser;
  throw new Error(
    'observability.configs.typescript needs a parser: npm install --save-dev @typescript-eslint/parser typescript',
  );
}

function optional(name: string, from = require): Parser | undefined {
  return installed(name, from) as Parser | undefined;
}

/** Undefined where the package, or its binary for this system, is not there. */
function nativeParser(): NativeParser | undefined {
  const bindings = installed('oxc-parser/src-js/bindings') as Omit<Oxc, 'jsonParseAst'> | undefined;
  const wrap = installed('oxc-parser/src-js/wrap') as Pick<Oxc, 'jsonParseAst'> | undefined;
  if (!bindings || !wrap) return undefined;
  const { parseSync, parse } = bindings;
  return new NativeParser({ parseSync, parse, jsonParseAst: wrap.jsonParseAst }, analyze);
}

function installed(name: string, from = require): unknown {
  try {
    return from(name);
  } catch {
    return undefined;
  }
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
    return { ast, scopeManager: scopeManager ?? analyze(ast, { sourceType, lib: [] }) };
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
  return { ast, scopeManager: analyze(ast, { sourceType: 'module', lib: [] }) };
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
