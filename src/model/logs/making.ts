import { LIBRARIES_BY_MODULE } from '../../catalog/index.js';
import type { LoggerMaking, MadeWith } from '../../catalog/schema.js';
import { LOGGER_FACTORY } from '../../catalog/logs/names.js';
import { type Expression, lastName, unwrap } from '../code/expression.js';
import { type Source, kept } from '../code/source.js';
import { accessPathOf } from '../values/access-path.js';
import { contextOf } from '../values/value.js';

/**
 * What an expression that makes a logger says, for the library's entry to judge; undefined where none was seen. A logger is
 * made once and asked about at each of its calls: the answer is kept with the file that makes it.
 *
 * @param source the file that the logger is made in; without it, names in the expression stand for themselves
 */
export function makingOf(
  creation: Expression | undefined,
  source: Source | undefined,
): LoggerMaking | undefined {
  if (!creation) return undefined;
  return source
    ? kept(source, MAKINGS, creation, () => readMaking(creation, source))
    : readMaking(creation, undefined);
}

/** The question that makings are kept under. */
const MAKINGS = {};

function readMaking(creation: Expression, source: Source | undefined): LoggerMaking {
  const isMade = creation.kind === 'call' || creation.kind === 'new';
  const [first] = isMade ? creation.arguments : [];
  const properties = first?.kind === 'object' ? first.properties : undefined;
  const options = new Map<string, MadeWith>();
  for (const { key, value, accessor } of properties ?? []) {
    if (typeof key === 'string' && !accessor && !options.has(key)) options.set(key, madeWith(value, source));
  }
  const { text, isWhole } = source ? textWithNames(creation, source) : { text: creation.text, isWhole: true };
  return {
    text,
    by: isMade ? creation.kind : 'other',
    options: properties && options,
    hasSpread: properties?.some(({ key }) => key === undefined) ?? false,
    hasUnseen: !isWhole,
    module: source?.text ?? '',
  };
}

function madeWith(value: Expression, source: Source | undefined): MadeWith {
  const keys =
    value.kind === 'object'
      ? value.properties.map(({ key }) => (typeof key === 'object' ? `[${key.text}]` : key))
      : undefined;
  return { text: [value.text, ...(source ? spreadInto(value, source) : [])].join('\n'), keys };
}

/** Names that are followed from where a logger is made: formats, options, functions. */
const MAX_NAMES = 20;
/** A name that is read: no member, no key of an object. */
const READ_NAME = /(?<![\w$.'"])[A-Za-z_$][\w$]*(?![\w$'"]|\s*:)/g;
/** What makes no difference to what a record holds. */
const HARMLESS =
  /^(?:node:)?(?:path|os|util|fs|process|url)$|^(?:logform|triple-beam|pino-pretty|pino-std-serializers)$/;

/** The text of an expression and of what the names in it stand for; whole where each of them was found. */
function textWithNames(
  creation: Expression,
  source: Source,
): { readonly text: string; readonly isWhole: boolean } {
  const texts = [creation.text, ...spreadInto(creation, source)];
  const seen = new Set<string>();
  const open: { readonly expression: Expression; readonly source: Source }[] = [
    { expression: creation, source },
  ];
  let isWhole = true;
  for (let at = open.pop(); at && seen.size < MAX_NAMES; at = open.pop()) {
    const names = new Set(at.expression.text.match(READ_NAME));
    for (const { name, binding } of at.source.visible(at.expression)) {
      if (!names.has(name) || seen.has(name)) continue;
      seen.add(name);
      const named = binding();
      const found =
        named.kind === 'import' ? imported(named, at.source) : { binding: named, source: at.source };
      if (found === 'harmless') continue;
      const init = found?.binding.kind === 'variable' ? found.binding.init?.() : undefined;
      if (found && init) {
        texts.push(init.text, ...spreadInto(init, found.source));
        open.push({ expression: init, source: found.source });
      } else if (found?.binding.kind === 'function') texts.push(found.binding.text?.() ?? '');
      else isWhole = false;
    }
  }
  return { text: texts.join('\n'), isWhole };
}

/** `...formats`: a list that is put together elsewhere. */
const SPREAD_NAME = /(?<=\.\.\.)[A-Za-z_$][\w$]*(?![\w$.([?'"])/g;

/**
 * What libraries make of the elements of lists that an expression spreads, as if it stood there: `splat()` of
 * `const formats = [json()]; formats.push(splat()); combine(...formats)`. Others' elements are left out.
 */
function spreadInto(expression: Expression, source: Source): readonly string[] {
  const names = new Set(expression.text.match(SPREAD_NAME));
  if (names.size === 0) return [];
  const texts: string[] = [];
  for (const { name, binding } of source.visible(expression)) {
    if (!names.delete(name)) continue;
    const named = binding();
    const found =
      named.kind === 'import' ? source.follow(named.module, named.imported) : { binding: named, source };
    if (found?.binding.kind !== 'variable') continue;
    const { init, fills } = found.binding;
    const list = init && unwrap(init());
    if (list?.kind !== 'array') continue;
    for (const element of [...list.elements, ...(fills?.() ?? [])]) {
      if (isOfLibrary(element, found.source)) texts.push(element.text);
    }
  }
  return texts;
}

function isOfLibrary(element: Expression, source: Source): boolean {
  const call = unwrap(element);
  const made = call.kind === 'call' ? accessPathOf(call.callee, contextOf(source)) : undefined;
  return made?.from === 'module' && isHarmless(made.name);
}

function isHarmless(module: string): boolean {
  return LIBRARIES_BY_MODULE.has(module) || HARMLESS.test(module);
}

function imported(
  { module, imported: name }: Extract<ReturnType<Source['binding']>, { kind: 'import' }>,
  source: Source,
): ReturnType<Source['follow']> | 'harmless' {
  if (isHarmless(module)) return 'harmless';
  return source.follow(module, name);
}

/** Whether a variable holds what something makes that says that it makes a logger: `const log = utils.getLogger('orders')`. */
export function isMadeAsLogger(receiver: Expression, source: Source): boolean {
  const read = unwrap(receiver);
  const binding = read.kind === 'identifier' ? source.binding(read) : undefined;
  if (binding?.kind !== 'variable' || binding.path.length > 0 || !binding.init) return false;
  const made = unwrap(binding.init());
  const maker = made.kind === 'call' ? unwrap(made.callee) : undefined;
  return LOGGER_FACTORY.test((maker && lastName(maker)) ?? '');
}
