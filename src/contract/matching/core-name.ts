/** Words at the end of a name that an exporter, a unit or a kind puts there. */
const ENDINGS = new Set([
  ...['total', 'bucket', 'sum', 'count', 'created', 'ratio', 'percent'],
  ...[
    'seconds',
    'milliseconds',
    'microseconds',
    'nanoseconds',
    'minutes',
    'hours',
    'days',
    'ms',
    's',
    'us',
    'ns',
  ],
  ...['bytes', 'kilobytes', 'megabytes', 'kibibytes', 'mebibytes', 'by', 'kb', 'mb'],
]);

/** A metric's name without the endings that tell its unit and kind: `http_request_duration` of `…_seconds_bucket`. */
export function coreName(name: string): string {
  const words = name.replace(/[^A-Za-z0-9]+/g, '_').split('_');
  while (words.length > 2 && ENDINGS.has((words.at(-1) ?? '').toLowerCase())) words.pop();
  return words.join('_').toLowerCase();
}

/** The word a name begins with, which tells whose it is: `shop` of `shop_orders_total`, and of one with an open prefix. */
export function namespaceOf(name: string): string {
  return /^\*?_?([A-Za-z0-9]+)/.exec(name)?.[1]?.toLowerCase() ?? '';
}
