import type { Expression, Identifier, Literal, Member, New } from '../../src/model/code/expression.js';

const range = [0, 0] as const;

/** A name that the written call finds in its scope. */
export function identifier(name: string): Identifier {
  return { kind: 'identifier', name, text: name, range };
}

export function literal(value: string | number | boolean | null): Literal {
  return { kind: 'literal', value, text: JSON.stringify(value), range };
}

export function member(object: Expression, property: string): Member {
  return { kind: 'member', object, property, optional: false, text: `${object.text}.${property}`, range };
}

/** `new Error('…')` where it is logged. */
export function newError(message: string): New {
  return {
    kind: 'new',
    callee: identifier('Error'),
    arguments: [literal(message)],
    text: `new Error(${JSON.stringify(message)})`,
    range,
  };
}
