import { type Expression, propertyName, unwrap } from '../../model/code/expression.js';
import { levelNamed } from '../../model/logs/own-contract.js';
import { isText } from './lookalike.js';

/** What arguments are, by how they are written: a level, text, fields, an error, or anything. */
export type Shape = readonly ('level' | 'text' | 'fields' | 'error' | 'other')[];

/** The shape of a call's first arguments. */
export function shapeOf(given: readonly Expression[]): Shape {
  return given.slice(0, 3).map((each) => {
    const read = unwrap(each);
    if (read.kind === 'literal' && levelNamed(read) !== undefined) return 'level';
    if (isText(each)) return 'text';
    if (read.kind === 'object') return 'fields';
    const name = read.kind === 'identifier' ? read.name : propertyName(read);
    return name !== undefined && /^(?:e|err|error|ex|exception)$/.test(name) ? 'error' : 'other';
  });
}

/** An example of a logger's calls, by what most calls with several arguments look like. */
export function exampleOf(shapes: readonly Shape[]): string {
  // `log('warn', 'Lost')`: what the rest of the calls is like is said behind the level.
  const leveled = shapes.filter(([first, second]) => first === 'level' && second !== undefined);
  if (leveled.length > shapes.length / 2)
    return exampleOf(leveled.map((shape) => shape.slice(1))).replace('(', '(context, ');
  const begin = (...wanted: Shape) =>
    shapes.filter((shape) => wanted.every((each, i) => shape[i] === each)).length;
  const fieldsFirst = begin('fields', 'text');
  const fieldsLast = begin('text', 'fields');
  const errorLast = begin('text', 'error');
  // One that is called both ways takes anything.
  if (fieldsFirst > 0 && fieldsLast === 0) return 'info(fields, message)';
  if (fieldsLast > 0 && fieldsFirst === 0 && fieldsLast >= begin('text', 'other') + begin('text', 'text'))
    return errorLast > 0 ? 'info(message, ...values)' : 'info(message, fields)';
  return errorLast > 0 && fieldsFirst + fieldsLast === 0 && errorLast >= begin('text', 'other')
    ? 'error(message, error)'
    : 'info(message, ...values)';
}
