import { describe } from 'vitest';
import rule from '../../../rules/logs/no-sensitive-data.js';
import { lines, project, ruleTester } from '../rule-tester.js';
import { NEST, PINO, WINSTON } from './loggers.js';

const field = (name: string, what: string) => ({ messageId: 'field' as const, data: { name, what } });
const value = (text: string, what: string) => ({ messageId: 'value' as const, data: { value: text, what } });
const fields = (text: string, head = PINO) => `${head}logger.info({ ${text} }, 'Signed in');`;
const valid = (name: string, ...texts: string[]) =>
  texts.map((text) => ({ name: `${name}: ${text}`, code: fields(text) }));
const invalid = (text: string, ...errors: ReturnType<typeof field | typeof value>[]) => ({
  code: fields(text),
  errors,
});

describe('names that only sound so', () => {
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      ...valid(
        'counts',
        'tokenCount',
        'tokens',
        'maxTokens',
        'totalTokens: usage.total_tokens',
        'promptToken: usage.n',
      ),
      ...valid(
        'classes of what is stored',
        'model: sequelize.models.APIKey',
        'model: db.entities.AccessToken',
      ),
      ...valid(
        'questions',
        'hasPassword',
        'isTokenValid',
        'requiresOtp',
        'password_reset_requested: true',
        'activateApiPassword',
        'disablePassword',
      ),
      ...valid(
        'about it',
        'tokenType',
        'secretName',
        'passwordLength',
        'tokenExpiresAt',
        'cookieConsent',
        'apiKeyId',
      ),
      ...valid('public', 'publicKey', 'csrfToken', 'nextPageToken', 'continuationToken', 'cancelToken'),
      ...valid('masked', 'maskedToken', 'tokenHash', 'cardNumberLast4', 'hasPasswordHash', 'redactedApiKey'),
      ...valid(
        'other words',
        'tokenizer',
        'secretary',
        'cookies: jar.size',
        'expandIt: pan',
        'passed',
        'compass',
      ),
      ...valid(
        'coins and parsers',
        'token: token.symbol',
        'token: node.token',
        'stopToken',
        'quoteToken',
        'token',
      ),
      ...valid('Kubernetes', 'secret: secret.metadata.name', 'secret: secretName', 'imageSecret: pullSecret'),
      ...valid('a part of something else', 'secret: this.ref', 'authorization: payment.authorization'),
    ],
    invalid: [],
  });
});

describe('fields that are written as classes are', () => {
  ruleTester.run('no-sensitive-data', rule, {
    valid: [],
    invalid: [
      invalid('key: credentials.SecretAccessKey', field('key', 'a secret')),
      invalid('key: models.apiKey', field('key', 'a secret')),
    ],
  });
});

