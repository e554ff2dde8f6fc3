import { type Check, inQuery } from './check.js';

export const logQueryUnknown: Check = {
  id: 'log-query-unknown',
  summary: 'A log query that looks for a text which no log message has',
  severity: 'warning',
  isStrict: true,
  *judge({ queries }, known) {
    const messages = known.options.inventory.packages
      .flatMap(({ logs }) => logs)
      .map(({ message }) => message)
      .filter((message) => message !== undefined);
    if (messages.length === 0) return;
    for (const query of queries) {
      if (query.language !== 'logql') continue;
      for (const { operator, value, at } of query.query.filters) {
        if (operator !== '|=' || value.length < MIN_TEXT || /[${}[\]":]/.test(value) || !value.includes(' '))
          continue;
        if (messages.some((message) => mayHold(message, value))) continue;
        yield inQuery(
          query,
          { from: at, to: at + value.length },
          { severity: 'warning', message: `No log message here holds "${value}".`, name: value },
        );
      }
    }
  },
};

/** A shorter text may be a field's value. */
const MIN_TEXT = 8;

/** Whether a message may hold a text: its constant parts do, or the text lies across a value. */
function mayHold(message: string, text: string): boolean {
  const parts = message.split(/(?<!\\)\*/);
  if (parts.some((part) => part.includes(text))) return true;
  return parts.length > 1 && parts.some((part) => part.trim().length > 3 && text.includes(part.trim()));
}
