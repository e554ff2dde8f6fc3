import { beforeAll, describe, expect, it } from 'vitest';
import { InstalledAlone, itIsOfTheRepository, packedFiles, run } from './workspace.js';

const NAME = 'obs-codemod';
let installed: InstalledAlone;

beforeAll(async () => {
  installed = await InstalledAlone.of(NAME);
  installed.write(
    'package.json',
    JSON.stringify({ name: 'service', type: 'module', dependencies: { pino: '^10.0.0' } }),
  );
  installed.write('src/logger.js', "import { pino } from 'pino';\n\nexport const logger = pino();\n");
  installed.write(
    'src/main.js',
    'export function start(port) {\n  console.log(`ready on ${port}`);\n}\n\nstart(8080);\n',
  );
}, 180_000);

describe('obs-codemod, packed and installed alone', () => {
  it('holds what users need and nothing else', async () => {
    expect(await packedFiles(`packages/${NAME}`)).toEqual([
      'LICENSE',
      'README.md',
      'dist/bin.js',
      'dist/schema/codemod-report.json',
      'package.json',
    ]);
  });

  itIsOfTheRepository(NAME, () => installed);

  it('says what it recognises', async () => {
    const { code, stdout } = await installed.run('doctor', 'src');
    expect(code).toBe(0);
    expect(stdout).toContain('  1  console  not structured');
  });

  it('migrates a service, type-checked, and the service runs', async () => {
    const preview = await installed.run('src', '--dry-run');
    expect(preview.stdout).toContain("+  logger.info({ port }, 'ready on {port}');");
    const { code, stderr } = await installed.run('src', '--verify');
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'obs-codemod: not a git repository: the changes cannot be undone with git\n',
    });
    await run(installed.service, 'npm', 'install', '--no-audit', '--no-fund');
    const ran = await run(installed.service, process.execPath, 'src/main.js');
    expect(JSON.parse(ran.stdout)).toMatchObject({ level: 30, port: 8080, msg: 'ready on {port}' });
    expect((await installed.run('src', '--check')).code).toBe(0);
  });
});