describe('values that reveal nothing', () => {
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      ...valid('constants', "password: '[REDACTED]'", "apiKey: '***'", 'password: undefined', 'cvv: null'),
      ...valid(
        'whether it is there',
        'password: !!password',
        'apiKey: Boolean(apiKey)',
        'jwt: jwt !== undefined',
      ),
      ...valid('whether it is there', "password: password ? 'set' : 'missing'", "apiKey: apiKey && '***'"),
      ...valid(
        'about it',
        'password: typeof password',
        'password: password.length',
        'apiKey: apiKey?.length',
      ),
      ...valid('a part of it', 'cardNumber: cardNumber.slice(-4)', 'apiKey: apiKey.substring(0, 4)'),
      ...valid(
        'masked',
        'password: mask(password)',
        'apiKey: redact(apiKey)',
        'jwt: sha256(jwt)',
        'ssn: last4(ssn)',
      ),
      ...valid('matched', 'password: bcrypt.compare(password, user.hash)', 'cvv: /^\\d+$/.test(cvv)'),
      ...valid('headers of something else', 'headers: response.headers', 'headers: Object.keys(req.headers)'),
      {
        name: 'masked before',
        code: `${PINO}const apiKey = mask(config.apiKey); logger.info({ apiKey }, 'Ready');`,
      },
      {
        name: 'cut before',
        code: `${PINO}const cardNumber = pan.slice(-4); logger.info({ cardNumber }, 'Paid');`,
      },
      { name: 'a constant', code: `${PINO}const password = '***'; logger.info({ password }, 'Ready');` },
      {
        name: 'a flag',
        code: `${PINO}function run(password: boolean) { logger.info({ password }, 'Ready'); }`,
      },
      {
        name: 'a flag by its value',
        code: `${PINO}const password = !!user.password; logger.info({ password }, 'Ready');`,
      },
      {
        name: 'a row of a table',
        code: `${PINO}const [apiKey] = await insert(); logger.info({ apiKey }, 'Made');`,
      },
      {
        name: 'an object by its type',
        code: `${PINO}function run(apiKey: ApiKey) { logger.info({ apiKey }, 'Made'); }`,
      },
      {
        name: 'a token of which there is an amount, in a file that mentions signing in',
        code: `${PINO}// published to authenticated callers only\nexport function withdraw(token: string, amount: number, network: string) { logger.warn(\`Withdrawal of \${token} failed\`); }`,
      },
      {
        name: 'the key of a secret, which a key is made with',
        code: `${PINO}export async function setPolicy(secretKey: string) { const policyKey = \`policy:\${secretKey}\`; await vault.set(policyKey, '{}'); logger.info(\`Stored a policy for \${secretKey}\`); }`,
      },
      { name: 'text', code: `${PINO}logger.info('Password changed, token sent');` },
      {
        name: 'a constant in a message',
        code: `${PINO}const token = 'abc';\nlogger.info(\`Signed in with \${token}\`);`,
      },
      {
        name: 'a value that is known to be missing',
        code: `${PINO}function read(apiKey) { if (!apiKey) { logger.warn({ apiKey }, 'No key'); } }`,
      },
      {
        name: 'a value that equals nothing',
        code: `${PINO}function read(jwt, other) { if (other && jwt === undefined) logger.warn(\`invalid: \${jwt}\`); }`,
      },
      {
        name: 'behind a test that has left',
        code: `${PINO}function read(jwt) { if (jwt) return; logger.warn({ jwt }, 'None'); }`,
      },
      { name: 'what a secret is found by', code: fields('a: secret.key') },
      { name: 'not logged', code: `${PINO}send({ password });` },
      { name: 'the console', code: 'console.log({ password });' },
      { name: 'a logger that is only named so', code: 'logger.info({ password }, "Signed in");' },
    ],
    invalid: [],
  });
});

describe('the key that a secret is found by', () => {
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      {
        name: 'what a vault is asked for',
        code:
          PINO +
          'export async function read(secretKey) { const it = await vault.get(secretKey); logger.warn(`No secret ${secretKey}`); return it; }',
      },
      {
        name: 'what a field is called in an API',
        code:
          PINO +
          "import { columnName } from './names';\nfunction rename(key) { const apiKey = columnName(key); logger.debug({ key, apiKey }, 'Renamed'); }",
      },
    ],
    invalid: [
      {
        name: 'a key that is read from the settings',
        code:
          PINO +
          "import { readSetting } from './settings';\nfunction start() { const apiKey = readSetting('key'); logger.debug({ apiKey }, 'Started'); }",
        errors: [field('apiKey', 'a secret')],
      },
      {
        name: 'a key that something is signed with',
        code:
          PINO +
          "export function sign(secretKey) { crypto.sign(secretKey); logger.info({ secretKey }, 'Signed'); }",
        errors: [field('secretKey', 'a secret')],
      },
    ],
  });
});

describe('a word for a password that means other things too', () => {
  const told = (value: string) => `export function run(name, pass) { logger.info({ ${value} }, 'Started'); }`;
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      { name: 'a pass over data', code: PINO + told('pass') },
      { name: 'one of several', code: `${PINO}// after login\n${told('firstPass: pass.number')}` },
    ],
    invalid: [
      {
        name: 'where somebody signs in',
        code: `${PINO}export const login = run;\n${told('pass')}`,
        errors: [field('pass', 'a password')],
      },
      { name: 'of credentials', code: PINO + told('key: auth.pass'), errors: [field('key', 'a password')] },
    ],
  });
});

