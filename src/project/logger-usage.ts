import { type LoggerUsage, holdsUsage, usageIn } from '../model/logs/usage.js';
import type { Package } from './packages.js';
import { sourcesThatSay } from './package-sources.js';
import { query } from './project.js';

const MAX_BYTES = 300_000;

/** What calls of a logger give it in a package, by the name that it is called by there. */
export function loggerUsageOf({ project, root }: Package, name: string): LoggerUsage {
  return usageOf(project, JSON.stringify([root, name]));
}

const usageOf = query((project, key): LoggerUsage => {
  const [root = '', name = ''] = JSON.parse(key) as string[];
  const texts = sourcesThatSay({ project, root }, holdsUsage(name)).map(
    (path) => project.read(path, MAX_BYTES) ?? '',
  );
  return usageIn(texts, name);
});
