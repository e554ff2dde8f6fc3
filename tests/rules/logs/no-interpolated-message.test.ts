import { describe } from 'vitest';
import rule from '../../../rules/logs/no-interpolated-message.js';
import { lines, project, ruleTester, presuming } from '../rule-tester.js';
import {
  PINO,
  WINSTON,
  BUNYAN,
  NEST_UNNAMED,
  NEST,
  POWERTOOLS,
  LOG4JS,
  TSLOG,
  CONSOLA,
  LOGLEVEL,
  OPENTELEMETRY,
} from './loggers.js';

describe('how a value gets into the message', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'template',
        code: PINO + 'logger.info(`User ${userId} logged in`);',
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'at a level that the project adds',
        code: "import pino from 'pino';\nconst logger = pino({ customLevels: { verbose: 25 } });\nlogger.verbose(`User ${userId} logged in`);",
        errors: [interpolated('`userId`')],
        output:
          "import pino from 'pino';\nconst logger = pino({ customLevels: { verbose: 25 } });\nlogger.verbose({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'template, several values',
        code: PINO + 'logger.info(`User ${userId} bought ${itemCount} items for ${total}`);',
        errors: [interpolated('`userId`, `itemCount` and `total`', 'fields')],
        output: PINO + "logger.info({ userId, itemCount, total }, 'User {userId} bought {itemCount} items');",
      },
      {
        name: 'source text that a terminal would obey',
        code: PINO + "logger.info('User: ' + of('\u001b[2J\u202e').userId);",
        errors: [interpolated("`of('\\u001b[2J\\u202e').userId`")],
        output: PINO + "logger.info({ userId: of('\u001b[2J\u202e').userId }, 'User');",
      },
      {
        name: 'more values than a message lists',
        code: PINO + 'logger.info(`${a} ${b} ${c} ${d} done`);',
        errors: [interpolated('`a`, `b` and 2 more', 'fields')],
        output: PINO + "logger.info({ a, b, c, d }, '{a} {b} {c} {d} done');",
      },
      {
        name: 'concatenation',
        code: PINO + "logger.info('User ' + userId + ' logged in');",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'concatenation with a template',
        code: PINO + "logger.info('User ' + `${userId} logged in`);",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'concat()',
        code: PINO + "logger.info('User '.concat(userId, ' logged in'));",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'join()',
        code: PINO + "logger.info(['User', userId, 'logged in'].join(' '));",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'util.format',
        code:
          PINO +
          lines("import util from 'node:util';", "logger.info(util.format('User %s logged in', userId));"),
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'format imported by name',
        code:
          PINO + lines("import { format } from 'util';", "logger.info(format('User %s logged in', userId));"),
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'format that other code uses too',
        code:
          PINO +
          lines(
            "import { format } from 'util';",
            "logger.info(format('User %s logged in', userId));",
            "export const text = format('%s', userId);",
          ),
        errors: [interpolated('`userId`')],
        output:
          PINO +
          lines(
            "import { format } from 'util';",
            "logger.info({ userId }, 'User {userId} logged in');",
            "export const text = format('%s', userId);",
          ),
      },
      {
        name: 'format among other names',
        code:
          PINO +
          lines(
            "import { format, inspect } from 'util';",
            "logger.info(format('User %s logged in', userId));",
            'export const text = inspect(userId);',
          ),
        errors: [interpolated('`userId`')],
        output:
          PINO +
          lines(
            "import { inspect } from 'util';",
            "logger.info({ userId }, 'User {userId} logged in');",
            'export const text = inspect(userId);',
          ),
      },
      {
        name: 'String.raw',
        code: PINO + 'logger.info(String.raw`Path ${path} loaded`);',
        errors: [interpolated('`path`')],
        output: PINO + "logger.info({ path }, 'Path {path} loaded');",
      },
      {
        name: 'printf placeholder',
        code: PINO + "logger.info('User %s logged in', userId);",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId} logged in');",
      },
      {
        name: 'printf placeholders behind fields',
        code: PINO + "logger.info({ orderId }, 'User %s paid %d', userId, amount);",
        errors: [interpolated('`userId` and `amount`', 'fields')],
        output: PINO + "logger.info({ orderId, userId, amount }, 'User {userId} paid {amount}');",
      },
      {
        name: 'JSON placeholder',
        code: PINO + "logger.info('Loaded %j', order);",
        errors: [interpolated('`order`')],
        output: PINO + "logger.info({ order }, 'Loaded {order}');",
      },
      {
        name: 'conditional inside a template, beside a value',
        code: PINO + "logger.info(`User ${userId}: cache ${hit ? 'hit' : 'miss'}`);",
        errors: [interpolated("`userId` and `hit ? 'hit' : 'miss'`", 'fields')],
        output:
          PINO + "logger.info({ userId, cache: hit ? 'hit' : 'miss' }, 'User {userId}: cache {cache}');",
      },
      {
        name: 'template cast to a type',
        code: PINO + 'logger.info(`User ${userId}` as string);',
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'User {userId}');",
      },
      {
        name: 'interpolated constant text beside a value',
        code: PINO + lines("const LOG_PREFIX = '[Orders]';", 'logger.info(`${LOG_PREFIX} loading ${id}`);'),
        errors: [interpolated('`id`')],
        output:
          PINO +
          lines("const LOG_PREFIX = '[Orders]';", 'logger.info({ id }, `${LOG_PREFIX} loading {id}`);'),
      },
      {
        name: 'imported constant prefix beside a value',
        code:
          PINO +
          lines("import { LOG_PREFIX } from './prefix.js';", 'logger.info(`${LOG_PREFIX} loading ${id}`);'),
        errors: [interpolated('`id`')],
        output:
          PINO +
          lines(
            "import { LOG_PREFIX } from './prefix.js';",
            'logger.info({ id }, `${LOG_PREFIX} loading {id}`);',
          ),
      },
      {
        name: 'prefix of this.name',
        code:
          PINO +
          lines(
            'class Task {',
            '  run() {',
            '    logger.error(`${this.name}: query failed`, { attempt: 1 });',
            '  }',
            '}',
          ),
        errors: [interpolated('`this.name`')],
        output:
          PINO +
          lines(
            'class Task {',
            '  run() {',
            "    logger.error({ name: this.name, attempt: 1 }, '{name}: query failed');",
            '  }',
            '}',
          ),
      },
    ],
  });
});

