/**
 * The methods by which code listens to an emitter of Node.js.
 * @see https://nodejs.org/api/events.html#class-eventemitter
 */
export const EMITTER_LISTENS: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
]);
