import { describe, expect, it } from 'vitest';
import type { Inventory, PackageInventory } from '../../src/contract/inventory/inventory.js';
import { Repository } from './project.js';

/** The inventory of a repository that has no metrics library. */
async function written(files: Readonly<Record<string, string>>): Promise<PackageInventory> {
  const repository = new Repository({ 'package.json': { name: 'shop', type: 'module' }, ...files });
  const { stdout, stderr, code } = await repository.contract('inventory', '--format', 'json');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  const [only] = (JSON.parse(stdout) as Inventory).packages;
  return only!;
}

/** `name kind` of each metric. */
async function metrics(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { metrics } = await written(files);
  return metrics.map(({ name, kind }) => `${name} ${kind}`);
}

describe('metrics that code writes as text', () => {
  it('have the names that stand in it', async () => {
    const source = `const TOTAL = 'shop_orders_total';
export const render = (orders: number, open: number) => [
  \`# TYPE \${TOTAL} counter\`, \`\${TOTAL}{state="paid"} \${orders}\`,
  '# TYPE shop_open gauge', 'shop_open ' + open,
].join('\\n');`;
    const { metrics, unseenMetrics } = await written({ 'src/metrics.ts': source });
    expect(metrics.map(({ name, kind, labels }) => [name, kind, labels.map((label) => label.name)])).toEqual([
      ['shop_open', 'gauge', []],
      ['shop_orders_total', 'counter', ['state']],
    ]);
    expect(unseenMetrics).toEqual([]);
  });

  it.each([
    ['written out', '{state="${state}",city="x"}', ['city', 'state'], false],
    ['made by a loop', '{${labels.map(([key, value]) => `${key}="${value}"`).join(",")}}', [], true],
    ['partly so', '{state="paid",${rest}}', [], true],
  ])('have labels that are %s', async (_shape, labels, names, areOpen) => {
    const source = `export const render = (state: string, labels: string[][], rest: string) =>
  '# TYPE shop_orders gauge\\n' + \`shop_orders${labels} 1\`;`;
    const { metrics } = await written({ 'src/metrics.ts': source });
    expect(metrics).toMatchObject([{ labels: names.map((name) => ({ name })), labelsAreOpen: areOpen }]);
  });

  const CLASSES = `export class Counter {
  private total = 0;
  constructor(readonly name: string, readonly help: string) {}
  inc() { this.total += 1; }
  render() { return [\`# HELP \${this.name} \${this.help}\`, \`# TYPE \${this.name} counter\`, \`\${this.name} \${this.total}\`].join('\\n'); }
}
export class Gauge {
  private readonly name: string;
  private value = 0;
  constructor(name: string) { this.name = name; }
  set(to: number) { this.value = to; }
  render() { return '# TYPE ' + this.name + ' gauge\\n' + this.name + ' ' + this.value; }
}`;

  it.each<readonly [shape: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      'classes that are told their name',
      {
        'src/prom.ts': CLASSES,
        'src/orders.ts': `import { Counter, Gauge } from './prom.js';
export const orders = new Counter('shop_orders_total', 'Orders');
export const open = new Gauge('shop_open');`,
      },
      ['shop_open gauge', 'shop_orders_total counter'],
    ],
    [
      'classes that a registry is given',
      {
        'src/prom.ts': `${CLASSES}
class Registry { all = []; register(metric) { this.all.push(metric); return metric; } }
export const registry = new Registry();
export const orders = registry.register(new Counter('shop_orders_total', 'Orders'));`,
      },
      ['shop_orders_total counter'],
    ],
    [
      'a function that writes one',
      {
        'src/metrics.ts': `const header = (name: string, kind: string) => \`# TYPE \${name} \${kind}\\n\`;
export const render = (orders: number, open: number) =>
  header('shop_orders_total', 'counter') + 'shop_orders_total ' + orders + header('shop_open', 'gauge') + 'shop_open ' + open;`,
      },
      ['shop_open gauge', 'shop_orders_total counter'],
    ],
    [
      'a function that is called by another',
      {
        'src/metrics.ts': `function write(lines: string[], name: string, type: string, value: number) {
  lines.push(\`# HELP \${name} x\`, \`# TYPE \${name} \${type}\`, \`\${name} \${value}\`);
}
const gauge = (lines: string[], name: string, value: number) => write(lines, \`shop_\${name}\`, 'gauge', value);
export function render(lines: string[]) {
  gauge(lines, 'open', 1);
  gauge(lines, 'late', 2);
}`,
      },
      ['shop_late gauge', 'shop_open gauge'],
    ],
    [
      'a list that is written out',
      {
        'src/metrics.ts': `const METRICS = [{ name: 'shop_open', help: 'Open' }, { name: 'shop_late', help: 'Late' }];
export const render = () => METRICS.map((metric) => \`# TYPE \${metric.name} gauge\`).join('\\n');`,
      },
      ['shop_late gauge', 'shop_open gauge'],
    ],
    [
      'a list that says the kinds, too',
      {
        'src/metrics.ts': `const METRICS = [{ name: 'shop_open', type: 'gauge' }, { name: 'shop_orders_total', type: 'counter' }];
export function render() {
  const lines: string[] = [];
  for (const { name, type } of METRICS) lines.push(\`# TYPE \${name} \${type}\`);
  return lines.join('\\n');
}`,
      },
      ['shop_open unknown', 'shop_orders_total unknown'],
    ],
    [
      'what is pushed to a list',
      {
        'src/metrics.ts': `const all: { name: string; type: string }[] = [];
function counter(name: string) {
  const made = { name, type: 'counter' };
  all.push(made);
  return made;
}
export const orders = counter('shop_orders_total');
export function render() {
  const lines: string[] = [];
  for (const each of all) lines.push(\`# TYPE \${each.name} \${each.type}\`);
  return lines.join('\\n');
}`,
      },
      ['shop_orders_total counter'],
    ],
    [
      'no text but a comment',
      { 'src/metrics.ts': '// # TYPE shop_open gauge\nexport const metrics = { name: "shop" };' },
      [],
    ],
  ])('are named by %s', async (_shape, files, expected) => expect(await metrics(files)).toEqual(expected));

  it.each([
    [
      'a map that is filled at run time',
      `const counters = new Map<string, number>();
export const incr = (name: string) => counters.set(name, (counters.get(name) ?? 0) + 1);
export function render() {
  const lines: string[] = [];
  for (const [name, value] of counters) {
    lines.push(\`# TYPE \${name} counter\`);
    lines.push(\`\${name} \${value}\`);
  }
  return lines.join('\\n');
}`,
    ],
    [
      'another program',
      `export const render = (all: { name: string; type: string }[]) =>
  all.map((metric) => \`# TYPE \${metric.name} \${metric.type}\`).join('\\n');
export const shown = async () => render(await (await fetch('http://other/metrics.json')).json());`,
    ],
  ])('are not seen where they are named by %s', async (_shape, source) => {
    const { metrics, unseenMetrics } = await written({ 'src/metrics.ts': source });
    expect(metrics).toEqual([]);
    expect(unseenMetrics.map(({ file }) => file)).toEqual(['src/metrics.ts']);
  });

  it('are told of in each format where their names are not seen', async () => {
    const source =
      'export const render = (all: { name: string }[]) => all.map((each) => `# TYPE ${each.name} gauge`).join("\\n");';
    const repository = new Repository({ 'package.json': { name: 'shop' }, 'src/metrics.ts': source });
    for (const format of ['text', 'md', 'html']) {
      const { stdout } = await repository.contract('inventory', '--format', format);
      expect(stdout.replaceAll(/\u001b\[\d+m/g, ''), format).toMatch(
        /Metrics whose names are not seen: `?src\/metrics\.ts:1/i,
      );
    }
  });
});
