/** Sections of TypeScript's one file that a tree is made by: everything up to the parser, and the methods that nodes have. */
const LAST_OF_PARSER = '// src/compiler/commandLineParser.ts\n';
const NODES = '// src/services/services.ts\n';
/** Of another section; nodes find their tokens with it. */
const SCANNER = 'var scanner = createScanner(99, true);';
const OPENING = 'var ts = {}; ((module) => {\n';
const EXPORTS = '__export(typescript_exports, {';

/**
 * The part of TypeScript that parses, as a module of its own: a fifth of the whole, which is for nine tenths a type checker and a
 * language service. What is left out is only asked for by functions that a parser does not call.
 *
 * @param code `typescript/lib/typescript.js`
 * @throws where TypeScript is no longer put together like this; a test compares what both make of a text
 */
export function parserOf(code: string): string {
  const parser = between(code, OPENING, LAST_OF_PARSER);
  const nodes = between(code, NODES, '\n// src/');
  const exported = between(parser, EXPORTS, '});');
  const declared = declaredIn(parser);
  const kept = [...exported.matchAll(/^ {2}(\w+): \(\) => (\w+),?$/gm)]
    .map(([, name = '', local = '']) => ({ name, local }))
    .filter(({ local }) => declared.has(local));
  const named = kept.map(({ name, local }) => `${local} as ${name}`).join(', ');
  const whole = kept.map(({ name, local }) => `${name}: ${local}`).join(', ');
  const body = parser
    .replace(`${EXPORTS}${exported}});`, '')
    .replace('module.exports = __toCommonJS(typescript_exports);', '');
  return `${body}\n${SCANNER}\n${nodes}\nexport { ${named} };\nexport default { ${whole} };\n`;
}

function declaredIn(code: string): ReadonlySet<string> {
  return new Set(
    [...code.matchAll(/^(?:async )?(?:function\*?|var|class|let|const) (\w+)/gm)].map(
      ([, name = '']) => name,
    ),
  );
}

function between(code: string, start: string, end: string): string {
  const from = code.indexOf(start);
  const to = code.indexOf(end, from + start.length);
  if (from < 0 || to < 0) throw new Error(`typescript.js has no ${start.trim()} … ${end.trim()}`);
  return code.slice(from + start.length, to);
}
