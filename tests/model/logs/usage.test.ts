/** What calls of a logger are seen to give it, from the text of a package's modules. */
import { describe, expect, test } from 'vitest';
import { holdsUsage, usageIn } from '../../../src/model/logs/usage.js';

const NOTHING = { givesFields: false, error: undefined };

/** One call, as often as is enough. */
const often = (call: string) => Array<string>(3).fill(call).join('\n');
const usageOf = (text: string, name = 'log') => usageIn([text], name);

describe('fields', () => {
  test.each([
    ['after the text', "log.info('Order placed', { id });"],
    ['after a text in double quotes', 'log.info("Order placed", { id: order.id });'],
    ['after a template', 'log.info(`Order placed`, { ...order });'],
    ['before the text', "log.info({ id }, 'Order placed');"],
    ['of a member', "this.log.info('Order placed', { id });"],
    ['of a private member', "this._log.info('Order placed', { id });"],
    ['of what is gotten', "ctx.get('log').info('Order placed', { id });"],
    ['on another line', "log?.info(\n  'Order placed',\n  { id },\n);"],
    ['beside an error', "log.warn({ err, id }, 'Order lost');"],
  ])('%s', (_, call) => {
    expect(holdsUsage('log').test(call)).toBe(true);
    expect(usageOf(often(call)).givesFields).toBe(true);
  });

  test.each([
    ['of another logger', "auditLog.info('Order placed', { id });"],
    ['of a name that ends so', "catalog.info('Order placed', { id });"],
    ['of none', "log.info('Order placed', {});"],
    ['of a value alone', "log.info('Order placed', id);"],
    ['of a record without a text', 'log.info({ id });'],
    ['of what is no level', "log.push('Order placed', { id });"],
  ])('but not %s', (_, call) => {
    expect(usageOf(often(call)).givesFields).toBe(false);
  });

  test('that are given now and then are no habit', () => {
    expect(usageOf("log.info('a', { id });\nlog.info('b', { id });")).toEqual(NOTHING);
  });

  test('that modules give together are one', () => {
    const modules = ['a', 'b', 'c'].map((text) => `log.info('${text}', { id });`);
    expect(usageIn(modules, 'log').givesFields).toBe(true);
  });
});

describe('an error', () => {
  test.each([
    ['after the text', "log.error('Order lost', err);", { isBeforeText: false }],
    ['called otherwise', "log.error('Order lost', parseError);", { isBeforeText: false }],
    ['before the text', "log.error(e, 'Order lost');", { isBeforeText: true }],
    ['as a field', "log.error('Order lost', { id, err });", { isBeforeText: false, key: 'err' }],
    ['as another', "log.error('Order lost', { error: e, id });", { isBeforeText: false, key: 'error' }],
    ['as a field before', "log.error({ err: e }, 'Order lost');", { isBeforeText: true, key: 'err' }],
  ])('%s', (_, call, place) => {
    expect(holdsUsage('log').test(call)).toBe(true);
    expect(usageOf(often(call)).error).toEqual(place);
  });

  test.each([
    ['as text', "log.error('Order lost', err.message);"],
    ['as a text in a field', "log.error('Order lost', { err: err.message });"],
    ['in the text', 'log.error(`Order lost: ${err}`);'],
    ['that is no error', "log.error('Order lost', id);"],
  ])('but not %s', (_, call) => {
    expect(usageOf(often(call)).error).toBeUndefined();
  });

  test('is given where it is given most often', () => {
    const text = [often("log.error('a', err);"), often("log.error('b', { err });"), "log.error('c', e);"];
    expect(usageOf(text.join('\n')).error).toEqual({ isBeforeText: false });
  });

  test.each([
    ['after the text', "log.error('a', { error: err });", "log.error('b', { id, error: err.message });"],
    ['before the text', "log.error({ err, id }, 'a');", "log.error({ err: e?.message }, 'b');"],
  ])('is no habit %s where its text is given as well', (_, whole, text) => {
    expect(usageOf(often(whole) + often(whole) + often(text)).error).toBeUndefined();
    expect(usageOf(often(whole) + text).error).toBeDefined();
  });

  test('is a habit where many calls give it whole and a few its text', () => {
    const whole = "log.error('a', { error: err });".repeat(15);
    const text = "log.error('b', { error: err.message });";
    expect(usageOf(whole + text.repeat(3)).error).toEqual({ isBeforeText: false, key: 'error' });
    expect(usageOf(whole + text.repeat(4)).error).toBeUndefined();
  });

  test.each([
    ['under another name', "log.error('b', { err: err.message });"],
    ['of another logger', "audit.error('b', { error: err.message });"],
    ['of its code', "log.error('b', { error: err.code });"],
  ])('is one beside a text %s', (_, text) => {
    expect(usageOf(often("log.error('a', { error: err });") + often(text)).error).toBeDefined();
  });

  test('before the text says that fields have a place there', () => {
    expect(usageOf(often("log.error(err, 'Order lost');")).givesFields).toBe(true);
    expect(usageOf(often("log.error('Order lost', err);")).givesFields).toBe(false);
  });
});
