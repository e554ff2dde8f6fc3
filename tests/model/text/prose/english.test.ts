import { describe, expect, it } from 'vitest';
import {
  formForOne,
  isConnective,
  isDoing,
  isNoun,
  isOpen,
  isPhrasal,
  isVerb,
  singular,
} from '../../../../src/model/text/prose/english.js';

describe('nouns', () => {
  it.each([
    ['order', undefined],
    ['schedule', undefined],
    ['user', 'message'],
    ['retry-count', 'the'],
    ['setting', 'the'],
    ['feed', 'the'],
    ['reply', undefined],
  ])('%s is one', (word, before) => expect(isNoun(word, before)).toBe(true));

  it.each([
    ['failed', undefined],
    ['loading', undefined],
    ['found', 'not'],
    ['load', undefined],
    ['start', 'to'],
    ['parse', 'not'],
    ['contains', undefined],
    ['unknown', undefined],
    ['already', undefined],
    ['is', undefined],
    ['after', undefined],
    ['it', undefined],
    ['non-OK', undefined],
    ['ms', undefined],
    ['n', undefined],
  ])('%s is none', (word, before) => expect(isNoun(word, before)).toBe(false));

  it('follow `to` where no infinitive does', () => {
    expect(isNoun('user', 'to', 'message')).toBe(true);
    expect(isNoun('order', 'to', 'failed')).toBe(false);
  });
});

describe('verbs', () => {
  it.each(['failed', 'loading', 'sent', 'requires', 'delete'])('%s is one', (word) =>
    expect(isVerb(word)).toBe(true),
  );
  it.each(['string', 'mapping', 'speed', 'schedule'])('%s is none', (word) =>
    expect(isVerb(word)).toBe(false),
  );
});

it.each(['is', 'after', 'the', 'because', 'to', 'not', 'with'])('no sentence ends in %s', (word) =>
  expect(isOpen(word)).toBe(true),
);
it.each(['failed', 'up', 'order', 'done', 'A'])('a sentence ends in %s', (word) =>
  expect(isOpen(word)).toBe(false),
);

it('a connective may belong to its verb', () => {
  expect(isConnective('in')).toBe(true);
  expect(isPhrasal('logged', 'in')).toBe(true);
  expect(isPhrasal('turned', 'on')).toBe(true);
  expect(isPhrasal('saved', 'in')).toBe(false);
});

it.each([
  ['items', 'item'],
  ['entries', 'entry'],
  ['batches', 'batch'],
  ['children', 'child'],
  ['status', 'status'],
  ['address', 'address'],
  ['addresses', 'address'],
  ['redis', 'redis'],
  ['order', 'order'],
])('the singular of %s is %s', (many, one) => expect(singular(many)).toBe(one));

describe('forms by number', () => {
  it.each([
    ['', 's', ''],
    ['s', '', ''],
    ['y', 'ies', 'y'],
    ['is', 'are', 'is'],
    ['file', 'files', 'file'],
  ])('%j and %j', (first, second, one) => expect(formForOne(first, second)).toBe(one));
  it.each([
    ['', 'not '],
    ['added', 'removed'],
  ])('%j and %j say different things', (first, second) => expect(formForOne(first, second)).toBeUndefined());
});

describe('what functions do', () => {
  it.each(['loadUser', 'sync_orders', '_sendMail'])('%s says it', (name) => expect(isDoing(name)).toBe(true));
  it.each(['app', 'route', 'fail', 'errorHandler', 'OrderService', 'run'])('%s says nothing', (name) =>
    expect(isDoing(name)).toBe(false),
  );
});
