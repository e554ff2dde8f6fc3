import { syntaxError } from '../../src/codemod/parser.js';
import { type Range, applyEdits } from '../../src/model/text/edits.js';
import type { Random } from './random.js';
import { type Pieces, piecesOf } from './syntax.js';

/** A program to start from, or to take pieces from. */
export interface Program {
  /** What it is called in findings. */
  readonly name: string;
  readonly path: string;
  readonly text: string;
}

const TRIES = 40;

/** A program that differs from another in one to four places, with pieces of a third; undefined where none of many tries parses. */
export function mutate(program: Program, donor: Program, random: Random): string | undefined {
  const from = piecesOf(donor.text, donor.path);
  let text = program.text;
  let left = 1 + random.below(4);
  for (let i = 0; i < TRIES && left > 0; i++) {
    const pieces = piecesOf(text, program.path);
    if (!pieces) return undefined;
    const mutant = random.pick(MUTATIONS)({
      text,
      pieces,
      donor: { text: donor.text, pieces: from ?? pieces },
      random,
    });
    if (mutant === undefined || mutant === text || mutant.length > 20_000) continue;
    if (syntaxError(mutant, program.path)) continue;
    text = mutant;
    left--;
  }
  return text === program.text ? undefined : text;
}

interface Context {
  readonly text: string;
  readonly pieces: Pieces;
  readonly donor: { readonly text: string; readonly pieces: Pieces };
  readonly random: Random;
}

type Mutation = (context: Context) => string | undefined;

const WRAPPERS: readonly ((text: string) => string)[] = [
  (text) => `(${text})`,
  (text) => `((${text}))`,
  (text) => `(0, ${text})`,
  (text) => `[${text}]`,
  (text) => `({ a: ${text} })`,
  (text) => `(() => ${text})()`,
  (text) => `(() => { return ${text}; })`,
  (text) => `await ${text}`,
  (text) => `(async () => await ${text})()`,
  (text) => `\`\${${text}}\``,
  (text) => `\`a \${${text}} b\``,
  (text) => `'a ' + ${text}`,
  (text) => `${text} + "it's"`,
  (text) => `...${text}`,
  (text) => `...[${text}]`,
  (text) => `${text} as any`,
  (text) => `${text}!`,
  (text) => `${text}?.b`,
  (text) => `${text} ?? c`,
  (text) => `(${text} && d)`,
  (text) => `(c ? ${text} : null)`,
  (text) => `String(${text})`,
  (text) => `JSON.stringify(${text})`,
  (text) => `new Error(${text})`,
  (text) => `logger.info('in ' + ${text})`,
  (text) => `console.log('in', ${text})`,
  (text) => `logger.child({ a: ${text} })`,
  (text) => `format('x %s', ${text})`,
  (text) => `/* why */ ${text}`,
  (text) => `${text} // why\n`,
  (text) => `function () { return ${text}; }`,
  (text) => `yield ${text}`,
  (text) => `void ${text}`,
  (text) => `typeof ${text}`,
  (text) => `(e = ${text})`,
];

const AROUND: readonly ((text: string) => string)[] = [
  (text) => `{ ${text} }`,
  (text) => `if (c) { ${text} }`,
  (text) => `if (c) ${text} else { ${text} }`,
  (text) => `for (const each of list) { ${text} }`,
  (text) => `while (c) ${text}`,
  (text) => `try { ${text} } catch (err) { console.error('failed: ' + err.message, err); }`,
  (text) => `try { f(); } catch { ${text} } finally { ${text} }`,
  (text) => `switch (c) { case 1: ${text} default: ${text} }`,
  (text) => `async function g(req, res) { ${text} }`,
  (text) => `const h = async (err) => { ${text} };`,
  (text) => `class K { #p; m(logger) { ${text} } static { ${text} } }`,
  (text) => `app.get('/a', async (req, res) => { ${text} });`,
  (text) => `tracer.startActiveSpan('s', (span) => { ${text} span.end(); });`,
  (text) => `label: { ${text} break label; }`,
  (text) => `;(function () { ${text} })()`,
  (text) => `/* a */ ${text} // b`,
  (text) => `${text} ${text}`,
];

const STRINGS = [
  `"it's"`,
  `'say "hi"'`,
  "'a\\\\b'",
  "'\\n'",
  "'\\ud800'",
  "'\\u2028'",
  "'100 %s of %d %%'",
  "'${x}'",
  "'`'",
  "'</script>'",
  "''",
  "'---'",
  "'id='",
  "'__proto__'",
  "'$&'",
  "'😀 é'",
  "'{a}'",
  "': '",
];
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  '$',
  '_',
  'err',
  'error',
  'msg',
  'level',
  'logger',
  'console',
  'data',
];

const MUTATIONS: readonly Mutation[] = [
  // An expression for another, mostly of the donor: what is nested in what is hardly ever tried by hand.
  ...repeated(3, ({ text, pieces, donor, random }: Context) => {
    const from = random.below(3) > 0 ? donor : { text, pieces };
    return replaced(text, pieces.expressions, random, () =>
      piece(from.text, from.pieces.expressions, random),
    );
  }),
  ...repeated(4, ({ text, pieces, random }: Context) =>
    replaced(text, pieces.expressions, random, (old) => random.pick(WRAPPERS)(old)),
  ),
  ...repeated(2, ({ text, pieces, random }: Context) =>
    replaced(text, pieces.statements, random, (old) => random.pick(AROUND)(old)),
  ),
  ...repeated(2, ({ text, pieces, donor, random }: Context) =>
    replaced(text, pieces.statements, random, (old) => {
      const other = piece(donor.text, donor.pieces.statements, random);
      return random.below(2) === 0 ? `${other}\n${old}` : `${old}\n${other}`;
    }),
  ),
  ({ text, pieces, random }) => replaced(text, pieces.statements, random, () => ''),
  ({ text, pieces, random }) =>
    replaced(text, pieces.statements, random, () => piece(text, pieces.statements, random)),
  ...repeated(2, ({ text, pieces, random }: Context) =>
    replaced(text, pieces.strings, random, () => random.pick(STRINGS)),
  ),
  ({ text, pieces, random }) => replaced(text, pieces.names, random, () => random.pick(NAMES)),
  ({ text, pieces, random }) => replaced(text, pieces.names, random, () => piece(text, pieces.names, random)),
  ({ text, random }) => (random.below(4) === 0 ? text.replace(/\r?\n/g, '\r\n') : undefined),
  ({ text, random }) => (random.below(4) === 0 ? text.replace(/;$/gm, '') : undefined),
  ({ text, random }) => (random.below(4) === 0 ? text.replace(/\n[ \t]*/g, ' ') : undefined),
  ({ text }) => text.trimEnd(),
];

function repeated(times: number, mutation: Mutation): readonly Mutation[] {
  return Array.from({ length: times }, () => mutation);
}

function replaced(
  text: string,
  ranges: readonly Range[],
  random: Random,
  by: (old: string) => string | undefined,
): string | undefined {
  if (ranges.length === 0) return undefined;
  const range = random.pick(ranges);
  const written = by(text.slice(...range));
  return written === undefined ? undefined : applyEdits(text, [{ range, text: written }]);
}

function piece(text: string, ranges: readonly Range[], random: Random): string | undefined {
  return ranges.length === 0 ? undefined : text.slice(...random.pick(ranges));
}
