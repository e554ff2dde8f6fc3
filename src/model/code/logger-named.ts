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
