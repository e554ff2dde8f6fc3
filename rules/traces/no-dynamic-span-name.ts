import { replace } from '../../src/model/text/edits.js';
import { type Expression, brief } from '../../src/model/code/expression.js';
import { unboundedPart } from '../../src/model/text/reason.js';
import { type UnboundedName, nameText, unboundedName } from '../../src/model/traces/name.js';
import {
  type PresumedOption,
  defineRule,
  listed,
  presumedDefaults,
  presumedSchemaFor,
} from '../../src/eslint/define-rule.js';
import {
  type NameFix,
  renameFix,
  knownAttributesOf,
  startFix,
} from '../../src/recognize/traces/span-name-fix.js';

/** The longest name that a message shows. */
const LONGEST_NAME = 36;

export default defineRule<'move' | 'constant' | 'moveIt' | 'template', PresumedOption>({
  name: 'no-dynamic-span-name',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow span names without a bound',
      signal: 'traces',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      move: 'Span name varies with `{{part}}` ({{because}}). Name it {{name}} and put {{values}} in attributes.',
      constant: 'Span name varies with `{{part}}` ({{because}}). Use a constant name and an attribute.',
      moveIt: 'Name it {{name}} and put {{values}} in attributes.',
      template: 'Use the route’s template, `{{template}}`.',
    },
    schema: presumedSchemaFor('Also report a tracer or span that only its name says to be one.'),
    defaultOptions: presumedDefaults,
  },
  sparesTests: true,
  create(context, options, file) {
    const report = (name: Expression, { cardinality, plan }: UnboundedName, fix: NameFix | undefined) => {
      const { reason, at, fix: route } = cardinality;
      const { part, text } = unboundedPart(reason, brief(at));
      const data = {
        part,
        because: text,
        name: plan ? nameText(plan, "'", file.source) : '',
        values: plan ? listed(plan.moved.map(({ value }) => value)) : '',
      };
      const node = file.source.nodeOf(name);
      const template = route && file.source.nodeOf(route.at);
      if (!node) return;
      const isFixed = fix?.isProven === true && !template;
      context.report({
        node,
        // A longer one, of other values, would be cut to what says nothing.
        messageId: plan && data.name.length <= LONGEST_NAME ? 'move' : 'constant',
        data,
        fix: isFixed ? fix.edits : undefined,
        suggest: [
          ...(template
            ? [
                {
                  messageId: 'template' as const,
                  data: { template: route.text },
                  fix: [replace(template, route.text)],
                },
              ]
            : []),
          ...(fix && !isFixed ? [{ messageId: 'moveIt' as const, data, fix: fix.edits }] : []),
        ],
      });
    };
    return {
      spanStart(site) {
        const { name, provenance } = site.start;
        if (!name || (provenance === 'name' && !options.presumed)) return;
        const unbounded = unboundedName(name, file.source, knownAttributesOf(site), file.settings);
        if (unbounded) report(name, unbounded, unbounded.plan && startFix(site, name, unbounded.plan));
      },
      spanCall(site) {
        const { dialect, method, call, provenance } = site.event;
        const [name] = call.arguments;
        if (method !== dialect.rename || !name || (provenance === 'name' && !options.presumed)) return;
        const unbounded = unboundedName(name, file.source, { keys: new Set(), values: [] }, file.settings);
        if (unbounded) report(name, unbounded, unbounded.plan && renameFix(site, name, unbounded.plan));
      },
    };
  },
});
