import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { astConverter, getScriptKind } from '@typescript-eslint/typescript-estree/use-at-your-own-risk';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import * as ts from 'typescript';
import { mayNestTooDeep } from '../../../../src/estree/depth.js';
import type { ParsedFile } from '../../../../src/estree/source.js';
import { setParents } from '../../../../src/estree/tree.js';

/**
 * The parser of the playground: typescript-estree, which is what typescript-eslint's parser is made of, without what reads a disk. It gives
 * ESLint its tree, tokens and comments, and the codemod and the inventory the same tree that oxc gives them on the command line.
 *
 * Of TypeScript itself the bundle has the parser alone (`site/typescript-parser.ts`): 0.2 MB compressed instead of 1.
 *
 * oxc itself, compiled to WebAssembly, was the other choice. Its build needs shared memory and threads, so pages with headers for
 * cross-origin isolation, which GitHub Pages does not send; and it makes no tokens, without which ESLint's `Linter` does not run.
 */
export function parse(text: string, path: string): TSESTree.Program {
  if (mayNestTooDeep(text)) throw new SyntaxError('nested too deep');
  const jsx = /\.[cm]?[jt]sx$|\.[cm]?js$/.test(path);
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, getScriptKind(path, jsx));
  const { estree } = astConverter(source, SETTINGS, false);
  return estree;
}

type Settings = Parameters<typeof astConverter>[1];

/** All that the conversion reads of the settings that typescript-estree makes. */
const SETTINGS = {
  allowInvalidAST: false,
  comment: true,
  errorOnUnknownASTType: false,
  loc: true,
  range: true,
  suppressDeprecatedPropertyWarnings: true,
  tokens: true,
} as unknown as Settings;

/** A file's tree and scopes, with parents, as the engine reads other modules. Throws where it does not parse. */
export function parsedFile(text: string, path: string): ParsedFile {
  const ast = parse(text, path);
  setParents(ast);
  return { ast, scopeManager: analyze(ast, { sourceType: 'module', lib: [] }) };
}

/** The parser as ESLint is configured with. */
export const typescriptParser = {
  meta: { name: 'playground/typescript-estree' },
  parseForESLint(text: string, options: object) {
    const { filePath = 'file.ts' } = options as { readonly filePath?: string };
    const ast = parse(text, filePath);
    const scopeManager = analyze(ast, { sourceType: 'module', lib: [] });
    return { ast, scopeManager, visitorKeys, services: {} };
  },
};
