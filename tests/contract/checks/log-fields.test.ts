import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/contract/inventory/inventory.js';
import { Repository } from '../project.js';
import { judged, said } from './judge.js';

const record = (fields: readonly string[], fieldsAreOpen = false): LogEntry => ({
  message: 'Order placed',
  level: 'info',
  library: 'pino',
  fields,
  fieldsAreOpen,
  at: [],
});
const panel = (expr: string) => ({
  title: 'D',
  panels: [{ title: 'P', datasource: { type: 'loki' }, targets: [{ refId: 'A', expr }] }],
});

/** The names that are said to be unknown. */
function unknown(
  expr: string,
  logs: readonly LogEntry[] = [record(['orderId', 'order.total'])],
  written = '',
) {
  const findings = judged(
    { 'd.json': panel(expr) },
    { logs },
    {
      isStrict: true,
      disabled: new Set(),
      mentionedAttribute: (name) => (name === written ? { file: 'a.ts', line: 1, column: 1 } : undefined),
    },
  );
  return findings.filter(({ check }) => check === 'log-query-unknown').map(({ name }) => name);
}

describe('fields that log queries read', () => {
  it('are those of records, with the place and the name that was meant', () => {
    const files = { 'd.json': panel('{app="shop"} | json | orderID != "" | tenant = "a"') };
    const options = { isStrict: true, disabled: new Set<string>() };
    expect(said('log-query-unknown', judged(files, { logs: [record(['orderId'])] }, options))).toEqual([
      'warning 12:44 No log record here has a field `orderID`: it is `orderId`.',
      'warning 12:62 No log record here has a field `tenant`.',
    ]);
    expect(said('log-query-unknown', judged(files, { logs: [record(['orderId'])] }))).toEqual([]);
  });

  it.each([
    ['{app="shop"} | json | customer="a"'],
    ['{app="shop"} |= "x" | logfmt | customer="a"'],
    ['{service_name="shop", env="prod"} | logfmt --strict | customer =~ "a.*"'],
    ['{job="default/shop"} | json | orderId="1" and (customer > 3 or orderId="2")'],
    [
      'sum by (x) (rate({app=~"shop|shop"} | json | customer >= 400 [5m])) / count_over_time({app="b"} | json | z=1 [5m])',
    ],
    ['quantile_over_time(0.9, {app="shop"} | json | unwrap duration_seconds(customer) | __error__="" [5m])'],
    ['{app="shop"} | json | unwrap customer'],
    ['{app="shop"} | json a="customer.name"'],
    ['{app="shop"} | json customer'],
    ['{app="shop"} | json | customer=ip("1.2.3.4")'],
    ['{app="shop"} | json | customer="$customer"'],
  ])('`customer` is none of them: %s', (expr) => expect(unknown(expr)).toEqual(['customer']));

  it.each([
    ['a field', '{app="shop"} | json | orderId="1"'],
    ['a field whose name is flattened', '{app="shop"} | json | order_total > 3'],
    ['a part of a field that is an object', '{app="shop"} | json | orderId_part="1"'],
    ['what a logger adds', '{app="shop"} | json | level="error" | reqId!="" | req_headers_host="x"'],
    ['what clashes with a label of the stream', '{app="shop"} | json | orderId_extracted="1"'],
    ['a label of the stream', '{app="shop"} | tier="x"'],
    ['a label that the query makes', '{app="shop"} | json | label_format kind=orderId | kind="x"'],
    ['a label that the parser makes', '{app="shop"} | json kind="orderId" | kind="x"'],
    ['absence', '{app="shop"} | json | customer=""'],
    ['another application’s', '{app="store"} | json | customer="a"'],
    ['perhaps another application’s', '{app=~"shop|store"} | json | customer="a"'],
    ['whichever application’s', '{app="$app"} | json | customer="a"'],
    ['of no application that is named', '{namespace="shop"} | json | customer="a"'],
    ['of all but one', '{app!="shop"} | json | customer="a"'],
    ['after the record has changed', '{app="shop"} | json | line_format "{{.x}}" | customer="a"'],
    ['after a pattern', '{app="shop"} | pattern "<customer> <_>" | customer="a"'],
    ['after both', '{app="shop"} | json | regexp "(?P<customer>.)" | customer="a"'],
    ['filled in later', '{app="shop"} | json | $field="a"'],
  ])('is silent about %s', (_, expr) => expect(unknown(expr)).toEqual([]));

  it('may be there unseen: open records, and names that stand in the code', () => {
    const expr = '{app="shop"} | json | order_id="1" | customer="a"';
    expect(unknown(expr)).toEqual(['order_id', 'customer']);
    expect(unknown(expr, [record(['orderId'], true)])).toEqual(['order_id']);
    expect(unknown(expr, undefined, 'customer')).toEqual(['order_id']);
    expect(unknown(expr, [])).toEqual([]);
  });

  it('are looked for in the code of the repository', async () => {
    const repository = new Repository({
      'package.json': { name: '@acme/shop', dependencies: { pino: '*' } },
      'src/a.ts': `import pino from 'pino';
const logger = pino().child({ tenant: 'a', 'order.kind': 'b' });
export const placed = (orderId: string) => logger.info({ orderId }, 'Order placed');
`,
      'd.json': panel('{app="shop"} | json | tenant="a" | order_kind="b" | order_id="1"'),
    });
    const { stdout } = await repository.contract('check', '--strict');
    expect(stdout).toContain('No log record here has a field `order_id`: it is `orderId`.');
    expect(stdout.match(/log-query-unknown/g)).toHaveLength(1);
  });
});
