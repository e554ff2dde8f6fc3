import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig } from 'rolldown';

/** Packages that few files need a word of: the plugin has each in a file of its own, which is loaded when it is asked for. */
const LAZY = ['@typescript-eslint/scope-manager', 'get-tsconfig', 'tinyglobby', 'yaml'];

/** What the types of TypeScript's libraries declare: half of what finds scopes is made of, and no file is asked with them. */
const LIBRARY_TYPES = {
  name: "no types of TypeScript's libraries",
  load: {
    filter: { id: /scope-manager[\\/]dist[\\/]lib[\\/]index\.js$/ },
    handler: () => 'exports.lib = new Map();',
  },
};

/**
 * One file of a package's sources and of what its package.json does not list under `dependencies`: of some 190 modules one is
 * made, which loads in a third of the time.
 *
 * @param folder the package's, from the repository's root
 * @param compress whether code is rewritten to be shorter
 */
function bundle(folder, { input, output, plugins = [], compress = false }) {
  const { dependencies } = JSON.parse(
    readFileSync(join(import.meta.dirname, folder, 'package.json'), 'utf8'),
  );
  const outside = Object.keys(dependencies);
  return {
    input,
    plugins: [LIBRARY_TYPES, ...plugins],
    platform: 'node',
    logLevel: 'warn',
    external: (id) =>
      id.startsWith('node:') || outside.some((name) => id === name || id.startsWith(`${name}/`)),
    resolve: {
      extensionAlias: { '.js': ['.ts'] },
      // What it gives to Node asks for its parts in a way that no bundler sees.
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    },
    output: {
      format: 'esm',
      // Half the size. What functions and classes are called stays, for whoever reads a stack.
      minify: { compress, mangle: { keepNames: true }, codegen: { removeWhitespace: true } },
      ...output,
    },
  };
}

/**
 * A command line as a package of its own: the engine is in its one file, `npx` needs nothing else.
 *
 * @param schemas files of `schema/` that are published with it
 * @param docs a folder of pages that messages lead to
 */
const commandLine = (name, bin, schemas = [], docs = undefined) =>
  bundle(`packages/${name}`, {
    input: { bin },
    output: { dir: `packages/${name}/dist`, cleanDir: true },
    plugins: [published(schemas, docs)],
  });

function published(schemas, docs) {
  return {
    name: 'schemas and pages',
    generateBundle() {
      const publish = (folder, name, fileName) => {
        const source = readFileSync(join(import.meta.dirname, folder, name), 'utf8');
        this.emitFile({ type: 'asset', fileName, source });
      };
      for (const name of schemas) publish('schema', name, `schema/${name}`);
      for (const name of docs ? readdirSync(join(import.meta.dirname, docs)) : [])
        publish(docs, name, `${docs}/${name}`);
    },
  };
}

/** What the plugin loads when the first file asks for it, from the folder of such files or the one above. */
const lazyPackages = (folder) => ({
  name: 'lazy packages',
  transform: (code) =>
    code.replace(/\brequire\('([\w@/-]+)'\)/g, (call, name) =>
      LAZY.includes(name) ? `require('${folder}/${basename(name)}.cjs')` : call,
    ),
});

/**
 * The rules as ESLint asks for them when it reads a configuration: what they say of themselves, and nothing of the engine, which is
 * loaded with the first file that is linted.
 */
const LATE_RULES = {
  name: 'rules that are loaded with the first file',
  load: {
    filter: { id: /[\\/]rules[\\/]index\.ts$/ },
    handler() {
      const require = createRequire(import.meta.url);
      const { rules } = require('./dist/src/lazy/rules.cjs');
      const metas = Object.fromEntries(Object.entries(rules).map(([name, { meta }]) => [name, meta]));
      return `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const metas = JSON.parse(${JSON.stringify(JSON.stringify(metas))});
export const rules = Object.fromEntries(
  Object.entries(metas).map(([name, meta]) => [
    name,
    { meta, create: (context) => require('./lazy/rules.cjs').rules[name].create(context) },
  ]),
);`;
    },
  },
};

export default defineConfig([
  ...LAZY.map((name) =>
    bundle('.', {
      input: { [basename(name)]: name },
      output: { dir: 'dist/src/lazy', format: 'cjs', entryFileNames: '[name].cjs' },
    }),
  ),
  bundle('.', {
    input: { rules: 'rules/index.ts' },
    output: { dir: 'dist/src/lazy', format: 'cjs', entryFileNames: '[name].cjs' },
    plugins: [lazyPackages('.')],
    compress: true,
  }),
  bundle('.', {
    input: { 'src/index': 'src/index.ts' },
    output: { dir: 'dist', entryFileNames: '[name].js' },
    plugins: [
      LATE_RULES,
      lazyPackages('./lazy'),
      {
        name: 'what require() is given',
        generateBundle() {
          // A file of its own, as the types of a module are not those of what `require()` returns.
          const source = "module.exports = require('./index.js');\n";
          this.emitFile({ type: 'asset', fileName: 'src/index.cjs', source });
        },
      },
    ],
  }),
  commandLine('obs-codemod', 'src/codemod/bin.ts', ['codemod-report.json']),
  commandLine(
    'obs-contract',
    'src/contract/bin.ts',
    ['inventory.json', 'check.json', 'diff.json', 'audit.json'],
    'docs/checks',
  ),
]);
