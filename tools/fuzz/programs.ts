import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parseFile, syntaxError } from '../../src/codemod/parser.js';
import { programs as differential } from '../../tests/differential/programs.js';
import type { TSESTree } from '@typescript-eslint/types';
import { descendants } from '../../src/estree/tree.js';
import type { Program } from './mutate.js';

const REPOSITORY = join(import.meta.dirname, '../..');
/** Packages that log, measure and trace, in the versions that the lock file pins. */
const PACKAGES = [
  'amqplib',
  'express-prom-bundle',
  'fastify-metrics',
  'hot-shots',
  'kafkajs',
  'log4js',
  'nats',
  'pino-http',
];
const MAX_SIZE = 30_000;

/** What mutations start from: the programs of the differential test, the codes of the rule tests, files of packages. */
export function seedPrograms(): readonly Program[] {
  return [...fromDifferential(), ...fromRuleTests(), ...fromPackages()];
}

/** The source files of a folder, each under a path that says nothing of what it is for. */
export function programsOf(folder: string): readonly Program[] {
  return globSync('**/*.{js,jsx,ts,tsx,mjs,mts,cjs,cts}', { cwd: folder, dot: true })
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (name.endsWith('.d.ts') || statSync(path).size > MAX_SIZE) return [];
      const extension = /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? '.js';
      return [
        { name, path: `src/program${extension}`, text: readFileSync(path, 'utf8').replace(/^\uFEFF/, '') },
      ];
    });
}

function fromDifferential(): Program[] {
  return differential().map(({ name, path, text }) => ({ name: `differential: ${name}`, path, text }));
}

function fromPackages(): Program[] {
  return PACKAGES.flatMap((name) =>
    programsOf(join(REPOSITORY, 'node_modules', name)).map((program) => ({
      ...program,
      name: `${name}/${program.name}`,
    })),
  );
}

/** Every text of the rule tests that is a program with a call. */
function fromRuleTests(): Program[] {
  return globSync('tests/rules/**/*.test.ts', { cwd: REPOSITORY })
    .sort()
    .flatMap((file) => {
      const { ast } = parseFile(readFileSync(join(REPOSITORY, file), 'utf8'), file);
      const codes = new Set<string>();
      const reader = new TextReader(ast);
      for (const node of descendants(ast)) {
        if (node.type !== 'Property' || node.key.type !== 'Identifier' || node.key.name !== 'code') continue;
        const text = reader.textOf(node.value);
        if (text !== undefined && !syntaxError(text, 'a.ts')) codes.add(text);
      }
      return [...codes].map((text, index) => ({
        name: `${basename(file)}: code ${index + 1}`,
        path: 'src/program.ts',
        text,
      }));
    });
}

/** Reads constant text from the source of a test. */
class TextReader {
  private readonly constants = new Map<string, TSESTree.Node>();

  constructor(ast: TSESTree.Program) {
    for (const node of descendants(ast))
      if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
        this.constants.set(node.id.name, node.init);
  }

  textOf(node: TSESTree.Node, depth = 0): string | undefined {
    const all = (nodes: readonly TSESTree.Node[]): string[] | undefined => {
      const texts = nodes.map((each) => this.textOf(each, depth + 1));
      return texts.includes(undefined) ? undefined : (texts as string[]);
    };
    if (depth > 20) return undefined;
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' ? node.value : undefined;
      case 'TemplateLiteral': {
        const values = all(node.expressions);
        return (
          values && node.quasis.map(({ value }, at) => (value.cooked ?? '') + (values[at] ?? '')).join('')
        );
      }
      case 'BinaryExpression':
        return node.operator === '+' ? all([node.left, node.right])?.join('') : undefined;
      case 'CallExpression':
        return node.callee.type === 'Identifier' && node.callee.name === 'lines'
          ? all(node.arguments)?.join('\n')
          : undefined;
      case 'Identifier': {
        const init = this.constants.get(node.name);
        if (init) return this.textOf(init, depth + 1);
        // Beginnings that the tests of the logs rules share.
        return PREFIXES[node.name];
      }
      default:
        return undefined;
    }
  }
}

const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(await import('../../tests/rules/logs/loggers.js')).filter(
    ([, value]) => typeof value === 'string',
  ),
);