describe('what is left of the text', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'key=value',
        code: PINO + 'logger.info(`login user_id=${id} ok=${ok}`);',
        errors: [interpolated('`id` and `ok`', 'fields')],
        output: PINO + "logger.info({ user_id: id, ok }, 'login');",
      },
      {
        name: 'key=value in parentheses',
        code: PINO + 'logger.info(`Connected (host=${host}, db=${db})`);',
        errors: [interpolated('`host` and `db`', 'fields')],
        output: PINO + "logger.info({ host, db }, 'Connected');",
      },
      {
        name: 'key=value in a call that is written out',
        code: PINO + 'logger.info(`getCode(address=${address}, block=${block})`);',
        errors: [interpolated('`address` and `block`', 'fields')],
        output: PINO + "logger.info({ address, block }, 'getCode');",
      },
      {
        name: 'key=(value)',
        code: PINO + 'logger.info(`Login user=(${id}) done`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ user: id }, 'Login user=({user}) done');",
      },
      {
        name: 'key: value',
        code: PINO + 'logger.info(`Login, user: ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ user: id }, 'Login');",
      },
      {
        name: 'value in quotes',
        code: PINO + 'logger.info(`Topic "${name}" created`);',
        errors: [interpolated('`name`')],
        output: PINO + "logger.info({ topicName: name }, 'Topic {topicName} created');",
      },
      {
        name: 'value in parentheses',
        code: PINO + 'logger.info(`Retrying (${attempt}) now`);',
        errors: [interpolated('`attempt`')],
        output: PINO + "logger.info({ attempt }, 'Retrying ({attempt}) now');",
      },
      {
        name: 'connective left at the end',
        code: PINO + 'logger.info(`Loading orders for ${userId}`);',
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId }, 'Loading orders');",
      },
      {
        name: 'unit glued to the value',
        code: PINO + 'logger.info(`Handled in ${Date.now() - start}ms`);',
        errors: [interpolated('`Date.now() - start`')],
        output: PINO + "logger.info({ durationMs: Date.now() - start }, 'Handled in {durationMs}ms');",
      },
      {
        name: 'prefix in brackets',
        code: PINO + 'logger.info(`[Billing] charged ${customer.id}`);',
        errors: [interpolated('`customer.id`')],
        output: PINO + "logger.info({ customerId: customer.id }, '[Billing] charged {customerId}');",
      },
      {
        name: 'emoji prefix',
        code: PINO + 'logger.info(`🚀 Server listening on ${port}`);',
        errors: [interpolated('`port`')],
        output: PINO + "logger.info({ port }, '🚀 Server listening');",
      },
      {
        name: 'apostrophe in the text',
        code: PINO + "logger.info(`Can't load ${id}`);",
        errors: [interpolated('`id`')],
        output: PINO + 'logger.info({ id }, "Can\'t load {id}");',
      },
      {
        name: 'text with both quotes',
        code: PINO + 'logger.info(`Can\'t load "all" of ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Can\\'t load \"all\"');",
      },
      {
        name: 'nothing constant to say, in a function',
        code: PINO + lines('function loadUser(id: string) {', '  logger.info(`${id}`);', '}'),
        errors: [interpolated('`id`')],
        output: PINO + lines('function loadUser(id: string) {', "  logger.info({ id }, 'loadUser');", '}'),
      },
      {
        name: 'nothing constant to say, in a method',
        code:
          PINO +
          lines(
            'class Orders {',
            '  private place(id: string) {',
            '    logger.info(`${id}: ${this.state}`);',
            '  }',
            '}',
          ),
        errors: [interpolated('`id` and `this.state`', 'fields')],
        output: null,
      },
      {
        name: 'multi-line template',
        code: PINO + lines('logger.info(`Loaded', '  ${id}', '  from cache`);'),
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('names of the fields', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [{ name: 'constant in capitals', code: PINO + 'logger.info(`Listening on ${PORT}`);' }],
    invalid: [
      {
        name: 'property of an object',
        code: PINO + 'logger.info(`Order ${order.id} of ${order.customer.name}`);',
        errors: [interpolated('`order.id` and `order.customer.name`', 'fields')],
        output:
          PINO +
          lines(
            'logger.info(',
            '  { orderId: order.id, customerName: order.customer.name },',
            "  'Order {orderId} of {customerName}',",
            ');',
          ),
      },
      {
        name: 'call',
        code: PINO + 'logger.info(`Serving ${getUser()} as ${user.getRole()}`);',
        errors: [interpolated('`getUser()` and `user.getRole()`', 'fields')],
        output: PINO + "logger.info({ user: getUser(), role: user.getRole() }, 'Serving {user} as {role}');",
      },
      {
        name: 'length',
        code: PINO + 'logger.info(`Found ${items.length} items`);',
        errors: [interpolated('`items.length`')],
        output: PINO + "logger.info({ itemCount: items.length }, 'Found {itemCount} items');",
      },
      ...[
        [
          'set in a sentence that counts',
          'for ${byOrigin.size} origins',
          '{ originCount: byOrigin.size }',
          'for {originCount} origins',
        ],
        [
          'list of what is to be done',
          'Cleared ${keysToDelete.length}.',
          '{ keysToDeleteCount: keysToDelete.length }',
          'Cleared {keysToDeleteCount}.',
        ],
        [
          'count of things that are described',
          'Cleared ${keys.length} cache keys',
          '{ keyCount: keys.length }',
          'Cleared {keyCount} cache keys',
        ],
        [
          'plural in -ie',
          'Set ${jar.cookies.length} cookies',
          '{ jarCookieCount: jar.cookies.length }',
          'Set {jarCookieCount} cookies',
        ],
        [
          'count by a key',
          'Closing, ${this.perIp[ip]} connections open',
          '{ connectionCount: this.perIp[ip] }',
          'Closing, {connectionCount} connections open',
        ],
        [
          'one of many',
          'Cleared ${files[0]} from the cache',
          '{ file: files[0] }',
          'Cleared {file} from the cache',
        ],
        [
          'id of one of many',
          'Cleared ${rows[0].id} from the cache',
          '{ rowId: rows[0].id }',
          'Cleared {rowId} from the cache',
        ],
        [
          'letter before its noun',
          'Poll failed on ${i} attempt',
          '{ attempt: i }',
          'Poll failed on {attempt} attempt',
        ],
        [
          'property that the text calls so',
          'Fetching data for tag: ${poll.tag}',
          '{ tag: poll.tag }',
          'Fetching data',
        ],
        ['letter as the owner', 'Lost ${e.cause}, retrying', '{ cause: e.cause }', 'Lost {cause}, retrying'],
        [
          'list that is spread',
          'Ignored attributes (try again): ${[...unknown].join()}',
          '{ unknown: [...unknown].join() }',
          'Ignored attributes (try again)',
        ],
        [
          'function that makes a text',
          'Got report: ${objectAsString(report)}',
          '{ report: objectAsString(report) }',
          'Got report',
        ],
        ['no pronoun', 'The hook processes it: ${value}', '{ value }', 'The hook processes it'],
      ].map(([name, text, fields, message]) => ({
        name: name ?? '',
        code: PINO + `logger.info(\`${text}\`);`,
        errors: [interpolated(`\`${/\$\{(.*)\}/.exec(text ?? '')?.[1] ?? ''}\``)],
        output: PINO + `logger.info(${fields}, '${message}');`,
      })),
      {
        name: 'choice between words of a sentence, which no field could name',
        code:
          PINO +
          "logger.info(`No ${big ? 'big ' : '' + film ? 'film' : 'show'} server. Add ${big ? 'big ' : '' + film ? 'film' : 'show'} servers.`);",
        errors: [interpolated("`big ? 'big ' : '' + film ? 'film' : '...`", 'fields')],
        output: null,
      },
      {
        name: 'stringification',
        code:
          PINO + 'logger.info(`Body ${JSON.stringify(body)}, id ${String(id)}, at ${date.toISOString()}`);',
        errors: [interpolated('`JSON.stringify(body)`, `String(id)` and `date.toISOString()`', 'fields')],
        output:
          PINO + "logger.info({ body, id, date: date.toISOString() }, 'Body {body}, id {id}, at {date}');",
      },
      {
        name: 'property of this',
        code:
          PINO +
          lines(
            'class A {',
            '  b() {',
            '    logger.info(`Polling ${this.queue.url} as ${this.id}`);',
            '  }',
            '}',
          ),
        errors: [interpolated('`this.queue.url` and `this.id`', 'fields')],
        output:
          PINO +
          lines(
            'class A {',
            '  b() {',
            "    logger.info({ queueUrl: this.queue.url, id: this.id }, 'Polling {queueUrl} as {id}');",
            '  }',
            '}',
          ),
      },
      {
        name: 'two values of one name',
        code: PINO + 'logger.info(`Moved ${from.id} to ${to.id}`);',
        errors: [interpolated('`from.id` and `to.id`', 'fields')],
        output: PINO + "logger.info({ fromId: from.id, toId: to.id }, 'Moved {fromId} to {toId}');",
      },
      {
        name: 'name taken by its owner',
        code: PINO + 'logger.info(`User ${id} of ${account.id}`);',
        errors: [interpolated('`id` and `account.id`', 'fields')],
        output: PINO + "logger.info({ userId: id, accountId: account.id }, 'User {userId} of {accountId}');",
      },
      {
        name: 'colliding names',
        code: PINO + "logger.info(`Copied ${a.name} over ${a['name']} and ${name}`);",
        errors: [interpolated("`a.name`, `a['name']` and `name`", 'fields')],
        output: PINO + "logger.info({ aName: a.name, name }, 'Copied {aName} over {aName} and {name}');",
      },
      {
        name: 'the same value twice',
        code: PINO + 'logger.info(`User ${id} is ${id}`);',
        errors: [interpolated('`id`', 'fields')],
        output: PINO + "logger.info({ userId: id }, 'User {userId} is {userId}');",
      },
      {
        name: 'the same call twice',
        code: PINO + 'logger.info(`User ${next()} then ${next()}`);',
        errors: [interpolated('`next()`', 'fields')],
        output: PINO + "logger.info({ next: next(), nextValue: next() }, 'User {next} then {nextValue}');",
      },
      {
        name: 'value that is a field already',
        code: PINO + 'logger.info({ id }, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'value under a name that a field has',
        code: PINO + 'logger.info({ id: order.id }, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id: order.id, idValue: id }, 'Loading {idValue}');",
      },
      {
        name: 'reserved key',
        code: PINO + 'logger.info(`Process ${pid} at ${time} says ${msg}`);',
        errors: [interpolated('`pid`, `time` and `msg`', 'fields')],
        output:
          PINO +
          lines(
            'logger.info(',
            '  { processId: pid, timeValue: time, detail: msg },',
            "  'Process {processId} at {timeValue} says {detail}',",
            ');',
          ),
      },
      {
        name: 'reserved key of winston',
        code: WINSTON + 'logger.info(`Set ${level} to ${message}`);',
        errors: [interpolated('`level` and `message`', 'fields')],
        output:
          WINSTON + "logger.info('Set {levelValue} to {detail}', { levelValue: level, detail: message });",
      },
      {
        name: 'value without a name',
        code: PINO + 'logger.info(`Sum ${a + b} of ${[1, x]}`);',
        errors: [interpolated('`a + b` and `[1, x]`', 'fields')],
        output: PINO + "logger.info({ sum: a + b, items: [1, x] }, 'Sum {sum} of {items}');",
      },
    ],
  });
});

