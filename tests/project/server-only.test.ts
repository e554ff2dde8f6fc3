import { describe, expect, test } from 'vitest';
import { MemoryHost } from '../../src/project/memory.js';
import { Project } from '../../src/project/project.js';
import { isOnlyForServer } from '../../src/project/server-only.js';

type Files = Readonly<Record<string, string>>;

const manifest = (...names: readonly string[]): string =>
  JSON.stringify({ name: 'shop', dependencies: Object.fromEntries(names.map((name) => [name, '*'])) });

function isServers(files: Files, file = '/shop/lib/orders.ts', dependencies: readonly string[] = ['next']) {
  const project = new Project(new MemoryHost({ '/shop/package.json': manifest(...dependencies), ...files }));
  return isOnlyForServer(project, file);
}

const orders = (text: string): Files => ({ '/shop/lib/orders.ts': text });
const DATABASE = "import { Pool } from 'pg';\nexport const pool = new Pool();\nexport const MAX = 10;";

describe('a module that no page can load', () => {
  test.each<[string, Files]>([
    [
      'calls a module of Node.js',
      orders("import { readFile } from 'node:fs/promises';\nawait readFile(path);"),
    ],
    ['calls a method of one', orders("import fs from 'fs';\nfs.promises.readFile(path);")],
    ['opens a database', orders(DATABASE)],
    ['opens one with Prisma', orders("import { PrismaClient } from '@prisma/client';\nnew PrismaClient();")],
    ['reads the headers of the request', orders("import { headers } from 'next/headers';\nawait headers();")],
    ['says so', orders("import 'server-only';\nexport const total = 1;")],
    [
      'calls one that does',
      {
        ...orders("import { pool as db } from './db';\nexport const find = () => db.query('SELECT 1');"),
        '/shop/lib/db.ts': DATABASE,
      },
    ],
    [
      'calls one that calls one that does',
      {
        ...orders(
          "import {\n  find,\n  type Order,\n} from './store';\nexport const all = () => find<Order>(1);",
        ),
        '/shop/lib/store.ts': "import * as db from './db';\nexport const find = () => db.pool.query('');",
        '/shop/lib/db.ts': DATABASE,
      },
    ],
    [
      'is a route without a page',
      orders("import { readFile } from 'fs/promises';\nexport const loader = () => readFile('a');"),
    ],
  ])('%s', (_, files) => {
    expect(isServers(files)).toBe(true);
  });

  test('calls what Nuxt keeps on the server', () => {
    const files = {
      '/shop/queue/orders.ts': "import { logger } from '../server/log';\nlogger.info('placed');",
      '/shop/server/log.ts': 'export const logger = console;',
    };
    expect(isServers(files, '/shop/queue/orders.ts', ['nuxt'])).toBe(true);
    expect(isServers(files, '/shop/queue/orders.ts', ['next'])).toBe(false);
  });

  test('calls a module that the bundler refuses to give to pages by its name', () => {
    const files = {
      '/shop/app/orders.ts': "import { find } from './store.server';\nfind();",
      '/shop/app/store.server.ts': 'export const find = () => 1;',
    };
    expect(isServers(files, '/shop/app/orders.ts', ['@remix-run/node'])).toBe(true);
    // Next.js gives it to whoever imports it.
    expect(isServers(files, '/shop/app/orders.ts')).toBe(false);
  });
});

describe('a module that a page may load', () => {
  test.each<[string, Files]>([
    [
      'uses types of a database',
      orders("import type { Pool } from 'pg';\nexport const use = (pool: Pool) => pool;"),
    ],
    [
      'uses one without saying so',
      orders("import { Pool } from 'pg';\nexport const use = (pool: Pool) => pool;"),
    ],
    ['uses one beside values', orders("import { type Pool, MAX } from 'pg';\nconst a: Pool = make(MAX);")],
    ['calls what bundlers have for pages', orders("import { join } from 'node:path';\njoin('a', 'b');")],
    [
      'calls a function of its own of that name',
      orders("import { exec } from 'child_process';\nre.exec(text);"),
    ],
    [
      'loads it where there is no page',
      orders("import fs from 'fs';\nif (typeof window === 'undefined') fs.readFileSync('a');"),
    ],
    [
      'calls an action, which is a request in a page',
      {
        ...orders("import { place } from './actions';\nplace();"),
        '/shop/lib/actions.ts': `'use server';\n${DATABASE}\nexport const place = () => pool.query('');`,
      },
    ],
    [
      'calls what is left of a route when its loader is taken out',
      {
        ...orders("import { parse } from './route';\nparse('a');"),
        '/shop/lib/route.ts': `${DATABASE}\nexport const loader = () => pool.query('');\nexport const parse = Number;`,
      },
    ],
    [
      'calls a component, whose loader is taken out',
      {
        ...orders("import { render } from './page';\nrender();"),
        '/shop/lib/page.tsx': `${DATABASE}\nexport const render = () => pool;`,
      },
    ],
    [
      'names a type of a module that calls a database',
      {
        ...orders("import { Order } from './store';\nexport const sum = (order: Order) => order.total;"),
        '/shop/lib/store.ts': `${DATABASE}\nexport interface Order { total: number }`,
      },
    ],
    [
      'imports a module that imports it',
      {
        ...orders("import { find } from './store';\nfind();\nexport const total = 1;"),
        '/shop/lib/store.ts': "import { total } from './orders';\nexport const find = () => total();",
      },
    ],
  ])('%s', (_, files) => {
    expect(isServers(files)).toBe(false);
  });
});
