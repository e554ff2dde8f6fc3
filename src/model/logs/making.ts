import type { LoggerMaking, MadeWith } from '../../catalog/schema.js';
import type { Expression } from '../code/expression.js';

/** What an expression that makes a logger says, for the library's entry to judge; undefined where none was seen. */
export function makingOf(creation: Expression | undefined): LoggerMaking | undefined {
  if (!creation) return undefined;
  const isMade = creation.kind === 'call' || creation.kind === 'new';
  const [first] = isMade ? creation.arguments : [];
  const properties = first?.kind === 'object' ? first.properties : undefined;
  const options = new Map<string, MadeWith>();
  for (const { key, value, accessor } of properties ?? []) {
    if (typeof key === 'string' && !accessor && !options.has(key)) options.set(key, madeWith(value));
  }
  return {
    text: creation.text,
    by: isMade ? creation.kind : 'other',
    options: properties && options,
    hasSpread: properties?.some(({ key }) => key === undefined) ?? false,
  };
}

function madeWith(value: Expression): MadeWith {
  const keys =
    value.kind === 'object'
      ? value.properties.map(({ key }) => (typeof key === 'object' ? `[${key.text}]` : key))
      : undefined;
  return { text: value.text, keys };
}