describe('paths of files that hold secrets', () => {
  const inFile = (name: string, text: string, head = '') => ({
    name,
    code: `${head}${PINO}${text}`,
  });
  const FS = "import { existsSync } from 'node:fs';\n";
  const PATH = "import path from 'path';\n";
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      inFile(
        'one that is looked for',
        'function load(privateKey) { if (!existsSync(privateKey)) logger.error(`No file at ${privateKey}`); }',
        FS,
      ),
      inFile(
        'an option that is read',
        "const fs = require('fs');\nfunction load(options) { logger.info({ file: options.privateKey }, 'Reading'); return fs.readFileSync(options.privateKey); }",
      ),
      inFile(
        'one that is read by a promise',
        "async function load(secretKey) { logger.info({ secretKey }, 'Reading'); return readFile(secretKey, 'utf8'); }",
        "import { readFile } from 'fs/promises';\n",
      ),
      inFile(
        'one that is joined',
        "const privateKey = path.join(dir, 'server.key');\nlogger.info({ privateKey }, 'Ready');",
        PATH,
      ),
      inFile(
        'one that is written down',
        "const privateKey = process.env.TLS_KEY || './keys/server.key';\nlogger.info({ privateKey }, 'Ready');",
      ),
      inFile(
        'one that ends like a file',
        "const privateKey = `${dir}/server.pem`;\nlogger.info({ privateKey }, 'Ready');",
      ),
      inFile(
        'one whose setting is called so',
        "const privateKey = process.env.PRIVATE_KEY_PATH;\nlogger.info({ privateKey }, 'Ready');",
      ),
    ],
    invalid: [
      {
        ...inFile(
          'what is written to a file',
          "function save(privateKey) { writeFileSync(target, privateKey); logger.info({ privateKey }, 'Saved'); }",
          "import { writeFileSync } from 'fs';\n",
        ),
        errors: [field('privateKey', 'a secret')],
      },
      {
        ...inFile(
          'what is read from one',
          "const privateKey = readFileSync('./server.key', 'utf8');\nlogger.info({ privateKey }, 'Ready');",
          "import { readFileSync } from 'fs';\n",
        ),
        errors: [field('privateKey', 'a secret')],
      },
      {
        ...inFile(
          'a member beside the path',
          "function load(options) { existsSync(options.keyPath); logger.info({ key: options.privateKey }, 'Ready'); }",
          FS,
        ),
        errors: [field('key', 'a secret')],
      },
      {
        ...inFile(
          'handed to a function of the project',
          "function load(privateKey) { existsSync(privateKey); logger.info({ privateKey }, 'Ready'); }",
          "import { existsSync } from './keys';\n",
        ),
        errors: [field('privateKey', 'a secret')],
      },
      {
        ...inFile(
          'a password that looks like a path',
          "const password = process.env.PASSWORD || '/changeme';\nlogger.info({ password }, 'Ready');",
        ),
        errors: [field('password', 'a password')],
      },
    ],
  });
});

describe('codes that let their reader in once', () => {
  const told = (name: string, text: string, ...errors: ReturnType<typeof field | typeof value>[]) => ({
    name: `${name}: ${text}`,
    code: `${PINO}export function run(code, email, otp, error) { ${text} }`,
    errors,
  });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      told('a code alone', "logger.info({ code }, 'Code read');"),
      told('other codes', "logger.info({ countryCode: email.country, statusCode: 200 }, 'OTP sent');"),
      told('how it ended', "logger.info({ code }, 'OTP worker exited');"),
      told('what may be that of an error', "logger.error({ code }, 'Sending the OTP failed');"),
      told('that of an error', "logger.warn({ code: error.code }, 'OTP was not sent');"),
      told('that of an answer', "logger.info({ code: email.result.code }, 'OTP sent');"),
      told('a booking', "logger.info({ confirmationCode: email.confirmationCode }, 'Booked');"),
      told('about a code', "logger.info({ verificationCodeExpiresAt, hasVerificationCode }, 'Verifying');"),
      told('masked', "logger.info({ code: mask(code) }, 'OTP sent');"),
      told('a place in the code', "logger.info({ otpService: email.service }, 'OTP for {email}');"),
    ].map(({ name, code }) => ({ name, code })),
    invalid: [
      told('a field', "logger.info({ email, code }, 'OTP for {email}');", field('code', 'a secret')),
      told('a part of the message', 'logger.info(`OTP for ${email}: ${otp}`);', value('otp', 'a secret')),
      told('in words', "logger.debug({ code }, 'Verification code sent');", field('code', 'a secret')),
      told('of a request', "logger.info({ pin: req.body.pin }, 'Login PIN');", field('pin', 'a secret')),
      told(
        'a name of two words',
        "logger.info({ verificationCode, otpCode }, 'Sent');",
        field('verificationCode', 'a secret'),
        field('otpCode', 'a secret'),
      ),
    ],
  });
});

