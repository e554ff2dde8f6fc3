import type { Changes, MetricChange } from '../changes.js';

/** A comparison with what it was made of. */
export interface DiffReport {
  /** As the user wrote it. */
  readonly ref: string;
  readonly commit: string;
  readonly changes: Changes;
}

/** What happened to a metric, in words. */
export function differenceText(change: MetricChange): string {
  switch (change.change) {
    case 'added':
      return `new ${change.kind}`;
    case 'removed':
      return `the ${change.kind} is gone`;
    case 'renamed':
      return `now ${change.to} (${change.evidence.join(', ')})`;
    case 'kind':
      return `${change.before}, now ${change.after}`;
    case 'unit':
      return `unit ${change.before}, now ${change.after}`;
    case 'names':
      return `in Prometheus ${change.before.join(' or ')}, now ${change.after.join(' or ')}`;
    case 'labels':
      return [
        ...change.removed.map((name) => `label ${name} is gone`),
        ...change.added.map((name) => `new label ${name}`),
      ].join(', ');
    case 'values':
      return [
        ...change.removed.map((value) => `${change.label}="${value}" is gone`),
        ...change.added.map((value) => `new ${change.label}="${value}"`),
      ].join(', ');
    case 'buckets':
      return [
        ...(change.removed.length > 0 ? [`buckets ${change.removed.join(', ')} are gone`] : []),
        ...(change.added.length > 0 ? [`new buckets ${change.added.join(', ')}`] : []),
      ].join(', ');
  }
}

/** Changes of the code's own metrics, and for each library how many of those that it emits by itself came or went. */
export function grouped(changes: readonly MetricChange[]): {
  readonly own: readonly MetricChange[];
  readonly libraries: readonly {
    readonly from: string;
    readonly change: MetricChange['change'];
    readonly metrics: readonly MetricChange[];
  }[];
} {
  const groups = new Map<
    string,
    { readonly from: string; readonly change: MetricChange['change']; readonly metrics: MetricChange[] }
  >();
  for (const each of changes) {
    const { from, change } = each;
    if (from === undefined) continue;
    const key = JSON.stringify([from, change, each.isBreak && !each.isAllowed]);
    const group = groups.get(key) ?? { from, change, metrics: [] };
    group.metrics.push(each);
    groups.set(key, group);
  }
  return { own: changes.filter(({ from }) => from === undefined), libraries: [...groups.values()] };
}

/** Who reads what a change breaks: `read by alert HighErrors (alerts.yml:12)`. */
export function readersText({ readers }: MetricChange): string {
  const [first, ...others] = readers;
  if (!first) return '';
  const more = others.length > 0 ? ` and ${String(others.length)} more` : '';
  return `read by ${first.kind} ${first.name} (${first.at.file}:${String(first.at.line)})${more}`;
}

/** `break`, `allowed`, or nothing for what breaks nobody. */
export function weightText({ isBreak, isAllowed }: MetricChange): 'break' | 'allowed' | '' {
  if (!isBreak) return '';
  return isAllowed ? 'allowed' : 'break';
}
