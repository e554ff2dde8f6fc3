/**
 * `npm run demo`: the main job on the service in examples/orders-service. Lints it, previews the codemod,
 * migrates a copy, then runs the old and the new service with the same requests and prints what each logs. Then holds the alerts
 * and the dashboard of examples/metrics-prom-client against its code, and audits it.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ESLint } from 'eslint';
import picocolors from 'picocolors';
import plugin from '../src/index.js';
import { outputOf } from './demo/orders-service.js';

const root = join(import.meta.dirname, '..');
const original = join(root, 'examples/orders-service');
// Inside the repository, so that the service finds express and pino; not among its examples, which are left alone.
const work = join(root, '.cache/orders-service');
const codemod = join(root, 'packages/obs-codemod/dist/bin.js');
const measured = join(root, 'examples/metrics-prom-client');
const contract = join(root, 'packages/obs-contract/dist/bin.js');

function title(text: string): void {
  process.stdout.write(`\n${picocolors.bold(picocolors.inverse(` ${text} `))}\n\n`);
}

async function lint(directory: string): Promise<void> {
  const eslint = new ESLint({
    cwd: directory,
    overrideConfigFile: true,
    overrideConfig: [plugin.configs.recommended],
  });
  const results = await eslint.lintFiles(['src']);
  for (const { filePath, messages } of results) {
    if (messages.length === 0) continue;
    process.stdout.write(`${picocolors.underline(relative(directory, filePath))}\n`);
    for (const { line, column, message, ruleId } of messages) {
      process.stdout.write(`  ${line}:${column}  ${message}  ${picocolors.dim(ruleId ?? '')}\n`);
    }
  }
  const found = results.flatMap((result) => result.messages);
  const fixable = found.filter((message) => message.fix).length;
  process.stdout.write(`\n${found.length} findings, ${fixable} fixed by --fix.\n`);
}

function migrate(...flags: string[]): void {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [codemod, 'src', '--allow-dirty', ...flags],
    {
      cwd: work,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  process.stdout.write(stdout);
}

/** Runs `obs-contract` on the service with alerts; it ends with 1 where it finds errors, as it does here. */
function hold(...flags: string[]): void {
  const { stdout, stderr, status } = spawnSync(process.execPath, [contract, ...flags], {
    cwd: measured,
    encoding: 'utf8',
  });
  if (status === null || status > 1) throw new Error(stderr);
  process.stdout.write(stdout);
}

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
cpSync(original, work, { recursive: true });
try {
  title('1. ESLint on examples/orders-service, with observability.configs.recommended');
  await lint(work);
  title('2. npx obs-codemod src --dry-run');
  migrate('--dry-run');
  title('3. npx obs-codemod src');
  migrate();
  title('4. What the service logged before');
  process.stdout.write(await outputOf(original));
  title('5. What it logs now, for the same requests');
  process.stdout.write(await outputOf(work));
  title('6. npx obs-contract check, in examples/metrics-prom-client');
  hold('check');
  title('7. npx obs-contract audit');
  hold('audit');
} finally {
  rmSync(work, { recursive: true, force: true });
}
