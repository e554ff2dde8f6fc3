import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parserOf } from './typescript-parser.js';

/** Packages that ask for a path's extension. */
const LINTING = /\/node_modules\/(?:eslint|@typescript-eslint\/typescript-estree)\//;
/** What typescript-estree's converter is exported along with. */
const READS_DISK = /^\.\/(?:create-program\/shared|parseSettings\/warnAboutTSVersion)$/;

/** Where the playground's own modules are, from the repository's root. */
const ENGINE = 'docs/.vitepress/playground/engine';

/**
 * Modules of the engine that ask Node, and what the playground has in their place; from the repository's root. Nothing else that it
 * bundles may import Node: `tests/structure.test.ts`.
 */
export const REPLACED: Readonly<Record<string, string>> = {
  'src/eslint/surroundings.ts': `${ENGINE}/surroundings.ts`,
  'src/codemod/parser.ts': `${ENGINE}/codemod-parser.ts`,
};

/**
 * Has the playground bundled for a browser: without Node, ESLint's own rules, and all of TypeScript but its parser.
 *
 * @param root the repository, absolute
 */
export function playgroundModules(root: string) {
  const own = (name: string) => join(root, ENGINE, name);
  const replaced = new Map(Object.entries(REPLACED).map(([from, to]) => [join(root, from), join(root, to)]));
  return {
    name: 'playground-modules',
    enforce: 'pre' as const,
    load: (id: string) =>
      id.endsWith('/typescript/lib/typescript.js') ? parserOf(readFileSync(id, 'utf8')) : null,
    async resolveId(
      this: {
        resolve(source: string, importer?: string, options?: object): Promise<{ readonly id: string } | null>;
      },
      source: string,
      importer: string | undefined,
    ) {
      if (importer === undefined) return null;
      if (source === 'node:path' && LINTING.test(importer)) return own('node-path.ts');
      if (source === '../rules' && importer.includes('/node_modules/eslint/lib/config/'))
        return own('no-rules.ts');
      if (importer.endsWith('/typescript-estree/dist/use-at-your-own-risk.js') && READS_DISK.test(source))
        return own('nothing.ts');
      if (!/\/(?:surroundings|parser)\.js$/.test(source)) return null;
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && (replaced.get(resolved.id) ?? null);
    },
  };
}
