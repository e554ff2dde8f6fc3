import { describe } from 'vitest';
import rule from '../../../rules/setup/require-probe-timeout.js';
import { lines, project } from '../rule-tester.js';

const route = (body: string, path = '/readyz') =>
  `app.get('${path}', async (req, res) => { ${body} res.sendStatus(200); });`;
const POOL = "import { Pool } from 'pg';\nconst pool = new Pool({ host });";
const SIGNAL = 'Pass `signal: AbortSignal.timeout(ms)`.';
const CLIENT = 'Set a timeout on the client.';
const valid = (name: string, ...code: readonly string[]) => ({
  name,
  filename: 'src/health.ts',
  code: lines(...code),
});
const invalid = (name: string, call: string, remedy: string, ...code: readonly string[]) => ({
  ...valid(name, ...code),
  errors: [{ messageId: 'endless' as const, data: { path: '/readyz', call, remedy } }],
});
const tester = project({
  'package.json': { name: 'app' },
  'src/db.ts': "import { Pool } from 'pg'; export const pool = new Pool({ host });",
  'src/limited-db.ts':
    "import { Pool } from 'pg'; export const pool = new Pool({ host, statement_timeout: 500 });",
  'src/handed.ts': 'export let pool; export const init = (it) => { pool = it; };',
});

describe('checks that end in time, or may', () => {
  tester.run('require-probe-timeout', rule, {
    valid: [
      valid('nothing to wait for', route('')),
      valid(
        'a required pool with a limit',
        "const { pool } = require('./limited-db');",
        route("await pool.query('SELECT 1');"),
      ),
      valid('a signal', route('await fetch(API, { signal: AbortSignal.timeout(500) });')),
      valid('a race', POOL, route("await Promise.race([pool.query('SELECT 1'), sleep(500)]);")),
      valid('a wrapper', POOL, route("await withTimeout(pool.query('SELECT 1'), 500);")),
      valid(
        'p-timeout',
        "import pTimeout from 'p-timeout';",
        POOL,
        route("await pTimeout(pool.query('SELECT 1'), { milliseconds: 500 });"),
      ),
      valid(
        'a client with a limit',
        'const pool = new Pool({ connectionTimeoutMillis: 500 });',
        route("await pool.query('SELECT 1');"),
      ),
      valid(
        'axios with a limit',
        "import axios from 'axios';",
        route('await axios.get(url, { timeout: 500 });'),
      ),
      valid(
        'Redis with a limit',
        'const redis = new Redis({ commandTimeout: 500 });',
        route('await redis.ping();'),
      ),
      valid(
        'a client with a limit, made elsewhere',
        "import { pool } from './limited-db';",
        route("await pool.query('SELECT 1');"),
      ),
      valid(
        'a client that is handed on',
        "import { pool } from './handed';",
        route("await pool.query('SELECT 1');"),
      ),
      valid(
        'a client of a package',
        "import { pool } from '@acme/db';",
        route("await pool.query('SELECT 1');"),
      ),
      valid(
        'a client that is handed in',
        `export default (db) => { ${route("await db.query('SELECT 1');")} };`,
      ),
      valid(
        'an injected client',
        "@Controller() class Health { @Get('readyz') check() { return this.db.query('SELECT 1'); } }",
      ),
      valid(
        'Terminus, which limits itself',
        "@Controller() class Health { @Get('readyz') check() { return this.health.check([() => this.db.pingCheck('db')]); } }",
      ),
      valid('liveness', route('await fetch(API);', '/livez')),
      valid('ambiguous', route('await fetch(API);', '/health')),
      { name: 'a test', filename: 'src/health.test.ts', code: route('await fetch(API);') },
    ],
    invalid: [],
  });
});

describe('checks that may wait for ever', () => {
  tester.run('require-probe-timeout', rule, {
    valid: [],
    invalid: [
      invalid(
        'a check in a function of the file',
        "pool.query('SELECT 1')",
        CLIENT,
        POOL,
        "async function checkDatabase() { await pool.query('SELECT 1'); return true; }",
        route('await checkDatabase();'),
      ),
      invalid('fetch', 'fetch(API)', SIGNAL, route('await fetch(API);')),
      invalid(
        'axios',
        'axios.get(url)',
        CLIENT,
        "import axios from 'axios';",
        route('await axios.get(url);'),
      ),
      invalid(
        'a pool of this file',
        "pool.query('SELECT 1')",
        CLIENT,
        POOL,
        route("await pool.query('SELECT 1');"),
      ),
      invalid(
        'a pool of another file',
        "pool.query('SELECT 1')",
        CLIENT,
        "import { pool } from './db';",
        route("await pool.query('SELECT 1');"),
      ),
      invalid(
        'a required pool of another file',
        "pool.query('SELECT 1')",
        CLIENT,
        "const { pool } = require('./db');",
        route("await pool.query('SELECT 1');"),
      ),
      invalid(
        'a member of a required module',
        "db.pool.query('SELECT 1')",
        CLIENT,
        "const db = require('./db');",
        route("await db.pool.query('SELECT 1');"),
      ),
      invalid(
        'a required client',
        'axios.get(url)',
        CLIENT,
        "const axios = require('axios');",
        route('await axios.get(url);'),
      ),
      invalid(
        'a handler with a name',
        'fetch(API)',
        SIGNAL,
        'const ready = async (req, res) => { await fetch(API); };',
        "app.get('/readyz', ready);",
      ),
      invalid('one report a probe', 'fetch(A)', SIGNAL, route('await Promise.all([fetch(A), fetch(B)]);')),
    ],
  });
});
