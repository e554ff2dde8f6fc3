import { child, items, textOf } from '../artifacts/data.js';
import { type SamplingPolicy, tailSamplersOf } from '../artifacts/sampling-policies.js';
import { type Check, atPosition } from './check.js';

export const tailSamplingWithoutErrors: Check = {
  id: 'tail-sampling-without-errors',
  summary: 'Tail sampling that does not keep the traces with errors',
  severity: 'warning',
  *judge({ collectors, file }) {
    for (const config of collectors) {
      for (const { id, at, policies } of tailSamplersOf(config)) {
        if (policies.length === 0 || policies.some(keepsErrors)) continue;
        yield atPosition(file.path, config.source.position(at), `processor ${id}`, {
          severity: 'warning',
          message: 'No policy keeps traces with errors: add `status_code` with `status_codes: [ERROR]`.',
          name: id,
        });
      }
    }
  },
};

/** A policy for errors, one that keeps all, or one whose condition may say so. */
function keepsErrors({ type, data }: SamplingPolicy): boolean {
  if (type === 'always_sample') return true;
  if (type === 'status_code')
    return items(child(data, 'status_code', 'status_codes')).some(
      (code) => textOf(code)?.toUpperCase() === 'ERROR',
    );
  if (type !== 'ottl_condition') return !KNOWN_TYPES.has(type);
  const conditions = [
    ...items(child(data, 'ottl_condition', 'span')),
    ...items(child(data, 'ottl_condition', 'spanevent')),
  ];
  return conditions.some((condition) => /error|status|exception/i.test(textOf(condition) ?? ''));
}

/** Types that say nothing of errors. */
const KNOWN_TYPES = new Set([
  ...[
    'latency',
    'numeric_attribute',
    'string_attribute',
    'boolean_attribute',
    'probabilistic',
    'rate_limiting',
  ],
  ...['span_count', 'trace_state', 'and', 'composite', 'drop', 'bytes_limiting'],
]);
