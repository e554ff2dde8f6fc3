import { type Schema, rightOf, schemaProblems } from '../model/schema.js';
import { warnOnce } from './warn-once.js';

/** What a rule says of its options: the schema and the defaults of the one object that they are; none without options. */
export interface OptionsMeta<Options extends object> {
  readonly schema: readonly Schema[];
  readonly defaultOptions: readonly [Required<Options>] | readonly [];
}

/** The schema of a rule's options as a linter is told it. */
export interface PublishedSchema {
  readonly anyOf: readonly [{ readonly items?: readonly Schema[] }, object];
}

/**
 * The schema that ESLint and oxlint are told. It says what the options are, and lets everything through: a linter that
 * finds an option to be wrong does not lint at all, and says nothing of what was meant.
 */
export function publishedSchema(schema: readonly Schema[]): PublishedSchema {
  // An empty list is no schema for items.
  const items = schema.length > 0 ? { items: schema, minItems: 0 } : {};
  const list = { type: 'array', ...items, maxItems: schema.length };
  return { anyOf: [list, {}] };
}

/**
 * Reads a rule's options: the defaults, and what is right of what somebody wrote. What is wrong with the rest is warned of
 * once a run.
 *
 * @param rule the rule's name
 */
export function optionsReader<Options extends object>(
  rule: string,
  { schema: [schema], defaultOptions: [defaults] }: OptionsMeta<Options>,
): (written: readonly unknown[]) => Required<Options> {
  const none = (defaults ?? {}) as Required<Options>;
  const known = new WeakMap<object, Required<Options>>();
  const read = (written: unknown): Required<Options> => {
    const warn = (problem: string) => warnOnce(`Options of observability/${rule}: ${problem}`);
    if (!schema) warn('the rule has none.');
    else schemaProblems(written, schema, 'options').forEach(warn);
    return schema ? { ...none, ...(rightOf(written, schema) as object | undefined) } : none;
  };
  return (all) => {
    const written = all[0];
    if (all.length > 1 && schema)
      warnOnce(
        `Options of observability/${rule}: the rule takes one object, and ${all.length} values are given.`,
      );
    if (written === undefined) return none;
    if (typeof written !== 'object' || written === null) return read(written);
    // A linter hands out the same object for every file of a configuration.
    let options = known.get(written);
    if (!options) known.set(written, (options = read(written)));
    return options;
  };
}
