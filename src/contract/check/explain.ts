import { printable } from '../../model/text/printable.js';
import type { ArtifactFile, Slo } from '../artifacts/artifact.js';
import { durationText } from '../promql/duration.js';
import { type BurnRatePair, DAY, budgetOf, burnRatePairs, round, spentShare } from '../slo/arithmetic.js';
import type { BurnCondition, BurnWindows } from '../slo/burn-rate-alert.js';
import { type Difference, type WrittenPair, compared, differences } from '../slo/compare.js';
import { type WrittenAlert, objectiveAlerts } from '../slo/objective-alerts.js';

const DEFAULT_WINDOW = 30 * DAY;

/**
 * What objectives allow: the error budget, the burn-rate alerts that follow from it, and how those that are written compare.
 *
 * @param asked whose objectives are explained
 * @param all where alerts on them may be written
 */
export function explained(
  asked: readonly ArtifactFile[],
  volume: number,
  all: readonly ArtifactFile[] = asked,
): string {
  const files = new Set(asked.map(({ file }) => file.path));
  const found = objectiveAlerts(all);
  const byObjective = [...found.byObjective].filter(([slo]) => files.has(slo.source.file.path));
  const others = found.others.filter(({ file }) => files.has(file));
  if (byObjective.length === 0 && others.length === 0)
    return 'No objectives and no burn-rate alerts found.\n';
  const lines: string[] = [];
  for (const [slo, alerts] of byObjective) lines.push(...ofSlo(slo, alerts, volume), '');
  if (others.length > 0) {
    lines.push('Burn-rate alerts on no objective that is specified here, beside the pairs for 30d:');
    for (const [name, alerts] of byBudget(others)) lines.push(...ofUnspecified(name, alerts));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function ofSlo(slo: Slo, alerts: readonly WrittenAlert[], volume: number): readonly string[] {
  const head = `${printable(slo.name)} (${slo.format}, ${printable(slo.source.file.path)}:${slo.position.line})`;
  const { target } = slo;
  if (target === undefined || Number.isNaN(target) || target <= 0 || target >= 1)
    return [head, '  Its target leaves nothing to compute.'];
  const window = slo.window ?? DEFAULT_WINDOW;
  const down = round((1 - target) * window);
  const budget = budgetOf(target, volume).toLocaleString('en-US');
  const { pairs, others } = compared(burnRatePairs(window), alerts, target);
  const lines = [
    head,
    `  ${round(target * 100)} % over ${durationText(window)}: ${budget} of ${volume.toLocaleString('en-US')} requests may fail, or all of them for ${minutes(down)}.`,
  ];
  for (const { pair, written } of pairs) {
    lines.push(following(pair, target));
    if (written) lines.push(`    ${asWritten(written, differences(pair, written.windows, target))}`);
    else if (alerts.length > 0) lines.push('    not written');
  }
  for (const written of others)
    lines.push(
      `  ${windowsText(written.windows)}: ${spent(written.windows, window)}`,
      `    ${placeOf(written.alert)}`,
    );
  if (alerts.length === 0) lines.push(noneWritten(slo));
  return lines;
}

function following({ factor, long, short, spent: share, wakes }: BurnRatePair, target: number): string {
  return `  ${wakes}: errors > ${Number(factor.toPrecision(4))} × ${round(1 - target)} over ${durationText(long)} and ${durationText(short)}; ${round(share * 100)} % of the budget is gone`;
}

function asWritten({ alert }: WrittenPair, found: readonly Difference[]): string {
  if (found.length === 0) return `written so: ${placeOf(alert)}`;
  return `written otherwise: ${placeOf(alert)}: ${found.map(differenceText).join('; ')}`;
}

function differenceText({ what, written, follows }: Difference): string {
  const text = (value: number) => (what === 'short window' ? durationText(value) : String(round(value)));
  return `${what} ${written === undefined ? 'missing' : text(written)}, not ${text(follows)}`;
}

function noneWritten({ format }: Slo): string {
  return format === 'OpenSLO'
    ? '  No alert on it is written here.'
    : `  No alert on it is written here: ${format} generates them.`;
}

function placeOf({ name, file, line }: WrittenAlert): string {
  return `${printable(name)} (${printable(file)}:${line})`;
}

function windowsText({ long, short }: BurnWindows): string {
  const over = `errors > ${thresholdText(long)} over ${durationText(long.window)}`;
  if (!short) return over;
  const isOneRate = thresholdText(short) === thresholdText(long);
  return `${over} and ${isOneRate ? '' : `> ${thresholdText(short)} over `}${durationText(short.window)}`;
}

function thresholdText({ factor, budget }: BurnCondition): string {
  return budget === undefined ? String(round(factor)) : `${round(factor)} × ${round(budget)}`;
}

function spent({ long }: BurnWindows, window: number): string {
  return `${round(Math.round(spentShare(long.factor, long.window, window) * 1000) / 10)} % of the budget is gone`;
}

/** Alerts by the objective that they name, else by what they allow. */
function byBudget(alerts: readonly WrittenAlert[]): ReadonlyMap<string, readonly WrittenAlert[]> {
  const groups = new Map<string, WrittenAlert[]>();
  for (const alert of alerts) {
    const budget = alert.windows[0]?.long.budget;
    const name =
      alert.objective ??
      (budget === undefined ? 'a budget that is not told' : `a budget of ${round(budget)}`);
    const group = groups.get(name);
    if (group) group.push(alert);
    else groups.set(name, [alert]);
  }
  return groups;
}

function ofUnspecified(name: string, alerts: readonly WrittenAlert[]): readonly string[] {
  const lines = [`  ${printable(name)}`];
  for (const alert of alerts)
    for (const windows of alert.windows)
      lines.push(`    ${placeOf(alert)}: ${windowsText(windows)}; ${spent(windows, DEFAULT_WINDOW)}`);
  const long = new Set(alerts.flatMap(({ windows }) => windows.map((each) => each.long.window)));
  const missing = burnRatePairs(DEFAULT_WINDOW)
    .filter((pair) => !long.has(pair.long))
    .map((pair) => `${pair.factor}× over ${durationText(pair.long)} and ${durationText(pair.short)}`);
  return missing.length > 0 ? [...lines, `    not written: ${missing.join('; ')}`] : lines;
}

function minutes(seconds: number): string {
  if (seconds >= 7200) return `${round(Math.round(seconds / 360) / 10)} hours`;
  return `${round(Math.round(seconds / 6) / 10)} minutes`;
}
