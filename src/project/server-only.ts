import { FULL_STACK_PACKAGES, isOnlyOnServer } from '../catalog/packages.js';
import { callsNamed, namedImports } from '../model/code/program-text.js';
import { packageOf } from './packages.js';
import { isUnder, join, relative } from './path.js';
import { query } from './project.js';
import { resolveModule } from './resolve.js';

/**
 * What a full-stack framework's package is made of runs on a server, in a page, or on both. A module that calls what only a server has,
 * or calls a module that does, cannot be loaded by a page, whatever else imports it for its types: bundlers refuse it.
 */

/** Modules that are climbed down from one to what it calls; one with more is taken to run anywhere. */
const MAX_FOLLOWED = 300;

/** What a bundler gives a page in the place of a module: a request to the server, or the half that a page has. */
const HAS_PAGE_HALF =
  /^[ \t]*['"]use (?:server|client)['"]|\bcreateServerFn\(|\bimport\.meta\.(?:server|client|env\.SSR)\b|\bMeteor\.is(?:Server|Client)\b|\btypeof\s+window\b/m;
/** What a framework takes out of a module before it gives the rest to a page. */
const TAKEN_OUT =
  /\bexport\s+(?:const|(?:async\s+)?function)\s+(?:loader|action|getServerSideProps|getStaticProps)\b/;
const HAS_PAGE_HALF_BY_NAME = /\.(?:[jt]sx|remote\.[jt]s)$/;
/** What frameworks refuse to give to a page by where it stands. */
const SERVER_MODULE = /\.server\.[cm]?[jt]s$|(?:^|\/)\.server\//;
const SERVER_FOLDERS: Readonly<Record<string, string>> = {
  nuxt: 'server',
  '@sveltejs/kit': 'src/lib/server',
};

/** What opens a database that every framework has by this class. */
const OPENS_DATABASE = /\bnew PrismaClient\(/;

/** Whether a page cannot load a module of a full-stack framework's package, because of what that calls. */
export const isOnlyForServer = query((project, file): boolean => {
  const seen = new Set([file]);
  for (const module of seen) {
    if (seen.size > MAX_FOLLOWED) return false;
    if (module !== file && TAKEN_OUT.test(project.read(module) ?? '')) continue;
    const { needs, calls } = needsOf(project, module);
    if (needs) return true;
    for (const each of calls) seen.add(each);
  }
  return false;
});

interface Needs {
  /** Whether the module itself calls what only a server has. */
  readonly needs: boolean;
  /** The modules of the project of which it calls something. */
  readonly calls: readonly string[];
}

const NOTHING: Needs = { needs: false, calls: [] };

const needsOf = query((project, file): Needs => {
  const text = project.read(file) ?? '';
  if (HAS_PAGE_HALF_BY_NAME.test(file) || HAS_PAGE_HALF.test(text)) return NOTHING;
  if (OPENS_DATABASE.test(text)) return { needs: true, calls: [] };
  const calls: string[] = [];
  for (const { specifier, names } of namedImports(text)) {
    const isOnServer = isOnlyOnServer(specifier);
    if (names.length > 0 ? !names.some((name) => callsNamed(text, name)) : !isOnServer) continue;
    if (isOnServer) return { needs: true, calls: [] };
    const module = resolveModule(project, specifier, file);
    if (module === undefined) continue;
    if (isKeptFromPages(project, module)) return { needs: true, calls: [] };
    calls.push(module);
  }
  return { needs: false, calls };
});

/** Whether the framework of a module's package gives it to no page, wherever it is imported. */
const isKeptFromPages = query((project, file): boolean => {
  const { root, allDependencies } = packageOf(project, file);
  if (![...allDependencies].some((name) => FULL_STACK_PACKAGES.has(name))) return false;
  if (SERVER_MODULE.test(relative(root, file))) return !allDependencies.has('next');
  return Object.entries(SERVER_FOLDERS).some(
    ([framework, folder]) => allDependencies.has(framework) && isUnder(join(root, folder), file),
  );
});
