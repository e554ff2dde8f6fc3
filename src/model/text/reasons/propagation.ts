import type { CodeAlone, ReasonsOf, Texts } from './table.js';

/** Whether a request or message carries the trace context, by what was seen of it. `evidence` is a name in the code. */
export interface PropagationReasons {
  // It does.
  'written-by-hand': CodeAlone;
  injected: CodeAlone;
  'client-injects': CodeAlone;
  'client-injects-always': CodeAlone;
  // It does not.
  'no-headers': CodeAlone;
  'headers-without': CodeAlone;
  'no-headers-with': CodeAlone;
  'another-header': CodeAlone;
  'data-without': CodeAlone;
  'lost-injection': CodeAlone;
  // That is not known.
  'arguments-spread': CodeAlone;
  'own-hook': CodeAlone;
  'options-computed': CodeAlone;
  'header-computed': CodeAlone;
  'made-elsewhere': { readonly evidence: string };
  'options-made-elsewhere': CodeAlone;
  'headers-made-elsewhere': CodeAlone;
  'request-made-elsewhere': CodeAlone;
  'headers-set-later': CodeAlone;
  'result-unseen': { readonly evidence: string };
  'filled-by-computed-names': { readonly evidence: string };
  'filled-elsewhere': { readonly evidence: string };
  'may-inject': { readonly evidence: string };
  'chain-continued-elsewhere': CodeAlone;
  'chain-started-elsewhere': CodeAlone;
  'client-made-elsewhere': CodeAlone;
  'client-options-unseen': CodeAlone;
  'client-hooks': CodeAlone;
  'client-middleware': CodeAlone;
  'no-place-for-context': CodeAlone;
  'own-place-for-context': CodeAlone;
  'answers-message': CodeAlone;
  'messages-made-elsewhere': CodeAlone;
  'sends-nothing': CodeAlone;
  'leaves-traced-system': CodeAlone;
  'data-made-elsewhere': CodeAlone;
}

export type PropagationReason = ReasonsOf<PropagationReasons>;

/** End a sentence about a request or message, `it`. */
export const PROPAGATION_TEXTS: Texts<PropagationReasons> = {
  'written-by-hand': 'it is written by hand',
  injected: 'it is injected',
  'client-injects': 'its client injects by itself',
  'client-injects-always': 'its client injects into every request',
  'no-headers': 'it is given no headers',
  'headers-without': 'its headers hold none',
  'no-headers-with': 'it is given no headers that carry it',
  'another-header': 'it is another header',
  'data-without': 'its data hold none',
  'lost-injection': 'it is injected where nobody sends it from',
  'arguments-spread': 'its arguments are spread',
  'own-hook': 'a hook of its own may inject it',
  'options-computed': 'its options have keys that are computed',
  'header-computed': 'a header’s name is computed',
  'made-elsewhere': ({ evidence }) => `\`${evidence}\` is made elsewhere`,
  'options-made-elsewhere': 'its options are made elsewhere',
  'headers-made-elsewhere': 'its headers are made elsewhere',
  'request-made-elsewhere': 'what is sent is made elsewhere',
  'headers-set-later': 'its headers are set later',
  'result-unseen': ({ evidence }) => `what \`${evidence}()\` gives back is not seen`,
  'filled-by-computed-names': ({ evidence }) => `\`${evidence}\` is filled with names that are computed`,
  'filled-elsewhere': ({ evidence }) => `\`${evidence}\` is filled elsewhere`,
  'may-inject': ({ evidence }) => `\`${evidence}()\` may inject it`,
  'chain-continued-elsewhere': 'its chain goes on elsewhere',
  'chain-started-elsewhere': 'its chain starts elsewhere',
  'client-made-elsewhere': 'its client is made elsewhere',
  'client-options-unseen': 'what its client is made with is not seen',
  'client-hooks': 'its client has hooks of its own',
  'client-middleware': 'its client has middleware of its own',
  'no-place-for-context': 'its messages may have no place for it',
  'own-place-for-context': 'it may carry the context in a place of its own',
  'answers-message': 'it answers a message, and who asked goes on with the trace',
  'messages-made-elsewhere': 'its messages are made elsewhere',
  'sends-nothing': 'it sends no message',
  'leaves-traced-system': 'it leaves the traced system',
  'data-made-elsewhere': 'its data are made elsewhere',
};
