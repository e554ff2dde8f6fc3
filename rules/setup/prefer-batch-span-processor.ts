import { defineRule } from '../../src/eslint/define-rule.js';
import { batched, developmentExports, flushes } from '../../src/recognize/setup/span-processor.js';

export default defineRule<'simple' | 'console' | 'batch'>({
  name: 'prefer-batch-span-processor',
  meta: {
    type: 'problem',
    docs: {
      description: 'Prefer batching span processors and real exporters outside development',
      signal: 'setup',
      tier: 'recommended',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      simple: '`{{name}}` sends a request a span. Use `BatchSpanProcessor`, shut down at exit.',
      console: '`{{name}}` only prints. Use an OTLP exporter outside development.',
      batch: 'Use `BatchSpanProcessor`.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context, _options, file) {
    return {
      setup() {
        for (const found of developmentExports(file)) {
          const { node, name, is: messageId } = found;
          const fix = messageId === 'simple' ? batched(found, file) : undefined;
          // A batch that is never flushed loses its last spans: that has to be seen to first.
          const isSafe = fix !== undefined && flushes(file);
          context.report({
            node,
            messageId,
            data: { name },
            ...(isSafe ? { fix } : {}),
            suggest: fix && !isSafe ? [{ messageId: 'batch', data: {}, fix }] : [],
          });
        }
      },
    };
  },
});
