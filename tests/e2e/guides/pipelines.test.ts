import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { installed } from './installed.js';
import { Reader, type Step } from './reader.js';

const CI = 'docs/guides/ci.md';

let modules: string;
beforeAll(async () => {
  modules = await installed();
}, 300_000);

const MESSAGE = 'export const load = (id) => log.info(`Order loaded: ${id}`);\n';
const ORDERS = `import { pino } from 'pino';\n\nconst log = pino();\n${MESSAGE}`;
const METRICS = `import { Counter } from 'prom-client';

export const orders = new Counter({ name: 'orders_total', help: 'Orders' });
`;
const ALERTS = `groups:
  - name: shop
    rules:
      - alert: NoOrders
        expr: rate(order_count[15m]) == 0
        for: 15m
        annotations: { runbook_url: 'https://runbooks.example.org/no-orders' }
`;

/** A repository with a finding in code and one in its alerts, and a main branch from before. */
async function repository(): Promise<Reader> {
  const reader = new Reader(modules, {
    'package.json': {
      ...{ name: 'shop', private: true, type: 'module', scripts: { start: 'node src/orders.js' } },
      dependencies: { pino: '^10', 'prom-client': '^15' },
    },
    'eslint.config.js':
      "import observability from 'eslint-plugin-observability';\n\nexport default [observability.configs.recommended];\n",
    'src/metrics.js': METRICS,
    '.gitignore': 'node_modules\n*.sarif\ngl-*.json\nsummary.md\n',
  });
  await reader.sh('git init --quiet && git add . && git commit --quiet --message start');
  await reader.sh('git update-ref refs/remotes/origin/main HEAD');
  reader.write('src/orders.js', ORDERS);
  reader.write('src/metrics.js', METRICS.replace('orders_total', 'orders_taken_total'));
  reader.write('monitoring/alerts.yml', ALERTS);
  await reader.sh('git add . && git commit --quiet --message change');
  return reader;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

/** Runs the commands of a workflow, whatever becomes of those in front. */
async function runWorkflow(reader: Reader, path: string): Promise<readonly Step[]> {
  const { jobs } = parse(reader.read(path)) as Workflow;
  const steps: Step[] = [];
  for (const { run = '' } of Object.values(jobs).flatMap((job) => job.steps)) {
    if (run === '' || run === 'npm ci') continue;
    const command = run.replace('${{ github.base_ref }}', 'main');
    steps.push(await reader.sh(`GITHUB_STEP_SUMMARY=summary.md; ${command}`));
  }
  return steps;
}

/** What actions/setup-node makes annotations with: its problem matcher `eslint-stylish`. */
// eslint-disable-next-line regexp/no-super-linear-backtracking -- as it is there
const MATCHER = /^\s+(\d+):(\d+)\s+(error|warning|info)\s+(.*)\s\s+(.*)$/;

interface Sarif {
  readonly version: string;
  readonly $schema?: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

/** The results of a SARIF file: the rule, the end of its file's path, and the line. */
function resultsOf(reader: Reader, path: string): readonly (readonly [string, string, number])[] {
  const { version, runs } = reader.json(path) as Sarif;
  expect(version).toBe('2.1.0');
  return runs.flatMap(({ tool, results }) => {
    expect(tool.driver.name).not.toBe('');
    return results.map(({ ruleId, locations: [location] }) => {
      const { artifactLocation, region } = location?.physicalLocation ?? expect.fail('no location');
      return [ruleId, artifactLocation.uri.split('/').slice(-2).join('/'), region.startLine] as const;
    });
  });
}

const BEGIN = (begin: object | string) => ({
  type: 'object',
  required: ['begin'],
  properties: { begin: typeof begin === 'string' ? { type: begin } : begin },
});

/** The report that GitLab reads: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const CODE_QUALITY = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string' },
      check_name: { type: 'string' },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path'],
        properties: { path: { type: 'string', pattern: '^(?!/|\\./)' } },
        anyOf: [
          { required: ['lines'], properties: { lines: BEGIN('integer') } },
          {
            required: ['positions'],
            properties: {
              positions: BEGIN({
                type: 'object',
                required: ['line'],
                properties: { line: { type: 'integer' } },
              }),
            },
          },
        ],
      },
    },
  },
};

describe('GitHub Actions', () => {
  it('annotates what the lint finds, and uploads it', async () => {
    const reader = await repository();
    await reader.follow(CI, 'GitHub Actions');
    const [lint, sarif] = await runWorkflow(reader, '.github/workflows/lint.yml');
    expect([lint?.code, sarif?.code]).toEqual([1, 1]);
    const annotations = (lint?.stdout ?? '')
      .split('\n')
      .flatMap((line) => MATCHER.exec(line)?.slice(1) ?? []);
    expect(annotations).toEqual([
      ...['4', '38', 'error', expect.stringContaining('Message varies')],
      'observability/no-interpolated-message',
    ]);
    expect(resultsOf(reader, 'eslint.sarif')).toEqual([
      ['observability/no-interpolated-message', 'src/orders.js', 4],
    ]);
  });

  it('annotates dead alerts, sums up the change, and stops new print-style logging', async () => {
    const reader = await repository();
    await reader.follow(CI, 'GitHub Actions, alerts and migration');
    const [diff, check, codemod] = await runWorkflow(reader, '.github/workflows/telemetry.yml');
    // A metric is gone, and another came: a break.
    expect(diff?.code).toBe(1);
    expect(reader.read('summary.md')).toContain('orders_taken_total');
    expect(check?.code).toBe(1);
    expect(check?.stdout).toMatch(/^::error file=monitoring\/alerts\.yml,line=5/m);
    expect(codemod?.code).toBe(1);
  });
});

describe('GitLab', () => {
  it('is given a report of code quality', async () => {
    const reader = await repository();
    await reader.follow(CI, 'GitLab');
    const jobs = parse(reader.read('.gitlab-ci.yml')) as Record<string, { script: string[] }>;
    const [, command = ''] = jobs.eslint?.script ?? [];
    const ran = await reader.sh(`GITLAB_CI=true CI_JOB_NAME=eslint CI_PROJECT_DIR="$PWD" ${command}`);
    expect(ran.code, ran.stderr).toBe(1);
    const report = reader.json('gl-codequality.json');
    const ajv = new Ajv();
    expect(ajv.validate(CODE_QUALITY, report), ajv.errorsText()).toBe(true);
    expect(report).toMatchObject([
      {
        check_name: 'observability/no-interpolated-message',
        location: { path: 'src/orders.js', positions: { begin: { line: 4 } } },
      },
    ]);
    for (const [job, file, rule] of [
      ['contract', 'gl-contract.json', 'metric-unknown'],
      ['migration', 'gl-codemod.json', 'print-style-logging'],
    ] as const) {
      expect((await reader.sh(jobs[job]?.script[0] ?? '')).code).toBe(1);
      const findings = reader.json(file) as { check_name: string }[];
      expect(ajv.validate(CODE_QUALITY, findings), ajv.errorsText()).toBe(true);
      expect(findings.map((each) => each.check_name)).toContain(rule);
    }
  });
});

it('any CI takes SARIF of all three', async () => {
  const reader = await repository();
  const steps = await reader.follow(CI, 'Others');
  expect(steps.map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(resultsOf(reader, 'eslint.sarif')).toHaveLength(1);
  expect(resultsOf(reader, 'contract.sarif')).toContainEqual(['metric-unknown', 'monitoring/alerts.yml', 5]);
  expect(resultsOf(reader, '../codemod.sarif')).toHaveLength(1);
});

describe('before a commit', () => {
  it('lint-staged adds fixes to the commit, and stops what cannot be fixed', async () => {
    const reader = await repository();
    reader.write('src/paid.js', ORDERS);
    await reader.sh('git add src/paid.js');
    const [step] = await reader.follow('docs/guides/pre-commit.md', 'lint-staged');
    expect(step?.code, step?.stderr).toBe(0);
    expect((await reader.sh('git diff --cached src/paid.js')).stdout).toContain(
      "log.info({ id }, 'Order loaded')",
    );
    reader.write(
      'src/paid.js',
      `${METRICS.replace("help: 'Orders'", "help: 'Orders', labelNames: ['user']")}export const paid = (userId) => orders.inc({ user: userId });\n`,
    );
    await reader.sh('git add src/paid.js');
    const stopped = await reader.sh(step?.command ?? '');
    expect(stopped.code).toBe(1);
    expect(stopped.stdout + stopped.stderr).toContain('observability/no-unbounded-label');
  });
});