describe('tokens that are cut out of a header', () => {
  const cut = (name: string, made: string, isShown: boolean, read = 'accessToken') => ({
    name: `${name}: ${made}`,
    code: `${PINO}export function run(header) { const ${made}; logger.info({ ${read} }, 'Read'); }`,
    errors: isShown ? [field(read, 'a secret')] : [],
  });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      cut('masked', "accessToken = header.replace(/\\w/g, '')", false),
      cut('masked', "accessToken = header.replace(/.{8}$/, '***')", false),
      cut('its end', 'accessToken = header.slice(-4)', false),
      cut('its end', 'cardNumber = header.slice(12)', false, 'cardNumber'),
      cut('a row', '[accessToken] = rows(header)', false),
    ].map(({ name, code }) => ({ name, code })),
    invalid: [
      cut('a part of a text', "[, accessToken] = header.split(' ')", true),
      cut('without its scheme', "accessToken = header.replace('Bearer ', '')", true),
      cut('without its scheme', "accessToken = header.replace(/^Bearer\\s+/i, '')", true),
      cut('behind its scheme', 'accessToken = header.slice(7)', true),
      cut('behind its scheme', "accessToken = header.substring('Bearer '.length)", true),
      cut('with its lines', "privateKey = header.replace(/\\\\n/g, '\\n')", true, 'privateKey'),
      {
        name: 'a text, where another of its name is an object',
        code: `${PINO}export function run(accessToken: string) { logger.info({ accessToken }, 'Read'); }\nexport function user(accessToken) { return accessToken.user; }`,
        errors: [field('accessToken', 'a secret')],
      },
    ],
  });
});

describe('fields that the logger redacts', () => {
  const redacted = (redact: string, text: string) => ({
    name: redact,
    code: `import pino from 'pino';\nconst logger = pino({ redact: ${redact} });\nlogger.info({ ${text} }, 'Signed in');`,
  });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      redacted("['password']", 'password'),
      redacted("{ paths: ['password'], censor: '**' }", 'password'),
      redacted("{ paths: ['password'], remove: true }", 'password: user.password'),
      redacted("['*.password']", 'user: { password }'),
      redacted("['user']", 'user: { password }'),
      redacted('["headers[\'x-api-key\']"]', "headers: { 'x-api-key': apiKey }"),
      redacted('redactPaths', 'password'),
      redacted('[...COMMON, "user"]', 'password'),
      {
        name: 'a child of the logger',
        code: "import pino from 'pino';\nconst logger = pino({ redact: ['password'] }).child({});\nlogger.info({ password }, 'a');",
      },
      {
        name: 'Fastify',
        code: "import fastify from 'fastify';\nconst app = fastify({ logger: { redact: ['password'] } });\napp.log.info({ password }, 'a');",
      },
      {
        name: 'a format of the project’s own',
        code: "import winston from 'winston';\nconst logger = winston.createLogger({ format: maskSecrets() });\nlogger.info('a', { password });",
      },
    ],
    invalid: [
      { ...redacted("['token']", 'password'), errors: [field('password', 'a password')] },
      { ...redacted("['user.password']", 'password'), errors: [field('password', 'a password')] },
      { ...redacted("['*.password']", 'password'), errors: [field('password', 'a password')] },
    ],
  });

  project({
    'package.json': { name: 'app' },
    'src/settings.js': "export const SETTINGS = { API_KEY: 'api_key', apiKey: process.env.API_KEY };",
  }).run('no-sensitive-data', rule, {
    valid: [
      {
        name: 'the name of a setting, which another module has written out',
        filename: 'src/app.js',
        code: PINO + "import { SETTINGS } from './settings';\nlogger.info(`Reads ${SETTINGS.API_KEY}`);",
      },
    ],
    invalid: [
      {
        name: 'what the environment has given',
        filename: 'src/app.js',
        code: PINO + "import { SETTINGS } from './settings';\nlogger.info(`Reads ${SETTINGS.apiKey}`);",
        errors: [value('SETTINGS.apiKey', 'a secret')],
      },
    ],
  });
  project({
    'package.json': { name: 'app' },
    'src/logger.ts': "import pino from 'pino';\nexport const logger = pino({ redact: ['password'] });\n",
  }).run('no-sensitive-data', rule, {
    valid: [
      {
        name: 'in another module',
        filename: 'src/app.ts',
        code: "import { logger } from './logger';\nlogger.info({ password }, 'a');",
      },
      { name: 'a test', filename: 'src/app.test.ts', code: fields('password') },
    ],
    invalid: [
      {
        name: 'another field, in another module',
        filename: 'src/app.ts',
        code: "import { logger } from './logger';\nlogger.info({ apiKey }, 'a');",
        errors: [field('apiKey', 'a secret')],
      },
      {
        name: 'a migration, whose records are stored like any',
        filename: 'src/userMigration.ts',
        code: fields('password'),
        errors: [field('password', 'a password')],
      },
    ],
  });
});

