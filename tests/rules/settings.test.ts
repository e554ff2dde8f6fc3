import { describe } from 'vitest';
import requireSpanEnd from '../../rules/traces/require-span-end.js';
import { lines, ruleTester } from './rule-tester.js';

/** A span of a tracer that only its name could tell, left open on a path. */
const code = lines(
  "import { tracing } from '@acme/tracing';",
  'export async function load(id: string) {',
  "  const span = tracing.startSpan('load');",
  '  const order = await find(id);',
  '  span.end();',
  '  return order;',
  '}',
);
const settings = { observability: { tracers: ['tracing'] } };

describe('settings.observability.tracers', () => {
  ruleTester.run('require-span-end', requireSpanEnd, {
    valid: [{ name: 'no tracer without it', code }],
    invalid: [
      {
        name: 'names a tracer',
        code,
        settings,
        errors: [
          {
            messageId: 'throw',
            data: {
              span: 'Span "load"',
              method: 'startSpan',
              end: 'span.end()',
              where: '`find(id)` throws (line 4)',
            },
          },
        ],
        output: lines(
          "import { tracing } from '@acme/tracing';",
          'export async function load(id: string) {',
          "  const span = tracing.startSpan('load');",
          '  try {',
          '    const order = await find(id);',
          '    return order;',
          '  } finally {',
          '    span.end();',
          '  }',
          '}',
        ),
      },
    ],
  });
});
