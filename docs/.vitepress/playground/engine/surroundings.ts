import type { Surroundings } from '../../../../src/eslint/surroundings.js';
import { MemoryHost } from '../../../../src/project/memory.js';
import { parseModule } from './codemod-parser.js';
import { typescriptParser } from './typescript.js';

/** The folder that the playground's files are in. */
export const FOLDER = '/project';

/** The files of the playground, for all that is asked of them. */
export const host = new MemoryHost();

/** What was wrong with the settings since it was last asked. */
export const warnings = new Set<string>();

/** In the place of `src/eslint/surroundings.ts`: a browser, and files in memory. */
export const surroundings: Surroundings = {
  host,
  folder: () => FOLDER,
  absolute: (path, folder) => (path.startsWith('/') ? path : `${folder}/${path}`),
  now: () => performance.now(),
  parseWith: () => parseModule,
  typescriptParser: () => typescriptParser,
  warnOnce: (problem) => void warnings.add(problem),
};
