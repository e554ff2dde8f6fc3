import { maySendMessages, messageCallOf } from '../../model/propagation/message-call.js';
import { maySend, outboundCallOf } from '../../model/propagation/outbound-call.js';
import type { Call, New } from '../../model/code/expression.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { CallEntry, Place } from './inventory.js';

/** Whether a call of a name may send something: the cheap question that comes first. */
export function mayBeCall(name: string, file: AnalysedFile): boolean {
  return (maySend(name) && file.mentionsClients) || (maySendMessages(name) && file.mentionsMessaging);
}

/** A request or message that a call sends; undefined where it sends none. */
export function callEntry(call: Call | New, file: AnalysedFile, place: () => Place): CallEntry | undefined {
  const { source, settings } = file;
  const request =
    call.kind === 'call' && file.mentionsClients ? outboundCallOf(call, source, settings) : undefined;
  const sent = request ?? (file.mentionsMessaging ? messageCallOf(call, source, settings) : undefined);
  if (!sent) return undefined;
  return {
    client: sent.client,
    transport: sent.transport,
    propagated: isPropagated(sent, file),
    at: place(),
  };
}

/** Whether the trace context goes along: written there, or injected by an instrumentation. */
function isPropagated(
  sent: NonNullable<ReturnType<typeof outboundCallOf> | ReturnType<typeof messageCallOf>>,
  { tracing }: AnalysedFile,
): CallEntry['propagated'] {
  if (sent.propagated.is === 'yes') return 'yes';
  const covered = tracing.traces ? tracing.covers(sent.via) : false;
  if (covered === true) return 'yes';
  return covered === 'unknown' || sent.propagated.is === 'unknown' ? 'unknown' : 'no';
}
