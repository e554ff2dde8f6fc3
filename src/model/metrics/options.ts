import { LIBRARIES } from '../../catalog/index.js';
import type { LabelOption, LabelOptions } from '../../catalog/schema.js';
import {
  type Call,
  type Expression,
  type New,
  type ObjectLiteral,
  propertyName,
  unwrap,
} from '../code/expression.js';
import { labelsOf } from './arguments.js';
import { objectOf } from '../values/literal.js';
import type { MetricLabel, MetricObservation } from './metric.js';
import { type Origin, kindOf, provenanceOf } from '../values/provenance.js';
import { Resolver } from '../values/resolver.js';
import { contextOf } from '../values/value.js';
import type { Settings } from '../settings.js';
import type { FunctionBinding, Source } from '../code/source.js';

/** Where options that label metrics stand in what a library is given. */
const PATHS: readonly (readonly string[])[] = LIBRARIES.flatMap(({ kinds }) =>
  Object.values(kinds).flatMap(({ labelOptions }) => labelOptions?.options.map(({ path }) => path) ?? []),
);
/** The last key of each, which is written where all of them are and says more than `options`. */
const ANY_KEY = new RegExp(`\\b(?:${[...new Set(PATHS.map((path) => path.at(-1)))].join('|')})\\b`);

/** Whether a file can hold options that label metrics: the cheap question that comes first. */
export function mayLabelByOptions(text: string): boolean {
  return ANY_KEY.test(text);
}

/** Reads a call whose options label every metric that a library records: a middleware, a plugin, a client. */
export function labelledByOptions(
  call: Call | New,
  source: Source,
  settings: Settings,
): MetricObservation | undefined {
  // Asked first, as it takes least: some object that is handed over has the options in it.
  const mayLabel = call.arguments.slice(0, 2).some((given) => {
    const options = writtenOptions(unwrap(given), source);
    if (options?.kind !== 'object') return false;
    return PATHS.some((path) => valueAt(options, path) !== undefined);
  });
  const found = mayLabel ? optionsOf(call, source, settings) : undefined;
  const options = objectOf(found?.options, source);
  if (!found || !options) return undefined;
  const { origin, labelling } = found;
  const labels = labelling.options
    .filter((option) => isOn(option, options))
    .map((option) => ({ option, labels: labelsBy(option, options, source) }));
  const set = new Set(
    labels.flatMap((each) => (each.option.is === 'changes' ? each.labels.map(({ name }) => name) : [])),
  );
  // A function that changes the labels has the last word.
  const last = labels.flatMap((each) =>
    each.option.is === 'changes' ? each.labels : each.labels.filter(({ name }) => !set.has(name)),
  );
  if (last.length === 0) return undefined;
  return {
    library: origin.library.id,
    dialect: labelling.dialect,
    kind: labelling.kind,
    definition: undefined,
    method: propertyName(unwrap(call.callee)) ?? call.callee.text,
    isBound: false,
    operation: 'labels',
    value: undefined,
    labels: last,
    metadata: [],
    labelsAreComplete: false,
    labelsAt: undefined,
    call,
  };
}

function optionsOf(
  call: Call | New,
  source: Source,
  settings: Settings,
): { origin: Origin; labelling: LabelOptions; options: Expression } | undefined {
  const of = (expression: Expression) => {
    const provenance = provenanceOf(expression, source, settings);
    const origin = provenance.is === 'library' ? provenance.origin : undefined;
    const labelling = origin && kindOf(origin).labelOptions;
    return labelling && { origin, labelling };
  };
  const [first, second] = call.arguments;
  const callee = unwrap(call.callee);
  const method = propertyName(callee);
  const handed = method !== undefined && first && second ? of(first) : undefined;
  if (handed && second && handed.labelling.handedTo === method) return { ...handed, options: second };
  if (!first || !isLibrarys(callee, source, settings)) return undefined;
  const made = of(call);
  return made && made.labelling.handedTo === undefined ? { ...made, options: first } : undefined;
}

/** An argument, or what the variable that it is begins with. */
function writtenOptions(given: Expression, source: Source): Expression | undefined {
  if (given.kind !== 'identifier') return given;
  const binding = source.binding(given);
  const init = binding.kind === 'variable' ? binding.init?.() : undefined;
  return init && unwrap(init);
}

/** A function of the project may do with its options what it likes. */
function isLibrarys(callee: Expression, source: Source, settings: Settings): boolean {
  const isFrom = (expression: Expression) => provenanceOf(expression, source, settings).is === 'library';
  return isFrom(callee) || (callee.kind === 'member' && isFrom(callee.object));
}

function isOn({ switch: key }: LabelOption, options: ObjectLiteral): boolean {
  if (!key) return true;
  const value = valueAt(options, key.path);
  if (!value) return key.isOnByDefault;
  const read = unwrap(value);
  return read.kind === 'object' || (read.kind === 'literal' && read.value === true);
}

function labelsBy(option: LabelOption, options: ObjectLiteral, source: Source): readonly MetricLabel[] {
  const value = valueAt(options, option.path);
  if (!value) return [];
  const { label } = option;
  switch (option.is) {
    case 'labels':
      return labelsOf(value, source).labels;
    case 'functions':
      return namedValues(objectOf(value, source)).flatMap(({ name, value: given }) => {
        const made = ownFunction(given, source);
        return made ? made.returns().map((result) => ({ name, value: result })) : [{ name, value: given }];
      });
    case 'value':
      return label === undefined
        ? []
        : (ownFunction(value, source)?.returns() ?? []).map((result) => ({ name: label, value: result }));
    case 'changes':
      return ownFunction(value, source)?.sets?.(0) ?? [];
  }
}

/** Methods included: `getRouteLabel(request) { … }` is an option as well. */
function namedValues(object: ObjectLiteral | undefined): readonly MetricLabel[] {
  return (object?.properties ?? []).flatMap(({ key, value }) =>
    typeof key === 'string' ? [{ name: key, value }] : [],
  );
}

function valueAt(options: ObjectLiteral, path: readonly string[]): Expression | undefined {
  return path.reduce<Expression | undefined>((at, step) => {
    const object = at && unwrap(at);
    return object?.kind === 'object'
      ? namedValues(object).find(({ name }) => name === step)?.value
      : undefined;
  }, options);
}

/** The function of this file that an option is set to. */
function ownFunction(expression: Expression, source: Source): FunctionBinding | undefined {
  const found = new Resolver().function(expression, contextOf(source));
  return found?.context.source === source ? found.binding : undefined;
}
