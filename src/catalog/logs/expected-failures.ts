/**
 * Calls whose failure is an answer and no trouble, by the words of their names. Judged by `model/logs/caught-error.ts`:
 * an error of theirs that is dropped hides nothing from whoever runs the service.
 */

/** Verbs of tidying up: what they close is gone already, or going with the process. */
export const CLEANUP_VERBS: ReadonlySet<string> = new Set(
  (
    'close unlink remove rm rmdir delete del kill destroy abort cancel end terminate disconnect release unsubscribe stop ' +
    'clear dispose detach shutdown quit cleanup teardown rollback free unlock unref unregister off unbind uninstall ' +
    'exit leave logout drain discard reset resume pause unwatch unmount'
  ).split(' '),
);

/** Verbs that ask whether something is so, or read text that may not be well-formed: failing says no. */
export const PROBE_VERBS: ReadonlySet<string> = new Set(
  (
    'parse decode deserialize atob stat lstat access exists is has can supports detect probe require import resolve ' +
    'validate check test readlink realpath mkdir mkdirp verify inspect'
  ).split(' '),
);

/** Functions of the same kind whose names do not begin so. */
export const PROBES: ReadonlySet<string> = new Set([
  'URL',
  'RegExp',
  'Function',
  'decodeURIComponent',
  'decodeURI',
  'encodeURIComponent',
  'createRequire',
  'structuredClone',
  'stringify',
  'toString',
  'setItem',
  'getItem',
  // Lookups of schedulers, which throw where there is none.
  'getInterval',
  'getTimeout',
  'getCronJob',
  // Parsers of addresses that peers send.
  'multiaddr',
  'peerIdFromString',
]);

/** Verbs of telemetry itself, which must not break the program, and whose failure has no log to go to. */
export const TELEMETRY_VERBS: ReadonlySet<string> = new Set(
  'log trace debug info warn error track capture record report emit instrument measure observe'.split(' '),
);

/** The same by what is sent: `sendTelemetry`. */
export const TELEMETRY_NOUNS: ReadonlySet<string> = new Set(['telemetry', 'analytics']);

/** Signs of life to whoever waits in a chat, which nobody misses. */
export const LIFE_SIGNS: ReadonlySet<string> = new Set(['sendChatAction', 'sendTyping', 'startTyping']);

/** Methods of spans, which do not fail. */
export const SPAN_METHODS: ReadonlySet<string> = new Set([
  'setAttribute',
  'setAttributes',
  'addEvent',
  'setTag',
]);

/** Words of calls that do nothing between a guarded call and its error: plumbing, conversions, lookups. */
export const PLUMBING: ReadonlySet<string> = new Set([
  ...['then', 'catch', 'finally', 'race', 'all', 'allSettled', 'bind', 'call', 'apply', 'next'],
  ...['String', 'Number', 'Boolean', 'Buffer', 'from', 'join', 'concat', 'slice', 'trim', 'split', 'replace'],
  ...['get', 'set', 'push', 'forEach', 'map', 'filter', 'find', 'values', 'keys', 'entries', 'Error'],
]);

/** Methods and functions with which code answers a request. */
export const ANSWERS: ReadonlySet<string> = new Set([
  ...[
    'status',
    'sendStatus',
    'code',
    'writeHead',
    'send',
    'json',
    'jsonp',
    'end',
    'text',
    'body',
    'html',
    'type',
  ],
  ...['header', 'set', 'setHeader', 'render', 'write', 'Response', 'stringify', 'Headers'],
]);

/** Statuses that say that the service failed. 503 is left out: it is what a readiness check answers on purpose. */
export const FAILURE_STATUSES: ReadonlySet<number> = new Set([500, 502, 504]);

/** Statuses that turn somebody away: who it is, or what they may, is not proven. */
export const REFUSAL_STATUSES: ReadonlySet<number> = new Set([401, 403]);

/** Errors that stand for such an answer, by their names. */
export const REFUSAL_ERROR =
  /^(?:\w*(?:Unauthori[sz]ed|Unauthenticated|Forbidden|AccessDenied|NotAuthori[sz]ed|Invalid(?:Token|Credentials?|Session|ApiKey|Signature))\w*|\w*Auth(?:entication|ori[sz]ation|n|z)?(?:Error|Exception))$/i;

/** What decides who may pass, by the name of a function: `canActivate`, `authenticate`, `verifyToken`, `requireAuth`. */
const GUARD_NAME =
  /^(?:can_?activate|(?:is_?|ensure_?|require_?|check_?|handle_?|optional_?)?(?:auth|authenticate|authenticated|authori[sz]e|authori[sz]ed|login|logged_?in|sign_?in)(?:_?(?:user|request|client|token|middleware|handler|guard|api_?key|jwt|socket|admin|connection))?|(?:validate|verify|check|decode|introspect)_?(?:user|access_?|refresh_?|id_?|auth_?|bearer_?|session_?|jwt_?|api_?)?(?:token|jwt|credentials?|session|password|api_?key|key|signature|login|auth)s?|on_?auth(?:enticate)?|jwt_?(?:auth|middleware|guard))$/i;

export function isGuardName(name: string): boolean {
  return GUARD_NAME.test(name);
}
