import { LEVELED_FUNCTION, OWN_METHODS, QUIET_METHODS } from '../../catalog/logs/names.js';

/** What calls of a logger, wherever they are in a package, are seen to give it beside a text. */
export interface LoggerUsage {
  /** Whether many calls give it fields: it has a place for them, whatever it makes of them there. */
  readonly givesFields: boolean;
  /** How calls give it an error whole, where many do and few give it the error's text under the same name. */
  readonly error: ErrorPlace | undefined;
}

/** Where calls give a logger an error whole: before the text, after it, or as a field on either side of it. */
export interface ErrorPlace {
  readonly isBeforeText: boolean;
  /** The field's name; undefined where the error is an argument of its own. */
  readonly key?: string;
}

/** So many calls are no slip. */
const ENOUGH_CALLS = 3;
/** Where so many times as many calls do one thing as another, that is what the package does. */
const HABIT = 5;

const LEVELS = 'trace|debug|verbose|info|notice|warn|warning|err|error|critical|fatal|http|log';
const TEXT = '(?:\'[^\'\\n]{0,300}\'|"[^"\\n]{0,300}"|`[^`]{0,300}`)';
const ERROR = '(?:e|ex|err|error|exception|[a-z]\\w{0,30}(?:Err|Error))';
const BEFORE_KEY = '\\{(?:[^{}()]{0,200},)?\\s*';

/** Calls of what has one name, wherever it is read from: `logger`, `this._logger`, `ctx.get('logger')`. */
function callsOf(name: string): string {
  return `(?<![A-Za-z\\d])${name}(?:['"]\\))?[!?]?\\.(?:${LEVELS})\\(\\s*`;
}

/** A text with a call of a logger that is given something beside its text: the cheap question that comes before counting them. */
export function holdsUsage(name: string): RegExp {
  return new RegExp(`${callsOf(name)}(?:${TEXT}\\s*,|\\{|${ERROR}\\s*,)`);
}

/**
 * What calls of a logger give it, from the texts of the modules that have some.
 *
 * @param name the last name that the logger is called by, without what marks it as private
 */
export function usageIn(texts: Iterable<string>, name: string): LoggerUsage {
  const calls = callsOf(name);
  const asField = `(err|error)(?:\\s*:\\s*${ERROR})?\\s*[,}]`;
  const fields = new RegExp(
    `${calls}(?:${TEXT}\\s*,\\s*\\{\\s*(?:\\.\\.\\.)?['"\\w$]|\\{\\s*(?:\\.\\.\\.)?['"\\w$][^{}]{0,400}\\}\\s*,\\s*['"\`])`,
    'g',
  );
  const first = new RegExp(`${calls}${ERROR}\\s*,\\s*['"\`]`, 'g');
  const last = new RegExp(`${calls}${TEXT}\\s*,\\s*${ERROR}\\s*\\)`, 'g');
  const before = new RegExp(`${calls}${BEFORE_KEY}${asField}[^{}()]{0,200}\\}?\\s*,\\s*['"\`]`, 'g');
  const after = new RegExp(`${calls}${TEXT}\\s*,\\s*${BEFORE_KEY}${asField}`, 'g');
  const asText = new RegExp(
    `${calls}(?:${TEXT}\\s*,\\s*)?${BEFORE_KEY}(err|error)\\s*:\\s*${ERROR}\\??\\.message\\b`,
    'g',
  );
  const textual = new Map<string, number>();
  let given = 0;
  const places = new Map<string, { readonly place: ErrorPlace; count: number }>();
  const note = (place: ErrorPlace) => {
    const kind = JSON.stringify(place);
    const known = places.get(kind);
    if (known) known.count++;
    else places.set(kind, { place, count: 1 });
  };
  for (const text of texts) {
    given += [...text.matchAll(fields)].length;
    for (const pattern of [first, before])
      for (const [, key] of text.matchAll(pattern)) note({ isBeforeText: true, ...(key && { key }) });
    for (const pattern of [last, after])
      for (const [, key] of text.matchAll(pattern)) note({ isBeforeText: false, ...(key && { key }) });
    for (const [, key = ''] of text.matchAll(asText)) textual.set(key, (textual.get(key) ?? 0) + 1);
  }
  const [usual] = [...places.values()].sort((a, b) => b.count - a.count);
  // Where the text is given as well, the logger may be one that writes an error as `{}`.
  const texted = textual.get(usual?.place.key ?? '') ?? 0;
  const isChosen = texted < ENOUGH_CALLS || (usual?.count ?? 0) >= HABIT * texted;
  const error = usual && usual.count >= ENOUGH_CALLS && isChosen ? usual.place : undefined;
  // Loggers that take an error before the text take fields there as well.
  return { givesFields: given >= ENOUGH_CALLS || error?.isBeforeText === true, error };
}

/** A call of a method that is named as a logger's are, of what has one name: the cheap question that comes before collecting them. */
export function holdsMethod(name: string): RegExp {
  return new RegExp(methodsOf(name).source);
}

/** A call of a function that names its level as another does: `logError()` beside `logDebug()`. */
export function holdsLeveledFunction(name: string): RegExp {
  return new RegExp(leveledLike(name).source);
}

/**
 * Whether texts call what has one name as loggers are called: at a level for what fails, at one for what goes on, and either at one
 * that those read who look for a fault or at a third of the usual levels. What shows messages to people is called at fewer.
 */
export function isCalledAsLogger(texts: Iterable<string>, name: string): boolean {
  const methods = collected(texts, methodsOf(name));
  const has = (...levels: readonly string[]) => levels.some((each) => methods.has(each));
  if (!has('error', 'err') || !has('info', 'log', 'warn', 'warning')) return false;
  return has(...QUIET_METHODS) || (has('warn', 'warning') && has('info', 'log'));
}

/** The same of functions that name the level: one for what fails, and one for what goes on or those who look for a fault. */
export function areCalledAsLogger(texts: Iterable<string>, name: string): boolean {
  const levels = collected(texts, leveledLike(name));
  const has = (...each: readonly string[]) => each.some((level) => levels.has(level));
  return has('error', 'err') && has('warn', 'warning', 'info', ...QUIET_METHODS);
}

function methodsOf(name: string): RegExp {
  const methods = Object.keys(OWN_METHODS).join('|');
  return new RegExp(`(?<![A-Za-z\\d])${name}(?:['"]\\))?[!?]?\\.(${methods})\\(\\s*[^\\s)]`, 'g');
}

function leveledLike(name: string): RegExp {
  const [, level = ''] = LEVELED_FUNCTION.exec(name) ?? [];
  const prefix = name.slice(0, -level.length);
  const levels = ['err', ...Object.keys(OWN_METHODS)].map((each) =>
    level === level.toLowerCase() ? each : `${each[0]?.toUpperCase() ?? ''}${each.slice(1)}`,
  );
  return new RegExp(`(?<![\\w$])${prefix}(${levels.join('|')})\\(\\s*[^\\s)]`, 'g');
}

/** The first group of each match, in lower case. */
function collected(texts: Iterable<string>, pattern: RegExp): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts)
    for (const [, group = ''] of text.matchAll(pattern)) found.add(group.toLowerCase());
  return found;
}
