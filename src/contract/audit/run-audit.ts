import { runCheck } from '../check/run-check.js';
import { inventoryOf } from '../inventory/command.js';
import type { PackageInventory } from '../inventory/inventory.js';
import { join } from '../../project/path.js';
import { type Audit, type ServiceAudit, levelOf } from './audit.js';
import type { CodeFacts } from './facts.js';
import { levelsOf } from './levels.js';
import { AuditReader } from './read-facts.js';
import { type Readers, readersOf } from './readers.js';
import { signalsOf } from './signals.js';

export interface Audited {
  readonly audit: Audit;
  /** What is wrong with settings and files, one line each. */
  readonly warnings: readonly string[];
}

/** Audits what stands under the given paths. Throws an InputError for a path that is not there. */
export function runAudit(paths: readonly string[], cwd: string): Audited {
  const reader = new AuditReader();
  const { inventory, folder, warnings } = inventoryOf(paths, cwd, reader);
  const { artifacts, known, findings } = runCheck({
    root: folder,
    paths: ['.'],
    inventory,
    external: [],
    prefix: undefined,
    scrapes: [],
    metadata: [],
    baseline: undefined,
    isStrict: false,
  });
  const readers = readersOf(artifacts, known, findings);
  const factsOf = (each: PackageInventory) => reader.of(each.path === '.' ? folder : join(folder, each.path));
  const all = inventory.packages.flatMap((each) => {
    const code = factsOf(each);
    return code ? [{ inventory: each, code }] : [];
  });
  const services = all.filter(
    ({ code, inventory: each }) => code.isService && !(code.holdsPackages && !emits(each)),
  );
  // A repository that says nothing of services is one itself, as far as it logs, measures or traces.
  const audited = services.length > 0 ? services : all.filter((each) => emits(each.inventory));
  return {
    audit: {
      version: 1,
      services: audited.map(({ inventory: each, code }) => serviceAudit(each, code, readers)),
      libraries: all.filter((each) => !audited.includes(each)).map(({ inventory: { path } }) => path),
    },
    warnings,
  };
}

function emits({ logs, metrics, spans }: PackageInventory): boolean {
  return [logs, metrics, spans].some((list) => list.length > 0);
}

function serviceAudit(inventory: PackageInventory, code: CodeFacts, readers: Readers): ServiceAudit {
  const levels = levelsOf({ inventory, code, readers });
  const { name, path } = inventory;
  return { name, path, level: levelOf(levels), levels, signals: signalsOf(inventory, readers) };
}
