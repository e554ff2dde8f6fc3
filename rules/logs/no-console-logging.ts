import { isConsole } from '../../src/catalog/index.js';
import { isEmptyLine, printsNothing } from '../../src/model/logs/call.js';
import { reasonText } from '../../src/model/text/reason.js';
import type { FileRole } from '../../src/model/code/role.js';
import { errorHandler } from '../../src/recognize/logs/error-handler.js';
import type { LogSite } from '../../src/recognize/logs/log-site.js';
import { defineRule } from '../../src/eslint/define-rule.js';
import {
  CONSOLE_MESSAGES,
  type ConsoleMessage,
  consoleReport,
  reportWithoutLogger,
} from '../../src/eslint/console-report.js';

interface Options {
  /** Console methods that are not reported. */
  readonly allow?: readonly string[];
  /** Kinds of file, left alone otherwise, whose console output is reported too. */
  readonly include?: readonly FileRole[];
  /** Also report files of which nothing says that a service runs them. `strict` sets it. */
  readonly presumed?: boolean;
}

export default defineRule<ConsoleMessage | 'passed', Options>({
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
      ...CONSOLE_MESSAGES,
      passed: '`console.{{method}}` bypasses the logger here. Log with `{{logger}}`.',
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

    const report = (found: ReturnType<typeof consoleReport>) => {
      if (!found) return;
      const { fix, suggest = [], why, data, ...said } = found;
      context.report({ ...said, data: { ...data, ...(why ? { why: reasonText(why) } : {}) }, fix, suggest });
    };

    return {
      consoleReference(site) {
        const { method } = site.call;
        if (isTheLogger || options.allow.includes(method) || isLeftAlone(site)) return;
        // What starts or ends a program has no logger, and often nobody else to tell.
        if (!file.source.isInFunction(file.source.expression(site.node))) return;
        const logger = site.availableLogger();
        if (!logger || 'refused' in logger) {
          if (options.presumed || site.isOfService()) report(reportWithoutLogger(site, options.presumed));
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
        report(consoleReport(site, options.presumed));
      },
    };
  },
});
