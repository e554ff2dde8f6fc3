import { describe, expect, it } from 'vitest';
import { service } from './project.js';

/** What becomes of one statement in the body of a function of a service that logs with pino. */
async function migrated(statement: string): Promise<string> {
  const head = "import { logger } from './logger.js';\nexport async function run(a, b, code, order) {\n  ";
  const project = service('pino', { 'src/a.ts': `${head}${statement}\n}\n` });
  return (await project.migrated('src/a.ts')).slice(head.length, -3);
}

describe('calls that may print a secret are left for review', () => {
  it.each([
    ['a token by its name', "console.log('token', a.accessToken);"],
    ['a token in an object', "console.log('signed in', { accessToken: a.data.access_token });"],
    ['a token by its label', "console.log('Access token:', a.data);"],
    ['a token that a call makes', "console.log('made', a.generateToken(b));"],
    [
      'a text that is made of one',
      "const cacheKey = `${a}|${b.accessToken}`;\n  console.log('blocked', cacheKey);",
    ],
    ['an address that holds one', "const url = a + '?key=' + b.apiKey;\n  console.log(`Calling ${url}`);"],
    ['a part of a header', "const [, accessToken] = a.split(' ');\n  console.log('got', accessToken);"],
    ['a header without its scheme', "const jwt = a.replace('Bearer ', '');\n  console.log('got', jwt);"],
    ['a header cut behind its scheme', "const jwt = a.slice(7);\n  console.log('got', jwt);"],
    [
      'an object that holds a token',
      "const accessToken = await a.getToken(b);\n  send(accessToken.access_token);\n  console.log('token', accessToken);",
    ],
    ['a one-time password', "console.log('OTP for', a, code);"],
    ['a one-time password in a template', 'console.log(`OTP for ${a}: ${code}`);'],
    ['a code after what was done with it', "console.log('Verification code sent', code);"],
    ['a code of a record', "console.log('Your login code', order.code);"],
    ['a code by its name', "console.log('sent', order.verificationCode);"],
    ['a code in an object', "console.log('OTP sent', { code });"],
    ['the code of a sign-in', "console.log('[github oauth] authorization code:', code);"],
    ['a code that is exchanged', 'console.log(`Exchanging OAuth code ${code}`);'],
    ['a code that was refused', "console.warn('Invalid OTP', code);"],
  ])('%s', async (_, statement) => {
    expect(await migrated(statement)).toBe(statement);
  });
});

describe('what only sounds like a secret is migrated', () => {
  it.each([
    [
      'a text that is made of other things',
      "const cacheKey = `${a}|${b.id}`;\n  console.log('blocked', cacheKey);",
      "const cacheKey = `${a}|${b.id}`;\n  logger.info({ cacheKey }, 'blocked');",
    ],
    ['a count', "console.log('used', a.tokenCount);", "logger.info({ tokenCount: a.tokenCount }, 'used');"],
    [
      'an expiry',
      "console.log('session ends', a.accessTokenExpiry);",
      "logger.info({ accessTokenExpiry: a.accessTokenExpiry }, 'session ends');",
    ],
    [
      'codes of other things beside an OTP',
      "console.log('OTP sent to', a.countryCode, b.statusCode);",
      "logger.info({ countryCode: a.countryCode, statusCode: b.statusCode }, 'OTP sent');",
    ],
    [
      'a status of a sign-in',
      "console.log('OAuth request failed with', a.statusCode);",
      "logger.info({ statusCode: a.statusCode }, 'OAuth request failed');",
    ],
    ['a code alone', "console.log('code', code);", "logger.info({ code }, 'code');"],
    [
      'how a program ended',
      "console.log('OTP worker exited with', code);",
      "logger.info({ code }, 'OTP worker exited');",
    ],
    [
      'the code of an error',
      "console.warn('OTP was not sent', a.error.code);",
      "logger.warn({ errorCode: a.error.code }, 'OTP was not sent');",
    ],
    [
      'a booking',
      "console.log('booked', order.confirmationCode);",
      "logger.info({ confirmationCode: order.confirmationCode }, 'booked');",
    ],
    ['a coin', "console.log('token', a.symbol);", "logger.info({ symbol: a.symbol }, 'token');"],
    [
      'who got one',
      "console.log('Verification code sent to', order.customer);",
      "logger.info({ orderCustomer: order.customer }, 'Verification code sent');",
    ],
  ])('%s', async (_, before, after) => {
    expect(await migrated(before)).toBe(after);
  });
});
