import type { Level } from '../../catalog/schema.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';

/** Which argument of a logger's methods is what, by an example of its calls. */
export interface LoggerExample {
  readonly message: number;
  readonly fields?: number;
  readonly error?: number;
  /** Methods whose names are no severities: `imp(message)`. */
  readonly methods?: ReadonlyMap<string, LoggerExample & { readonly level: Level }>;
}

const ARGUMENT = '(?:message|fields|error|context|(?:\\.\\.\\.)?values)';

/** `info(message, fields)`: a method, and which of its arguments is what. */
export const LOGGER_EXAMPLE = new RegExp(
  `^[A-Za-z_$][\\w$]*\\((?:${ARGUMENT}, ?)*message(?:, ?${ARGUMENT})*\\)$`,
);

/** Reads an example; undefined where it is none. */
export function readLoggerExample(text: string): LoggerExample | undefined {
  if (!LOGGER_EXAMPLE.test(text)) return undefined;
  const method = text.slice(0, text.indexOf('('));
  const names = text.slice(text.indexOf('(') + 1, -1).split(/, ?/);
  const [message, fields, error] = ['message', 'fields', 'error'].map((name) => names.indexOf(name));
  if (message === undefined || message < 0) return undefined;
  const example: LoggerExample = {
    message,
    ...(fields !== undefined && fields >= 0 && { fields }),
    ...(error !== undefined && error >= 0 && { error }),
  };
  return Object.hasOwn(OWN_METHODS, method)
    ? example
    : { ...example, methods: new Map([[method, { ...example, level: levelNamed(method) }]]) };
}

/** Two examples of one logger's calls: what the first says holds for the methods that the second does not name. */
export function joinExamples(first: LoggerExample, second: LoggerExample): LoggerExample {
  if (!second.methods) return first.methods ? { ...second, methods: first.methods } : first;
  return { ...first, methods: new Map([...(first.methods ?? []), ...second.methods]) };
}

/** The severity of a method that is named in a logger's own way. */
function levelNamed(method: string): Level {
  return LEVELS.find(([, name]) => name.test(method))?.[0] ?? 'info';
}

const LEVELS: readonly (readonly [Level, RegExp])[] = [
  ['fatal', /^(?:log)?_?(?:fatal|crit|panic|emerg|alert)/i],
  ['error', /^(?:log)?_?(?:err|fail|exception)/i],
  ['warn', /^(?:log)?_?warn/i],
  ['debug', /^(?:log)?_?(?:debug|dbg|verb)/i],
  ['trace', /^(?:log)?_?(?:trace|silly)/i],
];
