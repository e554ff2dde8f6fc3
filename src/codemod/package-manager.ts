import { spawnSync } from 'node:child_process';
import { jsonObject } from '../project/json.js';
import { dirname, join } from '../project/path.js';
import type { Project } from '../project/project.js';
import { InputError } from './files.js';

type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** By the files that each leaves. */
const LOCKFILES: readonly (readonly [string, Manager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
];

/** The command that adds a package to the dependencies of a folder's package.json, with the package manager that is used there. */
export function installCommandOf(
  folder: string,
  name: string,
  project: Project,
): readonly [string, ...string[]] {
  const { manager, root } = managerOf(folder, project);
  switch (manager) {
    case 'npm':
      return ['npm', 'install', name];
    case 'pnpm':
      // The root of a workspace has to be meant.
      return project.isFile(join(folder, 'pnpm-workspace.yaml'))
        ? ['pnpm', 'add', '-w', name]
        : ['pnpm', 'add', name];
    case 'yarn':
      return root === folder && isClassicWorkspace(folder, project)
        ? ['yarn', 'add', '-W', name]
        : ['yarn', 'add', name];
    case 'bun':
      return ['bun', 'add', name];
  }
}

/** Runs it there. Throws an InputError where it fails. */
export function runInstall(folder: string, command: readonly [string, ...string[]]): void {
  const [program, ...args] = command;
  const { status, error } = spawnSync(program, args, {
    cwd: folder,
    // The report alone is on stdout.
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0)
    throw new InputError(
      `\`${command.join(' ')}\` failed${error ? `: ${error.message}` : ''}; the files are migrated, install it by hand`,
    );
}

/** Who manages a folder's packages: as `packageManager` says, else by the lockfile, in the folder or one above it. */
function managerOf(folder: string, project: Project): { readonly manager: Manager; readonly root: string } {
  for (let root = folder; ; root = dirname(root)) {
    const manifest = manifestOf(root, project);
    const [, named] = /^(npm|pnpm|yarn|bun)@/.exec(versionIn(manifest)) ?? [];
    const manager = named ?? LOCKFILES.find(([name]) => project.isFile(join(root, name)))?.[1];
    if (manager !== undefined) return { manager: manager as Manager, root };
    if (dirname(root) === root || project.isDirectory(join(root, '.git')))
      return { manager: 'npm', root: folder };
  }
}

/** Yarn 1 wants to be told that the root of a workspace is meant; later ones do not know the flag. */
function isClassicWorkspace(folder: string, project: Project): boolean {
  const manifest = manifestOf(folder, project);
  const isLater = project.isFile(join(folder, '.yarnrc.yml')) || /^yarn@[2-9]/.test(versionIn(manifest));
  return manifest?.workspaces !== undefined && !isLater;
}

/** `pnpm@9.1.0` */
function versionIn(manifest: Readonly<Record<string, unknown>> | undefined): string {
  const written = manifest?.packageManager;
  return typeof written === 'string' ? written : '';
}

function manifestOf(folder: string, project: Project) {
  const path = join(folder, 'package.json');
  return project.isFile(path) ? jsonObject(project.read(path)) : undefined;
}
