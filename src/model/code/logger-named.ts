import { type Expression, propertyName, unwrap } from './expression.js';

/**
 * Whether the last name of a receiver is that of a logger: `logger`, `this.auditLog`, `rootLogger`, `getLogger()`.
 */
export function isLoggerNamed(receiver: Expression): boolean {
  const read = unwrap(receiver);
  if (read.kind === 'call') return isLoggerNamed(read.callee);
  const name = read.kind === 'identifier' ? read.name : propertyName(read);
  return name !== undefined && isLoggerName(name);
}

/** Whether something is called as loggers are. */
export function isLoggerName(name: string): boolean {
  return /log(?:ger|ging)?$/i.test(name) && !/(?:blog|catalog|changelog|dialog)$/i.test(name);
}

/** The last name of a receiver, without what marks it as private: `logger` of `this._logger` and of `ctx.get('logger')`. */
export function loggerNameOf(receiver: Expression): string | undefined {
  const read = unwrap(receiver);
  const [given] = read.kind === 'call' ? read.arguments : [];
  const name =
    given?.kind === 'literal'
      ? String(given.value)
      : read.kind === 'identifier'
        ? read.name
        : propertyName(read);
  return /^[_#$]*([A-Za-z]\w*)$/.exec(name ?? '')?.[1];
}
