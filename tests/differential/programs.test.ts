import { ts } from 'ts-morph';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, Project } from './both-sides.js';
import { type Program, programs } from './programs.js';

/**
 * `eslint --fix` and `obs-codemod` are two ways to the same text. Both get every program of the set at once, a project for each library and
 * language, and both have the same logger set for the console's calls: what they write must be equal, file by file.
 */
const projects = new Map<string, Project>();
const set = programs();

beforeAll(async () => {
  const groups = new Map<string, Program[]>();
  for (const each of set) {
    const key = `${each.library} ${each.language}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  for (const [key, list] of groups) {
    const [first] = list;
    if (first) projects.set(key, await Project.run(first.library, first.language, list));
  }
}, 300_000);

afterAll(() => {
  for (const project of projects.values()) project.remove();
});

function outcomesOf(program: Program): { eslint: Outcome | undefined; codemod: Outcome | undefined } {
  const project = projects.get(`${program.library} ${program.language}`);
  return { eslint: project?.byEslint.get(program), codemod: project?.byCodemod.get(program) };
}

describe('eslint --fix and obs-codemod write the same', () => {
  it.each(set.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const { eslint, codemod } = outcomesOf(each);
    expect(shown(codemod)).toBe(shown(eslint));
  });
});

describe('no word of a message is lost', () => {
  it.each([...new Map(set.map((each) => [each.message, each])).keys()])('%s', (message) => {
    const words = wordsIn(message);
    for (const program of set.filter((each) => each.message === message)) {
      const written = outcomesOf(program).eslint?.text.toLowerCase() ?? '';
      expect(words.filter((word) => !written.includes(word))).toEqual([]);
    }
  });
});

/** What goes with a value that it tied, and may. */
const TIES: ReadonlySet<string> = new Set(['for', 'to', 'with', 'in', 'at', 'of', 'by', 'from', 'on']);

/** The words of the texts in a call's arguments, placeholders and units left out. */
function wordsIn(message: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    const isModule =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isModule) texts.push(node.text);
    // Of conditional words, a field says which it is.
    if (!ts.isConditionalExpression(node)) ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('message.ts', `log(${message})`, ts.ScriptTarget.Latest));
  const words = texts.flatMap((text) => text.replace(/%[a-z]/g, ' ').match(/[a-z]{2,}/gi) ?? []);
  return words.map((word) => word.toLowerCase()).filter((word) => !TIES.has(word));
}

function shown(outcome: Outcome | undefined): string {
  return outcome ? `${outcome.text}// ${outcome.found ? 'found' : 'not found'}` : '';
}

describe('the set', () => {
  const shapes = new Map(set.flatMap((each) => each.shapes.map((shape) => [shape.name, shape] as const)));
  const isRewritten = (program: Program) => {
    const { eslint, codemod } = outcomesOf(program);
    return eslint?.text !== program.text || codemod?.text !== program.text;
  };

  it.each([...shapes.values()].map((shape) => [shape.name, shape] as const))(
    'has what is to be rewritten with: %s',
    (_, shape) => {
      const rewritten = set.filter((each) => each.shapes.includes(shape)).filter(isRewritten);
      if (shape.neverRewritten === undefined) expect(rewritten).not.toEqual([]);
      else expect(rewritten.map(({ name }) => name)).toEqual([]);
    },
  );
});
