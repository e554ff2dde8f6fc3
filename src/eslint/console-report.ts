import { removeStatement } from '../estree/statement-removal.js';
import { byHand } from '../model/logs/call.js';
import type { Refusal } from '../model/logs/plan.js';
import type { Reason } from '../model/text/reason.js';
import type { LogSite } from '../recognize/logs/log-site.js';
import { LOG_REPAIR_MESSAGES, isRepairable, logRepair } from './log-repair.js';
import type { Report } from './report.js';

/** What is said of a console call that is a log: how it would be a record, or why it cannot be one as it is. */
export const CONSOLE_MESSAGES = {
  ...LOG_REPAIR_MESSAGES,
  useLogger: '`console.{{method}}` bypasses the logger. Write it with `{{logger}}`.',
  importLogger: '`console.{{method}}` bypasses the logger. Use `{{logger}}` from `{{from}}`.',
  makeLogger: '`console.{{method}}` bypasses the logger. Use {{make}}.',
  noLogger: '`console.{{method}}` writes no fields. Use a logger, as `npx obs-codemod` does.',
  byHand: '`console.{{method}}` bypasses the logger. Rewrite it by hand: {{why}}.',
  twice: '`console.{{method}}` prints what the logger logs beside it. Remove it.',
  remove: 'Remove it: it prints decoration.',
  removeTwice: 'Remove it: the logger says the same.',
} as const;

export type ConsoleMessage = keyof typeof CONSOLE_MESSAGES;

interface ConsoleReport extends Report<ConsoleMessage> {
  /** Why a call is rewritten by hand, for the rule to say. */
  readonly why?: Reason;
}

/**
 * What is reported of a call of the console; undefined where nothing is.
 *
 * @param presumed whether a file counts as a service's of which nothing says so
 */
export function consoleReport(site: LogSite, presumed: boolean): ConsoleReport | undefined {
  const special = byHand(site.call);
  if (special) return byHandReport(site, special);
  const { decoration } = site;
  if (decoration) return byHandReport(site, decoration.refused, removal(site, 'remove'));
  // Looking for a logger follows imports: only where one would be written.
  const logger = site.availableLogger();
  if (!logger) return reportWithoutLogger(site, presumed);
  if ('refused' in logger) return refusalReport(site, logger);
  const fix = site.rewriteWith(logger);
  if ('refused' in fix && !isRepairable(fix)) return refusalReport(site, fix);
  const { node, call } = site;
  const data = { method: call.method, logger: logger.text };
  return { node, messageId: 'useLogger', data, ...logRepair(site, fix, logger) };
}

/** The same where no logger is at hand to write it with: names one that is near. */
export function reportWithoutLogger(site: LogSite, presumed: boolean): ConsoleReport | undefined {
  const { node, call } = site;
  const { method } = call;
  const near = site.nearbyLogger();
  if (!near)
    // An assertion checks the program: without a logger it may stay one.
    return method !== 'assert' || presumed ? { node, messageId: 'noLogger', data: { method } } : undefined;
  if ('make' in near) return { node, messageId: 'makeLogger', data: { method, make: near.make } };
  if (near.isEarlier) return undefined;
  return { node, messageId: 'importLogger', data: { method, logger: near.name, from: near.from } };
}

function refusalReport(site: LogSite, { refused }: Refusal): ConsoleReport {
  if (refused.code !== 'logged-beside') return byHandReport(site, refused);
  const { node, call } = site;
  const suggest = removal(site, 'removeTwice');
  return { node, messageId: 'twice', data: { method: call.method }, suggest };
}

function byHandReport({ node, call }: LogSite, why: Reason, suggest: Removal = []): ConsoleReport {
  return { node, messageId: 'byHand', data: { method: call.method }, why, suggest };
}

type Removal = NonNullable<ConsoleReport['suggest']>;

function removal(site: LogSite, messageId: 'remove' | 'removeTwice'): Removal {
  const statement = site.statement();
  return statement ? [{ messageId, fix: [removeStatement(statement, site.file.syntax)] }] : [];
}
