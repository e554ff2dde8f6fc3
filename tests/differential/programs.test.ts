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