describe('secrets', () => {
  ruleTester.run('no-sensitive-data', rule, {
    valid: [],
    invalid: [
      invalid('password', field('password', 'a password')),
      invalid('password: user.password', field('password', 'a password')),
      invalid('pwd: form.pwd', field('pwd', 'a password')),
      invalid('user: { name, passphrase }', field('passphrase', 'a password')),
      invalid('a: user.newPassword', field('a', 'a password')),
      invalid('password: value', field('password', 'a password')),
      invalid('"x-api-key": raw', field('x-api-key', 'a secret')),
      invalid('apiKey: process.env.STRIPE_API_KEY', field('apiKey', 'a secret')),
      invalid('access_token: response.data.access_token', field('access_token', 'a secret')),
      invalid('clientSecret', field('clientSecret', 'a secret')),
      invalid('webhookSecret', field('webhookSecret', 'a secret')),
      invalid('VERIFY_TOKEN', field('VERIFY_TOKEN', 'a secret')),
      invalid('privateKey', field('privateKey', 'a secret')),
      invalid('secret: process.env.AWS_SECRET_ACCESS_KEY', field('secret', 'a secret')),
      invalid('key: process.env.CRON_SECRET', field('key', 'a secret')),
      invalid('resetToken', field('resetToken', 'a secret')),
      invalid('token: req.body.token', field('token', 'a secret')),
      invalid('token: session.token', field('token', 'a secret')),
      invalid('cookie: req.headers.cookie', field('cookie', 'a secret')),
      invalid('auth: req.headers.authorization', field('auth', 'a secret')),
      invalid("auth: req.get('Authorization')", field('auth', 'a secret')),
      invalid("auth: request.headers.get('cookie')", field('auth', 'a secret')),
      invalid('cvv: card.cvv', field('cvv', 'card data')),
      invalid('cardNumber', field('cardNumber', 'card data')),
      invalid('credit_card_number: card.cardNumber', field('credit_card_number', 'card data')),
      invalid('ssn: person.ssn', field('ssn', 'identity data')),
      invalid('password, cvv', field('password', 'a password'), field('cvv', 'card data')),
      invalid("password: password ?? 'none'", field('password', 'a password')),
      invalid('password: changed ? newPassword : null', field('password', 'a password')),
      invalid('auth: `Bearer ${accessToken}`', field('auth', 'a secret')),
      invalid('apiKey: String(apiKey)', field('apiKey', 'a secret')),
      invalid('jwt: JSON.stringify(jwt)', field('jwt', 'a secret')),
      invalid('apiKey: getApiKey()', field('apiKey', 'a secret')),
      invalid('headers: req.headers', field('headers', 'the credentials among the headers')),
      {
        name: 'a bare token, in a file about signing in',
        code: `import jwt from 'jsonwebtoken';\n${fields('token')}`,
        errors: [field('token', 'a secret')],
      },
      {
        name: 'taken out of a body',
        code: `${PINO}const { token } = req.body;\nlogger.info({ token }, 'Signed in');`,
        errors: [field('token', 'a secret')],
      },
      {
        name: 'a value that is known to be there',
        code: `${PINO}function read(apiKey) { if (!apiKey) return; logger.warn({ apiKey }, 'Read'); }`,
        errors: [field('apiKey', 'a secret')],
      },
      {
        name: 'a text by its members',
        code: `${PINO}if (apiKey.startsWith('sk')) logger.info({ apiKey }, 'Live');`,
        errors: [field('apiKey', 'a secret')],
      },
      {
        name: 'a value that is fetched',
        code: `${PINO}const password = await vault.read('db');\nlogger.info({ password }, 'Ready');`,
        errors: [field('password', 'a password')],
      },
    ],
  });

  ruleTester.run('no-sensitive-data', rule, {
    valid: [],
    invalid: [
      {
        name: 'in a message',
        code: `${PINO}logger.info(\`Signed in with \${password}\`);`,
        errors: [value('password', 'a password')],
      },
      {
        name: 'joined to a message',
        code: `${PINO}logger.info('Signed in with ' + user.password);`,
        errors: [value('user.password', 'a password')],
      },
      {
        name: 'by a placeholder',
        code: `${PINO}logger.info('Signed in with %s', password);`,
        errors: [value('password', 'a password')],
      },
      {
        name: 'winston',
        code: `${WINSTON}logger.info('Signed in', { password });`,
        errors: [field('password', 'a password')],
      },
      {
        name: 'NestJS',
        code: `${NEST}logger.log({ msg: 'Signed in', password });`,
        errors: [field('password', 'a password')],
      },
    ],
  });

  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      { name: 'allowed', code: fields('clientSecret'), options: [{ allow: ['client_secret'] }] },
      { name: 'allowed as a value', code: fields('a: config.apiKey'), options: [{ allow: ['apiKey'] }] },
      { name: 'a part of a word', code: fields('nationality'), options: [{ words: ['national'] }] },
    ],
    invalid: [
      {
        name: 'a word of the project’s own',
        code: fields('nationalInsuranceNo: person.nationalInsuranceNo'),
        options: [{ words: ['national_insurance_no'] }],
        errors: [field('nationalInsuranceNo', 'a secret')],
      },
      {
        name: 'a logger that is only named so, where presumed loggers are judged',
        code: 'logger.info({ password }, "Signed in");',
        options: [{ presumed: true }],
        errors: [field('password', 'a password')],
      },
    ],
  });
});

