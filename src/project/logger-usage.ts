import {
  type LoggerUsage,
  areCalledAsLogger,
  holdsLeveledFunction,
  holdsMethod,
  holdsUsage,
  isCalledAsLogger,
  usageIn,
} from '../model/logs/usage.js';
import type { Package } from './packages.js';
import { sourcesThatSay } from './package-sources.js';
import { type Project, query } from './project.js';

const MAX_BYTES = 300_000;

/** What calls of a logger give it in a package, by the name that it is called by there. */
export function loggerUsageOf({ project, root }: Package, name: string): LoggerUsage {
  return usageOf(project, JSON.stringify([root, name]));
}

const usageOf = query((project, key): LoggerUsage => {
  const [root = '', name = ''] = JSON.parse(key) as string[];
  return usageIn(textsThatSay(project, root, holdsUsage(name)), name);
});

/** Whether calls in a package of what has one name are those of a logger: of its methods, or of a function that names the level. */
export function isCalledAsLoggerIn({ project, root }: Package, name: string, what: 'method' | 'function') {
  return calledAsLogger(project, JSON.stringify([root, name, what])).is;
}

const calledAsLogger = query((project, key): { readonly is: boolean } => {
  const [root = '', name = '', what] = JSON.parse(key) as string[];
  const is =
    what === 'function'
      ? areCalledAsLogger(textsThatSay(project, root, holdsLeveledFunction(name)), name)
      : isCalledAsLogger(textsThatSay(project, root, holdsMethod(name)), name);
  return { is };
});

function textsThatSay(project: Project, root: string, what: RegExp): readonly string[] {
  return sourcesThatSay({ project, root }, what).map((path) => project.read(path, MAX_BYTES) ?? '');
}
