import { defineRule } from '../../src/eslint/define-rule.js';
import { uncaughtFailures, unmarkedFailures } from '../../src/recognize/traces/span-failure.js';
import { recordedFailures } from '../../src/recognize/traces/recorded-failure.js';
import { catchFix, markingFix, statusFix } from '../../src/recognize/traces/span-failure-fix.js';
import { spanName } from '../../src/recognize/traces/span-site.js';

export default defineRule<'mark' | 'status' | 'exception' | 'tag' | 'uncaught' | 'suggestion'>({
  name: 'require-span-error',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a caught error to be recorded on the span whose work it ends',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      mark: '{{span}} stays UNSET here. {{record}}, and set its status to ERROR.',
      status: '{{span}} stays UNSET. Call `{{name}}.setStatus({ code: SpanStatusCode.ERROR })` too.',
      exception: '{{span}} lacks the exception. {{record}} too.',
      tag: "{{span}} is not marked as failed here. Call `{{name}}.setTag('error', {{error}})`.",
      uncaught: '{{span}} stays UNSET when this fails. Catch the error and record it.',
      suggestion: 'Mark the span as failed.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      spanStart(site) {
        const failures = unmarkedFailures(site);
        const recorded = recordedFailures(site);
        const uncaught = uncaughtFailures(site);
        const isNone = failures.length + recorded.length + uncaught.length === 0;
        if (isNone || /^(?:tests|generated)$/.test(file.role.role)) return;
        for (const attempt of uncaught) {
          const fix = catchFix(attempt, site);
          context.report({
            node: attempt,
            loc: { start: attempt.loc.start, end: attempt.block.loc.start },
            messageId: 'uncaught',
            data: { span: spanName(site) },
            suggest: fix ? [{ messageId: 'suggestion', fix }] : [],
          });
        }
        for (const call of recorded) {
          const data = { span: spanName(site), name: site.held?.name ?? 'span' };
          context.report({ node: call, messageId: 'status', data, fix: statusFix(call, site) });
        }
        for (const failure of failures) {
          const { handler, missing, isCertain } = failure;
          const { recordException, errorTagTakesError } = site.start.dialect;
          const fix = markingFix(failure, site);
          const { parameter } = handler;
          const bound = parameter?.type === 'Identifier' ? parameter.name : undefined;
          const name = site.held?.name ?? 'span';
          context.report({
            node: handler.node,
            loc: { start: handler.node.loc.start, end: handler.body.loc.start },
            messageId: recordException === undefined ? 'tag' : missing,
            data: {
              span: spanName(site),
              name,
              error: errorTagTakesError ? (bound ?? 'error') : 'true',
              record:
                bound === undefined
                  ? `Name the error and record it on \`${name}\``
                  : `Call \`${name}.recordException(${bound})\``,
            },
            fix: isCertain ? fix : undefined,
            suggest: fix && !isCertain ? [{ messageId: 'suggestion', fix }] : [],
          });
        }
      },
    };
  },
});
