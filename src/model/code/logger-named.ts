import { CHILD_METHODS, NO_LOG } from '../../catalog/logs/names.js';
import { type Call, type Expression, lastName, propertyName, unwrap } from './expression.js';

/**
 * Whether the last name of a receiver is that of a logger: `logger`, `this.auditLog`, `rootLogger`, `getLogger()`,
 * `log.child({ id })`.
 */
export function isLoggerNamed(receiver: Expression): boolean {
  const read = unwrap(receiver);
  if (read.kind === 'call') return isLoggerNamed(parentOf(read) ?? read.callee);
  // The one there is of a class: `Logger.getInstance()`.
  if (read.kind === 'member' && INSTANCE.test(propertyName(read) ?? '')) return isLoggerNamed(read.object);
  const name = lastName(read);
  return name !== undefined && isLoggerName(name);
}

const INSTANCE = /^(?:get)?instance$/i;

/** What a child is made of: `this.log` of `this.log.child({ id })`. */
function parentOf({ callee }: Call): Expression | undefined {
  const made = unwrap(callee);
  return made.kind === 'member' && CHILD_METHODS.has(propertyName(made) ?? '') ? made.object : undefined;
}

/** Whether something is called as loggers are. */
export function isLoggerName(name: string): boolean {
  return /log(?:ger|ging)?$/i.test(name) && !NO_LOG.test(name);
}

/** The last name of a receiver, without what marks it as private: `logger` of `this._logger` and of `ctx.get('logger')`. */
export function calledAs(receiver: Expression): string | undefined {
  const read = unwrap(receiver);
  const parent = read.kind === 'call' ? parentOf(read) : undefined;
  if (parent) return calledAs(parent);
  const [given] = read.kind === 'call' ? read.arguments : [];
  const name = given?.kind === 'literal' ? String(given.value) : lastName(read);
  return /^[_#$]*([A-Za-z]\w*)$/.exec(name ?? '')?.[1];
}
