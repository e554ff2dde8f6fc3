/** What is known not to throw, by its name: nothing that a span is ended late for. */

/** The API's methods that run a function, and throw what it throws. */
export const API_CALLBACKS: ReadonlySet<string> = new Set(['with', 'bind']);

/** Functions of the language that give a value back, by their names as they are written. */
export const ALWAYS_RETURNS =
  /^(?:String|Number|Boolean|parseInt|parseFloat|isNaN|isFinite|setTimeout|clearTimeout|setInterval|clearInterval|(?:Math|Object|Array|Number|performance|Date)\.\w+|process\.(?:hrtime|uptime|cwd)(?:\.\w+)?|JSON\.stringify|new (?:\w*Error|Date|Map|Set|WeakMap|WeakSet))$/;

/** Packages whose `next()` of a middleware gives back how the rest went, a failure included: `({ next }) => next()`. */
export const OUTCOME_MIDDLEWARE: ReadonlySet<string> = new Set(['@trpc/server']);
