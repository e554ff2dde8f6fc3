import { Session } from '../../analysis/session.js';
import { InputError, reasonOf } from '../../codemod/files.js';
import { ParseError } from '../../codemod/parser.js';
import type { Host } from '../../project/host.js';
import { relative } from '../../project/path.js';
import type { Package } from '../../project/packages.js';
import { projectSettings } from '../../project/settings.js';
import type { FileFacts } from './facts.js';
import type { Inventory } from './inventory.js';
import { packageInventories } from './packages.js';
import { mayEmit, openFile, readFacts } from './read-file.js';

/** A repository to look at. */
export interface Repository {
  readonly host: Host;
  /** The folder that the user works in, absolute, with forward slashes: paths are told from here. */
  readonly folder: string;
  /** The source files, absolute, with forward slashes. */
  readonly files: readonly string[];
  /** Reads a file, and throws an InputError where that is not possible. */
  readonly read: (path: string) => string;
}

export interface Collected {
  readonly inventory: Inventory;
  /** What is wrong with settings and files, one line each. The rest is in the inventory. */
  readonly warnings: readonly string[];
}

/** Takes the inventory of a repository, package by package. */
export function collect({ host, folder, files, read }: Repository): Collected {
  const session = new Session(host);
  const { project } = session;
  const { settings, problems } = projectSettings(project, folder);
  const warnings = [...problems];
  const packages = new Map<string, { readonly owner: Package; readonly files: FileFacts[] }>();
  for (const path of files) {
    try {
      const text = read(path);
      const file = mayEmit(text) ? openFile({ path, text }, session, settings) : undefined;
      if (!file) continue;
      const owner = file.package;
      const known = packages.get(owner.root) ?? { owner, files: [] };
      known.files.push(readFacts(file, session, folder));
      packages.set(owner.root, known);
    } catch (error) {
      warnings.push(`${relative(folder, path)}: ${problemOf(error)}`);
    }
  }
  return {
    inventory: { version: 1, packages: packageInventories([...packages.values()], folder) },
    warnings,
  };
}

function problemOf(error: unknown): string {
  if (error instanceof ParseError) return `line ${String(error.line)}: ${error.message}`;
  return error instanceof InputError ? error.message : reasonOf(error);
}
