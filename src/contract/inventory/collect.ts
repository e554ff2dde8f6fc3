import { literally } from '../../catalog/pattern.js';
import { Session } from '../../analysis/session.js';
import { InputError, reasonOf } from '../../codemod/input-error.js';
import { ParseError } from '../../codemod/parser.js';
import type { Host } from '../../project/host.js';
import { join, relative } from '../../project/path.js';
import type { Package } from '../../project/packages.js';
import { projectSettings } from '../../project/settings.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { FileFacts, HandedFact } from './facts.js';
import type { Inventory } from './inventory.js';
import { packageInventories } from './packages.js';
import { MetricMakers } from './metric-makers.js';
import { handedMembers } from './typed-members.js';
import { type FileReader, mayEmit, openFile, placesIn, readFacts } from './read-file.js';

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

/** Folders of programs that show how something is used: in one of them, they are what is asked about. */
const EXAMPLE = /(?:^|\/)(?:examples?|samples?)\//;

/** Takes the inventory of a repository, package by package; another reader gets to see each file that it reads. */
export function collect(repository: Repository, also?: FileReader): Collected {
  const { host, folder, files } = repository;
  const session = new Session(host);
  const { settings, problems } = projectSettings(session.project, folder);
  const warnings = [...problems];
  const makers = new MetricMakers(settings);
  const packages = new Map<string, { readonly owner: Package; readonly files: FileFacts[] }>();
  const read = (path: string, isWorth: (text: string) => boolean, use: (file: AnalysedFile) => void) => {
    try {
      const text = repository.read(path);
      const file = isWorth(text) ? openFile({ path, text }, session, settings) : undefined;
      if (file) use(file);
    } catch (error) {
      warnings.push(`${relative(folder, path)}: ${problemOf(error)}`);
    }
  };
  const own = files.filter((path) => !EXAMPLE.test(relative(folder, path)));
  for (const path of own)
    read(
      path,
      (text) => mayEmit(text) || also?.mayTell(text) === true,
      (file) => {
        const owner = file.package;
        const known = packages.get(owner.root) ?? { owner, files: [] };
        known.files.push(readFacts(file, session, folder, makers, also));
        packages.set(owner.root, known);
      },
    );
  const facts = [...packages.values()].flatMap((each) => each.files);
  const sites = new Set(facts.flatMap(({ definitions }) => definitions.map(({ id }) => id)));
  makers.follow((names) => {
    const named = new RegExp(`\\b(?:${[...names].map(literally).join('|')})\\b`);
    for (const path of own)
      read(
        path,
        (text) => named.test(text),
        (file) => makers.read(file, names, sites, placesIn(file, folder)),
      );
  });
  const handed: HandedFact[] = [];
  // Only what is observed as a member of a type has to be handed over as one.
  if (facts.some(({ observations }) => observations.some(({ on }) => on)))
    for (const { path, mayHand } of facts)
      if (mayHand)
        read(
          join(folder, path),
          () => true,
          (file) => void handed.push(...handedMembers(file)),
        );
  return {
    inventory: { version: 1, packages: packageInventories([...packages.values()], makers, handed, folder) },
    warnings: [...new Set(warnings)],
  };
}

function problemOf(error: unknown): string {
  if (error instanceof ParseError) return `line ${String(error.line)}: ${error.message}`;
  return error instanceof InputError ? error.message : reasonOf(error);
}
