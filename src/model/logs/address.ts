import { type Expression, type Template, propertyName, unwrap } from '../code/expression.js';
import { inTemplate } from '../text/quote.js';
import type { MessagePart } from './message.js';

/** Names of values that are the beginning of a path, or of an address. */
const PATH_NAME = /(?:dir|directory|folder|root|path|prefix|cwd|home|bucket)$/i;
const URL_NAME = /(?:url|uri|origin|base|host|hostname|endpoint|domain|site|server)$/i;
const COMMAND_NAME = /(?:^|[a-z])(?:c|C)(?:ommand|md)(?:Name)?$/;
/** Names of what messages are sent to: MQTT spells a topic as a path. */
const TOPIC_NAME = /(?:^t|(?<=[a-z0-9])T)opic(?:Prefix|Base|Root)?$/;
/** What is counted per: `{rate}/s` is no path. */
const PER = /^\/(?:s|sec|second|m|min|minute|h|hr|hour|d|day|month|year|ms)$/i;
const EXTENSION =
  /\.(?:json|ya?ml|[cm]?[jt]sx?|md|txt|csv|tsv|log|html?|xml|png|jpe?g|gif|svg|webp|pdf|zip|gz|tar|tgz|sql|env|lock|pem|crt|toml|ini|mp[34]|wasm|wav|webm)$/i;