describe('fields and errors in the same call', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'fields behind the message',
        code: WINSTON + 'logger.info(`Loading ${id}`, { attempt });',
        errors: [interpolated('`id`')],
        output: WINSTON + "logger.info('Loading {id}', { id, attempt });",
      },
      {
        name: 'fields in front of the message',
        code: PINO + 'logger.info({ attempt }, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ attempt, id }, 'Loading {id}');",
      },
      {
        name: 'fields with a method and an accessor',
        code: PINO + 'logger.info({ attempt, get time2() { return 1; } }, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ attempt, get time2() { return 1; }, id }, 'Loading {id}');",
      },
      {
        name: 'fields spread from another object',
        code: PINO + 'logger.info({ ...ctx }, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'object of unknown content in front',
        code: PINO + 'logger.info(ctx, `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'object of unknown content behind',
        code: WINSTON + 'logger.info(`Loading ${id}`, ctx);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'quoted key',
        code: PINO + "logger.info({ 'http.method': method }, `Loading ${id}`);",
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ 'http.method': method, id }, 'Loading {id}');",
      },
      {
        name: 'error behind the text',
        code:
          PINO +
          lines('try {', '  run();', '} catch (e) {', '  logger.error(`Failed to load ${id}:`, e);', '}'),
        errors: [interpolated('`id`')],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (e) {',
            "  logger.error({ id, err: e }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'error behind the text, winston',
        code:
          WINSTON +
          lines('try {', '  run();', '} catch (e) {', '  logger.error(`Failed to load ${id}:`, e);', '}'),
        errors: [interpolated('`id`')],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (e) {',
            "  logger.error('Failed to load {id}', { id, stack: e instanceof Error ? e.stack : e });",
            '}',
          ),
      },
      {
        name: 'error in front of the text',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(err, `Failed to load ${id}`);', '}'),
        errors: [interpolated('`id`')],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ err, id }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'first placeholder is an error',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error('Failed %s: %s', id, err);", '}'),
        errors: [interpolated('`id` and `err`', 'fields')],
        output:
          PINO +
          lines('try {', '  run();', '} catch (err) {', "  logger.error({ id, err }, 'Failed {id}');", '}'),
      },
    ],
  });
});

describe('behaviour is kept', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'comment inside the call',
        code: PINO + 'logger.info(/* why */ `Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'comment inside a value that is kept',
        code: PINO + 'logger.info(`Loading ${load(/* all */ id)}`);',
        errors: [interpolated('`load(/* all */ id)`')],
        output: PINO + "logger.info({ load: load(/* all */ id) }, 'Loading {load}');",
      },
      {
        name: 'line comment behind an argument',
        code: PINO + lines('logger.info(', '  `Loading ${id}`, // the id', ');'),
        errors: [interpolated('`id`')],
        output: null,
      },
      ...[
        ['...args', '`...args`'],
        ['userId, ...args', '`userId` and `...args`', 'fields'],
        ["...args, 'x'", '`...args`'],
      ].map(([list, values = '', fields]) => ({
        name: `spread into a format: ${list}`,
        code: `import { format } from 'node:util';\n${PINO}logger.info(format('User %s %s', ${list}));`,
        errors: [interpolated(values, fields)],
        output: null,
      })),
      ...[
        '(logger as Logger)',
        '(logger ?? other)',
        '(logger.child({}) as any)',
        '(<Logger>logger)',
        'logger!',
      ].map((receiver) => ({
        name: `parentheses around the logger: ${receiver}`,
        code: `${PINO}${receiver}.info(\`Loading order: \${id}\`);`,
        errors: [interpolated('`id`')],
        output: `${PINO}${receiver}.info({ orderId: id }, 'Loading order');`,
      })),
      {
        name: 'keys that are no names',
        code: PINO + "logger.info('User: ' + userId, { 'x\\ny': 1, \"it's\": 2 });",
        errors: [interpolated('`userId`')],
        output: PINO + "logger.info({ userId, 'x\\u000ay': 1, \"it's\": 2 }, 'User');",
      },
      {
        name: 'spread arguments behind the message',
        code: PINO + 'logger.info(`Loading ${id}`, ...rest);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'optional call',
        code: PINO + 'logger.info?.(`Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'optional logger',
        code: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, log?: Logger) {',
          '  log?.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, log?: Logger) {',
          "  log?.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'non-null logger',
        code: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, log?: Logger) {',
          '  log!.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { Logger } from 'pino';",
          'function load(id: string, log?: Logger) {',
          "  log!.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'optional chain that ends in a logger',
        code: lines(
          "import type { FastifyRequest } from 'fastify';",
          'function load(id: string, req?: FastifyRequest) {',
          '  req?.log.info(`Loading ${id}`);',
          '}',
        ),
        errors: [interpolated('`id`')],
        output: lines(
          "import type { FastifyRequest } from 'fastify';",
          'function load(id: string, req?: FastifyRequest) {',
          "  req?.log.info({ id }, 'Loading {id}');",
          '}',
        ),
      },
      {
        name: 'call in parentheses',
        code: PINO + '(logger).info((`Loading ${id}`));',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'logger that is a call',
        code:
          PINO +
          lines(
            'getContext().logger.info(`a ${b}`);',
            'function getContext() {',
            '  return { logger };',
            '}',
          ),
        errors: [interpolated('`b`')],
        output:
          PINO +
          lines(
            "getContext().logger.info({ b }, 'a {b}');",
            'function getContext() {',
            '  return { logger };',
            '}',
          ),
      },
      {
        name: 'await',
        code: PINO + 'logger.info(`Loading ${await load()} then ${next()}`);',
        errors: [interpolated('`await load()` and `next()`', 'fields')],
        output: PINO + "logger.info({ load: await load(), next: next() }, 'Loading {load} then {next}');",
      },
      {
        name: 'assignment',
        code: PINO + 'logger.info(`Try ${(attempt = attempt + 1)} of ${max}`);',
        errors: [interpolated('`attempt = attempt + 1` and `max`', 'fields')],
        output: PINO + "logger.info({ value: attempt = attempt + 1, max }, 'Try {value} of {max}');",
      },
      {
        name: 'increment',
        code: PINO + 'logger.info(`Try ${attempt++} of ${max}`);',
        errors: [interpolated('`attempt++` and `max`', 'fields')],
        output: PINO + "logger.info({ attempt: attempt++, max }, 'Try {attempt} of {max}');",
      },
      {
        name: 'sequence',
        code: PINO + 'logger.info(`Try ${(a, b)}`);',
        errors: [interpolated('`a, b`')],
        output: PINO + "logger.info({ value: (a, b) }, 'Try {value}');",
      },
      {
        name: 'order of evaluation: fields, then text',
        code: PINO + 'logger.info({ a: first() }, `Loading ${second()} and ${third()}`);',
        errors: [interpolated('`second()` and `third()`', 'fields')],
        output:
          PINO +
          "logger.info({ a: first(), second: second(), third: third() }, 'Loading {second} and {third}');",
      },
      {
        name: 'order of evaluation: text, then fields',
        code: WINSTON + 'logger.info(`Loading ${first()}`, { b: second() });',
        errors: [interpolated('`first()`')],
        output: WINSTON + "logger.info('Loading {first}', { first: first(), b: second() });",
      },
      {
        name: 'arrow function that returns the call',
        code: PINO + 'const report = (id: string) => logger.info(`Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "const report = (id: string) => logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'value of a winston call',
        code: WINSTON + 'const chained = logger.info(`Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: WINSTON + "const chained = logger.info('Loading {id}', { id });",
      },
      {
        name: 'call behind &&',
        code: PINO + 'verbose && logger.info(`Loading ${id}`);',
        errors: [interpolated('`id`')],
        output: PINO + "verbose && logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'bracket access to the method',
        code: PINO + "logger['info'](`Loading ${id}`);",
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      },
      {
        name: 'type argument in a value',
        code: PINO + "logger.info(`Loading ${get<string>('id')}`);",
        errors: [interpolated("`get<string>('id')`")],
        output: PINO + "logger.info({ get: get<string>('id') }, 'Loading {get}');",
      },
      {
        name: 'function value',
        code: PINO + 'logger.info(`Loading ${() => id}`);',
        errors: [interpolated('`() => id`')],
        output: null,
      },
      {
        name: 'object in the text',
        code: PINO + 'logger.info(`Loading ${{ id }}`);',
        errors: [interpolated('`{ id }`')],
        output: PINO + "logger.info({ id }, 'Loading');",
      },
      {
        name: 'object printed as JSON',
        code: PINO + 'logger.info(`Loading ${JSON.stringify({ id, order })}`);',
        errors: [interpolated('`JSON.stringify({ id, order })`')],
        output: PINO + "logger.info({ id, order }, 'Loading');",
      },
      {
        name: 'two calls in one file',
        code: PINO + lines('logger.info(`Loading ${a}`);', 'logger.info(`Saving ${b}`);'),
        errors: [interpolated('`a`'), interpolated('`b`')],
        output: PINO + lines("logger.info({ a }, 'Loading {a}');", "logger.info({ b }, 'Saving {b}');"),
      },
      {
        name: 'call inside a call',
        code: PINO + 'logger.info(`Loading ${logger.info(`inner ${x}`)}`);',
        errors: [interpolated('`logger.info(`inner ${x}`)`'), interpolated('`x`')],
        output: PINO + "logger.info(`Loading ${logger.info({ inner: x }, 'inner')}`);",
      },
    ],
  });
});

