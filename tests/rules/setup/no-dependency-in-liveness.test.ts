import { describe } from 'vitest';
import rule from '../../../rules/setup/no-dependency-in-liveness.js';
import { lines, project, ruleTester } from '../rule-tester.js';

const route = (path: string, body: string) =>
  `app.get('${path}', async (req, res) => { ${body} res.sendStatus(200); });`;
const valid = (name: string, ...code: readonly string[]) => ({
  name,
  filename: 'src/health.ts',
  code: lines(...code),
});
const invalid = (name: string, path: string, call: string, ...code: readonly string[]) => ({
  ...valid(name, ...code),
  errors: [{ messageId: 'reaches' as const, data: { path, call } }],
});
const nest = (path: string, body: string, prefix = 'health') =>
  lines(`@Controller('${prefix}')`, 'class Health {', `  @Get('${path}')`, `  check() { ${body} }`, '}');

describe('probes that may ask', () => {
  ruleTester.run('no-dependency-in-liveness', rule, {
    valid: [
      valid('an answer', route('/livez', '')),
      valid('what is in the process', route('/livez', 'check(process.memoryUsage(), loop.delay());')),
      valid('readiness', route('/readyz', "await db.query('SELECT 1');")),
      valid('ambiguous', route('/health', "await db.query('SELECT 1');")),
      valid('ambiguous as well, by its history', route('/healthz', "await db.query('SELECT 1');")),
      valid(
        'ambiguous, beside a liveness probe',
        route('/livez', ''),
        route('/readyz', ''),
        route('/health', "await db.query('SELECT 1');"),
      ),
      valid('another route', route('/live-scores', "await db.query('SELECT 1');")),
      valid('a stream that is live', route('/streams/:id', "await db.query('SELECT 1');")),
      valid('a query of the request', route('/livez', 'use(req.query("verbose"));')),
      valid('a handler of another file', "import { live } from './live';", "app.get('/livez', live);"),
      valid('a client’s call', "await api.get('/livez', { db: db.query });"),
      valid('Nest, readiness', nest('ready', 'return this.db.pingCheck("db");')),
      valid(
        'Nest, memory',
        nest('live', 'return this.health.check([() => this.memory.checkHeap("heap", 1e9)]);'),
      ),
      valid('Nest, ambiguous', nest('', 'return this.db.pingCheck("db");')),
      { name: 'a test', filename: 'src/health.test.ts', code: route('/livez', 'await redis.ping();') },
    ],
    invalid: [],
  });
});

describe('liveness that depends on others', () => {
  ruleTester.run('no-dependency-in-liveness', rule, {
    valid: [],
    invalid: [
      invalid(
        'a query',
        '/livez',
        "pool.query('SELECT 1')",
        route('/livez', "await pool.query('SELECT 1');"),
      ),
      invalid(
        'healthz beside readyz',
        '/healthz',
        'redis.ping()',
        route('/healthz', 'await redis.ping();'),
        route('/readyz', 'await redis.ping();'),
      ),
      invalid(
        'Nest, beside readiness',
        '/health',
        'this.db.pingCheck("db")',
        lines(
          "@Controller('health')",
          'class Health {',
          '  @Get()',
          '  check() { return this.health.check([() => this.db.pingCheck("db")]); }',
          "  @Get('ready')",
          '  ready() { return this.health.check([]); }',
          '}',
        ),
      ),
      invalid(
        'under a prefix',
        '/api/health/live',
        'this.cache.ping()',
        route('/api/health/live', 'await this.cache.ping();'),
      ),
      invalid(
        'Prisma',
        '/live',
        'prisma.$queryRaw`SELECT 1`',
        route('/live', 'await prisma.$queryRaw`SELECT 1`;'),
      ),
      invalid(
        'Mongoose',
        '/livez',
        'mongoose.connection.db.admin().ping()',
        route('/livez', 'await mongoose.connection.db.admin().ping();'),
      ),
      invalid('another service', '/livez', 'fetch(API)', route('/livez', 'await fetch(API);')),
      invalid(
        'axios',
        '/livez',
        'axios.get(url)',
        "import axios from 'axios';",
        route('/livez', 'await axios.get(url);'),
      ),
      invalid(
        'a handler with a name',
        '/livez',
        'db.execute(sql)',
        'async function live(req, res) { await db.execute(sql); }',
        "router.get('/livez', live);",
      ),
      invalid(
        'one report a probe',
        '/livez',
        'redis.ping()',
        route('/livez', 'await redis.ping(); await fetch(API);'),
      ),
      invalid(
        'Terminus',
        '/health/live',
        'this.db.pingCheck("db")',
        nest('live', 'return this.health.check([() => this.db.pingCheck("db")]);'),
      ),
      invalid(
        'Nest without a prefix',
        '/livez',
        'this.dataSource.query("SELECT 1")',
        nest('livez', 'return this.dataSource.query("SELECT 1");', ''),
      ),
    ],
  });
});

describe('a path that a manifest names', () => {
  const manifest = (probe: string, path: string) =>
    lines(
      'containers:',
      '  - name: app',
      `    ${probe}:`,
      '      httpGet:',
      `        path: ${path}`,
      '        port: 8080',
      '    resources: {}',
    );
  const code = route('/health', "await db.query('SELECT 1');");
  const package_ = { 'package.json': { name: 'app' } };
  project({ ...package_, 'k8s/app.yaml': manifest('livenessProbe', '/api/health') }).run(
    'no-dependency-in-liveness',
    rule,
    {
      valid: [valid('another path', route('/health-check', "await db.query('SELECT 1');"))],
      invalid: [invalid('for liveness', '/health', "db.query('SELECT 1')", code)],
    },
  );
  project({ ...package_, 'k8s/app.yaml': manifest('readinessProbe', '/health') }).run(
    'no-dependency-in-liveness',
    rule,
    { valid: [valid('for readiness', code)], invalid: [] },
  );
});
