import type { TSESTree } from '@typescript-eslint/types';
import { LOGGERS } from '../catalog/logs/libraries.js';
import { PRINT_FORMAT } from '../catalog/logs/names.js';
import type { Dialect } from '../catalog/schema.js';
import { type Edit, insertAfter, insertAt } from '../model/text/edits.js';
import { LineMap } from '../model/text/lines.js';
import type { Package } from '../project/packages.js';
import { allSourcesThatSay } from '../project/package-sources.js';
import { memberName } from '../estree/member-name.js';
import { isFunction } from '../estree/nodes.js';
import { descendants } from '../estree/tree.js';
import { parseFile } from './parser.js';

type Node = TSESTree.Node;
type FunctionNode = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;

/** What prints the message of a logger alone, so that fields would be lost: a format, or a logger of the project's own. */
export interface MessageFormat {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly line: number;
  /** What has it print the fields as well; undefined where a person has to change it. */
  readonly edits: readonly Edit[] | undefined;
  /** It is a logger of the project's own. */
  readonly isLogger?: boolean;
}

type Formats = NonNullable<Dialect['formats']>;

const DIALECTS = LOGGERS.flatMap(({ kinds }) =>
  Object.values(kinds).flatMap(({ logger }) => logger?.formats ?? []),
);

/** The formats of a package's loggers that print the message alone, also beside others that do not. */
export function messageFormats(owner: Package): readonly MessageFormat[] {
  const found = new Map<string, readonly MessageFormat[]>();
  for (const formats of new Set(DIALECTS))
    for (const path of allSourcesThatSay(owner, formats.madeIn)) {
      const text = owner.project.read(path) ?? '';
      if (!found.has(path) && PRINT_FORMAT.test(text)) found.set(path, formatsIn(path, text, formats));
    }
  return [...found.values()].flat();
}

function formatsIn(path: string, text: string, { printMessageAlone }: Formats): readonly MessageFormat[] {
  try {
    const { ast } = parseFile(text, path);
    const lines = new LineMap(text);
    return [...descendants(ast)].flatMap((node) => {
      const format = printFunction(node);
      if (!format || printMessageAlone(text.slice(...node.range)) !== true) return [];
      const edits = withFields(format, text);
      return [{ path, line: lines.position(node.range[0]).line, edits }];
    });
  } catch {
    return [];
  }
}

/** The function that is given to `printf(…)`, `format.printf(…)`. */
function printFunction(node: Node): FunctionNode | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee } = node;
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : '';
  const [given, ...more] = node.arguments;
  const isOne = given?.type === 'ArrowFunctionExpression' || given?.type === 'FunctionExpression';
  return name === 'printf' && isOne && more.length === 0 ? given : undefined;
}

/** The edits by which the function prints what it does, then all that it has not named; undefined where it is not written plainly. */
function withFields(format: FunctionNode, text: string): readonly Edit[] | undefined {
  const [record, ...more] = format.params;
  const written = templateOf(format);
  if (!record || !written || more.length > 0) return undefined;
  const end = written.range[1] - 1;
  if (record.type === 'Identifier') {
    const read = membersRead(format, record.name);
    if (!read) return undefined;
    const fields = `{ ...${record.name}, ${read.map((key) => `${key}: undefined`).join(', ')} }`;
    return [insertAt(end, ` \${JSON.stringify(${fields})}`)];
  }
  if (record.type !== 'ObjectPattern') return undefined;
  const last = record.properties.at(-1);
  if (!last || last.type === 'RestElement') return undefined;
  const name = ['fields', 'otherFields'].find(
    (each) => !new RegExp(`\\b${each}\\b`).test(text.slice(...format.range)),
  );
  return name === undefined
    ? undefined
    : [insertAfter(last, `, ...${name}`), insertAt(end, ` \${JSON.stringify(${name})}`)];
}

/** The text that a function gives back, where that is all it gives back. */
function templateOf({ body }: FunctionNode): TSESTree.TemplateLiteral | undefined {
  if (body.type === 'TemplateLiteral') return body;
  if (body.type !== 'BlockStatement') return undefined;
  const returns = [...descendants(body)].filter((node) => node.type === 'ReturnStatement');
  const [only] = returns;
  const isPlain = returns.length === 1 && ![...descendants(body)].some((node) => isFunction(node));
  return isPlain && only?.argument?.type === 'TemplateLiteral' ? only.argument : undefined;
}

/** The members of a record that a function reads; undefined where it reads it otherwise. */
function membersRead(format: FunctionNode, name: string): readonly string[] | undefined {
  const keys = new Set<string>();
  for (const node of descendants(format.body)) {
    if (node.type !== 'Identifier' || node.name !== name) continue;
    const { parent } = node;
    const isKey = parent.type === 'MemberExpression' && parent.property === node && !parent.computed;
    if (isKey) continue;
    const key = parent.type === 'MemberExpression' && parent.object === node ? memberName(parent) : undefined;
    if (key === undefined || !/^[A-Za-z_$][\w$]*$/.test(key)) return undefined;
    keys.add(key);
  }
  return keys.size > 0 ? [...keys] : undefined;
}
