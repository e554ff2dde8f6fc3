import type { Package } from './packages.js';
import { dirname, isUnder } from './path.js';
import { query } from './project.js';

/** Configuration of what deploys to Cloudflare Workers. */
const EDGE_CONFIG = /^wrangler(?:\.[\w-]+)*\.(?:toml|jsonc?)$/;

/** Whether a file is deployed to an edge runtime, by the configuration beside it or above it in its package. */
export function deploysToEdge({ project, root }: Package, file: string): boolean {
  for (let folder = dirname(file); isUnder(root, folder); folder = dirname(folder)) {
    if (hasEdgeConfig(project, folder)) return true;
    if (folder === root) break;
  }
  return false;
}

const hasEdgeConfig = query((project, folder) =>
  project.entries(folder).some(({ name, kind }) => kind === 'file' && EDGE_CONFIG.test(name)),
);
