import { releaseInFinally } from '../../src/flow/finally.js';
import { exitReason } from '../../src/flow/paths/exit-reason.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type PresumedOption, defineRule } from '../../src/eslint/define-rule.js';
import { type SpanSite, spanName } from '../../src/recognize/traces/span-site.js';

interface Options extends PresumedOption {
  /** Also report what hardly throws, and what stands between the start and the `try` that ends the span. `strict` sets it. */
  readonly beforeTry?: boolean;
}

export default defineRule<'never' | 'callback' | 'exit' | 'throw' | 'overwritten', Options>({
  name: 'require-span-end',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require a started span to be ended on every path',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    messages: {
      never: '{{span}} is never ended. Call `{{end}}` in a `finally`.',
      callback: '{{span}} is never ended. Call `{{end}}` in a `finally` of the callback.',
      exit: '{{span}} is not ended {{where}}. End it in a `finally`.',
      overwritten: '{{span}} is not ended {{where}}. End it first.',
      throw: '{{span}} is not ended when {{where}}. End it in a `finally`.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          presumed: {
            type: 'boolean',
            description: 'Also report a tracer that only its name says to be one.',
          },
          beforeTry: {
            type: 'boolean',
            description:
              'Also report what hardly throws, and what can throw between the start and the `try` that ends the span.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ presumed: false, beforeTry: false }],
  },
  sparesTests: true,
  create(context, options, file) {
    return {
      spanStart(site) {
        const { leak, start, held } = site;
        if (!leak || (leak.kind === 'throw' && leak.tolerated && !options.beforeTry)) return;
        // That the span is ended somewhere here leaves no doubt about who ends it.
        const isProven = start.provenance !== 'name' && start.reading !== undefined;
        if (!isProven && leak.kind === 'never' && !options.presumed) return;
        const isCallback = leak.kind === 'never' && start.kind === 'active';
        const release = `${held?.name ?? 'span'}.${endOf(site)}()`;
        const exit = exitReason(leak, file.syntax);
        const isOverwritten = exit?.code === 'overwritten';
        context.report({
          node: site.node,
          messageId: isCallback ? 'callback' : isOverwritten ? 'overwritten' : leak.kind,
          data: {
            span: spanName(site),
            end: release,
            where: exit ? reasonText(exit) : '',
          },
          fix:
            held?.name && !isOverwritten ? releaseInFinally(held.resource, release, file.syntax) : undefined,
        });
      },
    };
  },
});

/** The method that ends the span; where only a name tells the library, the one that is used. */
function endOf({ start, held, file }: SpanSite): string {
  const [end = 'end'] = start.dialect.ends;
  const isPresumed = start.provenance === 'name' && held?.name !== undefined;
  return isPresumed && file.syntax.text.includes(`${held.name}.finish(`) ? 'finish' : end;
}
