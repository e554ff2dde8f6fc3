import { join } from 'node:path';
import { Writable } from 'node:stream';
import { main } from '../../src/contract/cli.js';
import { Project } from '../codemod/project.js';

/** What a run of `obs-contract` printed, and what it exited with. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository on disk for one test, on which `obs-contract` is run. */
export class Repository extends Project {
  contract(...argv: readonly string[]): Promise<Output> {
    return this.contractIn('.', ...argv);
  }

  /** Runs it in one of the folders. */
  async contractIn(folder: string, ...argv: readonly string[]): Promise<Output> {
    const [stdout, stderr] = [collector(), collector()];
    const code = await main(argv, '0.0.0', {
      cwd: join(this.root, folder),
      stdout: stdout.to,
      stderr: stderr.to,
    });
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }
}

function collector(): { readonly to: Writable; readonly text: () => string } {
  let text = '';
  const to = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  return { to, text: () => text };
}
