/**
 * `npm run test:matrix`: the packed tarball, installed into fresh projects with every supported ESLint and with oxlint, must find the
 * same things, and say once what is wrong with options and settings. Each runs under this Node and the other supported ones, from the
 * npm package `node`; `--node current` is this one alone, and `--node 22` that one. Minutes; not part of `npm test`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

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
  npm(repository, 'pack', '--silent', '--ignore-scripts', '--pack-destination', folder)
    .trim()
    .split('\n')
    .at(-1),
);

function project(name, ...packages) {
  const root = join(folder, name);
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name, type: 'module', private: true }));
  writeFileSync(join(root, 'src/run.js'), SOURCE);
  npm(root, 'install', '--no-audit', '--no-fund', '--legacy-peer-deps', tarball, ...packages);
  return root;
}

/** Runs a program of a project under a version of Node. */
function output(node, root, program, ...args) {
  const env = { ...process.env, ESLINT_USE_FLAT_CONFIG: 'true' };
  return spawnSync(node.path, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    encoding: 'utf8',
    env,
  });
}

/** What is wrong with what a run said of a wrong configuration: each warning is to be given once. */
function lacking(stderr) {
  return WARNINGS.filter((warning) => stderr.split(warning).length !== 2).map(
    (warning) => `not once: ${warning}`,
  );
}

/** What is wrong in a configuration, by what is said of it. */
const WRONG = {
  rules: { 'observability/no-console-logging': ['error', { alow: [] }] },
  settings: { observability: { boundNames: [] } },
};
const WARNINGS = [
  'Options of observability/no-console-logging: Unknown key `alow`: did you mean `allow`?',
  'settings.observability: Unknown key `boundNames`: did you mean `boundedNames`?',
];

const { values } = parseArgs({ options: { node: { type: 'string' } } });
const nodes = nodeBinaries(values.node?.split(',') ?? ['current', '20', '22', '24']);

/** The executables of some versions of Node. */
function nodeBinaries(versions) {
  const current = process.versions.node.split('.')[0];
  return versions
    .filter((version, index) => index === versions.findIndex((each) => majorOf(each) === majorOf(version)))
    .map((version) => {
      if (majorOf(version) === current) return { version: current, path: process.execPath };
      const root = join(folder, `node-${version}`);
      mkdirSync(root);
      writeFileSync(join(root, 'package.json'), '{ "private": true }');
      npm(root, 'install', '--no-audit', '--no-fund', `node@${version}`);
      // Its install script links the binary, where scripts run.
      const system = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
      const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
      const places = [
        `node_modules/node/${program}`,
        `node_modules/${system}/${program}`,
        `node_modules/node/node_modules/${system}/${program}`,
      ];
      const path = places.map((place) => join(root, place)).find(existsSync);
      if (!path) throw new Error(`the npm package node@${version} has no program for this system`);
      return { version, path };
    });
  function majorOf(version) {
    return version === 'current' ? current : version;
  }
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
    const parts = [
      'observability.configs.recommended',
      ...(isTypeScript ? ['{ languageOptions: { parser } }'] : []),
    ];
    const configure = (...more) =>
      writeFileSync(
        join(root, 'eslint.config.js'),
        `import observability from 'eslint-plugin-observability';\n${isTypeScript ? "import parser from '@typescript-eslint/parser';\n" : ''}export default [${[...parts, ...more].join(', ')}];\n`,
      );
    for (const node of nodes) {
      const lint = () => output(node, root, 'eslint/bin/eslint.js', 'src', '--format', 'json');
      configure();
      const { stdout, stderr } = lint();
      const found = stdout
        ? JSON.parse(stdout)[0].messages.map(
            ({ ruleId, message }) => ruleId?.replace('observability/', '') ?? message,
          )
        : [stderr];
      configure(JSON.stringify(WRONG));
      const wrong = lint();
      results.push({
        engine: `Node ${node.version}, ESLint ${eslint}, ${parser}`,
        found,
        lacking: lacking(wrong.stderr),
      });
    }
  }
}

const root = project('oxlint', 'oxlint@1');
for (const node of nodes) {
  const lint = (more) => {
    const { rules = {}, settings = {} } = more;
    const all = {
      ...Object.fromEntries(EXPECTED.map((rule) => [`observability/${rule}`, 'error'])),
      ...rules,
    };
    const written = {
      jsPlugins: ['eslint-plugin-observability'],
      categories: { correctness: 'off' },
      rules: all,
      settings,
    };
    writeFileSync(join(root, '.oxlintrc.json'), JSON.stringify(written));
    return output(node, root, 'oxlint/bin/oxlint', 'src', '--format', 'json');
  };
  const { stdout, stderr } = lint({});
  const diagnostics = stdout.trim().startsWith('{')
    ? JSON.parse(stdout).diagnostics
    : [{ code: stdout + stderr }];
  const found = diagnostics.map(({ code }) => code.replace(/^observability\((.*)\)$/, '$1'));
  results.push({ engine: `Node ${node.version}, oxlint`, found, lacking: lacking(lint(WRONG).stderr) });
}

rmSync(folder, { recursive: true, force: true });
let failed = 0;
for (const { engine, found, lacking } of results) {
  const isRight =
    JSON.stringify([...found].sort()) === JSON.stringify([...EXPECTED].sort()) && lacking.length === 0;
  failed += isRight ? 0 : 1;
  console.log(
    `${isRight ? 'ok  ' : 'FAIL'}  ${engine}${isRight ? '' : `: ${[...found, ...lacking].join(', ')}`}`,
  );
}
process.exitCode = failed > 0 ? 1 : 0;
