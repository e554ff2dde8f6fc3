import type { SpanFault } from '../../src/model/traces/fault.js';
import { callFaults, startFaults } from '../../src/model/traces/fault.js';
import { reasonText } from '../../src/model/text/reason.js';
import { type PresumedOption, defineRule } from '../../src/eslint/define-rule.js';
import type { SpanCallSite, SpanSite } from '../../src/recognize/traces/span-site.js';

export default defineRule<SpanFault['fault'] | 'suggestion', PresumedOption>({
  name: 'valid-span-call',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow what the tracing SDK drops without a word',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      context:
        '`{{context}}` stands where `{{method}}` takes its options: it is ignored, and the span is no child of what it carries. Pass it third: `{{method}}(name, {}, {{context}})`.',
      option: 'OpenTelemetry ignores the option `{{option}}` without a word. {{instead}}.',
      callback:
        '`{{method}}` without a function starts no span and returns undefined. Pass the function that runs in the span, or call `startSpan`.',
      name: '{{library}} takes the options here: with the string {{name}} the span has no name. Pass `{ name: {{name}} }`.',
      value:
        'The attribute "{{key}}" is {{what}} here: OpenTelemetry drops it. Pass a string, a number, a boolean or an array of one of these.',
      key: 'OpenTelemetry drops an attribute with an empty name. Give it one.',
      attributes:
        '`setAttribute` takes a name and a value: of `{{attributes}}` nothing is set. Call `setAttributes`.',
      pair: '`setAttributes` takes one object: the attribute {{key}} is not set. Call `setAttribute`.',
      status:
        '`setStatus` takes an object: with `{{status}}` the span gets a status without a code. Pass `{{instead}}`.',
      code: 'The status `{{status}}` has no code that OpenTelemetry knows: the span does not count as an error. Pass `{ code: SpanStatusCode.ERROR }`.',
      message: 'OpenTelemetry drops the message of a status {{code}}. Leave it out, or set an attribute.',
      errorMessage:
        'The status message `{{message}}` is an Error: OpenTelemetry drops it. Pass its text here, and the error itself to `recordException`.',
      exception:
        '`recordException({{exception}})` records nothing. Pass the error itself, or an object with a `message` or `name`.',
      endTime:
        '`{{end}}` takes the time of the end, and `{{time}}` is a duration: the end lies before the start, and the span lasts 0 ms. Call `end()`.',
      suggestion: 'Write `{{text}}` instead.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          presumed: {
            type: 'boolean',
            description: 'Also report a tracer or span that only its name says to be one.',
          },
        },
        additionalProperties: false,
      },
    ],
    defaultOptions: [{ presumed: false }],
  },
  create(context, options, file) {
    const report = (
      site: SpanSite | SpanCallSite,
      { fault, at, data, reason, edit, versions }: SpanFault,
    ) => {
      if (versions && file.holds(versions) !== true) return;
      const text = reason ? reasonText(reason) : '';
      context.report({
        node: site.nodeOf(at),
        messageId: fault,
        data: { what: text, instead: text, ...data },
        fix: edit?.isSafe ? [edit] : undefined,
        suggest:
          edit && !edit.isSafe ? [{ messageId: 'suggestion', data: { text: edit.text }, fix: [edit] }] : [],
      });
    };
    const isJudged = (provenance: string) => provenance !== 'name' || options.presumed;
    return {
      spanStart(site) {
        if (!isJudged(site.start.provenance)) return;
        for (const fault of startFaults(site.start, file.source)) report(site, fault);
      },
      spanCall(site) {
        if (!isJudged(site.event.provenance)) return;
        for (const fault of callFaults(site.event, file.source)) report(site, fault);
      },
    };
  },
});