/** Marks around an address that are not part of it. */
const LEADING = /^["'`(<[{]+/;
const TRAILING = /(?<!["'`)>\]},;:.!?…])["'`)>\]},;:.!?…]+$/;

/**
 * Joins the values and the text that make one URL, path or file name to one value: `http://${host}:${port}/docs`,
 * `${dir}/${file}`, `/users/${id}`; a regular expression in its slashes as well. What stands around it stays text.
 */
export function withWholeAddresses(parts: readonly MessagePart[]): readonly MessagePart[] {
  if (!parts.some((part) => part.is === 'value')) return parts;
  const words = wordsOf(parts);
  if (words.every((word) => kindOf(word) === undefined)) return parts;
  return words.flatMap((word, i) => {
    const kind = i === 0 && isTag(word) ? undefined : kindOf(word);
    return kind === undefined ? word : wholeAddress(word, kind);
  });
}

/** Parts up to each white space, which is a text of its own. */
function wordsOf(parts: readonly MessagePart[]): readonly (readonly MessagePart[])[] {
  const words: MessagePart[][] = [];
  let word: MessagePart[] = [];
  for (const part of parts) {
    if (part.is !== 'text') {
      word.push(part);
      continue;
    }
    for (const text of part.text.split(/(\s+)/)) {
      if (text === '') continue;
      if (!/^\s/.test(text)) {
        word.push({ is: 'text', text });
        continue;
      }
      if (word.length > 0) words.push(word);
      words.push([{ is: 'text', text }]);
      word = [];
    }
  }
  if (word.length > 0) words.push(word);
  return words;
}

/** `(STORAGE/${name})` at the head of a text: a tag says who speaks, and of what. */
function isTag(word: readonly MessagePart[]): boolean {
  const spelled = word.map((part) => (part.is === 'text' ? part.text : '\uFFFC')).join('');
  return /^[([][A-Za-z][\w.-]*(?:\/[\w.-]+)*\/\uFFFC[\])]:?$/.test(spelled);
}

type Kind = 'url' | 'path' | 'file' | 'regex' | 'topic';

/** What a word with values in it is; undefined where it is no address, or one value alone. */
function kindOf(word: readonly MessagePart[]): Kind | undefined {
  if (word.length < 2 || !word.some((part) => part.is === 'value')) return undefined;
  const spelled = word.map((part) => (part.is === 'text' ? part.text : '\uFFFC')).join('');
  // `path=${dir}/a`: the key is none of it.
  const text = spelled
    .replace(/^[^\uFFFC/]*=/, '')
    .replace(LEADING, '')
    .replace(TRAILING, '');
  if (!text.includes('\uFFFC') || text === '\uFFFC') return undefined;
  if (isRegularExpression(text, word)) return 'regex';
  // `[orders/${id}]`: a tag says who speaks, and of what.
  if (/^\[[\w.-]+(?:\/[\w.-]+)*\/\uFFFC\]/.test(spelled)) return undefined;
  if (/^(?:[a-z][a-z+.-]*|\uFFFC):\/\//i.test(text)) return 'url';
  const names = word.flatMap((part) => (part.is === 'text' ? [] : [nameAtEnd(part.expression)]));
  const [name = ''] = names;
  // `/${command}`: what somebody types to a bot.
  if (text === '/\uFFFC' && COMMAND_NAME.test(name)) return undefined;
  if (/^(?:\.{0,2}|~)\/[\w\uFFFC]/.test(text)) return 'path';
  if (isHostWithPort(text, names)) return 'url';
  const after = /^\uFFFC(\/.*)$/.exec(text)?.[1];
  if (after !== undefined && !PER.test(after)) {
    if (TOPIC_NAME.test(name)) return 'topic';
    if (URL_NAME.test(name)) return 'url';
    if (PATH_NAME.test(name) || /\/[A-Za-z][\w-]+/.test(after)) return 'path';
  }
  if (URL_NAME.test(name) && /^\uFFFC\?[\w-]+=/.test(text)) return 'url';
  if (EXTENSION.test(text)) return text.includes('/') ? 'path' : 'file';
  return /^[\w.-]+\/(?:[\w.-]+\/)*\uFFFC/.test(text) && !/^[a-z]\//i.test(text) ? 'path' : undefined;
}

/** `${config.url}:${config.port}`, `${protocol}${host}:${port}${path}`: an address in its parts. */
function isHostWithPort(text: string, names: readonly string[]): boolean {
  if (!/^\uFFFC+:\uFFFC+$/.test(text)) return false;
  const [first = ''] = names;
  const isUrl = /(?:ur[il]|origin|endpoint)$/i.test(first) || /(?:protocol|scheme)$/i.test(first);
  return isUrl && names.some((name) => /port$/i.test(name));
}

/** `/${it.regex}/i`: as a field of its own, what it is made of would be an empty object. */
function isRegularExpression(text: string, word: readonly MessagePart[]): boolean {
  const isDelimited = /^\/\uFFFC\/[dgimsuvy]*$/.test(text);
  return isDelimited && word.some((part) => part.is === 'value' && EXPRESSION.test(part.expression.text));
}

const EXPRESSION = /reg_?exp?|pattern/i;

function nameAtEnd(expression: Expression): string {
  const read = unwrap(expression);
  if (read.kind === 'identifier') return read.name;
  if (read.kind === 'call') return nameAtEnd(read.callee);
  return propertyName(read) ?? '';
}

/** The address as one value, with the marks around it. */
function wholeAddress(word: readonly MessagePart[], kind: Kind): readonly MessagePart[] {
  const inner = [...word];
  const before: MessagePart[] = [];
  const after: MessagePart[] = [];
  const first = inner[0];
  if (first?.is === 'text') {
    const lead = /^[^/]*=/.exec(first.text)?.[0] ?? '';
    const marks = lead + (LEADING.exec(first.text.slice(lead.length))?.[0] ?? '');
    if (marks !== '') before.push({ is: 'text', text: marks });
    inner[0] = { is: 'text', text: first.text.slice(marks.length) };
  }
  const last = inner.at(-1);
  if (last?.is === 'text') {
    const marks = TRAILING.exec(last.text)?.[0] ?? '';
    if (marks !== '') after.push({ is: 'text', text: marks });
    inner[inner.length - 1] = { is: 'text', text: last.text.slice(0, last.text.length - marks.length) };
  }
  const said = inner.filter((part) => part.is !== 'text' || part.text !== '');
  const [only] = said;
  const whole: MessagePart =
    said.length === 1 && only && only.is !== 'text'
      ? only
      : { is: 'value', expression: templateOf(said), name: kind };
  return [...before, whole, ...after];
}

/** A template with these parts in it. */
function templateOf(parts: readonly MessagePart[]): Template {
  const quasis = [''];
  const expressions: Expression[] = [];
  let text = '`';
  for (const part of parts) {
    if (part.is === 'text') {
      quasis.push(`${quasis.pop() ?? ''}${part.text}`);
      text += inTemplate(part.text).replaceAll('\n', '\\n');
    } else {
      expressions.push(part.expression);
      quasis.push('');
      text += `\${${part.expression.text}}`;
    }
  }
  const start = expressions[0]?.range[0] ?? 0;
  const end = expressions.at(-1)?.range[1] ?? start;
  return { kind: 'template', quasis, expressions, text: `${text}\``, range: [start, end] };
}