describe('span attributes and metric labels', () => {
  const HEAD = lines(
    "import { metrics, trace } from '@opentelemetry/api';",
    "const tracer = trace.getTracer('payments');",
    "const charges = metrics.getMeter('payments').createCounter('charges');",
    '',
  );
  const attribute = (name: string, what: string, signal: 'traces' | 'metrics' = 'traces') => ({
    messageId: 'attribute' as const,
    data: { name, what, signal, kind: signal === 'traces' ? 'attribute' : 'label' },
  });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      {
        name: 'what only tells about it',
        code: `${HEAD}export const pay = (span, card) => span.setAttributes({ 'card.type': card.type, 'card.last4': card.number.slice(-4) });`,
      },
      {
        name: 'tokens that are counted',
        code: `${HEAD}export const told = (span, usage) => span.setAttribute('gen_ai.usage.input_tokens', usage.tokens);`,
      },
      { name: 'a label of few values', code: `${HEAD}charges.add(1, { tokenType: kind });` },
      {
        name: 'a name of one’s own that is none',
        code: `${HEAD}export const pay = (span, card) => span.setAttribute('cvv', card.cvv);`,
        options: [{ allow: ['cvv'] }],
      },
    ],
    invalid: [
      {
        name: 'card data on a span',
        code: `${HEAD}export const pay = (span, card) => span.setAttributes({ 'app.payment.card_number': card.number, 'app.payment.cvv': card.cvv });`,
        errors: [
          attribute('app.payment.card_number', 'card data'),
          attribute('app.payment.cvv', 'card data'),
        ],
      },
      {
        name: 'at the start of a span',
        code: `${HEAD}export const signIn = (user) => tracer.startSpan('sign in', { attributes: { password: user.password } }).end();`,
        errors: [attribute('password', 'a password')],
      },
      {
        name: 'a label',
        code: `${HEAD}export const count = (session) => charges.add(1, { session: session.accessToken });`,
        errors: [attribute('session', 'a secret', 'metrics')],
      },
    ],
  });
});

