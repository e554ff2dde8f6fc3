import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { REPLACED } from '../docs/.vitepress/site/playground-bundle.js';

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync(['src/**/*.ts', 'rules/**/*.ts'], { cwd: ROOT }).sort();

/** The modules that each file imports, types included; the project's own by their paths. */
const IMPORTS = new Map(
  FILES.map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const specifiers = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)];
    return [
      file,
      specifiers.map(([, from, dynamic, alone]) => {
        const specifier = from ?? dynamic ?? alone ?? '';
        return specifier.startsWith('.')
          ? posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts')
          : specifier;
      }),
    ] as const;
  }),
);

const TEXTS = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Every limit in code that judges, and what it limits: only the budget's are of the values that are followed. */
const LIMITS: Readonly<Record<string, string>> = {
  'src/model/attributes/semconv.ts MAX_NOTE': 'characters of a note in a message',
  'src/model/logs/dialect-text.ts depth': 'braces that are open in a text',
  'src/model/logs/errors.ts MAX_DEPTH': 'how deep fields that are written out are looked into',
  'src/model/values/helper.ts MAX_FORWARDING': 'characters of a function that only calls another',
  'src/model/text/message-length.ts MAX_MESSAGE': 'the length of a message',
  'src/model/logs/making.ts MAX_NAMES': 'names that stand in what makes a logger',
  'src/model/values/budget.ts MAX_ALTERNATIVES': 'values that one read can stand for',
  'src/model/values/budget.ts MAX_STEPS': 'what one question about a value may cost',
  'src/model/values/budget.ts MAX_HOPS': 'modules that one value is followed through',
  'src/recognize/logs/failing-code.ts depth': 'calls inside of each other that a failure is named after',
  'src/model/values/claims.ts MAX_WORDS': 'words of a name that one claim is made of',
  'src/flow/paths/exit-reason.ts MAX_SHOWN': 'characters of code in a message',
  'src/flow/paths/likelihood.ts MAX_DEPTH': 'functions in functions that are asked whether they fail',
  'src/recognize/logs/nearby-logger.ts MAX_MODULES': "modules with a logger's name that are read",
  'src/model/values/text-pattern.ts MAX_TEXTS': 'texts that one expression can be',
  'src/model/values/text-pattern.ts MAX_DEPTH': 'texts that are made of each other',
  'src/model/values/text-pattern.ts depth': 'texts that are made of each other',
  'src/model/values/term-reader.ts depth': 'expressions inside of each other',
  'src/flow/finally.ts MAX_WRAPPED': 'lines that one fix may indent',
  'src/recognize/logs/run-by-hand.ts MAX_STEPS': 'functions that lead on from the block of a program',
  'src/recognize/logs/run-by-hand.ts MAX_BETWEEN': 'statements from a complaint to the usage',
  'src/recognize/metrics/label-removal.ts MAX_EDITS': 'edits of one fix',
  'src/recognize/propagation/incoming-work.ts MAX_CALLERS': 'functions between a handler and a span',
  'src/recognize/setup/load-order.ts MAX_DEPTH': 'set-up modules that load each other',
  'src/recognize/setup/load-order.ts MAX_FILES': 'modules that loading one brings in',
  'src/recognize/setup/load-order.ts depth': 'set-up modules that load each other',
  'src/recognize/setup/sdk-start.ts MAX_CALLS': 'calls from a program to the start of an SDK',
};

/** Who reads what declarations are given without the resolver, and why. */
const READ_DECLARATIONS: Readonly<Record<string, string>> = {
  'src/model/logs/level-function.ts':
    'whether what a function is taken out of is called a logger, by how it is written',
  'src/model/logs/making.ts': 'what is written where a logger is made, not what it is',
  'src/model/logs/plan.ts': 'whether a record was loaded just before, by how it is written',
  'src/model/metrics/options.ts':
    'the cheap question that comes first: whether options are written there at all',
  'src/model/propagation/request-target.ts': 'whether an address comes with a request, by how it is written',
  'src/model/values/access-path.ts': 'the way to a module, not what is in it',
  'src/model/values/claims.ts': 'whether a name is given a plain value, by how it is written',
  'src/model/values/constant.ts': 'whether an object is frozen, by how it is written',
  'src/model/values/handed-on.ts': 'whether a container is one of the language, by how it is made',
  'src/model/values/helper.ts': 'whether a function has callers elsewhere, not what they give it',
  'src/model/values/passed-on.ts': 'whether a value is of the package at all, by what it starts with',
  'src/model/values/provenance/imports.ts':
    "what makes what is kept under a logger's name, by how it is written",
  'src/model/values/provenance/members.ts': 'whether a global is another name, not what that is',
  'src/model/values/provenance/methods.ts': 'what a method was taken from by destructuring',
  'src/model/values/provenance/variables.ts': 'kinds of the catalog decide before what a value is made of',
  'src/model/values/required-module.ts': 'whether `require` is the platform’s, by how it is made',
  'src/model/values/resolver.ts': 'the resolver itself',
};