describe('layout is kept', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'CRLF line ends',
        code: PINO + 'logger.info(\r\n  `Loading ${id}`,\r\n);\r\n',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');\r\n",
      },
      {
        name: 'CRLF and a call too long for one line',
        code:
          PINO +
          'logger.info(`Loading ${firstLongIdentifierName} ${secondLongIdentifierName} ${thirdLongIdentifierName} ${fourthLong}`);\r\n',
        errors: [interpolated('`firstLongIdentifierName`, `secondLongIdentifierName` and 2 more', 'fields')],
        output:
          PINO +
          "logger.info(\r\n  { firstLongIdentifierName, secondLongIdentifierName, thirdLongIdentifierName, fourthLong },\r\n  'Loading {firstLongIdentifierName} {secondLongIdentifierName} {thirdLongIdentifierName} {fourthLong}',\r\n);\r\n",
      },
      {
        name: 'tabs',
        code:
          PINO +
          lines(
            'function load(id: string) {',
            '\tlogger.info(`Loading ${firstLongIdentifierName} ${secondLongIdentifierName} ${thirdLongIdentifierName} ${fourth}`);',
            '}',
          ),
        errors: [interpolated('`firstLongIdentifierName`, `secondLongIdentifierName` and 2 more', 'fields')],
        output:
          PINO +
          lines(
            'function load(id: string) {',
            '\tlogger.info(',
            '\t\t{ firstLongIdentifierName, secondLongIdentifierName, thirdLongIdentifierName, fourth },',
            "\t\t'Loading {firstLongIdentifierName} {secondLongIdentifierName} {thirdLongIdentifierName} {fourth}',",
            '\t);',
            '}',
          ),
      },
      {
        name: 'double quotes',
        code: lines('import pino from "pino";', 'const logger = pino();', 'logger.info(`Loading ${id}`);'),
        errors: [interpolated('`id`')],
        output: lines(
          'import pino from "pino";',
          'const logger = pino();',
          'logger.info({ id }, "Loading {id}");',
        ),
      },
      {
        name: 'no semicolons',
        code: lines("import pino from 'pino'", 'const logger = pino()', 'logger.info(`Loading ${id}`)', ''),
        errors: [interpolated('`id`')],
        output: lines(
          "import pino from 'pino'",
          'const logger = pino()',
          "logger.info({ id }, 'Loading {id}')",
          '',
        ),
      },
      {
        name: 'too long for one line',
        code:
          PINO +
          lines(
            'function load(id: string) {',
            '  logger.info(`Loading ${firstLongIdentifierName} ${secondLongIdentifierName} ${thirdLongIdentifierName} ${fourth}`);',
            '}',
          ),
        errors: [interpolated('`firstLongIdentifierName`, `secondLongIdentifierName` and 2 more', 'fields')],
        output:
          PINO +
          lines(
            'function load(id: string) {',
            '  logger.info(',
            '    { firstLongIdentifierName, secondLongIdentifierName, thirdLongIdentifierName, fourth },',
            "    'Loading {firstLongIdentifierName} {secondLongIdentifierName} {thirdLongIdentifierName} {fourth}',",
            '  );',
            '}',
          ),
      },
      {
        name: 'byte order mark',
        code: "﻿import pino from 'pino';\nconst logger = pino();\nlogger.info(`Loading ${id}`);",
        errors: [interpolated('`id`')],
        output: "﻿import pino from 'pino';\nconst logger = pino();\nlogger.info({ id }, 'Loading {id}');",
      },
    ],
  });
});

