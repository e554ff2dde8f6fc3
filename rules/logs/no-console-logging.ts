import { removeStatement } from '../../src/estree/statement-removal.js';
import { isConsole } from '../../src/catalog/index.js';
import { byHand as byHandOf, isEmptyLine, printsNothing } from '../../src/model/logs/call.js';
import { type Reason, reasonText } from '../../src/model/text/reason.js';
import type { FileRole } from '../../src/model/code/role.js';
import { errorHandler } from '../../src/recognize/logs/error-handler.js';
import type { LogSite } from '../../src/recognize/logs/log-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import { LOG_REPAIR_MESSAGES, isRepairable, logRepair } from '../../src/eslint/log-repair.js';

interface Options {
  /** Console methods that are not reported. */
  readonly allow?: readonly string[];
  /** Kinds of file, left alone otherwise, whose console output is reported too. */
  readonly include?: readonly FileRole[];
  /** Also report files of which nothing says that a service runs them. `strict` sets it. */
  readonly presumed?: boolean;
}

export default defineRule<
  | 'wholeError'
  | 'useLogger'
  | 'importLogger'
  | 'makeLogger'
  | 'noLogger'
  | 'byHand'
  | 'passed'
  | 'twice'
  | 'remove'
  | 'removeTwice',
  Options
>({
  name: 'no-console-logging',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Disallow `console.*` as a log in code that is not a command line’s own output',
      signal: 'logs',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      ...LOG_REPAIR_MESSAGES,
      useLogger: '`console.{{method}}` bypasses the logger. Write it with `{{logger}}`.',
      importLogger: '`console.{{method}}` bypasses the logger. Use `{{logger}}` from `{{from}}`.',
      makeLogger: '`console.{{method}}` bypasses the logger. Use {{make}}.',
      noLogger: '`console.{{method}}` writes no fields. Use a logger, as `npx obs-codemod` does.',
      byHand: '`console.{{method}}` bypasses the logger. Rewrite it by hand: {{why}}.',
      passed: '`console.{{method}}` bypasses the logger here. Log with `{{logger}}`.',
      twice: '`console.{{method}}` prints what the logger logs beside it. Remove it.',
      remove: 'Remove it: it prints decoration.',
      removeTwice: 'Remove it: the logger says the same.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          allow: {
            type: 'array',
            items: { type: 'string' },
            uniqueItems: true,
            description: 'Console methods that are not reported.',
          },
          include: {
            type: 'array',
            items: { enum: ['cli', 'scripts', 'tests', 'browser'] },
            uniqueItems: true,
            description: 'Kinds of file, left alone otherwise, whose console output is reported too.',
          },
          presumed: {
            type: 'boolean',
            description: 'Also report files of which nothing says that a service runs them.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ allow: [], include: [], presumed: false }],
  },
  create(context, options, file) {
    const isTheLogger = isConsole(file.settings.logger?.library);

    /** Whether it is no log; what a comment suppresses is reported, for ESLint to see that the comment is used. */
    const isLeftAlone = (site: LogSite) => {
      const reason = site.leftAlone(options.include);
      return reason !== undefined && reason.code !== 'suppressed';
    };

    /** Reports a call where no logger is at hand to write it with, and names one that is near. */
    const reportWithout = (site: LogSite) => {
      const { node, call } = site;
      const { method } = call;
      const near = site.nearbyLogger();
      if (!near) {
        // An assertion checks the program: without a logger it may stay one.
        if (method !== 'assert' || options.presumed)
          context.report({ node, messageId: 'noLogger', data: { method } });
      } else if ('make' in near)
        context.report({ node, messageId: 'makeLogger', data: { method, make: near.make } });
      else if (!near.isEarlier)
        context.report({
          node,
          messageId: 'importLogger',
          data: { method, logger: near.name, from: near.from },
        });
    };

    return {
      consoleReference(site) {
        const { method } = site.call;
        if (isTheLogger || options.allow.includes(method) || isLeftAlone(site)) return;
        // What starts or ends a program has no logger, and often nobody else to tell.
        if (!file.source.isInFunction(file.source.expression(site.node))) return;
        const logger = site.availableLogger();
        if (!logger || 'refused' in logger) {
          if (options.presumed || site.isOfService()) reportWithout(site);
          return;
        }
        const handler = errorHandler(site, logger);
        const fix = handler && !('refused' in handler) ? [...(logger.needs ?? []), handler] : undefined;
        context.report({
          node: site.node,
          messageId: 'passed',
          data: { method, logger: logger.text },
          ...(fix ? { fix } : {}),
        });
      },
      logCall(site) {
        const { method, library } = site.call;
        if (!isConsole(library) || isTheLogger || options.allow.includes(method)) return;
        if (isEmptyLine(site.call) || printsNothing(site.call) || isLeftAlone(site)) return;
        // Where a logger is at hand, it is what was meant to be written with, whoever runs the file.
        if (!options.presumed && (site.writesRecord || !(site.isOfService() || site.availableLogger())))
          return;

        const { node } = site;
        const removing = (messageId: 'remove' | 'removeTwice') => {
          const statement = site.statement();
          return statement ? [{ messageId, fix: [removeStatement(statement, file.syntax)] }] : [];
        };
        const byHand = (reason: Reason, suggest: ReturnType<typeof removing> = []) =>
          context.report({ node, messageId: 'byHand', data: { method, why: reasonText(reason) }, suggest });
        const special = byHandOf(site.call);
        const { decoration } = site;
        // Looking for a logger follows imports: only where one would be written.
        const logger = special || decoration ? undefined : site.availableLogger();
        const fix = logger && ('refused' in logger ? logger : site.rewriteWith(logger));

        if (special) byHand(special);
        else if (decoration) byHand(decoration.refused, removing('remove'));
        else if (!logger || !fix) reportWithout(site);
        else if ('text' in logger && isRepairable(fix)) {
          const repair = logRepair(site, fix, logger);
          context.report({ node, messageId: 'useLogger', data: { method, logger: logger.text }, ...repair });
        } else if ('refused' in fix && fix.refused.code === 'logged-beside')
          context.report({ node, messageId: 'twice', data: { method }, suggest: removing('removeTwice') });
        else if ('refused' in fix) byHand(fix.refused);
      },
    };
  },
});
