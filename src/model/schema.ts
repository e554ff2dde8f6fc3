import { closest, meant } from './text/closest.js';

/** As much of JSON schema as settings and the options of rules need. */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false | Schema;
  readonly required?: readonly string[];
  readonly items?: Schema;
  /** Only for other readers of the schema: what stands twice does no harm. */
  readonly uniqueItems?: boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  /** What a text that the pattern does not let through should look like. */
  readonly examples?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

/**
 * What is wrong with a value, one sentence each: unknown keys and values, with what was meant; nothing for a right one.
 *
 * @param whole what the value as a whole is called
 */
export function schemaProblems(value: unknown, schema: Schema, whole: string): readonly string[] {
  const { type } = schema;
  if (type !== undefined && !isOf(type, value)) return [unlikeType(value, type, quoted(whole))];
  return problemsOf(value, schema, '');
}

/** What is right of a value that may have problems: without the keys and items that have them. */
export function rightOf(value: unknown, schema: Schema): unknown {
  if (problemsOf(value, schema, '').length === 0) return value;
  if (Array.isArray(value) && schema.type === 'array')
    return value.filter((each) => problemsOf(each, schema.items ?? {}, '').length === 0);
  if (!isRecord(value)) return undefined;
  const members = Object.entries(schema.properties ?? {}).flatMap(([key, of]): [string, unknown][] => {
    const right = Object.hasOwn(value, key) ? rightOf(value[key], of) : undefined;
    return right === undefined ? [] : [[key, right]];
  });
  return Object.fromEntries(members);
}

/** As deep as the schema is. */
function problemsOf(value: unknown, schema: Schema, at: string): readonly string[] {
  const { type, pattern, minimum, anyOf } = schema;
  if (schema.enum) return schema.enum.includes(value as string) ? [] : [unknownValue(value, schema.enum, at)];
  if (type !== undefined && !isOf(type, value)) return [unlikeType(value, type, quoted(at))];
  if (minimum !== undefined && Number(value) < minimum)
    return [`${quoted(at)} is ${String(value)}: it is at least ${minimum}.`];
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
  return inside.length > 0 || missing === undefined ? inside : [`${quoted(at)} has no \`${missing}\`.`];
}

/** The problems with the one of several schemas that the value comes nearest to. */
function problemsOfAny(value: unknown, schemas: readonly Schema[], at: string): readonly string[] {
  const all = schemas.map((schema) => problemsOf(value, schema, at));
  if (all.some((problems) => problems.length === 0)) return [];
  if (schemas.every(({ required }) => required !== undefined)) {
    const lacks = lacking(value, schemas).map((keys) => keys.map(quoted).join(' and '));
    return [`${quoted(at)} has no ${lacks.join(', or ')}.`];
  }
  const alike = schemas.findIndex(({ type }) => type !== undefined && isOf(type, value));
  const types = [...new Set(schemas.map(({ type = 'object' }) => a(type)))];
  return all[alike] ?? [`${quoted(at)} is ${a(typeOf(value))}, not ${types.join(' or ')}.`];
}

/** What a value lacks of the lists of required keys of which it has the most. */
function lacking(value: unknown, schemas: readonly Schema[]): readonly (readonly string[])[] {
  const has = (key: string) => isRecord(value) && Object.hasOwn(value, key);
  const needed = schemas.map(({ required = [] }) => ({ present: required.filter(has), required }));
  const most = Math.max(...needed.map(({ present }) => present.length));
  return needed
    .filter(({ present }) => present.length === most)
    .map(({ required }) => required.filter((key) => !has(key)));
}

function unlikeType(value: unknown, type: string, name: string): string {
  return `${name} is ${a(typeOf(value))}, not ${a(type)}.`;
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

function quoted(text: string): string {
  return `\`${text}\``;
}

function a(type: string): string {
  return type === 'null' ? type : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function isOf(type: string, value: unknown): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeOf(value) === 'object';
}
