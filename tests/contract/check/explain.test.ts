import { describe, expect, it } from 'vitest';
import { Repository } from '../project.js';

const SLOTH = `version: prometheus/v1
service: shop
slos:
  - name: availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{job="shop", code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total{job="shop"}[{{.window}}]))
`;

const OPEN_SLO = (name: string, target: number, bad: string, window = '30d') => `---
apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  timeWindow: [{ duration: ${window}, isRolling: true }]
  objectives: [{ target: ${target} }]
  indicator:
    spec:
      ratioMetric:
        bad: { metricSource: { spec: { query: '${bad}' } } }
        total: { metricSource: { spec: { query: 'sum(rate(http_requests_total[5m]))' } } }
`;

interface Written {
  readonly name: string;
  readonly expr: string;
  readonly labels?: string;
}

const rules = (alerts: readonly Written[], records: readonly (readonly [string, string])[] = []) =>
  `groups:
  - name: shop
    rules:
${records.map(([name, expr]) => `      - record: ${name}\n        expr: ${expr}\n`).join('')}${alerts
    .map(
      ({ name, expr, labels = '{}' }) =>
        `      - alert: ${name}\n        expr: ${expr}\n        for: 1m\n        labels: ${labels}\n`,
    )
    .join('')}`;

/** Errors of the shop above a burn rate over two windows. */
const burn = (factor: number, long: string, short: string, budget: number | string = 0.001) =>
  [long, short]
    .map(
      (window) =>
        `sum(rate(http_requests_total{job="shop", code=~"5.."}[${window}])) / sum(rate(http_requests_total{job="shop"}[${window}])) > (${factor} * ${budget})`,
    )
    .join(' and ');

async function explain(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const repository = new Repository({ 'package.json': { name: 'shop' }, ...files });
  return (await repository.contract('check', '--explain', ...argv)).stdout;
}

const lines = async (alerts: readonly Written[], records: readonly (readonly [string, string])[] = []) =>
  (await explain({ 'slo.yml': SLOTH, 'alerts.yml': rules(alerts, records) })).split('\n').slice(2, -1);

