import type { SpanFault } from '../../src/model/traces/fault.js';
import { callFaults, startFaults } from '../../src/model/traces/fault.js';
import { reasonText } from '../../src/model/text/reason.js';
import {
  type PresumedOption,
  defineRule,
  presumedDefaults,
  presumedSchemaFor,
} from '../../src/eslint/define-rule.js';
import { mayBeOpenTelemetry } from '../../src/recognize/traces/other-tracers.js';
import type { SpanCallSite, SpanSite } from '../../src/recognize/traces/span-site.js';

export default defineRule<SpanFault['fault'] | 'suggestion', PresumedOption>({
  name: 'valid-span-call',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow what the tracing SDK silently drops',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      context: 'The context is where the options belong. Pass it third: `{{method}}(name, {}, {{context}})`.',
      option: 'OpenTelemetry ignores the option `{{option}}`. {{instead}}.',
      callback: '`{{method}}` without a function starts no span. Pass one, or call `startSpan`.',
      name: '{{library}} takes options here, so {{name}} names no span. Pass `{ name: {{name}} }`.',
      value: 'OpenTelemetry drops the attribute "{{key}}": it is {{what}}. Pass text, a number or a boolean.',
      key: 'OpenTelemetry drops an attribute with an empty name. Name it.',
      attributes: '`setAttribute` sets nothing of `{{attributes}}`. Call `setAttributes`.',
      pair: '`setAttributes` takes an object, so {{key}} is not set. Call `setAttribute`.',
      status: '`setStatus` takes an object, so `{{status}}` sets no code. Pass `{{instead}}`.',
      code: '`{{status}}` has no valid code. Pass `{ code: SpanStatusCode.ERROR }`.',
      message: 'OpenTelemetry drops the message of a status {{code}}. Leave it out, or set an attribute.',
      errorMessage: 'OpenTelemetry drops the status message `{{message}}`, an Error. Pass its text.',
      exception: '`recordException({{exception}})` records nothing. Pass the error itself.',
      exceptionText: '`recordException({{exception}})` loses the stack. Pass `{{error}}`.',
      eventError: '`addEvent` takes attributes and keeps nothing of `{{error}}`. Call `recordException`.',
      eventText: '`addEvent` takes attributes, so `{{text}}` is dropped. Pass an object.',
      absent: 'A span has no method `{{method}}`, so this throws. Call `{{right}}`.',
      endTime: '`{{end}}` takes a time, not a duration. Call `end()`.',
      suggestion: 'Write `{{text}}`.',
    },
    schema: presumedSchemaFor('Also report a tracer or span that only its name says to be one.'),
    defaultOptions: presumedDefaults,
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
    const isJudged = (provenance: string) =>
      // In a test nothing is lost, and a test of a tracer gives it what it drops.
      file.role.role !== 'tests' && (provenance !== 'name' || (options.presumed && mayBeOpenTelemetry(file)));
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
