import { OWN_METHODS } from '../../catalog/logs/names.js';

/** Which argument of a logger's methods is what, by an example of its calls. */
export interface LoggerExample {
  readonly message: number;
  readonly fields?: number;
  readonly error?: number;
}

const ARGUMENT = '(?:message|fields|error|context|(?:\\.\\.\\.)?values)';

/** `info(message, fields)`: a method that is named for its severity, and which of its arguments is what. */
export const LOGGER_EXAMPLE = new RegExp(
  `^(?:${Object.keys(OWN_METHODS).join('|')})\\((?:${ARGUMENT}, ?)*message(?:, ?${ARGUMENT})*\\)$`,
);

/** Reads an example; undefined where it is none. */
export function readLoggerExample(text: string): LoggerExample | undefined {
  if (!LOGGER_EXAMPLE.test(text)) return undefined;
  const names = text.slice(text.indexOf('(') + 1, -1).split(/, ?/);
  const [message, fields, error] = ['message', 'fields', 'error'].map((name) => names.indexOf(name));
  if (message === undefined || message < 0) return undefined;
  return {
    message,
    ...(fields !== undefined && fields >= 0 && { fields }),
    ...(error !== undefined && error >= 0 && { error }),
  };
}