describe('baggage', () => {
  const OTEL = "import { context, propagation } from '@opentelemetry/api';\n";
  const DATADOG = "import tracer from 'dd-trace';\n";
  const OPENTRACING = "import { globalTracer } from 'opentracing';\n";
  const entry = (name: string, what: string) => ({ messageId: 'baggage' as const, data: { name, what } });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      {
        name: 'what only tells about it',
        code: `${OTEL}export const mark = (user) => propagation.createBaggage({ 'user.has_password': { value: String(!!user.password) }, 'user.email_hash': { value: sha256(user.email) } });`,
      },
      {
        name: 'an id',
        code: `${OTEL}export const mark = (user) => propagation.createBaggage({ 'user.id': { value: user.id } });`,
      },
      {
        name: 'an entry whose value is not seen',
        code: `${OTEL}export const mark = (password) => propagation.createBaggage({ password, ...rest });`,
      },
      {
        name: 'an e-mail address elsewhere',
        code: `import { trace } from '@opentelemetry/api';\ntrace.getActiveSpan()?.setAttribute('user.email', user.email);`,
      },
      {
        name: 'entries of something else',
        code: `${OTEL}export const put = (cache, user) => cache.setEntry('password', { value: user.password });`,
      },
      {
        name: 'a method of the project’s own',
        code: "class Order { setBaggageItem(key, value) { this[key] = value; } }\nexport const put = (user) => new Order().setBaggageItem('email', user.email);",
      },
      {
        name: 'a list that has no value',
        code: `${OTEL}propagation.getActiveBaggage()?.setEntry('user.password');`,
      },
      {
        name: 'a name of one’s own that is none',
        code: `${OTEL}export const mark = (user) => propagation.createBaggage({ 'user.email': { value: user.email } });`,
        options: [{ allow: ['email'] }],
      },
    ],
    invalid: [
      {
        name: 'made with entries',
        code: `${OTEL}export const mark = (user, session) => propagation.createBaggage({ 'user.email': { value: user.email }, session: { value: session.accessToken }, 'user.id': { value: user.id } });`,
        errors: [entry('user.email', 'an e-mail address'), entry('session', 'a secret')],
      },
      {
        name: 'entries of a constant',
        code: `${OTEL}export function mark(user) {\n  const entries = { 'user.phone_number': { value: user.phoneNumber } };\n  return propagation.setBaggage(context.active(), propagation.createBaggage(entries));\n}`,
        errors: [entry('user.phone_number', 'a phone number')],
      },
      {
        name: 'added to the active baggage',
        code: `${OTEL}export function mark(user) {\n  const baggage = propagation.getActiveBaggage() ?? propagation.createBaggage();\n  return baggage.setEntry('user.id', { value: user.id }).setEntry('user.ssn', { value: user.ssn });\n}`,
        errors: [entry('user.ssn', 'identity data')],
      },
      {
        name: 'through the module',
        code: "import * as otel from '@opentelemetry/api';\nexport const mark = (user) => otel.propagation.getBaggage(otel.context.active())?.setEntry('user.email', { value: user.email });",
        errors: [entry('user.email', 'an e-mail address')],
      },
      {
        name: 'a parameter of its type',
        code: "import type { Baggage } from '@opentelemetry/api';\nexport const mark = (baggage: Baggage, user) => baggage.setEntry('user.email', { value: `${user.email}` });",
        errors: [entry('user.email', 'an e-mail address')],
      },
      {
        name: 'a span of Datadog',
        code: `${DATADOG}export const mark = (user) => tracer.scope().active()?.setBaggageItem('user.email', user.email);`,
        errors: [entry('user.email', 'an e-mail address')],
      },
      {
        name: 'the tracer of Datadog',
        code: `${DATADOG}export const mark = (user) => tracer.setBaggageItem('user.email', user.email);`,
        errors: [entry('user.email', 'an e-mail address')],
      },
      {
        name: 'a span of OpenTracing',
        code: `${OPENTRACING}const span = globalTracer().startSpan('pay');\nspan.setBaggageItem('card', card.cardNumber);\nspan.finish();`,
        errors: [entry('card', 'card data')],
      },
      {
        name: 'a span whose start is not seen',
        code: `export const mark = (span, user) => span.setBaggageItem('user.email', user.email);`,
        errors: [entry('user.email', 'an e-mail address')],
      },
    ],
  });
});

