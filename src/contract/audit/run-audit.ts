import { runCheck } from '../check/run-check.js';
import { inventoryOf } from '../inventory/command.js';
import type { PackageInventory } from '../inventory/inventory.js';
import { join } from '../../project/path.js';
import { type Audit, type ServiceAudit, levelOf } from './audit.js';
import { type CodeFacts, NO_FACTS, joinFacts } from './facts.js';
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
  const all = inventory.packages.flatMap((each): readonly Member[] => {
    const root = each.path === '.' ? folder : join(folder, each.path);
    const code = reader.of(root);
    return code ? [{ root, inventory: each, code }] : [];
  });
  const serving = all.filter(
    ({ code, inventory: each }) => code.isService && !(code.holdsPackages && !emits(each)),
  );
  const services = servicesOf(serving, all, folder);
  // A repository that says nothing of services is one itself, as far as it logs, measures or traces.
  const audited = services.length > 0 ? services : all.filter((each) => emits(each.inventory));
  return {
    audit: {
      version: 1,
      services: audited.map((each) => {
        const libraries = all.filter(
          (other) =>
            !audited.includes(other) && !other.code.holdsPackages && other.code.usedIn.has(each.root),
        );
        return serviceAudit(withLibraries(each, libraries), readers);
      }),
      libraries: all.filter((each) => !audited.includes(each)).map(({ inventory: { path } }) => path),
    },
    warnings,
  };
}

function emits({ logs, metrics, spans }: PackageInventory): boolean {
  return [logs, metrics, spans].some((list) => list.length > 0);
}

/** The packages that serve. What serves in a library is the program's that depends on it, though all it does is start that. */
function servicesOf(serving: readonly Member[], all: readonly Member[], folder: string): readonly Member[] {
  const services = new Map(serving.flatMap((each) => (each.code.isPart ? [] : [[each.root, each]])));
  for (const library of serving.filter(({ code }) => code.isPart)) {
    if ([...services.keys()].some((root) => library.code.usedIn.has(root))) continue;
    const { programs } = library.code;
    for (const { root, name } of programs) {
      const path = root === folder ? '.' : root.slice(folder.length + 1);
      const member = all.find((each) => each.root === root);
      services.set(root, member ?? { root, inventory: { ...NOTHING, name, path }, code: NO_FACTS });
    }
    if (programs.length === 0) services.set(library.root, library);
  }
  return [...services.values()].sort((a, b) => (a.inventory.path < b.inventory.path ? -1 : 1));
}

const NOTHING: Omit<PackageInventory, 'name' | 'path'> = {
  exporters: [],
  metrics: [],
  unseenMetrics: [],
  logs: [],
  spans: [],
  calls: [],
};

/** A package of the repository, with what was read of it. */
interface Member {
  readonly root: string;
  readonly inventory: PackageInventory;
  readonly code: CodeFacts;
}

/** A service with the libraries of its workspace: their records, metrics and set-up are its own when it runs. */
function withLibraries(service: Member, libraries: readonly Member[]): Member {
  const inventories = [service, ...libraries].map(({ inventory }) => inventory);
  return {
    ...service,
    inventory: {
      ...service.inventory,
      exporters: inventories.flatMap(({ exporters }) => exporters),
      metrics: inventories.flatMap(({ metrics }) => metrics),
      unseenMetrics: inventories.flatMap(({ unseenMetrics }) => unseenMetrics),
      logs: inventories.flatMap(({ logs }) => logs),
      spans: inventories.flatMap(({ spans }) => spans),
      calls: inventories.flatMap(({ calls }) => calls),
    },
    code: joinFacts(
      service.code,
      libraries.map(({ code }) => code),
    ),
  };
}

function serviceAudit({ inventory, code }: Member, readers: Readers): ServiceAudit {
  const levels = levelsOf({ inventory, code, readers });
  const { name, path } = inventory;
  return { name, path, level: levelOf(levels), levels, signals: signalsOf(inventory, readers) };
}
