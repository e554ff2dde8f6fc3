import { describe, expect, it } from 'vitest';
import { mayHoldLogCalls } from '../../src/codemod/prefilter.js';

describe('whether a text may hold a log call', () => {
  it.each([
    'log.info(x)',
    "log['info'](x)",
    'log[ "info" ] !?.(x)',
    '(log.info)(x)',
    'log.info!(x)',
    'log.info?. (x)',
    'log.info<T>(x)',
    'log.info /* why */ (x)',
    'log\n  .info\n  (x)',
    'con\\u0073ole.log(x)',
    'logError(x)',
    'log (x)',
    '_log_info?.(x)',
  ])('yes: %s', (text) => expect(mayHoldLogCalls(text)).toBe(true));

  it.each([
    '',
    'info(x)',
    'logError;',
    'catalog(x)',
    'logs(x)',
    'log.info = x',
    'log.infos(x)',
    'const { info } = x',
    'log.info ] ] (x)',
  ])('no: %s', (text) => expect(mayHoldLogCalls(text)).toBe(false));

  it('with much white space after each name', () => {
    expect(mayHoldLogCalls(`log.info${' '.repeat(190)};`.repeat(5000))).toBe(false);
  });
});
