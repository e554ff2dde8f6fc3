import { closest } from '../text/closest.js';
import { SETTINGS_SCHEMA, type Schema } from './schema.js';

/** What is wrong with settings, one sentence each: unknown keys and values, with what was meant; nothing for right ones. */
export function settingsProblems(written: unknown): readonly string[] {
  return problemsOf(written, SETTINGS_SCHEMA, '');
}

/** As deep as the schema is. */
function problemsOf(value: unknown, schema: Schema, at: string): readonly string[] {
  const { type, pattern, anyOf } = schema;
  if (schema.enum) return schema.enum.includes(value as string) ? [] : [unknownValue(value, schema.enum, at)];
  if (type !== undefined && typeOf(value) !== type)
    return [`${named(at)} is ${a(typeOf(value))}, not ${a(type)}.`];
  if (pattern !== undefined && !new RegExp(pattern).test(String(value))) return [unlike(value, schema, at)];
  const inside = isRecord(value)
    ? problemsOfMembers(value, schema, at)
    : Array.isArray(value) && schema.items
      ? value.flatMap((each, index) => problemsOf(each, schema.items ?? {}, `${at}[${index}]`))
      : [];
  return anyOf && inside.length === 0 ? problemsOfAny(value, anyOf, at) : inside;
}

function problemsOfMembers(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, additionalProperties, required = [] }: Schema,
  at: string,
): readonly string[] {
  const path = (key: string) => (at === '' ? key : `${at}.${key}`);
  const known = Object.keys(properties);
  const inside = Object.entries(value).flatMap(([key, member]): readonly string[] => {
    if (Object.hasOwn(properties, key)) return problemsOf(member, properties[key] ?? {}, path(key));
    if (additionalProperties) return problemsOf(member, additionalProperties, path(key));
    if (additionalProperties === undefined) return [];
    return [`Unknown key \`${path(key)}\`${meant(closest(key, known), known)}`];
  });
  const missing = required.find((key) => !Object.hasOwn(value, key));
  return inside.length > 0 || missing === undefined ? inside : [`${named(at)} has no \`${missing}\`.`];
}

/** The problems with the one of several schemas that the value comes nearest to. */
function problemsOfAny(value: unknown, schemas: readonly Schema[], at: string): readonly string[] {
  const all = schemas.map((schema) => problemsOf(value, schema, at));
  if (all.some((problems) => problems.length === 0)) return [];
  const needed = schemas.map(({ required }) => required);
  if (needed.every((keys) => keys !== undefined))
    return [`${named(at)} needs ${needed.map((keys) => keys.map(quoted).join(' and ')).join(', or ')}.`];
  const alike = schemas.findIndex(({ type }) => type === typeOf(value));
  const types = [...new Set(schemas.map(({ type = 'object' }) => a(type)))];
  return all[alike] ?? [`${named(at)} is ${a(typeOf(value))}, not ${types.join(' or ')}.`];
}

function unknownValue(value: unknown, known: readonly string[], at: string): string {
  // Whatever else it is may be large, or hold itself.
  if (!['string', 'number', 'boolean'].includes(typeof value))
    return `${quoted(at)} is ${a(typeOf(value))}${meant(undefined, known)}`;
  const wanted = typeof value === 'string' ? closest(value, known) : undefined;
  return `Unknown value ${JSON.stringify(value)} of ${quoted(at)}${meant(wanted, known)}`;
}

function unlike(value: unknown, { examples = [] }: Schema, at: string): string {
  const like = examples.length > 0 ? `: write it like ${quoted(examples[0] ?? '')}` : '';
  return `Unknown value ${JSON.stringify(value)} of ${quoted(at)}${like}.`;
}

function meant(wanted: string | undefined, known: readonly string[]): string {
  return wanted === undefined
    ? `: it is one of ${known.map(quoted).join(', ')}.`
    : `: did you mean ${quoted(wanted)}?`;
}

function named(at: string): string {
  return quoted(at === '' ? 'observability' : at);
}

function quoted(text: string): string {
  return `\`${text}\``;
}

function a(type: string): string {
  return type === 'null' ? type : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === 'object';
}
