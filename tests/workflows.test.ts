import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | number>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly (string | number)[]>> };
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: unknown;
  readonly permissions?: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const WORKFLOWS = readdirSync(join(ROOT, '.github/workflows')).map(
  (name) => [name, parse(read(`.github/workflows/${name}`)) as Workflow] as const,
);
const jobs = (name: string) => WORKFLOWS.find(([each]) => each === name)?.[1].jobs ?? {};

describe.each(WORKFLOWS)('%s', (_, { on, permissions, jobs }) => {
  it('says when it runs, and gives away no rights by default', () => {
    expect(on).toBeTruthy();
    expect(permissions).toBeDefined();
    expect(Object.values(permissions ?? {}).filter((right) => right === 'write')).toEqual([]);
  });

  it.each(Object.entries(jobs))('%s has steps that are one thing each, and an end', (_name, job) => {
    expect(job['runs-on']).toMatch(/^(?:ubuntu-latest|\$\{\{ matrix\.os \}\})$/);
    expect(job['timeout-minutes']).toBeGreaterThan(0);
    for (const { uses, run } of job.steps) {
      expect([uses, run].filter((each) => each !== undefined)).toHaveLength(1);
      // A version that is pinned: `owner/action@v4`.
      if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w./-]+@v\d+/);
    }
  });

  it('runs scripts that exist', () => {
    const runs = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run, with: given = {} }) => [run, given.version, given.publish]),
    );
    const named = runs.flatMap((run) => [...String(run ?? '').matchAll(/\bnpm (?:run ([\w:]+)|(test)\b)/g)]);
    for (const [, script, test] of named) expect(Object.keys(scripts)).toContain(script ?? test);
    const files = runs.flatMap((run) => [
      ...String(run ?? '').matchAll(/\b(?:tsx|node) ([\w/.-]+\.m?[jt]s)\b/g),
    ]);
    for (const [, path = ''] of files) expect(read(path)).not.toBe('');
  });
});

describe('the tests', () => {
  it('run on every system and every Node that is supported', () => {
    const { os, node } = jobs('test.yml').unit?.strategy?.matrix ?? {};
    expect(os).toEqual(['ubuntu-latest', 'macos-latest', 'windows-latest']);
    expect(node).toEqual([20, 22, 24]);
    expect(jobs('test.yml').matrix?.strategy?.matrix.node).toEqual([20, 22, 24]);
  });
});

describe('the release', () => {
  const { release } = jobs('release.yml');
  const publish = release?.steps.find(({ uses }) => uses?.startsWith('changesets/action'));

  it('is published with provenance', () => {
    expect(release?.permissions?.['id-token']).toBe('write');
    expect(publish?.env).toMatchObject({ NPM_CONFIG_PROVENANCE: 'true' });
  });

  it('may use a token: npm reads the .npmrc that changesets/action writes it to', () => {
    expect(publish?.env).toHaveProperty('NPM_TOKEN');
    // With a registry actions/setup-node has npm read a file of its own, and not that of the user.
    const node = release?.steps.find(({ uses }) => uses?.startsWith('actions/setup-node'));
    expect(node?.with).not.toHaveProperty('registry-url');
  });

  it('is tested before, and built once for all packages', () => {
    const runs = release?.steps.map(({ run }) => run) ?? [];
    expect(runs.indexOf('npm test')).toBeLessThan(release?.steps.indexOf(publish ?? {}) ?? -1);
    expect(runs).toContain('npm test');
    // They are published side by side, and each would build all of them in `prepack`.
    expect(scripts['release:publish']).toMatch(/^npm run build && /);
    expect(publish?.env).toMatchObject({ NPM_CONFIG_IGNORE_SCRIPTS: 'true' });
  });
});

it.each(['docs/guides/ci.md', 'packages/obs-contract/README.md', 'CONTRIBUTING.md'])(
  '%s hands out the actions that this repository itself uses',
  (path) => {
    const own = new Set(
      WORKFLOWS.flatMap(([, { jobs }]) =>
        Object.values(jobs).flatMap(({ steps }) => steps.map(({ uses }) => uses)),
      ),
    );
    const handedOut = [...read(path).matchAll(/\buses: (actions\/\S+)/g)].map(([, uses]) => uses);
    expect(handedOut).not.toEqual([]);
    for (const uses of handedOut) expect(own).toContain(uses);
  },
);

describe('CONTRIBUTING.md', () => {
  const contributing = read('CONTRIBUTING.md');

  it.each(Object.keys(scripts))('says what `npm run %s` is for', (script) => {
    expect(contributing).toMatch(new RegExp(`\`npm (?:run )?${script}(?: [^\`]*)?\``));
  });

  it('names no script that does not exist', () => {
    const named = [...contributing.matchAll(/\bnpm run ([\w:]+)/g)].map(([, script]) => script);
    expect(named.filter((script) => !Object.hasOwn(scripts, script ?? ''))).toEqual([]);
  });

  it('shows the workflow that this repository itself has', () => {
    const shown = /```yaml\n([\s\S]*?)```/.exec(contributing)?.[1] ?? '';
    const steps = jobs('contract.yml').contract?.steps ?? [];
    const own = steps.map(({ run }) => run).filter((run) => run?.includes('contract/bin.ts'));
    expect(own.length).toBeGreaterThan(1);
    for (const run of own) expect(shown).toContain(run);
  });
});

describe('the issue forms', () => {
  const forms = readdirSync(join(ROOT, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

  it('ask for what is needed to mend it', () => {
    expect(forms).toHaveLength(4);
    for (const name of forms) {
      const form = parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as {
        name: string;
        description: string;
        body: { type: string; id: string; attributes: { label: string }; validations?: object }[];
      };
      expect(form.name && form.description).toBeTruthy();
      expect(form.body.some(({ validations }) => validations)).toBe(true);
      const ids = form.body.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { type, attributes } of form.body) {
        expect(['input', 'textarea', 'dropdown']).toContain(type);
        expect(attributes.label).toBeTruthy();
      }
    }
  });
});