describe('each library in its own dialect', () => {
  presuming(ruleTester).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'bunyan, value and error',
        code:
          BUNYAN +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          BUNYAN +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ id, err }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'bunyan, values',
        code: BUNYAN + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: BUNYAN + "logger.warn({ id, delay }, 'Retrying {id} in {delay}');",
      },
      {
        name: 'NestJS, error',
        code:
          NEST +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ msg: 'Failed to load {id}', id, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'NestJS, values',
        code: NEST + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: NEST + "logger.warn({ msg: 'Retrying {id} in {delay}', id, delay });",
      },
      {
        name: 'NestJS without a name of its own, error',
        code:
          NEST_UNNAMED +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          NEST_UNNAMED +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ msg: 'Failed to load {id}', id, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'NestJS without a name of its own, values',
        code: NEST_UNNAMED + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: NEST_UNNAMED + "logger.warn({ msg: 'Retrying {id} in {delay}', id, delay });",
      },
      {
        name: 'Powertools, value and error',
        code:
          POWERTOOLS +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          POWERTOOLS +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id, error: err });",
            '}',
          ),
      },
      {
        name: 'Powertools, values',
        code: POWERTOOLS + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: POWERTOOLS + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'log4js, value and error',
        code:
          LOG4JS +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          LOG4JS +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id }, err);",
            '}',
          ),
      },
      {
        name: 'log4js, values',
        code: LOG4JS + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: LOG4JS + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'tslog, value and error',
        code:
          TSLOG +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          TSLOG +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'tslog, values',
        code: TSLOG + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: TSLOG + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'consola, value and error',
        code:
          CONSOLA +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          CONSOLA +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id }, err);",
            '}',
          ),
      },
      {
        name: 'consola, values',
        code: CONSOLA + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: CONSOLA + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'loglevel, value and error',
        code:
          LOGLEVEL +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          LOGLEVEL +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id }, err);",
            '}',
          ),
      },
      {
        name: 'loglevel, values',
        code: LOGLEVEL + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: LOGLEVEL + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'winston, value and error',
        code:
          WINSTON +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          WINSTON +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error('Failed to load {id}', { id, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'winston, values',
        code: WINSTON + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: WINSTON + "logger.warn('Retrying {id} in {delay}', { id, delay });",
      },
      {
        name: 'pino, value and error',
        code:
          PINO +
          lines('try {', '  run();', '} catch (err) {', '  logger.error(`Failed to load ${id}`, err);', '}'),
        errors: [interpolated('`id`')],
        output:
          PINO +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ id, err }, 'Failed to load {id}');",
            '}',
          ),
      },
      {
        name: 'pino, values',
        code: PINO + 'logger.warn(`Retrying ${id} in ${delay}`);',
        errors: [interpolated('`id` and `delay`', 'fields')],
        output: PINO + "logger.warn({ id, delay }, 'Retrying {id} in {delay}');",
      },
      {
        name: 'OpenTelemetry record',
        code: OPENTELEMETRY + 'logger.emit({ severityNumber: 9, body: `Loading ${id}` });',
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'winston placeholders, with a format that is not seen',
        code: WINSTON + "logger.info('User %s logged in', userId);",
        errors: [interpolated('`userId`')],
        output: WINSTON + "logger.info('User {userId} logged in', { userId });",
      },
      {
        name: 'winston, level as the first argument',
        code: WINSTON + "logger.log('error', `Failed ${id}`, { a: 1 });",
        errors: [interpolated('`id`')],
        output: WINSTON + "logger.log('error', 'Failed {id}', { id, a: 1 });",
      },
      {
        name: 'nest object with msg',
        code: NEST + 'logger.log({ msg: `Loading ${id}`, a: 1 });',
        errors: [interpolated('`id`')],
        output: NEST + "logger.log({ msg: 'Loading {id}', id, a: 1 });",
      },
      {
        name: 'nest context argument',
        code: NEST + "logger.log(`Loading ${id}`, 'Orders');",
        errors: [interpolated('`id`')],
        output: null,
      },
      {
        name: 'nest error with stack',
        code:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            '  logger.error(`Failed to load ${id}`, err.stack);',
            '}',
          ),
        errors: [interpolated('`id`')],
        output:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error({ msg: 'Failed to load {id}', id, stack: err instanceof Error ? err.stack : err });",
            '}',
          ),
      },
      {
        name: 'nest error with stack and context',
        code:
          NEST +
          lines(
            'try {',
            '  run();',
            '} catch (err) {',
            "  logger.error(`Failed to load ${id}`, err.stack, 'Orders');",
            '}',
          ),
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('not reported', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      { name: 'constant message', code: PINO + "logger.info('Starting');" },
      { name: 'a method that no logger has', code: PINO + 'logger.log(`User ${userId} logged in`);' },
      { name: 'template without values', code: PINO + 'logger.info(`Starting`);' },
      { name: 'a secret, which is no field either', code: PINO + 'logger.info(`[setup] ${password}`);' },
      {
        name: 'template of a constant of this file',
        code: PINO + lines("const LOG_PREFIX = '[Orders]';", 'logger.info(`${LOG_PREFIX} done`);'),
      },
      {
        name: 'template of an imported constant',
        code: PINO + lines("import { LOG_PREFIX } from './prefix.js';", 'logger.info(`${LOG_PREFIX} done`);'),
      },
      {
        name: 'static constant of a class',
        code:
          PINO +
          lines(
            'class A {',
            "  static readonly TAG = '[A]';",
            '  b() {',
            '    logger.info(`${A.TAG} done`);',
            '  }',
            '}',
          ),
      },
      {
        name: 'readonly member',
        code:
          PINO +
          lines(
            'class A {',
            "  private readonly tag = '[A]';",
            '  b() {',
            '    logger.info(`${this.tag} done`);',
            '  }',
            '}',
          ),
      },
      {
        name: 'name of the class',
        code: PINO + lines('class A {', '  b() {', '    logger.info(`${A.name} done`);', '  }', '}'),
      },
      {
        name: 'member of an enum',
        code: PINO + lines('enum Event {', "  Login = 'login',", '}', 'logger.info(`user ${Event.Login}`);'),
      },
      {
        name: 'member of a const object',
        code:
          PINO +
          lines("const EVENTS = { login: 'user.login' } as const;", 'logger.info(`did ${EVENTS.login}`);'),
      },
      {
        name: 'number constant',
        code: PINO + lines('const MAX = 3;', 'logger.info(`Giving up after ${MAX} attempts`);'),
      },
      { name: 'concatenated constants', code: PINO + "logger.info('a long message ' + 'in two parts');" },
      { name: 'variable as message', code: PINO + 'logger.info(message);' },
      { name: 'variable as message behind fields', code: PINO + 'logger.info({ id }, message);' },
      { name: 'call as message', code: PINO + 'logger.info(describe(order));' },
      { name: 'fields only', code: PINO + 'logger.info({ id });' },
      { name: 'fields and constant message', code: PINO + "logger.info({ id }, 'Loading {id}');" },
      { name: 'fields and constant message, winston', code: WINSTON + "logger.info('Loading', { id });" },
      { name: 'placeholder for a constant', code: PINO + "logger.info('%s started', 'orders');" },
      { name: 'escaped percent sign', code: PINO + "logger.info('100%% done', id);" },
      { name: 'interpolated field', code: PINO + "logger.info({ key: `order:${id}` }, 'Loading');" },
      {
        name: 'error alone',
        code: PINO + lines('try {', '  run();', '} catch (err) {', '  logger.error(err);', '}'),
      },
      { name: 'sum of numbers', code: PINO + 'logger.info(a + b);' },
      { name: 'no arguments', code: PINO + 'logger.info();' },
      { name: 'spread arguments only', code: PINO + 'logger.info(...args);' },
      { name: 'tagged template of the project', code: PINO + 'logger.info(msg`Loading ${id}`);' },
      { name: 'template handed to isLevelEnabled', code: PINO + 'logger.isLevelEnabled(`${level}`);' },
    ],
    invalid: [],
  });
});

describe('one of few constant texts', () => {
  const CHALK = PINO + "import chalk from 'chalk';\n";
  const call = (text: string, head = PINO) => ({ name: text, code: head + text });
  const reported = (text: string, values: string, fields = 'a field', head = PINO) => ({
    ...call(text, head),
    errors: [interpolated(values, fields)],
    output: null,
  });
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      call("logger.info(`${watch ? 'Watching' : 'Bundling'} the files`);"),
      call("logger.info('Cache ' + (hit ? 'hit' : 'miss'));"),
      call("logger.info('Cache %s', hit ? 'hit' : 'miss');"),
      call("logger.info(`${a ? 'One' : b ? 'Two' : 'Three'} loaded`);"),
      call("function run() { let how = ''; if (tls) how = ' by TLS'; logger.info('Connected' + how); }"),
      call(
        "function run() { let how = 'TCP'; if (tls) { how = a ? 'TLS' : 'QUIC'; } logger.info(`By ${how}`); }",
      ),
      call("logger.info(`${a ? 'Added' : 'Removed'} ${b ? 'the user' : 'the order'}`);"),
      call('logger.info(`Cache ${hit ? `hit` : "mi" + "ss"}`);'),
      call("logger.warn(`${chalk.white.bgRed.bold('DEPRECATION')} Use the other one`);", CHALK),
      call("logger.warn(chalk.yellow('Old') + ' version');", CHALK),
      call("logger.warn(`${chalk.hex('#f00')('Old')} version`);", CHALK),
      call('logger.warn(`${chalk`{red Old}`} version`);', CHALK),
      call("logger.warn(`${on ? chalk.green('on') : chalk.red('off')} now`);", CHALK),
      call("logger.warn(`${'Old'.yellow.bold} version`);"),
      call("logger.warn(`${colors.yellow('Old')} version`);"),
      call("logger.warn(`${'='.repeat(20)} Old version`);"),
      call("import figures from 'figures';\nlogger.info(`${figures.tick} Loaded`);"),
    ],
    invalid: [
      {
        ...reported('logger.info(`${chalk.red(name)} failed`);', '`name`', 'a field', CHALK),
        output: PINO + "logger.info({ name }, '{name} failed');",
      },
      {
        ...reported('logger.info(`${chalk.red(`Lost ${name}`)} now`);', '`name`', 'a field', CHALK),
        output: PINO + "logger.info({ name }, 'Lost {name} now');",
      },
      reported('logger.info(`${name.red} failed`);', '`name.red`'),
      reported("logger.info(`${'='.repeat(width)} Old version`);", "`'='.repeat(width)`"),
      reported("function run() { let how = ''; if (tls) how = name; logger.info(`By ${how}`); }", '`how`'),
      reported("function run() { let how = ''; how = how + 'x'; logger.info(`By ${how}`); }", '`how`'),
      reported("function run() { let how = ''; how += 'x'; logger.info(`By ${how}`); }", '`how`'),
      {
        ...reported('logger.info(`Loading ${kind ? kind : "all"}`);', '`kind ? kind : "all"`'),
        output: PINO + 'logger.info({ kind: kind ? kind : "all" }, \'Loading {kind}\');',
      },
      reported(
        "logger.info(`${a ? 'One' : 'Two'} ${b ? 'of' : 'to'} ${c ? 'many' : 'few'}`);",
        "`a ? 'One' : 'Two'`, `b ? 'of' : 'to'` and `c ? 'many' : 'few'`",
        'fields',
      ),
    ],
  });
});

