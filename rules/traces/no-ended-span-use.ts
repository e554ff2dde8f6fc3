import { throwReason } from '../../src/flow/paths/exit-reason.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type LateCall, lateCall } from '../../src/recognize/traces/ended-span.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchemaFor,
} from '../../src/eslint/define-rule.js';
import type { SpanCallSite } from '../../src/recognize/traces/span-site.js';

export default defineRule<'used' | 'again', PresumedOption>({
  name: 'no-ended-span-use',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow using a span, or ending it again, after its end',
      signal: 'traces',
      tier: 'recommended',
    },
    messages: {
      used: '`{{call}}` is lost, as the span ended in line {{line}}{{way}}. Move it before the end.',
      again: '`{{call}}` is ignored, as the span ended in line {{line}}{{way}}. Keep one of the two.',
    },
    schema: presumedSchemaFor('Also report a span that only its name says to be one.'),
    defaultOptions: presumedDefaults,
  },
  sparesTests: true,
  create(context, options) {
    const reported = new Set<unknown>();
    return {
      spanCall(site) {
        const { event } = site;
        if (event.effect !== 'end' || !event.dialect.ignoresAfterEnd) return;
        if (event.provenance === 'name' && !options.presumed) return;
        const late = lateCall(site);
        if (!late || reported.has(late.node)) return;
        // Whether what is awaited after the end ever fails is not seen, and nothing but an ignored call comes of it.
        if (late.isEnd && late.by?.kind === 'throw' && late.by.at.type === 'AwaitExpression') return;
        reported.add(late.node);
        context.report({
          node: late.node,
          messageId: late.isEnd ? 'again' : 'used',
          data: {
            call: `${late.span}.${late.method}()`,
            line: site.node.loc.end.line,
            way: wayOf(late, site),
          },
        });
      },
    };
  },
});

/** How the code got from the end to the late call, where that does not simply follow. */
function wayOf({ by }: LateCall, { file }: SpanCallSite): string {
  if (by?.kind === 'turn') return ', an iteration before';
  return by?.kind === 'throw' ? ` when ${reasonText(throwReason(by.at, file.syntax))}` : '';
}
