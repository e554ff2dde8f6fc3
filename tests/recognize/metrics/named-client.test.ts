/** Clients for metrics that only their names say to be such: which calls observe a metric. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../analysis/program.js';

function observed(text: string): readonly string[] {
  return eventsOf({ path: '/app/src/main.js', text, files: { '/app/src/main.js': text } }).flatMap((each) =>
    each.event === 'metricObservation'
      ? [`${each.found.event.operation} ${each.found.event.definition?.name ?? '?'}`]
      : [],
  );
}

const within = (body: string) => `module.exports = function load(app, stats, took) { ${body} };`;

describe('a client that is called one', () => {
  it.each([
    ['a parameter', "stats.gauge('orders.open', took);", ['set orders.open']],
    [
      'a member of what is handed on',
      "app.locals.stats.histogram('orders.took', took, ['a:b']);",
      ['record orders.took'],
    ],
    ['a member of this', "this.statsClient.increment('orders.loaded');", ['add orders.loaded']],
    ['a name with something before it', "stats.timing(app.prefix + 'took', took);", ['record ?']],
  ])('%s', (_, body, expected) => {
    expect(observed(within(body))).toEqual(expected);
  });

  it.each([
    ['makes a metric', "stats.histogram('orders_took', { buckets: [1] });"],
    ['makes one without options', "stats.gauge('orders_open');"],
    ['is given a sentence', "stats.increment('Orders were loaded');"],
    ['is given a single word', "stats.increment('orders');"],
    ['is given no name', 'stats.increment(took);'],
    ['is called otherwise', "page.increment('orders.loaded');"],
    ['has other methods', "stats.set('orders.open', took);"],
  ])('but not what %s', (_, body) => {
    expect(observed(within(body))).toEqual([]);
  });
});
