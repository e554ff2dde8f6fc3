import { type Stats, readdirSync, rmSync, statSync } from 'node:fs';
import {
  constants,
  copyFile,
  link,
  lstat,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { InputError, isInside } from './files.js';

/** Starts the name of a folder in which new texts wait, before the id of the process. */
const STAGING = '.obs-codemod-';

/**
 * Writes files so that each is whole at every moment, with its old text or its new one: a text is written elsewhere and takes
 * its file's place when the disk has confirmed it. Elsewhere is outside of the sources, so that nothing is left in them when
 * the process is killed.
 */
export class Writer {
  /** By the folder they are in; undefined where there can be none. */
  private readonly stagings = new Map<string, Promise<string | undefined>>();
  private count = 0;

  /** @param roots absolute, links resolved: nothing is written outside of them */
  constructor(private readonly roots: readonly string[]) {}

  /** Replaces a file's text. Throws an InputError where the file is no longer what was read. */
  async replace(path: string, read: Buffer, text: string): Promise<void> {
    this.checkInside(path);
    const before = await lstat(path);
    if (!before.isFile() || before.size !== read.length || !(await readFile(path)).equals(read))
      throw new InputError('changed on disk during the run; left alone');
    await this.move(path, text, before, (staged) => rename(staged, path));
  }

  /** Creates a file. Throws an InputError where something has its name, be it a link that leads nowhere. */
  async create(path: string, text: string): Promise<void> {
    this.checkInside(path);
    await this.move(path, text, undefined, (staged) => named(staged, path));
  }

  /** Removes what was needed for writing. */
  async close(): Promise<void> {
    for (const staging of await Promise.all(this.stagings.values()))
      if (staging !== undefined) await rm(staging, { recursive: true, force: true });
    this.stagings.clear();
  }

  private checkInside(path: string): void {
    if (!isInside(path, this.roots)) throw new InputError('outside of the given paths; left alone');
  }

  private async move(
    path: string,
    text: string,
    like: Stats | undefined,
    into: (staged: string) => Promise<void>,
  ): Promise<void> {
    const folder = dirname(path);
    const { dev } = await stat(folder);
    for (const elsewhere of placesFor(folder)) {
      const staging = await this.stagingIn(elsewhere, dev);
      if (staging === undefined) continue;
      const staged = join(staging, String(++this.count));
      try {
        await write(staged, text, like);
        await into(staged);
        return;
      } catch (error) {
        // One device may be mounted twice.
        if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      } finally {
        await rm(staged, { force: true });
      }
    }
    throw new InputError('permission denied');
  }

  /** The folder for texts of this process in another folder, where that is on a device. */
  private async stagingIn(folder: string, device: number): Promise<string | undefined> {
    if ((await stat(folder)).dev !== device) return undefined;
    let staging = this.stagings.get(folder);
    if (!staging) {
      staging = mkdtemp(join(folder, `${STAGING}${process.pid}-`)).catch(() => undefined);
      this.stagings.set(folder, staging);
      if (folder !== tmpdir()) removeAbandoned(folder);
    }
    return staging;
  }
}

/** Where a text can wait for a file of a folder, the best first. A file only moves within its device. */
function placesFor(folder: string): readonly string[] {
  return [tmpdir(), ...['.git', 'node_modules'].flatMap((name) => above(folder, name) ?? []), folder];
}

/** The nearest folder of a name in a folder or above it. */
function above(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, name);
    if (isFolder(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Removes what processes that were killed have left. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^\.obs-codemod-(\d+)-\w{6}$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Writes a new file with the mode and the owner of another, and waits until the disk has it. */
async function write(path: string, text: string, like: Stats | undefined): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(text);
    if (like) {
      const isOwn = like.uid === process.getuid?.() && like.gid === process.getgid?.();
      // Who is not root can give no file away.
      if (!isOwn && process.getuid) await file.chown(like.uid, like.gid).catch(() => undefined);
      await file.chmod(like.mode & 0o7777);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a file a second name that nothing has; by a copy where the file system has no second names. */
async function named(staged: string, path: string): Promise<void> {
  try {
    await link(staged, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EXDEV') throw error;
    if (code === 'EEXIST') throw new InputError('there is something of that name already; left alone');
    await copyFile(staged, path, constants.COPYFILE_EXCL);
  }
}
