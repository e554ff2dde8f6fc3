/**
 * `npm run test:matrix`: the packed tarball, installed into fresh projects with every supported ESLint and
 * with oxlint, must find the same things. Minutes; not part of `npm test`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'observability-matrix-'));

const SOURCE = `import { pino } from 'pino';
const logger = pino();
export function run(id) {
  console.log(\`a \${id}\`);
  logger.info(\`b \${id}\`);
  logger.info('c', { id });
  try {
    id();
  } catch (err) {
    logger.error({ error: err }, 'd');
  }
}
`;
const EXPECTED = ['no-console-logging', 'no-interpolated-message', 'valid-logger-call', 'log-error-object'];

const npm = (cwd, ...args) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
const tarball = join(
  folder,
  npm(repository, 'pack', '--silent', '--pack-destination', folder).trim().split('\n').at(-1),
);

function project(name, ...packages) {
  const root = join(folder, name);
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name, type: 'module', private: true }));
  writeFileSync(join(root, 'src/run.js'), SOURCE);
  npm(root, 'install', '--no-audit', '--no-fund', '--legacy-peer-deps', tarball, ...packages);
  return root;
}

function output(root, command, ...args) {
  const env = { ...process.env, ESLINT_USE_FLAT_CONFIG: 'true' };
  return spawnSync(join(root, 'node_modules/.bin', command), args, { cwd: root, encoding: 'utf8', env });
}

const results = [];
for (const eslint of ['8.57', '9', '10']) {
  for (const parser of ['espree', 'typescript']) {
    const isTypeScript = parser === 'typescript';
    const root = project(
      `eslint-${eslint}-${parser}`,
      `eslint@${eslint}`,
      ...(isTypeScript ? ['@typescript-eslint/parser@8', 'typescript@~6.0'] : []),
    );
    writeFileSync(
      join(root, 'eslint.config.js'),
      `import observability from 'eslint-plugin-observability';\n${isTypeScript ? "import parser from '@typescript-eslint/parser';\n" : ''}export default [observability.configs.recommended${isTypeScript ? ', { languageOptions: { parser } }' : ''}];\n`,
    );
    const { stdout, stderr } = output(root, 'eslint', 'src', '--format', 'json');
    const found = stdout
      ? JSON.parse(stdout)[0].messages.map(
          ({ ruleId, message }) => ruleId?.replace('observability/', '') ?? message,
        )
      : [stderr];
    results.push({ engine: `ESLint ${eslint}, ${parser}`, found });
  }
}

const root = project('oxlint', 'oxlint@1');
writeFileSync(
  join(root, '.oxlintrc.json'),
  JSON.stringify({
    jsPlugins: ['eslint-plugin-observability'],
    categories: { correctness: 'off' },
    rules: Object.fromEntries(EXPECTED.map((rule) => [`observability/${rule}`, 'error'])),
  }),
);
const { stdout, stderr } = output(root, 'oxlint', 'src', '--format', 'json');
const diagnostics = stdout.trim().startsWith('{')
  ? JSON.parse(stdout).diagnostics
  : [{ code: stdout + stderr }];
results.push({
  engine: 'oxlint',
  found: diagnostics.map(({ code }) => code.replace(/^observability\((.*)\)$/, '$1')),
});

rmSync(folder, { recursive: true, force: true });
let failed = 0;
for (const { engine, found } of results) {
  const isRight = JSON.stringify([...found].sort()) === JSON.stringify([...EXPECTED].sort());
  failed += isRight ? 0 : 1;
  console.log(`${isRight ? 'ok  ' : 'FAIL'}  ${engine}${isRight ? '' : `: ${found.join(', ')}`}`);
}
process.exitCode = failed > 0 ? 1 : 0;
