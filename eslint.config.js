import eslint from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import * as regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
// The plugin lints itself with itself: `npm run lint` builds it first.
import observability from './dist/src/index.js';

/** Imports point one way (docs/guides/architecture.md): from a layer only to those that stand before it. */
const LAYERS = ['catalog', 'model', 'project', 'estree', 'flow', 'recognize', 'analysis', 'eslint', 'rules'];
const SYNTAX_PACKAGES = ['eslint', '@typescript-eslint', 'ts-morph', 'typescript'];
/** What belongs to one way of running the analysis: a tree and its scopes are all that it needs. */
const HOST_PACKAGES = ['eslint', '@typescript-eslint/utils', 'ts-morph'];

const forbid = (folders, packages = []) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        ...folders.map((folder) => ({
          regex: `(?:^|/)\\.\\./(?:src/)?${folder}(?:/|$)`,
          message: `This layer may not import ${folder}/.`,
        })),
        ...packages.map((name) => ({
          regex: `^${name}(?:/|$)`,
          message: `This layer may not depend on ${name}.`,
        })),
      ],
    },
  ],
});
const packagesForbiddenIn = (layer) => {
  if (layer === 'catalog' || layer === 'model' || layer === 'project') return SYNTAX_PACKAGES;
  return layer === 'eslint' || layer === 'rules' ? ['ts-morph'] : HOST_PACKAGES;
};
const layers = LAYERS.map((layer, index) => ({
  files: [layer === 'rules' ? 'rules/**/*.ts' : `src/${layer}/**/*.ts`],
  rules: forbid(
    [
      ...LAYERS.slice(index + 1).filter((above) => layer !== 'recognize' || above !== 'eslint'),
      'codemod',
      'contract',
    ],
    packagesForbiddenIn(layer),
  ),
}));
layers.push(
  { files: ['src/codemod/**/*.ts'], rules: forbid(['eslint', 'rules', 'contract'], ['eslint']) },
  // What both command lines do alike stands with the older one.
  { files: ['src/contract/**/*.ts'], rules: forbid(['eslint', 'rules'], ['eslint', 'ts-morph']) },
);

export default defineConfig([
  globalIgnores([
    '**/dist/',
    'coverage/',
    '.cache/',
    'examples/',
    'tests/fixtures/',
    'bench/.work/',
    'bench/node_modules/',
    'docs/.vitepress/cache/',
  ]),
  eslint.configs.recommended,
  // The rules that ask for types stand in .oxlintrc.json: oxlint asks TypeScript's native compiler, in a tenth of the time.
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  { rules: { 'no-control-regex': 'off' } },
  {
    plugins: { regexp },
    rules: {
      // The expressions read source text of any length: each is linear in it.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
      'regexp/no-dupe-characters-character-class': 'error',
      'regexp/no-empty-alternative': 'error',
      'regexp/no-lazy-ends': 'error',
      'regexp/no-misleading-unicode-character': 'error',
      'regexp/no-useless-backreference': 'error',
    },
  },
  {
    files: ['rules/**/*.ts'],
    extends: [eslintPlugin.configs.recommended],
    rules: { 'eslint-plugin/require-meta-default-options': 'off' },
  },
  ...layers,
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'tools/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  { files: ['src/**/*.ts', 'rules/**/*.ts'], extends: [observability.configs.strict] },
]);
