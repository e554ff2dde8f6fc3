/** Values that are the process's own configuration: a message with them is the same in all of its records. */
import { describe } from 'vitest';
import rule from '../../../rules/logs/no-interpolated-message.js';
import { lines, ruleTester } from '../rule-tester.js';
import { PINO } from './loggers.js';

const told = (value: string) => 'logger.info(`Cache active: ${' + value + '}`);';
const cases = (...texts: readonly string[]) => texts.map((text) => ({ name: text, code: PINO + text }));

describe('values of the configuration', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: cases(
      told('process.env.CACHE'),
      lines("import config from './config.js';", told('config.cache.host')),
      lines("import { env } from './env.js';", told('env.CACHE_URL')),
      lines('const settings = await load();', told('settings.get("cache")')),
      lines(
        'class Main { constructor(configService) { this.configService = configService; }',
        `  run() { ${told('this.configService.isCacheActive()')} } }`,
      ),
      lines('export function start(apiConfigService) {', told('apiConfigService.isCacheActive()'), '}'),
      lines(
        'const apiConfigService = app.get(ApiConfigService);',
        told('await apiConfigService.isCacheActive()'),
      ),
      lines("import { env } from './env.js';", 'const port = env.PORT || 3000;', told('port')),
      lines(
        "import { env } from './env.js';",
        'const url = () => `${env.app.schema}://${env.app.host}:${env.app.port}`;',
        told('url()'),
      ),
      lines("import config from './config.js';", told("config.host + ':' + config.port")),
      told('process.versions.node'),
      lines("import pkg from '../package.json' with { type: 'json' };", told('pkg.version')),
      lines("import * as pkg from '../package.json';", told('pkg.version')),
      lines("const { version } = require('../package.json');", told('version')),
      lines("const pkg = require('./package.json');", told("pkg.name + '@' + pkg.version")),
      lines(
        "import { createRequire } from 'node:module';",
        'const require = createRequire(import.meta.url);',
        "const pkg = require('../package.json');",
        told('pkg.version'),
      ),
      lines('class Server {', `async init() { ${told('this.options.store.provider')} }`, '}'),
      lines('class Server {', `start() { load(() => { ${told('this.opts.cache')} }); }`, '}'),
    ),
    invalid: [
      [
        'const userSettings = await load();',
        'userSettings.cache',
        '{ userSettingsCache: userSettings.cache }',
      ],
      ["import config from './config.js';", 'config.cacheOf(id)', '{ cacheOf: config.cacheOf(id) }'],
      [
        "import { env } from './env.js'; const url = (path) => `${env.host}/${path}`;",
        "url('a')",
        "{ url: url('a') }",
      ],
      [
        "import { env } from './env.js'; let port = env.PORT; on(() => { port = next(); });",
        'port',
        '{ port }',
      ],
      ['class Server { load() {', 'this.options.cache', '{ cache: this.options.cache }', '} }'],
      ['const found = await load();', 'found.cache', '{ foundCache: found.cache }'],
      [
        "const names = require('./names.json'); export function start(code) {",
        'names[code]',
        '{ name: names[code] }',
        '}',
      ],
      ["import pkg from './package.js';", 'pkg.version', '{ pkgVersion: pkg.version }'],
      ['export function start(config) {', 'config.name', '{ name: config.name }', '}'],
    ].map(([head = '', value = '', fields = '', end = '']) => ({
      name: value,
      code: PINO + lines(head, told(value), end),
      errors: [
        {
          messageId: 'interpolated' as const,
          data: { values: `\`${value}\``, them: 'it', fields: 'a field' },
        },
      ],
      output: PINO + lines(head, `logger.info(${fields}, 'Cache active');`, end),
    })),
  });
});
