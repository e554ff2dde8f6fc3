/**
 * What a program does as a whole, read from its text alone: asked of every file before anything is parsed.
 */

/** Starts at the quotes, which are rarer than words, and looks back. */
const IMPORT = /['"](?<=\b(?:from|import|require\()\s*['"])([^'"]+)['"]/g;

/** The packages a text imports, by its import statements and `require` calls as they are written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? '');
}

/** Whether a text imports a package for more than its types. */
export function isUsedAtRunTime(name: string, text: string): boolean {
  const quoted = `\\s*['"]${name.replace(/[.$]/g, '\\$&')}['"]`;
  const values = text.replace(new RegExp(`\\b(?:im|ex)port\\s+type\\b[^'";]*\\bfrom${quoted}`, 'g'), '');
  return new RegExp(`\\b(?:from|import|require\\()${quoted}`).test(values);
}

/** Starts another program of the project: a process, a thread, a pool of them. */
const STARTS =
  /\b(?:fork|spawn|execFile)\(|\bnew (?:\w*Worker|Piscina|Tinypool|\w+Pool)\(|\bsetup(?:Primary|Master)\(/;

/** A source file by its path, in one text or in pieces that are joined: `'../jobs/mail.js'`, `__dirname, 'jobs', 'mail.js'`. */
const SOURCE_PATH =
  /(?:(?:\b__dirname|\bimport\.meta\.dirname|\bprocess\.cwd\(\))\s*,\s*((?:['"][\w@.-]{1,80}['"]\s*,\s*){0,8}))?['"`]([\w@./-]{1,200}\.[cm]?[jt]s)['"`]/g;

/** A module that a process or a thread is made of, without its ending. */
const STARTED_MODULE =
  /\b(?:fork|new \w*Worker|new URL|require\.resolve)\(\s*['"](\.{1,2}\/[\w@./-]{1,200})['"]/g;

/** The source files of its package that a program may start as processes or threads, by their paths as it writes them. */
export function filesStarted(text: string): readonly string[] {
  if (!STARTS.test(text)) return [];
  const paths = [...text.matchAll(SOURCE_PATH)].map(([, folders = '', name = '']) =>
    [...[...folders.matchAll(/['"]([^'"]+)['"]/g)].map(([, folder = '']) => folder), name].join('/'),
  );
  const modules = [...text.matchAll(STARTED_MODULE)].map(([, path = '']) => path);
  const imported = new Set(importsOf(text));
  return [...new Set([...paths, ...modules])].filter((path) => !imported.has(path));
}

/** An import statement at the start of a line, but for one of types alone: `import a, { b as c } from 'x'`, `import 'x'`. */
const IMPORT_STATEMENT =
  /^[ \t]*import\s+(?!type\b(?!\s*,))(?:([\w$*{][^'";]{0,3000}?)\s+from\s*)?['"]([^'"]+)['"]/gm;

/** What a text imports at run time, and the names that it gives to that in the text; none where it only runs a module. */
export function namedImports(
  text: string,
): readonly { readonly specifier: string; readonly names: readonly string[] }[] {
  return [...text.matchAll(IMPORT_STATEMENT)].map(([, clause = '', specifier = '']) => ({
    specifier,
    names: clause
      .split(/[{},]/)
      .filter((each) => !/^\s*type\s/.test(each))
      .map((each) => each.trim().split(/\s+/).at(-1) ?? '')
      .filter((name) => name !== ''),
  }));
}

/**
 * Whether a text calls something by a name, or makes one, or calls a method of it: a type of that name is never called. The same
 * name after a dot is another one.
 */
export function callsNamed(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const escaped = name.replaceAll('$', String.raw`\$`);
  return new RegExp(String.raw`(?<![\w$.'"\`-])${escaped}(?:\??\.[\w$]+){0,4}(?:<[^<>()]{0,80}>)?\(`).test(
    text,
  );
}

/** What is declared where it is exported, at the beginning of a statement. */
const DECLARED_EXPORT =
  /(?:^|;)[ \t]*export\s+(?:declare\s+|abstract\s+|async\s+)*(const|let|var|function\*?|class|interface|type)\s+([\w$]+)/gm;

/** The exports that a text declares by their names, as it is written: `export const log = …`, `export interface Log`. */
export function declaredExports(
  text: string,
): readonly { readonly name: string; readonly isType: boolean }[] {
  return [...text.matchAll(DECLARED_EXPORT)].map(([, kind, name = '']) => ({
    name,
    isType: kind === 'interface' || kind === 'type',
  }));
}

export const LISTENS =
  /\.listen\s*(?:\(|\.(?:apply|call)\()|\b(?:Bun|Deno)\.serve\s*\(|\bserve\(\s*\{|\bserver\.start\(\s*\)|\bexport\s+default\s*\{\s*port\b[^{}]*\bfetch\b/;

/** Whether a program waits for requests: it serves for as long as it runs, whatever starts it. */
export function listens(text: string): boolean {
  return LISTENS.test(text);
}

const EXITS_WHEN_DONE = /\bprocess\.exit\(\s*(?:0\s*)?\)/;
const GOES_ON =
  /\bSIG(?:TERM|INT)\b|\bsetInterval\s*\(|\bcron\b|\.(?:subscribe|consume|process)\s*\(|\bnew Worker\s*\(/i;

/** Whether a program, or a part of one, ends the process when it has done its work. */
export function exitsWhenDone(text: string): boolean {
  return EXITS_WHEN_DONE.test(text);
}

/** What others import is a part of a program, which may exit where it cannot go on. */
export const EXPORTS = /^export\b|\bexports\b|\}\s*\(module\b/m;

/** Whether a program does one thing and exits: nothing in it waits for requests, messages or a signal. */
export function runsOnce(text: string): boolean {
  return exitsWhenDone(text) && !GOES_ON.test(text) && !EXPORTS.test(text) && !listens(text);
}

/** The start of a comment, a comment to the end of its line, or a string. */
const NO_CODE = /\/\*|(?<!:)\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;

/** Text without comments and one-line strings, where `window.` is no use of the DOM. */
export function withoutStrings(text: string): string {
  const pattern = new RegExp(NO_CODE);
  let code = '';
  let from = 0;
  let lastClose: number | undefined;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [found] = match;
    if (found === '/*') {
      // Where nothing closes one, nothing closes those after it: the rest is searched once.
      lastClose ??= text.lastIndexOf('*/');
      if (lastClose < pattern.lastIndex) continue;
      pattern.lastIndex = text.indexOf('*/', pattern.lastIndex) + 2;
    } else if (/^['"]use client['"]$/.test(found)) continue;
    code += `${text.slice(from, match.index)} `;
    from = pattern.lastIndex;
  }
  return code + text.slice(from);
}

/** Whether a module says nothing but what it exports of others, comments aside. */
export function isOnlyExports(text: string): boolean {
  const statements = withoutStrings(text).replace(RE_EXPORT, ' ');
  return text.includes('export') && !/[^\s;]/.test(statements);
}

/** `export * from`, `export * as name from`, `export { a, type B } from`, the name of the module taken out. */
const RE_EXPORT = /\bexport\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^{}]*\})\s+from\b/g;

/**
 * Text, without strings and comments, less what its templates say: a page that a server writes is no code of the server's. What
 * is interpolated stays. A text whose templates do not end is given back whole.
 */
export function withoutTemplates(code: string): string {
  if (!code.includes('`')) return code;
  // Brace counts of the `${…}` that are open, innermost last; undefined within a template's text.
  const open: (number | undefined)[] = [];
  let kept = '';
  for (let i = 0; i < code.length; i++) {
    const char = code[i] ?? '';
    const isText = open.length > 0 && open.at(-1) === undefined;
    if (isText && char === '\\') i++;
    else if (char === '`') {
      if (isText) open.pop();
      else open.push(undefined);
    } else if (isText && char === '$' && code[i + 1] === '{') {
      open.push(0);
      kept += ' ';
      i++;
    } else if (!isText) {
      const depth = open.at(-1);
      if (depth !== undefined && char === '{') open[open.length - 1] = depth + 1;
      if (depth !== undefined && char === '}') {
        if (depth === 0) {
          open.pop();
          continue;
        }
        open[open.length - 1] = depth - 1;
      }
      kept += char;
    }
  }
  return open.length > 0 ? code : kept;
}