describe('what the file is for', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      {
        name: 'command line',
        code: PINO + lines("import { Command } from 'commander';", 'logger.info(`Loading ${id}`);'),
      },
      { name: 'test', code: PINO + 'logger.info(`Loading ${id}`);', filename: 'src/load.test.ts' },
      ...[
        'scripts/load.ts',
        'seeds/users.js',
        'src/upgrades/1.2.0/rename.js',
        'src/install.js',
        'src/cli/upgrade.js',
        'src/storage/settingsMigration.ts',
        'src/cardMigrations.ts',
        'server/lib/schema-upgrade.js',
        'src/migrate-users.ts',
        'Gruntfile.js',
        'src/examples/load.ts',
        'packages/load-example/index.ts',
      ].map((filename) => ({
        name: `whoever started it watches: ${filename}`,
        code: PINO + 'logger.info(`Loading ${id}`);',
        filename,
      })),
      {
        name: 'a component',
        code: PINO + 'export function List() { logger.info(`Loading ${id}`); return null; }',
        filename: 'src/list.tsx',
      },
      {
        name: 'a hook',
        code:
          PINO +
          lines("import { useMutation } from '@tanstack/react-query';", 'logger.info(`Loading ${id}`);'),
        filename: 'src/use-orders.ts',
      },
    ],
    invalid: [
      {
        name: 'a route that is rendered on a server too',
        code: PINO + 'export async function loader() { logger.info(`Loading ${id}`); }',
        filename: 'app/routes/orders.tsx',
        errors: [interpolated('`id`')],
        output: PINO + "export async function loader() { logger.info({ id }, 'Loading {id}'); }",
      },
      ...[
        'src/load.ts',
        'src/install/installation.service.ts',
        'src/migration.controller.ts',
        'src/billing/upgrade-plan.ts',
        'src/websocket-upgrade.js',
        'src/uninstall.ts',
        'src/immigration.ts',
      ].map((filename) => ({
        name: `part of the service: ${filename}`,
        code: PINO + 'logger.info(`Loading ${id}`);',
        filename,
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      })),
    ],
  });
});

function interpolated(values: string, fields = 'a field') {
  return { messageId: 'interpolated', data: { values, fields, them: fields === 'fields' ? 'them' : 'it' } };
}

