import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/codemod/cli.js';
import { type Project, service } from './project.js';

const [DOWN, ENTER] = ['\u001b[B', '\r'];
const KEYS = {
  accept: ENTER,
  skip: DOWN + ENTER,
  edit: DOWN.repeat(2) + ENTER,
  file: DOWN.repeat(3) + ENTER,
  all: DOWN.repeat(4) + ENTER,
  stop: DOWN.repeat(5) + ENTER,
};

/** A terminal at which somebody answers each question when it is asked. */
class Person extends Writable {
  readonly isTTY = true;
  readonly columns = 200;
  readonly stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
  text = '';
  isOver = false;
  private asked = 0;

  constructor(private readonly answers: readonly string[]) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  /** As that of a process, it stays open. */
  override end(): this {
    return this;
  }

  /** Presses the next keys when the terminal is quiet. */
  async answer(): Promise<void> {
    for (const keys of this.answers) {
      let seen: number;
      do {
        seen = this.text.length;
        await new Promise((resolve) => setTimeout(resolve, 60));
        if (this.isOver) return;
      } while (this.text.length !== seen || this.asked === this.text.length);
      this.asked = this.text.length;
      for (const key of keys.match(/\u001b\[.|[\s\S]/g) ?? []) {
        this.stdin.write(key);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
  }
}

async function reviewed(project: Project, ...answers: readonly string[]) {
  const person = new Person(answers);
  const stderr = new Writable({ write: (_chunk, _encoding, done) => done() });
  const running = main(['src', '--interactive', '--allow-dirty'], '0.0.0', {
    cwd: project.root,
    stdin: person.stdin,
    stdout: person,
    stderr,
  });
  void person.answer();
  const code = await running;
  person.isOver = true;
  return { code, text: person.text };
}

const THREE = "console.log('loaded', id);\nconsole.log('checked', id);\nconsole.log('paid', id);\n";
const written = (project: Project, path = 'src/a.ts') => project.read(path).replace(/^import.*\n\n/m, '');

describe('--interactive', () => {
  it('writes what is accepted, and leaves what is skipped', async () => {
    const project = service('pino', { 'src/a.ts': THREE });
    const { code, text } = await reviewed(project, KEYS.accept, KEYS.skip, KEYS.accept);
    expect(code).toBe(0);
    expect(written(project)).toBe(
      "logger.info({ id }, 'loaded');\nconsole.log('checked', id);\nlogger.info({ id }, 'paid');\n",
    );
    expect(text).toContain('1 call: skipped by hand');
  });

  it('takes another text, and asks again where that does not parse', async () => {
    const project = service('pino', { 'src/a.ts': "console.log('loaded', id);\n" });
    const clear = '\u007f'.repeat(40);
    const { code, text } = await reviewed(
      project,
      ...[
        KEYS.edit,
        `${clear}logger.info(${ENTER}`,
        KEYS.edit,
        `${clear}logger.debug({ id }, 'one')${ENTER}`,
      ],
    );
    expect(code).toBe(0);
    expect(text).toContain('it does not parse');
    expect(written(project)).toBe("logger.debug({ id }, 'one');\n");
  });

  it('asks no more of a file, or at all', async () => {
    const project = service('pino', { 'src/a.ts': THREE, 'src/b.ts': THREE });
    await reviewed(project, KEYS.file, KEYS.skip, KEYS.stop);
    expect(written(project)).not.toContain('console');
    expect(project.read('src/b.ts')).toBe(THREE);
    await reviewed(project, KEYS.all);
    expect(written(project, 'src/b.ts')).not.toContain('console');
  });

  it('writes nothing, not even a logger, where everything is skipped', async () => {
    const project = service('pino', { 'src/a.ts': THREE });
    await reviewed(project, KEYS.stop);
    expect(project.read('src/a.ts')).toBe(THREE);
  });

  it('needs a terminal, and a run that writes', async () => {
    const project = service('pino', { 'src/a.ts': THREE });
    expect(await project.run('src', '--interactive')).toMatchObject({
      code: 2,
      stderr: 'obs-codemod: --interactive asks about each call: it needs a terminal\n',
    });
    expect((await project.run('src', '--interactive', '--dry-run')).code).toBe(2);
    expect(project.read('src/a.ts')).toBe(THREE);
  });
});
