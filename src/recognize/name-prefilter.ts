import { mayDescribeResource, mayPutBaggage } from '../model/attributes/attribute.js';
import { mayLog } from '../model/logs/call.js';
import { maySendMessages } from '../model/propagation/message-call.js';
import { mayDefine, mayObserve } from '../model/metrics/read.js';
import { maySend } from '../model/propagation/outbound-call.js';
import { mayMint } from '../model/logs/request-id.js';
import { mayStartSpan, mayUseSpan } from '../model/traces/span.js';

/** What a call can be by the name of what it calls: the cheap questions that come before any other. */
export interface NameScreen {
  /** Nearly all names can be nothing. */
  readonly isAny: boolean;
  readonly logs: boolean;
  readonly handlesRejection: boolean;
  readonly mints: boolean;
  readonly observes: boolean;
  readonly defines: boolean;
  readonly describesResource: boolean;
  readonly putsBaggage: boolean;
  readonly sends: boolean;
  readonly injects: boolean;
  readonly sendsMessages: boolean;
  readonly startsSpan: boolean;
  readonly usesSpan: boolean;
}

/** Names kept at most: an editor lints for days. */
const MAX_NAMES = 20_000;
const screens = new Map<string, NameScreen>();

/** Screens a name, once for all files. */
export function screenOf(name: string): NameScreen {
  const known = screens.get(name);
  if (known) return known;
  if (screens.size >= MAX_NAMES) screens.clear();
  const made = screened(name);
  screens.set(name, made);
  return made;
}

function screened(name: string): NameScreen {
  const answers = {
    logs: mayLog(name),
    handlesRejection: name === 'catch' || name === 'then',
    mints: mayMint(name),
    observes: mayObserve(name),
    defines: mayDefine(name),
    describesResource: mayDescribeResource(name),
    putsBaggage: mayPutBaggage(name),
    sends: maySend(name),
    injects: name === 'inject',
    sendsMessages: maySendMessages(name),
    startsSpan: mayStartSpan(name),
    usesSpan: mayUseSpan(name),
  };
  return { isAny: Object.values(answers).some(Boolean), ...answers };
}