describe('a winston logger whose format', () => {
  const made = (format: string) =>
    lines(
      "import { createLogger, format, transports } from 'winston';",
      `const logger = createLogger({ format: ${format}, transports: [new transports.Console()] });`,
      '',
    );
  const call = 'logger.info(`order ${id} shipped`);';
  const fixed = "logger.info('order {orderId} shipped', { orderId: id });";
  const alone = {
    messageId: 'messageAlone' as const,
    data: { logger: 'logger', values: '`id`' },
  };
  const other = "const other = () => console.log(...[1], JSON.stringify({ meta: '' }));\n";
  ruleTester.run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      ...[
        'format.printf((info) => `${info.timestamp} ${info.level}: ${info.message}`)',
        // The last format writes, whatever stands before it.
        'format.combine(format.json(), format.printf(({ level, message, stack }) => `${level}: ${stack || message}`))',
      ].map((format) => ({
        name: `prints the message alone: ${format}`,
        // What stands beside the format says nothing of it.
        code: made(format) + other + call + call,
        errors: [alone],
        output: null,
      })),
      ...[
        'format.json()',
        'format.printf(({ message, ...rest }) => `${message} ${JSON.stringify(rest)}`)',
      ].map((format) => ({
        name: `prints fields: ${format}`,
        code: made(format) + call,
        errors: [interpolated('`id`')],
        output: made(format) + fixed,
      })),
      {
        name: 'stands elsewhere',
        code: made('format.printf(pretty)') + call,
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('an error that a placeholder prints whole', () => {
  const caught = (setUp: string, call: string) =>
    setUp + lines('try {', '  run();', '} catch (error) {', `  ${call}`, '}');
  const winston = (format: string) =>
    lines(
      "import { createLogger, format } from 'winston';",
      `const logger = createLogger({ format: format.combine(${format}) });`,
      '',
    );
  const SPLAT = winston('format.splat(), format.json()');
  ruleTester.run('no-interpolated-message', rule, {
    // As a field it would be `{}`.
    valid: [caught(SPLAT, "logger.error('Handling failed: %O', error);")],
    invalid: [
      {
        name: 'a value beside it',
        code: caught(SPLAT, "logger.error('Handling %s failed: %O', name, error);"),
        errors: [interpolated('`name`')],
        output: null,
      },
      {
        name: 'a library that writes errors',
        code: caught(PINO, "logger.error('Handling failed: %O', error);"),
        errors: [interpolated('`error`')],
        output: caught(PINO, "logger.error({ err: error }, 'Handling failed');"),
      },
    ],
  });
});

describe("a logger of the project in the place of the library's", () => {
  const filename = 'src/orders.ts';
  const code = NEST + 'logger.warn(`Retrying ${id}`);';
  const errors = [interpolated('`id`')];
  const MAIN = lines(
    "import { NestFactory } from '@nestjs/core';",
    "import { AppLogger } from './app-logger';",
    'const app = await NestFactory.create(AppModule);',
    'app.useLogger(new AppLogger());',
  );
  const OWN = lines(
    "import { LoggerService } from '@nestjs/common';",
    'export class AppLogger implements LoggerService {',
    '  log(message: string) { process.stdout.write(`[app] ${message}\\n`); }',
    '}',
  );
  const packageOf = (files: Readonly<Record<string, string>>, dependencies = {}) =>
    project({
      'package.json': { name: 'orders', dependencies: { '@nestjs/common': '^11.0.0', ...dependencies } },
      ...files,
    });
  const ownFiles = { 'src/main.ts': MAIN, 'src/app-logger.ts': OWN };
  const records = (key: string, count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `src/part-${i}.ts`,
        `export const run = () => this.logger.log({ orderId, ${key}: 'Order stored' });`,
      ]),
    );
  for (const [name, run, output] of [
    ['which key it reads is not seen', packageOf(ownFiles), null],
    ['too few records say which key', packageOf({ ...ownFiles, ...records('message', 2) }), null],
    [
      'modules do not agree on the key',
      packageOf({ ...ownFiles, ...records('message', 3), 'src/old.ts': "this.logger.warn({ msg: 'Old' });" }),
      null,
    ],
    [
      'the records of the project say the key',
      packageOf({ ...ownFiles, ...records('message', 3) }),
      NEST + "logger.warn({ message: 'Retrying {id}', id });",
    ],
    [
      'what takes the place is known',
      packageOf(ownFiles, { 'nest-winston': '^1.10.0' }),
      NEST + "logger.warn({ message: 'Retrying {id}', id });",
    ],
    [
      'it prints whole what it is given',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': OWN.replace('${message}', '${JSON.stringify(message)}'),
      }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'it hands on to what it extends',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          '  error(message: unknown, stack?: string) { report(stack); super.error(message, stack); }',
          '}',
        ),
      }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'it hands on what it makes a text of as well: new Error(message)',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          '  error(message: string, stack?: string) { report(new Error(message)); super.error(message, stack); }',
          '}',
        ),
      }),
      null,
    ],
    [
      'it hands on what it makes a text of as well: `api: ${message}`',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          '  error(message: string, stack?: string) { report(`api: ${message}`); super.error(message, stack); }',
          '}',
        ),
      }),
      null,
    ],
    [
      "it hands on what it makes a text of as well: 'api: ' + message",
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          "  error(message: string, stack?: string) { report('api: ' + message); super.error(message, stack); }",
          '}',
        ),
      }),
      null,
    ],
    [
      'it hands on what it makes a text of as well: String(message)',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          '  error(message: string, stack?: string) { report(String(message)); super.error(message, stack); }',
          '}',
        ),
      }),
      null,
    ],
    [
      'it is what it extends, by another name',
      packageOf({
        ...ownFiles,
        'src/app-logger.ts': lines(
          "import { ConsoleLogger } from '@nestjs/common';",
          'export class AppLogger extends ConsoleLogger {',
          '  constructor() { super("app"); }',
          '}',
        ),
      }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'it is made in one place and used in none',
      packageOf({ 'src/app-logger.ts': OWN }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'an option of the program',
      packageOf({
        ...ownFiles,
        'src/main.ts':
          "import { NestFactory } from '@nestjs/core';\nconst logger = new AppLogger();\nNestFactory.create(AppModule, { cors: true, logger });",
      }),
      null,
    ],
    [
      'a comment alone says so',
      packageOf({ ...ownFiles, 'src/main.ts': MAIN.replace('app.useLogger', '// app.useLogger') }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'levels that are read from the environment',
      packageOf({
        'src/main.ts': lines(
          "const shown = (process.env.LEVELS ?? 'error').split(',') as LogLevel[];",
          'NestFactory.create(AppModule, { logger: shown });',
          "NestFactory.create(AppModule, { logger: isProduction ? ['error'] : ['debug'] });",
        ),
      }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'levels that a function of the module gives',
      packageOf({
        'src/main.ts': lines(
          'function chosen(): LogLevel[] { return ALL.slice(1); }',
          'const shown = chosen();',
          'NestFactory.create(AppModule, { logger: shown });',
        ),
      }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'levels by their name',
      packageOf({ 'src/main.ts': 'NestFactory.create(AppModule, { logger: config.logLevels });' }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
    [
      'what a function of the module gives',
      packageOf({
        ...ownFiles,
        'src/main.ts': lines(
          'function chosen(): LoggerService { return new AppLogger(); }',
          'const shown = chosen();',
          'NestFactory.create(AppModule, { logger: shown });',
        ),
      }),
      null,
    ],
    [
      'the levels alone are set',
      packageOf({ 'src/main.ts': MAIN.replace('new AppLogger()', "['error', 'warn']") }),
      NEST + "logger.warn({ msg: 'Retrying {id}', id });",
    ],
  ] as const)
    run.run('no-interpolated-message', rule, {
      valid: [],
      invalid: [{ name, filename, code, errors, output }],
    });
});

describe('a winston logger whose making is not seen', () => {
  const alone = { messageId: 'messageAlone' as const, data: { logger: 'log', values: '`id`' } };
  const PRINTED = 'winston.format.printf((info) => `${info.timestamp} ${info.level}: ${info.message}`)';
  const getting = (...formats: readonly string[]) =>
    lines(
      "import winston, { type Logger } from 'winston';",
      'const loggers: Map<string, Logger> = new Map();',
      'let transports: winston.transport[];',
      'const make = () => {',
      ...formats.map((format) => `  transports.push(new winston.transports.Console({ format: ${format} }));`),
      '};',
      'const create = function (name: string): Logger {',
      '  if (!transports) make();',
      '  return winston.createLogger({ transports, defaultMeta: { name } });',
      '};',
      'export function get(name: string) {',
      '  let logger = loggers.get(name);',
      '  if (!logger) {',
      '    logger = create(name);',
      '    loggers.set(name, logger);',
      '  }',
      '  return logger;',
      '}',
      'export interface RequestLog { info(message: string, ...meta: unknown[]): void; error(message: string, ...meta: unknown[]): void; debug(message: string): void }',
    );
  const packageOf = (...formats: readonly string[]) =>
    project({
      'package.json': { name: 'orders', dependencies: { winston: '^3.0.0' } },
      'src/log.ts': getting(...formats),
      'src/types.ts': "import type { Logger } from 'winston';\nexport type Log = Logger;",
    });
  const filename = 'src/file.ts';
  const code = lines(
    "import { get } from './log.js';",
    "const log = get('orders');",
    'log.info(`order ${id} shipped`);',
    'log.info(`order ${id} paid`);',
  );
  const declared = lines(
    "import type { RequestLog } from './log.js';",
    'export const ship = (log: RequestLog) => log.info(`order ${id} shipped`);',
  );
  packageOf(PRINTED).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      { name: 'all formats print the message alone', filename, code, errors: [alone], output: null },
      {
        name: "behind an interface of the project's own",
        ...{ filename, code: declared, options: [{ presumed: true }], errors: [alone], output: null },
      },
    ],
  });
  const nest = lines(
    "import { LoggerService } from '@nestjs/common';",
    "import winston from 'winston';",
    'export class LoggerFactory {',
    '  createLogger(context?: string): AppLogger { return new AppLogger(this.logger, context); }',
    '}',
    'export class AppLogger implements LoggerService {',
    '  constructor(private readonly logger: winston.Logger) {}',
    '  log(message: any, ...more: unknown[]) { this.logger.log(recordOf(message, more)); }',
    '  warn(message: any, ...more: unknown[]) { this.logger.log(recordOf(message, more)); }',
    '  error(message: any, ...more: unknown[]) { this.logger.log(recordOf(message, more)); }',
    '}',
  );
  for (const [name, format, error] of [
    [
      'all formats print the message alone',
      PRINTED,
      { ...alone, data: { ...alone.data, logger: 'this.logger' } },
    ],
    ['a format prints fields', 'winston.format.json()', interpolated('`id`')],
  ] as const)
    project({
      'package.json': { name: 'orders', dependencies: { '@nestjs/common': '^11.0.0', winston: '^3.0.0' } },
      'src/log.ts': getting(format),
      'src/app-logger.ts': nest,
    }).run('no-interpolated-message', rule, {
      valid: [],
      invalid: [
        {
          name: `a logger of the project, under another framework: ${name}`,
          filename,
          options: [{ presumed: true }],
          code: lines(
            "import { AppLogger } from './app-logger.js';",
            'export class Orders {',
            '  constructor(private readonly logger: AppLogger) {}',
            '  ship(id: string) { this.logger.warn(`order ${id} shipped`, { id }); }',
            '}',
          ),
          errors: [error],
          output: null,
        },
      ],
    });
  for (const [name, ...formats] of [
    ['one format writes fields', PRINTED, 'winston.format.json()'],
    ['one of two by a condition', `isProduction ? winston.format.json() : ${PRINTED}`],
    ['a format that is written elsewhere', 'winston.format.printf(pretty)'],
  ] as const)
    packageOf(...formats).run('no-interpolated-message', rule, {
      valid: [],
      invalid: [{ name, filename, code, errors: [interpolated('`id`'), interpolated('`id`')], output: null }],
    });
});

describe('the name of the class, and the message of a caller', () => {
  const inClass = (...methods: readonly string[]) =>
    PINO + lines('class Orders {', ...methods.map((each) => `  ${each}`), '}');
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      ['the name at the head', inClass('start() { logger.info(`${this.constructor.name} started`); }')],
      [
        'the name in brackets',
        inClass("start() { logger.info('[' + this.constructor.name + '] started'); }"),
      ],
      ['the name optionally', inClass('start() { logger.info(`[${this.constructor?.name}] started`); }')],
      ['a prefix and the message', PINO + 'function note(message) { logger.info(`[orders] ${message}`); }'],
      [
        'the name and the message',
        inClass('note(message) { logger.info(`[${this.constructor.name}] ${message}`); }'),
      ],
      ['a concatenation', PINO + "const note = (msg) => logger.info('[orders] ' + msg);"],
      ['a name in brackets', PINO + 'const log = { debug: (msg) => logger.debug(`[${name}] ${msg}`) };'],
      ['in a method that logs', inClass('logDebug(text) { logger.debug(`orders: ${text}`); }')],
      [
        'in an option that is given texts',
        PINO + 'lease({ onError: (message) => logger.warn(`lease ${message}`) });',
      ],
    ].map(([name = '', code = '']) => ({ name, code })),
    invalid: [
      {
        name: 'another value beside the name',
        code: inClass('start(port) { logger.info(`${this.constructor.name} started on ${port}`); }'),
        errors: [interpolated('`port`')],
        output: inClass(
          'start(port) { logger.info(',
          '  { constructorName: this.constructor.name, port },',
          "  '{constructorName} started on {port}',",
          '); }',
        ),
      },
      {
        name: "the name of another object's class",
        code: PINO + 'function failed(job) { logger.info(`${job.constructor.name} failed`); }',
        errors: [interpolated('`job.constructor.name`')],
        output:
          PINO +
          lines(
            'function failed(job) { logger.info(',
            '  { constructorName: job.constructor.name },',
            "  '{constructorName} failed',",
            '); }',
          ),
      },
      {
        name: 'a text among words',
        code: PINO + 'function received(text) { logger.info(`received ${text} from a client`); }',
        errors: [interpolated('`text`')],
        output: PINO + "function received(text) { logger.info({ text }, 'received {text} from a client'); }",
      },
      {
        name: 'a text that was read here',
        code: PINO + 'function note() { const message = read(); logger.info(`[orders] ${message}`); }',
        errors: [interpolated('`message`')],
        output:
          PINO +
          "function note() { const message = read(); logger.info({ message }, '[orders] {message}'); }",
      },
      {
        name: 'another parameter',
        code: PINO + 'function note(id) { logger.info(`[orders] ${id}`); }',
        errors: [interpolated('`id`')],
        output: PINO + "function note(id) { logger.info({ id }, '[orders] {id}'); }",
      },
      {
        name: 'a value beside the message',
        code: PINO + 'function log(message, id) { logger.info(`[orders] ${message} (${id})`); }',
        errors: [interpolated('`id`')],
        output: null,
      },
    ],
  });
});

