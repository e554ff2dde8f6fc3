import { SERVER_TRACKER, TELLS_TRACKER, TRACKS_CONSOLE } from '../../catalog/setup/error-trackers.js';
import { LOGGERS } from '../../catalog/logs/libraries.js';

/** Text that replaces the console's methods, so that what is printed goes elsewhere. */

/** Code that takes the place of the console's methods, whatever it does instead. */
export const REPLACES_CONSOLE =
  /\bconsole\.(?:log|info|warn|error|debug)\s*=(?!=)|\bglobal(?:This)?\.console\s*=(?!=)/;

/** A logger by its name: `logger`, `this.log`, `rootLogger`, `winston`; not `dialog`, nor the console's own `log`. */
const LIBRARIES = LOGGERS.map(({ id }) => id).filter((id) => /^\w+$/.test(id) && id !== 'console');
const LOGGER = `(?<!onsole\\.)\\b(?:[Ll]og|[Ll]ogger|LOG|LOGGER|\\w+(?:Log|Logger|_log|_logger)|${LIBRARIES.join('|')})`;
const LEVEL = /(?:silly|trace|debug|verbose|info|http|notice|log|warn|warning|error|fatal)\b/.source;
/** The method of a logger. A logger may be asked for first: `getLogger().info`. */
const METHOD = `${LOGGER}(?:\\(\\))?(?:\\??\\.${LEVEL}|\\[)`;
/** Text of the same paragraph. */
const NEAR = '(?:(?!\\n[ \\t]*\\n)[^]){0,300}?';
const CONSOLE_METHOD = /\bconsole(?:\.(?:log|info|warn|error|debug|trace)|\[[\w.'"]+\])\s*=(?!=)\s*/.source;
const FUNCTION = /(?:async\s+)?(?:function\b|\([^()]*\)\s*(?::\s*\w+\s*)?=>|\w+\s*=>)/.source;

/** Code that makes the console's methods write to a logger. Muting or restoring them, or a test's mock, does not. */
export const SENDS_CONSOLE_TO_LOGGER = new RegExp(
  [
    `${CONSOLE_METHOD}(?:(?:\\w+\\.)*${METHOD}|${FUNCTION}${NEAR}${METHOD})`,
    `\\bObject\\.assign\\(\\s*(?:global(?:This)?\\.)?console\\s*,${NEAR}${LOGGER}\\b`,
    `\\bglobal(?:This)?\\.console\\s*=(?!=)${NEAR}${LOGGER}\\b`,
    // log4js, and consola.
    `\\b\\w+\\.(?:replaceConsole|wrapConsole)\\(`,
  ].join('|'),
);

const BODY = '(?:(?!\\n[ \\t]*\\n)[^]){0,600}?';

/** The methods whose calls an error tracker is told of, where it is told of any. */
export const TRACKED_METHODS: ReadonlySet<string> = new Set(['error', 'warn']);

/** Code that has an error tracker told of what the console prints: a logger in its place would tell it nothing. */
export const SENDS_CONSOLE_TO_TRACKER = new RegExp(
  [
    `${CONSOLE_METHOD}${FUNCTION}${BODY}${TELLS_TRACKER.source}`,
    `${SERVER_TRACKER.source}[^]*${TRACKS_CONSOLE.source}`,
  ].join('|'),
);