describe('what holds credentials among other things', () => {
  const ENV = 'all environment variables';
  const OPTIONS = 'the credentials of the request';
  const HEADERS = 'the credentials among the headers';
  const inCatch = (text: string) =>
    `${PINO}try { run(); } catch (err) { logger.error({ ${text} }, 'Failed'); }`;
  const of = (code: string, ...errors: ReturnType<typeof field | typeof value>[]) => ({
    name: code,
    code,
    errors,
  });
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      ...valid(
        'a part of the environment',
        'env: process.env.NODE_ENV',
        'names: Object.keys(process.env)',
        'env: options.env',
        'isSet: Boolean(process.env.DATABASE_URL)',
      ),
      {
        name: 'an own variable',
        code: `${PINO}export const start = (env) => logger.info({ env }, 'Started');`,
      },
      ...['url: err.config.url', 'method: err.config?.method', 'config: config', 'config: order.config'].map(
        (text) => ({
          name: text,
          code: inCatch(text),
        }),
      ),
      ...['`In: ${req.headers}`', "'In: ' + req.headers", '`Env: ${process.env}`'].map((text) => ({
        name: `an object as text, which is [object Object]: ${text}`,
        code: `${PINO}export const load = (req) => logger.info(${text});`,
      })),
      ...valid(
        'other headers',
        'headers: response.headers',
        'names: Object.keys(req.headers)',
        "type: req.headers['content-type']",
        'headers: table.headers',
      ),
      ...valid(
        'about a connection',
        'host: new URL(config.databaseUrl).host',
        'url: maskUrl(config.databaseUrl)',
        'url: config.url',
        'redisUrl: config.redisUrl',
      ),
      ...valid(
        'keys of servers',
        'serverKey: server.serverKey',
        'serverKey',
        'serverKeyId',
        'codes: user.recoveryCodes.length',
      ),
    ],
    invalid: [
      invalid('env: process.env', field('env', ENV)),
      invalid('...process.env', value('process.env', ENV)),
      invalid('env: { ...process.env }', value('process.env', ENV)),
      of(`${PINO}logger.info(process.env, 'Started');`, value('process.env', ENV)),
      of(`${PINO}logger.info(\`Started \${JSON.stringify(process.env)}\`);`, value('process.env', ENV)),
      of(`${PINO}const { env } = process;\nlogger.info({ env }, 'Started');`, field('env', ENV)),
      of(inCatch('config: err.config'), field('config', OPTIONS)),
      of(inCatch('headers: err.config.headers'), field('headers', OPTIONS)),
      of(inCatch('request: err.response.config'), field('request', OPTIONS)),
      of(inCatch('request: JSON.stringify(err.config)'), field('request', OPTIONS)),
      of(
        `${PINO}export const load = (req) => logger.info(\`In: \${req.headers.cookie}\`);`,
        value('req.headers.cookie', 'a secret'),
      ),
      of(
        `${PINO}export const load = (req) => logger.info('In: ' + JSON.stringify(req.headers));`,
        value('req.headers', HEADERS),
      ),
      of(
        `${PINO}export const load = (req) => logger.info('In: %j', req.headers);`,
        value('req.headers', HEADERS),
      ),
      invalid('headers: event.headers', field('headers', HEADERS)),
      invalid('headers: ctx.request.headers', field('headers', HEADERS)),
      invalid('headers: { ...req.headers }', value('req.headers', HEADERS)),
      invalid('headers: Object.fromEntries(req.headers)', field('headers', HEADERS)),
      of(
        `${PINO}export function load(req) { const { headers } = req; logger.info({ headers }, 'In'); }`,
        field('headers', HEADERS),
      ),
      of(
        `${PINO}export function load({ headers }: Request) { logger.info({ headers }, 'In'); }`,
        field('headers', HEADERS),
      ),
      invalid('connectionString: options.connectionString', field('connectionString', 'a connection string')),
      invalid('url: process.env.DATABASE_URL', field('url', 'a connection string')),
      invalid('uri: config.mongoUri', field('uri', 'a connection string')),
      invalid('url: config.database.url', field('url', 'a connection string')),
      of(
        `${PINO}logger.info(\`Connecting to \${config.databaseUrl}\`);`,
        value('config.databaseUrl', 'a connection string'),
      ),
      invalid('serverKey: config.serverKey', field('serverKey', 'a secret')),
      invalid('key: process.env.SERVER_KEY', field('key', 'a secret')),
      invalid('masterKey: options.masterKey', field('masterKey', 'a secret')),
      invalid('recoveryCodes: user.recoveryCodes', field('recoveryCodes', 'a secret')),
      invalid('backup_codes', field('backup_codes', 'a secret')),
      invalid('passwordHash: user.passwordHash', field('passwordHash', 'a password hash')),
      invalid('hashed_password: row.hashed_password', field('hashed_password', 'a password hash')),
    ],
  });
});

describe("identity data of the process's own configuration", () => {
  const task = (given: string) =>
    NEST +
    lines(
      'class Import {',
      `  constructor(config, order) { this.iban = ${given}; }`,
      '  run() { this.logger.error(`no consent: ${this.iban}`); }',
      '  private readonly logger = new Logger(Import.name);',
      '}',
    );
  ruleTester.run('no-sensitive-data', rule, {
    valid: [
      { name: 'a member that is configured', code: task("this.config.get<string>('platform.iban', '')") },
      { name: 'read where it is logged', code: fields('iban: process.env.IBAN') },
    ],
    invalid: [
      { code: task('order.iban'), errors: [value('this.iban', 'identity data')] },
      { code: fields('iban: order.iban'), errors: [field('iban', 'identity data')] },
      { code: fields('password: process.env.PASSWORD'), errors: [field('password', 'a password')] },
    ].map((each) => ({ ...each, name: each.code })),
  });
});
