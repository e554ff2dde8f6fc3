import { ALWAYS_RETURNS } from '../catalog/traces/never-throws.js';
import { type Call, type New, unwrap } from './code/expression.js';
import type { FunctionBinding, Source } from './code/source.js';
import { isQuietTelemetry } from './quiet-telemetry.js';
import type { Settings } from './settings.js';
import { telemetrySummaryOf } from './summaries.js';
import { type FunctionDeclaration, Resolver } from './values/resolver.js';
import { contextOf } from './values/value.js';

/**
 * Whether a call never throws nor, where it is awaited, rejects: one of telemetry's own, or of a function of the project that
 * catches all that can fail in it.
 */
export function neverFails(
  call: Call | New,
  source: Source,
  settings: Settings,
  isAwaited: boolean,
): boolean {
  if (call.kind === 'new') return false;
  if (isQuietTelemetry(call, source, settings)) return true;
  const run = new Resolver().function(call.callee, contextOf(source));
  // What an async function throws comes with its promise.
  if (run?.binding.isAsync && !isAwaited) return true;
  if (!run || !mayBeQuiet(run, settings)) return false;
  const { throws, rejects } = telemetrySummaryOf(run, settings);
  return throws === 'no' && (!isAwaited || rejects === 'no');
}

/** Whether it is worth its cost to sum a function up: nothing that it calls uncaught is surely code that is not seen. */
function mayBeQuiet({ binding, context: { source } }: FunctionDeclaration, settings: Settings): boolean {
  const isSeen = ({ callee }: Call | New) => {
    const read = unwrap(callee);
    if (read.kind === 'identifier') return !['parameter', 'global'].includes(source.binding(read).kind);
    return read.kind === 'member' && unwrap(read.object).kind === 'this';
  };
  return uncaughtCalls(binding).every(
    (call) =>
      ALWAYS_RETURNS.test(writtenCallee(call)) ||
      isSeen(call) ||
      (call.kind === 'call' && isQuietTelemetry(call, source, settings)),
  );
}

function uncaughtCalls(binding: FunctionBinding): readonly (Call | New)[] {
  const calls = binding.calls?.() ?? [];
  return calls.flatMap(({ call, isNested, isCaught }) => (isNested || isCaught ? [] : [call]));
}

function writtenCallee(call: Call | New): string {
  return (call.kind === 'new' ? 'new ' : '') + unwrap(call.callee).text;
}
