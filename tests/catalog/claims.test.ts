import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import rule from '../../rules/metrics/no-unbounded-label.js';
import { CLAIMS, type Claim } from '../../src/catalog/attributes/claims.js';
import { wordsOf } from '../../src/model/text/words.js';
import { claimOf } from '../../src/model/values/claims.js';

const linter = new Linter();

/** What the rule says of an expression under a label; undefined for nothing. */
function reported(
  expression: string,
  label = 'label',
  settings: object = {},
  before = '',
): string | undefined {
  const code = `
    import { Counter } from 'prom-client';
    const requests = new Counter({ name: 'requests_total', help: 'Requests', labelNames: ['${label}'] });
    export function count() { ${before}; requests.inc({ ${label}: ${expression} }); }`;
  const messages = linter.verify(code, {
    plugins: { observability: { rules: { 'no-unbounded-label': rule as never } } },
    rules: { 'observability/no-unbounded-label': 'error' },
    settings: { observability: settings },
  });
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages[0]?.message;
}

/** Whether an expression is unbounded for no other reason than its name. */
function isUnboundedByName(expression: string, label?: string, settings?: object, before?: string): boolean {
  return reported(expression, label, settings, before)?.includes('has one value per') === true;
}

/** The words of an expression, `own` of which are those of its last name. */
function wordsIn(expression: string): { readonly words: readonly string[]; readonly own: number } {
  const words = expression.split('.').map(wordsOf);
  return { words: words.flat(), own: words.at(-1)?.length ?? 0 };
}

function claimWithout({ word }: Claim, expression: string) {
  const { words, own } = wordsIn(expression);
  const others = new Map(CLAIMS.filter((each) => each.word !== word).map((each) => [each.word, each]));
  return claimOf(words, own, others);
}

const named = (role: Claim['role']) =>
  CLAIMS.filter((claim) => claim.role === role).map((claim) => [claim.word, claim] as const);

describe('a word of an owner', () => {
  it.each(named('owner'))('%s makes its example unbounded, and not its counterexample', (word, claim) => {
    expect(isUnboundedByName(claim.example)).toBe(true);
    expect(isUnboundedByName(claim.counterexample)).toBe(false);
    for (const each of [claim.example, claim.counterexample])
      expect(wordsIn(each).words.join('_')).toContain(word);
  });

  it.each(named('owner'))('%s is why its example is unbounded', (_, claim) => {
    const { words, own } = wordsIn(claim.example);
    expect(claimOf(words, own)).toMatchObject({ is: 'endless', claim });
    expect(claimWithout(claim, claim.example)).not.toMatchObject({
      is: 'endless',
      subject: claim.per ?? claim.word,
    });
  });
});

describe.each(['code', 'undecided'] as const)('a word that is %s', (role) => {
  it.each(named(role))(
    '%s keeps its example silent under any label, and not its counterexample',
    (word, claim) => {
      expect(isUnboundedByName(claim.example)).toBe(false);
      expect(isUnboundedByName(claim.example, 'user_id')).toBe(false);
      expect(isUnboundedByName(claim.counterexample)).toBe(true);
      for (const each of [claim.example, claim.counterexample])
        expect(wordsIn(each).words.join('_')).toContain(word);
    },
  );

  it.each(named(role))('%s is why its example is silent', (_, claim) => {
    const { words, own } = wordsIn(claim.example);
    expect(claimOf(words, own)).toEqual({ is: 'other' });
    expect(claimWithout(claim, claim.example)).not.toEqual({ is: 'other' });
  });
});

describe('the table', () => {
  it('has each word once, in the singular, with a reason and two different expressions', () => {
    const words = CLAIMS.map(({ word }) => word);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
    for (const { word, why, example, counterexample } of CLAIMS) {
      expect(word).toMatch(/^[a-z]+(?:_[a-z]+)?$/);
      expect(words).not.toContain(`${word}s`);
      expect(why).toMatch(/^[a-z].*[^.]$/);
      expect(example).not.toBe(counterexample);
    }
  });
});

