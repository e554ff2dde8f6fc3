import type { ArtifactFile } from '../../../src/contract/artifacts/artifact.js';
import { readArtifact } from '../../../src/contract/artifacts/read-file.js';
import {
  type CheckOptions,
  type ReportedFinding,
  checkArtifacts,
} from '../../../src/contract/check/check-artifacts.js';
import type { MetricEntry, PackageInventory, SpanEntry } from '../../../src/contract/inventory/inventory.js';

/** A metric of the code, with what a test wants to say of it. */
export function metric(
  name: string,
  kind: MetricEntry['kind'],
  more: Partial<MetricEntry> = {},
): MetricEntry {
  return {
    name,
    families: [name],
    library: 'prom-client',
    kind,
    operations: OPERATIONS[kind] ?? [],
    unit: undefined,
    help: undefined,
    labels: [],
    labelsAreOpen: false,
    buckets: undefined,
    series: { is: 'unknown' },
    from: undefined,
    definedAt: [{ file: 'src/metrics.ts', line: 3, column: 1 }],
    observedAt: [],
    ...more,
  };
}

const OPERATIONS: Partial<Record<MetricEntry['kind'], MetricEntry['operations']>> = {
  counter: ['add'],
  gauge: ['set'],
  histogram: ['record'],
  summary: ['record'],
};

/** Labels of which nothing but the name is known, or all values. */
export function labels(...names: readonly (string | readonly [name: string, ...values: string[]])[]) {
  return names.map((each) => {
    const [name, ...values] = typeof each === 'string' ? [each] : each;
    return {
      name: name,
      writtenName: undefined,
      values: { is: 'unknown' } as const,
      list: values.length > 0 ? values : undefined,
    };
  });
}

export interface Code {
  readonly unseenMetrics?: PackageInventory['unseenMetrics'];
  readonly metrics?: readonly MetricEntry[];
  readonly spans?: readonly SpanEntry[];
  readonly logs?: PackageInventory['logs'];
  readonly exporters?: PackageInventory['exporters'];
}

/** The artifacts of some files. */
export function artifactsOf(files: Readonly<Record<string, string | object>>): readonly ArtifactFile[] {
  return Object.entries(files).flatMap(([path, content]) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    const read = readArtifact(path, text);
    if (read?.is === 'skipped') throw new Error(`${read.why.file}:${read.why.line}: ${read.why.message}`);
    return read ? [read.artifact] : [];
  });
}

/** All that is said of artifacts beside code that emits this. */
export function judged(
  files: Readonly<Record<string, string | object>>,
  code: Code,
  options: Partial<CheckOptions> = {},
): readonly ReportedFinding[] {
  const unit: PackageInventory = {
    name: 'shop',
    path: '.',
    exporters: code.exporters ?? [],
    metrics: code.metrics ?? [],
    unseenMetrics: code.unseenMetrics ?? [],
    logs: code.logs ?? [],
    spans: code.spans ?? [],
    calls: [],
  };
  return checkArtifacts({
    inventory: { version: 1, packages: [unit] },
    artifacts: artifactsOf(files),
    skipped: [],
    external: [],
    prefix: '',
    observed: [],
    mentioned: () => undefined,
    missingDependencies: () => [],
    hasOtherEmitters: () => false,
    mayHaveOtherEmitters: () => false,
    mentionedAttribute: () => undefined,
    isStrict: false,
    disabled: new Set(['unused-metric', 'alert-runbook', 'alert-without-for']),
    baseline: new Set(),
    ...options,
  }).findings;
}

/** What one check says, as `severity line:column message`. */
export function said(check: string, findings: readonly ReportedFinding[]): readonly string[] {
  return findings
    .filter((finding) => finding.check === check)
    .map(({ severity, position, message }) => `${severity} ${position.line}:${position.column} ${message}`);
}

/** A rule file with one alert. */
export function alert(expr: string, more = ''): string {
  return `groups:\n  - name: shop\n    rules:\n      - alert: Broken\n        expr: ${expr}\n        for: 5m\n${more}`;
}

/** A dashboard with one panel of these expressions. */
export function panel(...exprs: readonly string[]): object {
  return {
    title: 'Shop',
    schemaVersion: 39,
    panels: [{ title: 'Panel', targets: exprs.map((expr) => ({ refId: 'A', expr })) }],
  };
}

/** What one check says of one alert. */
export function ofAlert(
  check: string,
  expr: string,
  code: Code,
  options: Partial<CheckOptions> = {},
): readonly string[] {
  return said(check, judged({ 'alerts.yml': alert(expr) }, code, options)).map((line) =>
    line.replace(/ \d+:\d+ /, ' '),
  );
}

/** What one check says of one panel. */
export function ofPanel(
  check: string,
  expr: string,
  code: Code,
  options: Partial<CheckOptions> = {},
): readonly string[] {
  return said(check, judged({ 'dashboard.json': panel(expr) }, code, options)).map((line) =>
    line.replace(/ \d+:\d+ /, ' '),
  );
}