describe('--explain', () => {
  it('prints the error budget, the alerts that follow from the objective, and which of them are written', async () => {
    const alerts = rules([
      { name: 'Fast', expr: burn(14.4, '1h', '5m') },
      { name: 'Slow', expr: burn(6, '6h', '30m') },
      { name: 'Creeping', expr: burn(1, '3d', '6h') },
    ]);
    expect(await explain({ 'slo.yml': SLOTH, 'alerts.yml': alerts }, '--volume', '2_000_000'))
      .toBe(`availability (Sloth, slo.yml:4)
  99.9 % over 30d: 2,000 of 2,000,000 requests may fail, or all of them for 43.2 minutes.
  page: errors > 14.4 × 0.001 over 1h and 5m; 2 % of the budget is gone
    written so: Fast (alerts.yml:4)
  page: errors > 6 × 0.001 over 6h and 30m; 5 % of the budget is gone
    written so: Slow (alerts.yml:8)
  ticket: errors > 1 × 0.001 over 3d and 6h; 10 % of the budget is gone
    written so: Creeping (alerts.yml:12)
`);
  });

  it('says both values where an alert has another factor, window or budget, and which are missing', async () => {
    expect(
      await lines([
        { name: 'Fast', expr: burn(10, '1h', '10m', 0.005) },
        { name: 'Slow', expr: burn(6, '6h', '30m').split(' and ')[0]! },
      ]),
    ).toEqual([
      '  page: errors > 14.4 × 0.001 over 1h and 5m; 2 % of the budget is gone',
      '    written otherwise: Fast (alerts.yml:4): factor 10, not 14.4; short window 10m, not 5m; budget 0.005, not 0.001',
      '  page: errors > 6 × 0.001 over 6h and 30m; 5 % of the budget is gone',
      '    written otherwise: Slow (alerts.yml:8): short window missing, not 30m',
      '  ticket: errors > 1 × 0.001 over 3d and 6h; 10 % of the budget is gone',
      '    not written',
    ]);
  });

  it('reads alerts of two burn rates, budgets as `1 - 0.999`, and windows that no pair has', async () => {
    expect(
      await lines([
        {
          name: 'Page',
          expr: `(${burn(14.4, '1h', '5m', '(1 - 0.999)')}) or (${burn(6, '6h', '30m', '(1 - 0.999)')})`,
        },
        { name: 'Day', expr: burn(3, '1d', '2h') },
      ]),
    ).toEqual([
      '  page: errors > 14.4 × 0.001 over 1h and 5m; 2 % of the budget is gone',
      '    written so: Page (alerts.yml:4)',
      '  page: errors > 6 × 0.001 over 6h and 30m; 5 % of the budget is gone',
      '    written so: Page (alerts.yml:4)',
      '  ticket: errors > 1 × 0.001 over 3d and 6h; 10 % of the budget is gone',
      '    not written',
      '  errors > 3 × 0.001 over 1d and 2h: 10 % of the budget is gone',
      '    Day (alerts.yml:8)',
    ]);
  });

  it('follows recording rules, and what Sloth generates', async () => {
    const ratio = (window: string) =>
      [
        `shop:errors:ratio_rate${window}`,
        `sum(rate(http_requests_total{job="shop", code=~"5.."}[${window}])) / sum(rate(http_requests_total{job="shop"}[${window}]))`,
      ] as const;
    const recorded =
      'shop:errors:ratio_rate1h > (14.4 * 0.001) and shop:errors:ratio_rate5m > (14.4 * 0.001)';
    expect((await lines([{ name: 'Fast', expr: recorded }], [ratio('1h'), ratio('5m')]))[1]).toBe(
      '    written so: Fast (alerts.yml:8)',
    );
    const sloth = ['1h', '5m']
      .map(
        (window) =>
          `max(slo:sli_error:ratio_rate${window}{sloth_id="shop-availability", sloth_slo="availability"} > (14.4 * 0.0009999999999999432)) without (sloth_window)`,
      )
      .join(' and ');
    expect((await lines([{ name: 'Fast', expr: sloth }]))[1]).toBe('    written so: Fast (alerts.yml:4)');
  });

  it('shows both rates where the windows have two', async () => {
    const mixed = `${burn(6, '6h', '1h').split(' and ')[0]} and ${burn(14.4, '1h', '1h').split(' and ')[0]}`;
    expect((await lines([{ name: 'Fast', expr: mixed }]))[3]).toBe(
      '    written otherwise: Fast (alerts.yml:4): factor 14.4, not 6; short window 1h, not 30m',
    );
    const other = mixed.replaceAll('http_requests_total', 'jobs_total');
    expect((await lines([{ name: 'Fast', expr: other }])).at(-2)).toBe(
      '    Fast (alerts.yml:4): errors > 6 × 0.001 over 6h and > 14.4 × 0.001 over 1h; 5 % of the budget is gone',
    );
  });

  it('compares burn rates themselves', async () => {
    const rates = 'shop:burnrate1h{slo="availability"} > 10 and shop:burnrate5m{slo="availability"} > 10';
    expect((await lines([{ name: 'BurnsFast', expr: rates }]))[1]).toBe(
      '    written otherwise: BurnsFast (alerts.yml:4): factor 10, not 14.4',
    );
  });

  it('knows alerts by the label that names the objective', async () => {
    const expr = 'elsewhere:rate1h > (14.4 * 0.002) and elsewhere:rate5m > (14.4 * 0.002)';
    const labelled = await lines([{ name: 'Fast', expr, labels: '{ slo: availability }' }]);
    expect(labelled[1]).toBe('    written otherwise: Fast (alerts.yml:4): budget 0.002, not 0.001');
  });

  it('tells objectives on one metric apart by matchers, and by their budgets', async () => {
    const errors = (job: string) => `sum(rate(http_requests_total{job="${job}", code=~"5.."}[5m]))`;
    const files = {
      'slo.yml':
        OPEN_SLO('shop', 0.999, errors('shop')) +
        OPEN_SLO('cart', 0.999, errors('cart')) +
        OPEN_SLO('shop-strict', 0.9999, errors('shop')),
      'alerts.yml': rules([{ name: 'Fast', expr: burn(14.4, '1h', '5m') }]),
    };
    const said = await explain(files);
    expect(said.match(/written so: Fast/g)).toHaveLength(1);
    expect(said.split('cart (OpenSLO')[0]).toContain('written so: Fast');
    expect(said.match(/No alert on it is written here\./g)).toHaveLength(2);
  });

  it('computes factors for the window of the objective', async () => {
    const said = await explain({
      'slo.yml': OPEN_SLO('shop', 0.99, 'sum(rate(http_requests_total{code=~"5.."}[5m]))', '7d'),
      'alerts.yml': rules([{ name: 'Fast', expr: burn(14.4, '1h', '5m', 0.01) }]),
    });
    expect(said).toContain('page: errors > 3.36 × 0.01 over 1h and 5m; 2 % of the budget is gone');
    expect(said).toContain('written otherwise: Fast (alerts.yml:4): factor 14.4, not 3.36');
  });

  it('knows an alert on metrics that are recorded elsewhere by its budget alone', async () => {
    const expr = (budget: number) =>
      `errors:rate1h > (14.4 * ${budget}) and errors:rate5m > (14.4 * ${budget})`;
    expect((await lines([{ name: 'Fast', expr: expr(0.001) }]))[1]).toBe(
      '    written so: Fast (alerts.yml:4)',
    );
    expect(await lines([{ name: 'Fast', expr: expr(0.01) }])).toEqual([
      '  page: errors > 14.4 × 0.001 over 1h and 5m; 2 % of the budget is gone',
      '  page: errors > 6 × 0.001 over 6h and 30m; 5 % of the budget is gone',
      '  ticket: errors > 1 × 0.001 over 3d and 6h; 10 % of the budget is gone',
      '  No alert on it is written here: Sloth generates them.',
      '',
      'Burn-rate alerts on no objective that is specified here, beside the pairs for 30d:',
      '  a budget of 0.01',
      '    Fast (alerts.yml:4): errors > 14.4 × 0.01 over 1h and 5m; 2 % of the budget is gone',
      '    not written: 6× over 6h and 30m; 1× over 3d and 6h',
    ]);
  });

  it('leaves alerts on other metrics to no objective', async () => {
    const expr = burn(14.4, '1h', '5m').replaceAll('http_requests_total', 'jobs_total');
    expect((await lines([{ name: 'Fast', expr }])).join('\n')).toContain('No alert on it is written here');
  });

  it('says that there is nothing, and refuses a volume that is no number', async () => {
    const none = 'No objectives and no burn-rate alerts found.\n';
    expect(await explain({ 'alerts.yml': rules([{ name: 'Down', expr: 'up == 0' }]) })).toBe(none);
    const repository = new Repository({ 'package.json': { name: 'shop' }, 'slo.yml': SLOTH });
    expect((await repository.contract('check', '--explain', '--volume', 'many')).code).toBe(2);
  });

  it('ends where recording rules read themselves many times', async () => {
    const self = Array.from({ length: 40 }, () => 'shop:a:rate1h').join(' + ');
    const expr = 'shop:a:rate1h > (14.4 * 0.001)';
    const said = await lines([{ name: 'Fast', expr }], [['shop:a:rate1h', self]]);
    expect(said.join('\n')).toContain('Fast (alerts.yml:6)');
  });
});