describe('a name', () => {
  it.each([
    ['one that no row has', 'fooId', false],
    ['an id of nothing', 'id', false],
    ['an id of what nobody knows', 'foo.id', false],
    ['an owner in the plural', 'users[0].id', false],
    ['an owner in the plural, read as one', 'users.id', true],
    ['an id written as one word', 'userid', true],
    ['a word that only ends so', 'valid', false],
    ['the word nearest to the ending', 'queueMessageId', true],
    ['the word nearest to the ending is the code’s', 'messageQueueId', false],
    ['an account that acts for the process', 'systemAccountId', false],
    ['a request of the process', 'systemRequestId', true],
    ['an address of nobody known', 'rpcUrl', false],
    ['an address of somebody', 'userUrl', true],
    ['a value that was cut down', 'userIdPrefix', false],
    ['words before an id', '`job:${id}`', true],
    ['a path before an id', '`/users/${id}/orders`', true],
    ['words before an id, joined', "'order ' + id", true],
    ['words of the code before an id', '`queue:${id}`', false],
    ['words before another name', '`job:${x}`', false],
    ['no words before an id', '`${id}`', false],
  ])('%s: %s', (_, expression, expected) => {
    expect(isUnboundedByName(expression)).toBe(expected);
  });

  it.each([
    ['that says nothing is what its label says', 'value', 'user_id', true],
    ['that is an id is of what its label names', 'id', 'user_id', true],
    ['that is an id of a few', 'id', 'worker_id', false],
    ['that is an id under a word', 'id', 'region', false],
    ['that says what it is', 'status', 'user_id', false],
    ['that says whose it is', 'rpcUrl', 'url', false],
    ['under a label of the code', 'value', 'queue_id', false],
  ])('%s: %s under %s', (_, expression, label, expected) => {
    expect(isUnboundedByName(expression, label)).toBe(expected);
  });
});

describe('what a name is given', () => {
  it.each([
    ['an account of the process', 'const accountId = operatorAccountId.toString()', 'accountId', false],
    ['an id of the code', 'const messageId = queue.id', 'messageId', false],
    ['an id as text', 'const userId = String(account.id)', 'userId', true],
    ['an id of who knows what', 'const userId = token.sub', 'userId', true],
    ['another word', 'const username = user.name', 'username', true],
  ])('%s: %s', (_, statement, expression, expected) => {
    expect(isUnboundedByName(expression, 'label', {}, statement)).toBe(expected);
  });
});

describe('what a message says there is one value for', () => {
  it.each([
    ['options.userId', 'one value per user.'],
    ['context.requestId', 'one value per request.'],
    ['tool.callId', 'one value per tool call.'],
    ['`/users/${id}/orders`', 'one value per user.'],
  ])('%s: %s', (expression, text) => {
    expect(reported(expression)).toContain(text);
  });
});

describe('settings.observability', () => {
  it('boundedNames has names of a few values, in any case style', () => {
    expect(isUnboundedByName('userId')).toBe(true);
    expect(isUnboundedByName('userId', 'label', { boundedNames: ['user_id'] })).toBe(false);
    expect(isUnboundedByName('user.id', 'label', { boundedNames: ['userId'] })).toBe(false);
    expect(isUnboundedByName('customerId', 'label', { boundedNames: ['userId'] })).toBe(true);
  });

  it('boundedNames has names of labels', () => {
    expect(isUnboundedByName('value', 'user_id', { boundedNames: ['userId'] })).toBe(false);
    expect(isUnboundedByName('customerId', 'user', { boundedNames: ['user'] })).toBe(false);
  });

  it('boundedNames says nothing of what is seen to be unbounded', () => {
    const settings = { boundedNames: ['label', 'now'] };
    expect(reported('Date.now()', 'label', settings)).toContain('one value per millisecond');
  });

  it('unboundedNames has names of endless values', () => {
    expect(reported('shard.key', 'label', { unboundedNames: ['shardKey'] })).toContain(
      'one value per shard key',
    );
    expect(reported('deviceId', 'label', { unboundedNames: ['device_id'] })).toContain(
      'one value per device.',
    );
    expect(reported('value', 'device', { unboundedNames: ['device'] })).toContain('one value per device.');
    expect(reported("'a'", 'device', { unboundedNames: ['device'] })).toBeUndefined();
  });
});
