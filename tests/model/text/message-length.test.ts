import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MESSAGE, shortened } from '../../../src/model/text/message-length.js';

const filled = (message: string, data: Readonly<Record<string, unknown>>) =>
  message.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name]));
const STYLE = 'The message "{{message}}" is not in sentence style. Write "{{styled}}".';

const anyText = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc
    .tuple(fc.string({ maxLength: 60 }), fc.string({ maxLength: 200 }))
    .map(([said, code]) => `${said}\`${code}\`${said}`),
);

describe('the length of a message', () => {
  it('leaves what is short as it is', () => {
    const data = { message: 'Order saved.', styled: 'Order saved', count: 2 };
    expect(shortened(STYLE, data)).toBe(data);
  });
  it('cuts the longest value first', () => {
    const data = { message: 'Order saved.', styled: 'order saved '.repeat(12) };
    const cut = shortened(STYLE, data);
    expect(cut.message).toBe('Order saved.');
    expect(filled(STYLE, cut)).toHaveLength(MAX_MESSAGE);
    expect(cut.styled).toMatch(/^order saved order saved.*\.\.\.$/);
  });
  it('keeps code quoted', () => {
    const cut = shortened('Message varies with {{values}}.', {
      values: `\`${'a'.repeat(70)}\` and \`${'b'.repeat(70)}\``,
    });
    expect(cut.values).toMatch(/^`a+` and `b+\.\.\.`$/);
  });
  it('keeps what is said of code', () => {
    const message =
      'The timer of `{{metric}}` is not stopped when {{where}}. Call `{{stop}}()` in a `finally`.';
    const cut = shortened(message, {
      metric: 'this.processingDurationMetric.labels({ job })',
      where: '`this.transactionService.loadTransactionsOf(block)` throws (line 112)',
      stop: 'stopDurationMeasuring',
    });
    expect(cut.where).toMatch(/^`this\.\w+\.\.\.` throws \(line 112\)$/);
    expect(filled(message, cut).length).toBeLessThanOrEqual(MAX_MESSAGE);
  });
  it('counts a value as often as it stands', () => {
    const twice = '{{name}} is no name. Write {{name}}_total.';
    expect(filled(twice, shortened(twice, { name: 'x'.repeat(90) })).length).toBeLessThanOrEqual(MAX_MESSAGE);
  });
  it('is never passed, and no value is lost', () => {
    fc.assert(
      fc.property(anyText, anyText, (message, styled) => {
        const data = { message: message.replaceAll('{{', ''), styled: styled.replaceAll('{{', '') };
        const cut = shortened(STYLE, data);
        expect(filled(STYLE, cut).length).toBeLessThanOrEqual(MAX_MESSAGE);
        for (const [name, text] of Object.entries(data)) expect(cut[name] === '').toBe(text === '');
      }),
    );
  });

  it('leaves clauses out as wholes where one is left', () => {
    const problems = `is not lower case, with "." between namespaces and "_" inside them; it has a unit that is no UCUM code: write "{request}" for it`;
    const cut = shortened('Metric `{{name}}` {{problems}}.', {
      name: 'orders.queue.spareCapacity',
      problems,
    });
    expect(cut.problems).toBe('is not lower case, with "." between namespaces and "_" inside them');
    const one = shortened('Metric {{problems}}.', { problems: `a; ${'b'.repeat(200)}` });
    expect(one.problems).toMatch(/b\.\.\.$/);
  });
});
