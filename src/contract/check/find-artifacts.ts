import { lstatSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { pathFrom } from '../../project/path.js';
import { InputError, reasonOf } from '../../codemod/files.js';
import type { ArtifactFile } from '../artifacts/artifact.js';
import { DOCKERFILE } from '../artifacts/dockerfile.js';
import { type SkippedFile, readArtifact } from '../artifacts/read-file.js';
import { entriesOf } from './folders.js';

/** Folders that hold no artifact of the repository's own: what is installed, built, or made up for tests. */
const LEFT_OUT = new Set([
  ...['node_modules', 'vendor', 'third_party', 'third-party', 'bower_components', 'jsonnetfile.lock'],
  ...['dist', 'build', 'out', 'coverage', 'target', 'tmp'],
  ...['fixtures', '__fixtures__', 'testdata', 'test-data', '__tests__', '__mocks__', '__snapshots__'],
]);
const ARTIFACT = /\.(?:ya?ml|json|rules)(?:\.(?:tpl|tmpl|template|gotmpl))?$/i;
/** Files that are never one, and may be large. */
const NEVER =
  /^(?:package(?:-lock)?|npm-shrinkwrap|tsconfig.*|pnpm-lock|yarn\.lock|composer|renovate|lerna|nx)\.(?:json|ya?ml)$/;

export interface FoundArtifacts {
  readonly artifacts: readonly ArtifactFile[];
  readonly skipped: readonly SkippedFile[];
}

/**
 * Reads the artifacts of the given files and folders. A folder's are found by what they hold, and git-ignored files, links and
 * folders of other people's files are left out; a file that is named is read. Throws an InputError for a path that is not there.
 */
export function findArtifacts(paths: readonly string[], root: string): FoundArtifacts {
  const artifacts: ArtifactFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of artifactPaths(paths, root)) {
    const name = pathFrom(root, path);
    let text: string;
    try {
      text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    } catch (error) {
      skipped.push({
        kind: 'invalid',
        file: name,
        line: 1,
        column: 1,
        message: reasonOf(error),
        mayScrape: false,
      });
      continue;
    }
    const read = readArtifact(name, text);
    if (read?.is === 'read') artifacts.push(read.artifact);
    if (read?.is === 'skipped') skipped.push(read.why);
  }
  return { artifacts, skipped };
}

function artifactPaths(paths: readonly string[], root: string): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    const absolute = isAbsolute(path) ? path : resolve(root, path);
    let isFolder: boolean;
    try {
      isFolder = statSync(absolute).isDirectory();
    } catch (error) {
      throw new InputError(`${path}: ${reasonOf(error)}`);
    }
    if (isFolder) for (const file of filesUnder(absolute)) found.add(file);
    else found.add(absolute);
  }
  return [...found].sort();
}

function mayBeArtifact(name: string): boolean {
  return (ARTIFACT.test(name) && !NEVER.test(name)) || DOCKERFILE.test(name);
}

interface Folder {
  readonly path: string;
  readonly rules: readonly { readonly base: string; readonly matcher: Ignore }[];
}

function* filesUnder(root: string): Generator<string> {
  const open: Folder[] = [{ path: root, rules: [] }];
  for (let folder = open.pop(); folder; folder = open.pop()) {
    const { path } = folder;
    const rules = withIgnoreFile(folder);
    for (const entry of entriesOf(path)) {
      const inside = join(path, entry.name);
      const isFolder = entry.isDirectory();
      if (!isFolder && !(entry.isFile() && mayBeArtifact(entry.name))) continue;
      if (isFolder && (LEFT_OUT.has(entry.name) || entry.name === '.git')) continue;
      const isIgnored = rules.some(({ base, matcher }) =>
        matcher.ignores(pathFrom(base, inside) + (isFolder ? '/' : '')),
      );
      if (isIgnored) continue;
      if (isFolder) open.push({ path: inside, rules });
      else yield inside;
    }
  }
}

function withIgnoreFile({ path, rules }: Folder): Folder['rules'] {
  try {
    const file = join(path, '.gitignore');
    // A named pipe would be waited for.
    if (!lstatSync(file).isFile()) return rules;
    return [...rules, { base: path, matcher: ignore().add(readFileSync(file, 'utf8')) }];
  } catch {
    return rules;
  }
}
