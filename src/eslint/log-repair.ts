import type { Refusal } from '../model/logs/plan.js';
import type { Edit } from '../model/text/edits.js';
import type { LogSite } from '../recognize/logs/log-site.js';
import type { Report } from './report.js';

/** What rules that rewrite log calls say about a rewriting that somebody has to look at. */
export const LOG_REPAIR_MESSAGES = {
  wholeError: 'Log the whole error. Check that the logger redacts the request in it.',
} as const;

/**
 * How a report repairs a log call: by its fix, or, where the whole error can show the request that failed and its credentials, by a
 * suggestion.
 */
export function logRepair(
  site: LogSite,
  fix: readonly Edit[] | Refusal,
  logger?: Parameters<LogSite['rewriteReviewed']>[0],
): Pick<Report<keyof typeof LOG_REPAIR_MESSAGES>, 'fix' | 'suggest'> {
  if (!('refused' in fix)) return { fix };
  if (!isRepairable(fix)) return {};
  const reviewed = site.rewriteReviewed(logger);
  return reviewed ? { suggest: [{ messageId: 'wholeError', fix: reviewed }] } : {};
}

/** Whether a call can be rewritten, if only after a look at it. */
export function isRepairable(fix: readonly Edit[] | Refusal): boolean {
  return !('refused' in fix) || fix.refused.code === 'error-holds-request';
}