describe('--explain of what OpenSLO alerts on', () => {
  const BAD = 'sum(rate(http_requests_total{code=~"5.."}[5m]))';
  const condition = (name: string, factor: number, window: string) => `apiVersion: openslo/v1
kind: AlertCondition
metadata: { name: ${name} }
spec:
  severity: page
  condition: { kind: burnrate, op: gt, threshold: ${factor}, lookbackWindow: ${window}, alertAfter: 5m }
`;
  const policy = (conditions: string) =>
    `apiVersion: openslo/v1\nkind: AlertPolicy\nmetadata: { name: burning }\nspec:\n  conditions: ${conditions}\n`;
  const slo = (policies: string) => `${OPEN_SLO('orders', 0.999, BAD)}  alertPolicies: ${policies}\n`;
  const linesOf = async (files: Readonly<Record<string, string>>) =>
    (await explain(files)).split('\n').slice(2, -1);
  const WRITTEN = [
    '  page: errors > 14.4 × 0.001 over 1h and 5m; 2 % of the budget is gone',
    '    written so: fast (b.yml:1)',
    '  page: errors > 6 × 0.001 over 6h and 30m; 5 % of the budget is gone',
    '    written otherwise: slow (c.yml:1): factor 5, not 6',
    '  ticket: errors > 1 × 0.001 over 3d and 6h; 10 % of the budget is gone',
    '    not written',
  ];

  it('follows the policies that an objective names to their conditions', async () => {
    const files = {
      'b.yml': condition('fast', 14.4, '1h'),
      'c.yml': condition('slow', 5, '-6h'),
      'd.yml': condition('of-another', 1, '3d'),
      'p.yml': policy('[{ conditionRef: fast }, { conditionRef: slow }]'),
    };
    for (const policies of ['[burning]', '[{ alertPolicyRef: burning }]'])
      expect(await linesOf({ ...files, 's.yml': slo(policies) })).toEqual(WRITTEN);
    expect(await linesOf({ ...files, 's.yml': slo('[other]') })).toContain(
      '  No alert on it is written here.',
    );
  });

  it('reads what is written inside of a policy, and of an objective', async () => {
    const inside =
      '[{ kind: AlertCondition, spec: { condition: { kind: burnrate, threshold: 14.4, lookbackWindow: 1h } } }]';
    expect(await linesOf({ 's.yml': slo('[burning]'), 'p.yml': policy(inside) })).toContain(
      '    written so: p.yml:5:16 (p.yml:5)',
    );
    const whole = `[{ kind: AlertPolicy, metadata: { name: burning }, spec: { conditions: ${inside} } }]`;
    expect((await linesOf({ 's.yml': slo(whole) })).join('\n')).toContain('    written so: s.yml:13');
  });

  it.each([
    'condition: { kind: budget, threshold: 2, lookbackWindow: 1h }',
    'condition: { kind: burnrate, threshold: many, lookbackWindow: 1h }',
    'condition: { kind: burnrate, threshold: 2 }',
  ])('leaves what is no burn rate: %s', async (spec) => {
    const files = {
      's.yml': slo('[burning]'),
      'p.yml': policy('[{ conditionRef: c }]'),
      'c.yml': `apiVersion: openslo/v1\nkind: AlertCondition\nmetadata: { name: c }\nspec: { ${spec} }\n`,
    };
    expect(await linesOf(files)).toContain('  No alert on it is written here.');
  });
});
