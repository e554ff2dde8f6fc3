import { OS_CONSTANTS, PROCESS_CONSTANTS } from '../../catalog/attributes/identifiers.js';
import { type Call, type Member, type New, lastName, unwrap } from '../code/expression.js';
import { accessPathOf } from './access-path.js';
import type { JudgedContext } from './evaluation-context.js';
import { wayTo } from './request-read.js';

/** Whether a read has one value as long as the process runs: `os.hostname()`, `process.pid`, `process.env.REGION`. */
export function isPerProcess(read: Call | Member | New, context: JudgedContext): boolean {
  return (read.kind !== 'member' && isOsCall(read, context)) || isOfProcess(read, context);
}

function isOsCall({ callee }: Call | New, context: JudgedContext): boolean {
  const called = unwrap(callee);
  if (!OS_CONSTANTS.has(lastName(called) ?? '')) return false;
  const access = accessPathOf(called, context, context.question.values);
  return access?.from === 'module' && /^(?:node:)?os$/.test(access.name);
}

function isOfProcess(read: Call | Member | New, context: JudgedContext): boolean {
  const { root, steps } = wayTo(read, context);
  if (root.kind !== 'identifier' || root.name !== 'process') return false;
  const binding = context.source.binding(root);
  const isProcess =
    binding.kind === 'global' || (binding.kind === 'import' && /^(?:node:)?process$/.test(binding.module));
  if (!isProcess) return false;
  return steps[0] === 'env' ? steps.length === 2 && steps[1] !== '*' : PROCESS_CONSTANTS.has(steps.join('.'));
}
