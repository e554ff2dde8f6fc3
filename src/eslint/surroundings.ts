import { isAbsolute, resolve } from 'node:path';
import type { Parse } from '../estree/modules.js';
import { DiskHost } from '../project/disk.js';
import type { Host } from '../project/host.js';
import { type Parser, parseWith, typescriptParser } from './parsers.js';
import { warnOnce } from './warn-once.js';

/** What the plugin needs of the process that it runs in. */
export interface Surroundings {
  readonly host: Host;
  /** The folder that the process runs in. */
  folder(): string;
  /** A file's absolute path; a relative one starts from a folder. */
  absolute(path: string, folder: string): string;
  /** Milliseconds since whenever. */
  now(): number;
  /** How the project's other modules are parsed beside a file that is linted with a parser. */
  parseWith(own: Parser | undefined): Parse;
  /** The parser of TypeScript files. Throws where there is none. */
  typescriptParser(): Parser;
  /** Says what is wrong with the settings, once. */
  warnOnce(problem: string): void;
}

/** Node and the disk. The playground has a module of its own in the place of this one: a browser with files in memory. */
export const surroundings: Surroundings = {
  host: new DiskHost(),
  folder: () => process.cwd(),
  absolute: (path, folder) => (isAbsolute(path) ? path : resolve(folder, path)),
  now: () => process.uptime() * 1000,
  parseWith,
  typescriptParser,
  warnOnce,
};
