/** What is called, as its text names it: `info` of `this.logger.info`, whose owner is `logger`. */
export interface CalledName {
  readonly name: string;
  /** The last name of what the method is called on; undefined for a function. */
  readonly owner: string | undefined;
  /** Whether the owner is a name and not a member of something: `JSON`, not `this.JSON`. */
  readonly isPlain: boolean;
}

/** Whether a call throws nothing, given what it is made for, by the names in it alone. */
export function isSafeByName({ name, owner, isPlain }: CalledName): boolean {
  if (owner === undefined) return SAFE_FUNCTION.test(name);
  if (SAFE_METHOD.test(name)) return true;
  if (LOGGER_METHOD.test(name) && LOGGER.test(owner)) return true;
  return isPlain && (SAFE_OBJECT.test(owner) || SAFE_STATIC.get(owner)?.test(name) === true);
}

/** Whether a built-in class is made without throwing, given what it is made for. */
export function isSafeConstructor(name: string): boolean {
  return SAFE_CONSTRUCTOR.test(name);
}

/** Whether a class is a collection: its methods only throw what a callback throws. */
export function isCollectionClass(name: string): boolean {
  return COLLECTION.test(name);
}

/** Whether a list, Map or Set has a method of that name; a call of what is not there throws. */
export function isCollectionMethod(name: string): boolean {
  return COLLECTION_METHODS.has(name);
}

const COLLECTION_METHODS: ReadonlySet<string> = new Set([
  ...[Array, Map, Set, WeakMap, WeakSet].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)),
  ...['toLocaleString', 'hasOwnProperty', 'valueOf'],
  // What this Node.js may lack and the program's has.
  ...['toSorted', 'toSpliced', 'toReversed', 'with', 'findLast', 'findLastIndex', 'getOrInsert'],
  ...['getOrInsertComputed', 'union', 'intersection', 'difference', 'symmetricDifference'],
  ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
]);
const SAFE_CONSTRUCTOR =
  /^(?:\w*Error|Map|Set|WeakMap|WeakSet|Date|AbortController|Promise|Headers|URLSearchParams)$/;
/** Of the language, and those that log: `logError('Query failed', { error })`. */
const SAFE_FUNCTION =
  /^(?:String|Number|Boolean|isNaN|isFinite|parseInt|parseFloat|setTimeout|setImmediate|log(?:Trace|Debug|Info|Notice|Warn(?:ing)?|Err(?:or)?|Fatal|Message)?)$/;
const SAFE_OBJECT = /^(?:console|Math|performance|Number)$/;
const SAFE_STATIC: ReadonlyMap<string, RegExp> = new Map([
  ['Date', /^(?:now|parse)$/],
  ['Object', /^(?:keys|values|entries|assign|fromEntries|freeze)$/],
  ['Array', /^(?:isArray|from|of)$/],
  ['context', /^active$/],
  ['trace', /^(?:getActiveSpan|getSpan|setSpan|setSpanContext|getSpanContext|deleteSpan|getTracer)$/],
  ['propagation', /^(?:inject|extract|getBaggage|getActiveBaggage|setBaggage|createBaggage)$/],
  ['process', /^(?:hrtime|uptime|memoryUsage|cwd)$/],
]);
/** Methods of text, numbers and dates, by names that nothing else has. */
const SAFE_METHOD =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|startsWith|endsWith|padStart|padEnd|toFixed|toISOString|getTime)$/;
/** A record that is logged: a logger does not throw. */
const LOGGER = /^(?:log|logger)$|Logger$/;
const LOGGER_METHOD = /^(?:child|trace|debug|verbose|info|log|warn|error|fatal)$/;
const COLLECTION = /^(?:Map|Set|WeakMap|WeakSet)$/;
