import type { Package } from './packages.js';

/** `bun run src/server.ts`, `bun --hot src/index.ts`, `deno run -A main.ts`; `bun run start` only runs a script. */
const OTHER_THAN_NODE =
  /(?:^|[;&|]\s*)(?:cross-env\s+)?(?:\w+=\S*\s+)*(?:bun\s+(?:run\s+)?(?:-\S+\s+)*[\w@./-]+\.[cm]?[jt]sx?\b|deno\s+(?:run|serve)\s)/;

/** Whether Bun or Deno runs a package's program: their `fetch` is their own, and no instrumentation of Node's patches it. */
export function hasOwnFetch({ scripts }: Package): boolean {
  const start = scripts.start ?? scripts.serve ?? scripts.dev;
  return start !== undefined && OTHER_THAN_NODE.test(start);
}
