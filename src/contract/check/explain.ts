import type { ArtifactFile, Slo } from '../artifacts/artifact.js';
import { durationText } from '../promql/duration.js';
import { printable } from '../../model/text/printable.js';
import { DAY, budgetOf, burnRatePairs, round } from '../slo/arithmetic.js';
import { burnConditionsOf } from '../slo/burn-rate-alert.js';

const DEFAULT_WINDOW = 30 * DAY;

/** What objectives allow: the error budget, the burn-rate alerts that follow from it, and those that are written. */
export function explained(artifacts: readonly ArtifactFile[], volume: number): string {
  const slos = artifacts.flatMap((artifact) =>
    artifact.slos.map((slo) => ({ slo, file: artifact.file.path })),
  );
  const written = artifacts.flatMap(({ rules, file }) =>
    rules.flatMap((rule) => {
      const conditions = burnConditionsOf(rule);
      return conditions.length === 0 ? [] : [{ rule, conditions, file: file.path }];
    }),
  );
  if (slos.length === 0 && written.length === 0) return 'No objectives and no burn-rate alerts found.\n';
  const lines: string[] = [];
  for (const { slo, file } of slos) lines.push(...ofSlo(slo, file, volume), '');
  if (written.length > 0) {
    lines.push('Burn-rate alerts that are written:');
    for (const { rule, conditions, file } of written) {
      const windows = conditions
        .map(({ factor, window }) => `${factor}× over ${durationText(window)}`)
        .join(', ');
      lines.push(`  ${printable(rule.name)} (${printable(file)}:${rule.owner.position.line}): ${windows}`);
    }
    const missing = missingPairs(written.flatMap(({ conditions }) => conditions));
    if (missing.length > 0) lines.push(`  Not written: ${missing.join('; ')}.`);
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function ofSlo(slo: Slo, file: string, volume: number): readonly string[] {
  const head = `${printable(slo.name)} (${slo.format}, ${printable(file)}:${slo.position.line})`;
  const { target } = slo;
  if (target === undefined || Number.isNaN(target) || target <= 0 || target >= 1)
    return [head, '  Its target leaves nothing to compute.'];
  const window = slo.window ?? DEFAULT_WINDOW;
  const down = round((1 - target) * window);
  const budget = budgetOf(target, volume).toLocaleString('en-US');
  return [
    head,
    `  ${round(target * 100)} % over ${durationText(window)}: ${budget} of ${volume.toLocaleString('en-US')} requests may fail, or all of them for ${minutes(down)}.`,
    ...burnRatePairs(window).map(
      ({ factor, long, short, spent, wakes }) =>
        `  ${wakes}: errors > ${round(factor)} × ${round(1 - target)} over ${durationText(long)} and ${durationText(short)}; ${round(spent * 100)} % of the budget is gone`,
    ),
  ];
}

function minutes(seconds: number): string {
  if (seconds >= 7200) return `${round(Math.round(seconds / 360) / 10)} hours`;
  return `${round(Math.round(seconds / 6) / 10)} minutes`;
}

/** The pairs for 30 days of which no alert has the long window. */
function missingPairs(conditions: readonly { readonly window: number }[]): readonly string[] {
  return burnRatePairs(DEFAULT_WINDOW)
    .filter(({ long }) => conditions.every(({ window }) => window !== long))
    .map(({ factor, long, short }) => `${factor}× over ${durationText(long)} and ${durationText(short)}`);
}
