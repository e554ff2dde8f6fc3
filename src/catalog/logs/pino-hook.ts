import { literally } from '../pattern.js';
import { enclosed } from './text.js';

/**
 * Whether a text has a `logMethod` hook that may pass on other arguments than it is given: one that only forwards them
 * (`method.apply(this, args)`), whatever it counts besides, leaves each call as it is written.
 */
export function rearrangesArguments(text: string): boolean {
  let forwards = 0;
  for (const { index, 0: found } of text.matchAll(/\blogMethod\b\s*/g)) {
    const behind = index + found.length;
    // `hooks: { logMethod }` of a function that stands elsewhere in the text.
    if (/[,}]/.test(text.charAt(behind))) continue;
    if (!forwardsOnly(text.slice(behind))) return true;
    forwards++;
  }
  return forwards === 0 && /\blogMethod\b/.test(text);
}

/** From its name on, a method, or a function under a key. */
const FUNCTION = /^(?:[:=]\s*(?:function\b[\w$ ]*)?)?\(/;

/** Whether a function hands its first parameter to its second as it is, and asks no more of it than how many there are, and of what type. */
function forwardsOnly(text: string): boolean {
  const head = FUNCTION.exec(text)?.[0];
  if (head === undefined) return false;
  const parameters = enclosed(text, head.length);
  const [args, method] = namesOf(parameters);
  if (args === undefined || method === undefined) return false;
  const behind = text.slice(head.length + parameters.length + 1);
  const [start] = /^\s*(?::\s*\w+\s*)?(?:=>\s*)?\{/.exec(behind) ?? [];
  if (start === undefined) return false;
  const body = enclosed(behind, start.length, '{', '}').replace(COMMENT, '');
  const rest = body.replace(forwarding(args, method), '');
  const asked = rest.replace(askedOf(args), '');
  return rest.length < body.length && !mentionsAny([args, method, 'arguments'], asked);
}

const COMMENT = /\/\*[^]*?\*\/|^[ \t]*\/\/.*/gm;

/** The names of parameters, TypeScript's `this` left out; those of a pattern are undefined. */
function namesOf(parameters: string): readonly (string | undefined)[] {
  let depth = 0;
  const ends = parameters.split('').flatMap((letter, index) => {
    if ('([{<'.includes(letter)) depth++;
    else if (')]}>'.includes(letter)) depth--;
    return letter === ',' && depth === 0 ? [index] : [];
  });
  return [-1, ...ends]
    .map((start, i) => parameters.slice(start + 1, ends[i]))
    .map((each) => /^([A-Za-z_$][\w$]*)(?![\w$])/.exec(each.trim())?.[1])
    .filter((name) => name !== 'this');
}

/** `method.apply(this, args)` and `method.call(this, ...args)`. */
function forwarding(args: string, method: string): RegExp {
  const cast = String.raw`(?:\s+as\s+[^()]*)?\s*`;
  return new RegExp(
    [
      String.raw`(?<![.\w$])${literally(method)}\.apply\(\s*this\s*,\s*(?:${literally(args)}|\[\s*\.\.\.${literally(args)}\s*\])${cast}\)`,
      String.raw`(?<![.\w$])${literally(method)}\.call\(\s*this\s*,\s*\.\.\.${literally(args)}\s*\)`,
      String.raw`\bReflect\.apply\(\s*${literally(method)}\s*,\s*this\s*,\s*${literally(args)}${cast}\)`,
    ].join('|'),
    'g',
  );
}

/** `args.length`, `typeof args[0]`, `args[0] instanceof Error` */
function askedOf(args: string): RegExp {
  const name = String.raw`(?<![.\w$])${literally(args)}`;
  return new RegExp(
    String.raw`\btypeof\s+${name}\[\d+\](?![.[(])|${name}\[\d+\]\s*(?:\binstanceof\b|[!=]==)|${name}\.length\b(?!\s*=[^=])`,
    'g',
  );
}

function mentionsAny(names: readonly string[], text: string): boolean {
  return names.some((name) => new RegExp(String.raw`(?<![.\w$])${literally(name)}(?![\w$])`).test(text));
}
