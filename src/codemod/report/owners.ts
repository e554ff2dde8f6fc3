import { lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { pathFrom } from '../../project/path.js';

/** Where GitHub and GitLab look for it, the first that is there. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Who owns a file by CODEOWNERS; nobody where nothing says so. */
export type OwnersOf = (path: string) => readonly string[];

interface Rule {
  readonly matcher: Ignore;
  readonly owners: readonly string[];
}

/** Reads the CODEOWNERS of the repository that a folder is in; undefined where there is none. */
export function codeOwners(cwd: string): OwnersOf | undefined {
  for (let root = cwd; ; root = dirname(root)) {
    const text = PLACES.map((place) => readText(join(root, place))).find((each) => each !== undefined);
    if (text !== undefined) return ownersBy(rulesOf(text), root);
    if (isThere(join(root, '.git')) || dirname(root) === root) return undefined;
  }
}

function ownersBy(rules: readonly Rule[], root: string): OwnersOf {
  return (path) => {
    const local = pathFrom(root, path);
    if (local === '' || local.startsWith('..')) return [];
    // The last pattern that matches counts, one without owners as well.
    return rules.findLast(({ matcher }) => matcher.ignores(local))?.owners ?? [];
  };
}

/** The patterns, with GitLab's sections (`[Payments][2] @acme/payments`), whose owners hold for patterns without their own. */
function rulesOf(text: string): readonly Rule[] {
  const rules: Rule[] = [];
  let ofSection: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const written = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (written === '') continue;
    const [section] = /^\^?\[[^\]]*\](?:\[\d+\])?/.exec(written) ?? [];
    if (section !== undefined) {
      ofSection = wordsOf(written.slice(section.length));
      continue;
    }
    const [pattern = '', ...owners] = wordsOf(written);
    rules.push({
      matcher: ignore().add(pattern.replaceAll('\\ ', ' ')),
      owners: owners.length > 0 ? owners : ofSection,
    });
  }
  return rules;
}

function wordsOf(text: string): readonly string[] {
  return text.split(/(?<!\\)\s+/).filter((word) => word !== '');
}

function readText(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

/** Whether there is something of that name, be it a link that leads nowhere. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