describe('winston, one object as the record', () => {
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      { name: 'a constant message', code: WINSTON + "logger.log({ level: 'info', message: 'Loaded', id });" },
      { name: 'a level that is not seen', code: WINSTON + 'logger.log({ level, message: `Loaded ${id}` });' },
      { name: 'an object of fields', code: PINO + 'logger.info({ message: `Loaded ${id}` });' },
    ],
    invalid: [
      {
        name: 'log({ level, message })',
        code: WINSTON + "logger.log({ level: 'warn', message: `Loaded ${id}`, total });",
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: WINSTON + "logger.log({ level: 'warn', message: 'Loaded {id}', id, total });",
      },
      {
        name: 'log({ message, level })',
        code: WINSTON + "logger.log({ message: 'Loaded ' + id, level: 'warn' });",
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: WINSTON + "logger.log({ level: 'warn', message: 'Loaded {id}', id });",
      },
      {
        name: 'info({ message })',
        code: WINSTON + 'logger.info({ message: `Loaded ${id}` });',
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: WINSTON + "logger.info({ message: 'Loaded {id}', id });",
      },
      {
        name: 'an error that a format of the project reads',
        code: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({',
          '  format: winston.format.combine(winston.format((info) => ({ ...info, error: info.error }))(), winston.format.json()),',
          '});',
          'try { run(); } catch (error) { logger.error({ message: `Lost ${id}`, error }); }',
        ),
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: lines(
          "import winston from 'winston';",
          'const logger = winston.createLogger({',
          '  format: winston.format.combine(winston.format((info) => ({ ...info, error: info.error }))(), winston.format.json()),',
          '});',
          "try { run(); } catch (error) { logger.error({ message: 'Lost {id}', id, error }); }",
        ),
      },
      {
        name: 'info({ at, message })',
        code: WINSTON + "logger.info({ at: 'load', message: `Loaded ${id}` });",
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: WINSTON + "logger.info({ message: 'Loaded {id}', id, at: 'load' });",
      },
      {
        name: 'something spread into it',
        code: WINSTON + "logger.log({ level: 'info', message: `Loaded ${id}`, ...rest });",
        errors: [{ messageId: 'interpolated', data: { values: '`id`', them: 'it', fields: 'a field' } }],
        output: null,
      },
    ],
  });
});

describe('methods and levels that are chosen when it runs', () => {
  const in_ = (body: string, head = PINO) => `${head}export function load(level, id, ok) { ${body} }`;
  const one = [
    { messageId: 'interpolated' as const, data: { values: '`id`', them: 'it', fields: 'a field' } },
  ];
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      in_("logger[level]({ id }, 'Loaded');"),
      in_('handlers[level](`Loaded ${id}`);'),
      in_('logger[method](`Loaded ${id}`);'),
      in_("logger[ok ? 'child' : 'info'](`Loaded ${id}`);"),
      in_("logger.log(level, 'Loaded', { id });", WINSTON),
      in_('logger.log(`Loaded ${id}`);', WINSTON),
    ].map((code) => ({ name: code, code })),
    invalid: [
      [in_('logger[level](`Loaded ${id}`);'), in_("logger[level]({ id }, 'Loaded {id}');")],
      [
        in_('logger[options.logLevel](`Loaded ${id}`);'),
        in_("logger[options.logLevel]({ id }, 'Loaded {id}');"),
      ],
      [
        in_("logger[ok ? 'info' : 'error'](`Loaded ${id}`);"),
        in_("logger[ok ? 'info' : 'error']({ id }, 'Loaded {id}');"),
      ],
      [in_('logger[`info`](`Loaded ${id}`);'), in_("logger.info({ id }, 'Loaded {id}');")],
      [
        in_('logger.log(level, `Loaded ${id}`);', WINSTON),
        in_("logger.log(level, 'Loaded {id}', { id });", WINSTON),
      ],
      [
        in_("logger.log(ok ? 'info' : 'warn', `Loaded ${id}`);", WINSTON),
        in_("logger.log(ok ? 'info' : 'warn', 'Loaded {id}', { id });", WINSTON),
      ],
    ].map(([code = '', output = '']) => ({ name: code, code, errors: one, output })),
  });
});

describe('messages made before the call', () => {
  const in_ = (body: string, head = PINO) => `${head}export function load(id) { ${body} }`;
  const one = [
    { messageId: 'interpolated' as const, data: { values: '`id`', them: 'it', fields: 'a field' } },
  ];
  const SPRINTF = `import { sprintf } from 'sprintf-js';\n${PINO}`;
  ruleTester.run('no-interpolated-message', rule, {
    valid: [
      `${PINO}const message = \`Started on \${host}\`;\nexport const start = () => logger.info(message);`,
      in_('const message = `Loaded`; logger.info(message);'),
      in_('let message = `Loaded ${id}`; message = other; logger.info(message);'),
      in_('const { message } = describe(id); logger.info(message);'),
      // The text is somebody else's as well.
      in_('const message = `Loaded ${id}`; logger.warn(message); throw new Error(message);'),
      in_('const message = `Loaded ${id}`; logger.warn(message); return { ok: false, message };'),
      in_('const message = `Loaded ${id}`; logger.warn(message); res.send(message);'),
      in_("logger.info('a/b'.replace('/', '-'));"),
      in_("logger.info(text.replace('{}', id));"),
      in_("logger.info('Loaded {}'.replace(/x/, id));"),
      in_("logger.info(sprintf('Loaded %s', id));"),
      in_("logger.info(sprintf('Loaded %05d', id));", SPRINTF),
      in_("logger.info(sprintf('Loaded %(id)s', { id }));", SPRINTF),
    ].map((code) => ({ name: code, code })),
    invalid: [
      ...[
        in_('const message = `Loaded ${id}`; logger.info(message);'),
        in_("const message = 'Loaded ' + id; logger.info(message);"),
        in_('const message = `Loaded ${id}`; logger.info({ ok: true }, message);'),
        in_('const message = `Loaded ${id}`; logger.info(message);', WINSTON),
        in_("logger.info(sprintf('Loaded %s', id));", SPRINTF),
      ].map((code) => ({ name: code, code, errors: one, output: null })),
      ...["'Loaded {}'.replace('{}', id)", "'Loaded :id'.replace(':id', id)"].map((text) => ({
        name: text,
        code: in_(`logger.info(${text});`),
        errors: one,
        output: in_("logger.info({ id }, 'Loaded {id}');"),
      })),
    ],
  });
});

describe('a package that shows how another one is used', () => {
  const code = PINO + 'logger.info(`Loading ${id}`);';
  const workspace = (dependencies: Readonly<Record<string, string>>) =>
    project({
      'package.json': { name: 'root', private: true, workspaces: ['*'] },
      'orders/package.json': { name: '@acme/orders' },
      'examples/package.json': {
        name: 'shop',
        private: true,
        dependencies: { express: '^5.0.0', ...dependencies },
      },
      'examples/main.ts': '',
    });
  workspace({ '@acme/orders': 'workspace:*' }).run('no-interpolated-message', rule, {
    valid: [{ name: 'an example', code, filename: 'examples/main.ts' }],
    invalid: [],
  });
  workspace({}).run('no-interpolated-message', rule, {
    valid: [],
    invalid: [
      {
        name: 'a service of its own',
        code,
        filename: 'examples/main.ts',
        errors: [interpolated('`id`')],
        output: PINO + "logger.info({ id }, 'Loading {id}');",
      },
    ],
  });
});