/** From each layer only to those that stand before it. */
const LAYERS = ['catalog', 'model', 'project', 'estree', 'flow', 'recognize', 'analysis', 'eslint', 'rules'];
/** The command lines, which nothing of the engine imports; the second may use what it shares with the first. */
const COMMANDS = ['codemod', 'contract'];
const layerOf = (file: string) => (file.startsWith('rules/') ? 'rules' : (file.split('/')[1] ?? ''));

describe('the structure that the architecture guide draws', () => {
  it('is read from all files', () => {
    expect(FILES.length).toBeGreaterThan(200);
    expect([...IMPORTS.values()].flat().length).toBeGreaterThan(1000);
  });

  it('has no import cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const imported of IMPORTS.get(file) ?? [])
        if (IMPORTS.has(imported)) visit(imported, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of FILES) visit(file, []);
    expect(cycles).toEqual([]);
  });

  it('has its arrows one way', () => {
    const upward = FILES.flatMap((file) =>
      (IMPORTS.get(file) ?? []).flatMap((imported) => {
        if (!IMPORTS.has(imported) || file === 'src/index.ts') return [];
        const [from, to] = [layerOf(file), layerOf(imported)];
        const isUpward = COMMANDS.includes(from)
          ? to === 'eslint' || to === 'rules' || COMMANDS.indexOf(to) > COMMANDS.indexOf(from)
          : COMMANDS.includes(to) || LAYERS.indexOf(to) > LAYERS.indexOf(from);
        return isUpward ? [`${file} → ${imported}`] : [];
      }),
    );
    expect(upward).toEqual([]);
  });

  it('keeps ESLint and Node out of the engine', () => {
    const isAdapter = (file: string) =>
      /^(?:src\/(?:eslint|codemod|contract)\/|rules\/|src\/index\.ts$|src\/project\/disk\.ts$)/.test(file);
    const foreign = FILES.filter((file) => !isAdapter(file)).flatMap((file) =>
      (IMPORTS.get(file) ?? [])
        .filter((specifier) =>
          /^(?:node:|eslint|@typescript-eslint\/utils|ts-morph|oxc-parser)/.test(specifier),
        )
        .map((specifier) => `${file} → ${specifier}`),
    );
    expect(foreign).toEqual([]);
  });

  it('bundles nothing of Node into the playground', () => {
    const bundled = new Set<string>();
    const ofNode: string[] = [];
    const bundle = (file: string): void => {
      const own = REPLACED[file] ?? file;
      if (bundled.has(own)) return;
      bundled.add(own);
      for (const [, from, alone] of TEXTS(own).matchAll(
        /^(?:(?:import|export)(?! type\b)[^;'"]*? from|\} from) '([^']+)'|^import '([^']+)'/gm,
      )) {
        const specifier = from ?? alone ?? '';
        if (specifier.startsWith('node:')) ofNode.push(`${own} → ${specifier}`);
        if (!specifier.startsWith('.') || specifier.endsWith('.json')) continue;
        bundle(posix.join(posix.dirname(own), specifier).replace(/\.js$/, '.ts'));
      }
    };
    bundle('docs/.vitepress/playground/engine/worker.ts');
    expect(bundled.size).toBeGreaterThan(300);
    expect(ofNode).toEqual([]);
  });

  it('follows values within one budget', () => {
    const judging = FILES.filter((file) => /^src\/(?:model|flow|recognize)\//.test(file));
    const limits = judging.flatMap((file) =>
      [...TEXTS(file).matchAll(/\b(MAX_[A-Z_]+) = \d|\b(depth|steps|hops) = 0\b/g)].map(
        ([, constant, counter]) => `${file} ${constant ?? counter ?? ''}`,
      ),
    );
    expect(limits.sort()).toEqual(Object.keys(LIMITS).sort());
  });

  it('reads what a declaration is given through the value resolver alone', () => {
    const others = FILES.filter((file) => /^(?:src\/(?:model|flow|recognize)|rules)\//.test(file)).filter(
      (file) => /\b(?:init|writes|elementOf|callers)(?:\?\.)?\(\)|\.follow\(/.test(TEXTS(file)),
    );
    expect(others).toEqual(Object.keys(READ_DECLARATIONS).sort());
  });

  it('keeps no state in modules that judge', () => {
    const kept = FILES.filter((file) => /^(?:src\/(?:model|flow|recognize)|rules)\//.test(file)).filter(
      (file) =>
        /^(?:export )?(?:let |(?:const|var) \w[^=\n]* = new (?:WeakMap|WeakSet|Map|Set)(?:<.*>)?\(\))/m.test(
          TEXTS(file),
        ),
    );
    expect(kept).toEqual([]);
  });
});
