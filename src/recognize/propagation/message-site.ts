import type { TSESTree } from '@typescript-eslint/types';
import type { MessageCall } from '../../model/propagation/message-call.js';
import type { AnalysedFile } from '../file.js';

/** A call that sends messages, where it stands in the linted file. */
export class MessageSite {
  constructor(
    readonly event: MessageCall,
    readonly node: TSESTree.CallExpression | TSESTree.NewExpression,
    readonly file: AnalysedFile,
  ) {}

  /**
   * Whether the trace stops here: the package makes spans, nothing injects into what this client sends, and a
   * message carries no context itself. Only a service continues traces: a script, a test or a page does not.
   */
  get breaksTrace(): boolean {
    const { event, file } = this;
    if (event.propagated.is !== 'no' || !file.isOfServer) return false;
    return file.tracing.traces && file.tracing.covers(event.via) === false;
  }
}
