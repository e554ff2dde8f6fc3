import type { Rule } from '../artifacts/artifact.js';
import { durationText } from '../promql/duration.js';
import { type BurnCondition, burnConditionsOf } from '../slo/burn-rate-alert.js';
import { DAY, round, spentShare } from '../slo/arithmetic.js';
import { type Check, type Finding, type Said, atPosition, inQuery } from './check.js';

/** The window of nearly all objectives; an alert does not say its own. */
const WINDOW = 30 * DAY;
/** Shares of the budget that an alert may have let go before it fires. */
const [LITTLE, MUCH] = [0.003, 0.3];

export const burnRateWindows: Check = {
  id: 'burn-rate-windows',
  summary: 'A burn-rate alert whose windows or factors do not fit each other',
  severity: 'warning',
  *judge({ rules, sloAlerts, isGenerated }) {
    if (isGenerated) return;
    for (const alert of sloAlerts) {
      const said = alert.kind === 'condition' ? outOfBounds(alert, alert.name) : undefined;
      if (said && alert.kind === 'condition')
        yield atPosition(alert.source.file.path, alert.position, `alert ${alert.name}`, said);
    }
    for (const rule of rules) {
      const conditions = burnConditionsOf(rule);
      if (conditions.length > 0) yield* judged(rule, conditions);
    }
  },
};

function* judged(rule: Rule, conditions: readonly BurnCondition[]): Generator<Finding> {
  const { query } = rule;
  const [first] = conditions;
  if (!query || !first) return;
  if (conditions.length === 1) {
    yield inQuery(query, first, {
      severity: 'info',
      message: `One window: add \`and\` the last ${durationText(Math.max(60, first.window / 12))}, so that it ends when the burn does.`,
      name: rule.name,
    });
  } else if (conditions.length === 2) {
    const [a = first, b = first] = [...conditions].sort((x, y) => x.window - y.window);
    if (a.factor !== b.factor)
      yield inQuery(query, b, {
        severity: 'info',
        message: `The windows ask for different burn rates, ${a.factor} and ${b.factor}: one rate for both is usual.`,
        name: rule.name,
      });
    if (a.window === b.window)
      yield inQuery(query, b, {
        severity: 'warning',
        message: `Both windows are ${durationText(a.window)}: the short one should be a twelfth of the long one.`,
        name: rule.name,
      });
  }
  const longest = conditions.reduce((a, b) => (b.window > a.window ? b : a));
  const said = outOfBounds(longest, rule.name);
  if (said) yield inQuery(query, longest, said);
}

/** What is wrong with a burn rate over a window: it fires when next to nothing of a budget is gone, or nearly all of it. */
function outOfBounds({ factor, window }: { factor: number; window: number }, name: string): Said | undefined {
  const spent = spentShare(factor, window, WINDOW);
  if (spent >= LITTLE && spent <= MUCH) return undefined;
  return {
    severity: 'warning',
    message: `${factor} times over ${durationText(window)} is ${round(Math.round(spent * 1000) / 10)} % of a 30-day budget: the workbook pairs 14.4 with 1h, 6 with 6h, 1 with 3d.`,
    name,
  };
}
