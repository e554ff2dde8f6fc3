import type { SetupOptions } from '../../catalog/metrics/emitted.js';
import { type Expression, unwrap } from '../../model/code/expression.js';
import { propertyIn } from '../../model/values/collection.js';
import { Resolver } from '../../model/values/resolver.js';
import { HOLE, textsOf } from '../../model/values/text-pattern.js';
import type { EvaluationContext, Value } from '../../model/values/value.js';

/** What an option is given; `missing` where it surely is not given, undefined where that is not seen. */
type Given = Value | 'missing' | undefined;

/** Answers questions about the options that something is set up with. */
export function setupOptions(options: Expression | undefined, context: EvaluationContext): SetupOptions {
  const values = new Resolver();
  const start: Given = options ? { ...context, expression: options } : 'missing';
  const at = (path: readonly string[]) =>
    path.reduce<Given>((given, name) => step(given, name, values), start);
  return {
    text: (...path) => {
      const texts = textsAt(at(path), values);
      return texts?.length === 1 && !texts[0]?.includes(HOLE) ? texts[0] : undefined;
    },
    name: (otherwise, ...path) => {
      const [only, ...others] = textsAt(at(path), values) ?? [];
      const isSeen = only !== undefined && others.length === 0 && only !== HOLE;
      return isSeen ? only.replaceAll(HOLE, '*') : otherwise;
    },
    prefix: (...path) => {
      const given = at(path);
      if (given === 'missing') return '';
      const texts = textsAt(given, values) ?? [HOLE];
      return texts.length === 1 ? (texts[0] ?? '').replaceAll(HOLE, '*') : '*';
    },
    isOn: (otherwise, ...path) => {
      const given = at(path);
      if (given === undefined || given === 'missing') return otherwise;
      const read = values.value(given.expression, given)?.expression;
      if (read?.kind === 'literal') return read.value !== false && read.value !== null;
      return read?.kind === 'object' || otherwise;
    },
    keys: (...path) => {
      const given = at(path);
      const read =
        given && given !== 'missing' ? values.value(given.expression, given)?.expression : undefined;
      if (read?.kind !== 'object') return [];
      return read.properties.flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
    },
  };
}

function step(given: Given, name: string, values: Resolver): Given {
  if (given === undefined || given === 'missing') return given;
  const owner = values.value(given.expression, given);
  if (!owner) return undefined;
  if (unwrap(owner.expression).kind === 'literal') return 'missing';
  const found = propertyIn(owner, name, given.expression, values);
  if (!found) return undefined;
  const [only, ...others] = found.values;
  if (!only) return found.isComplete ? 'missing' : undefined;
  return others.length === 0 && !found.mayBeMissing ? only : undefined;
}

function textsAt(given: Given, values: Resolver): readonly string[] | undefined {
  return given && given !== 'missing' ? textsOf(given.expression, given, values).texts : undefined;
}
