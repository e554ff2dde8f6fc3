import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { API } from '../../catalog/opentelemetry.js';
import type { CarrierForm } from '../../catalog/schema.js';
import { eolOf, usesSemicolons } from '../../model/text/import-statement.js';
import type { Gap } from '../../model/propagation/message-call.js';
import { isFunction } from '../../estree/source.js';
import type { LintedFile } from '../../eslint/linted-file.js';
import type { MessageSite } from './message-site.js';
import { reachExport, reachExports } from '../../eslint/module-export.js';

type Node = TSESTree.Node;
type Fixer = TSESLint.RuleFixer;
type Fix = (fixer: Fixer) => TSESLint.RuleFix[];

/**
 * The edit that injects the active context before a message is sent, and puts it into each message that lacks
 * one. Undefined where a message is not written out, there is no statement to inject before, or a name is taken.
 */
export function injectingFix({ event, node, file }: MessageSite): Fix | undefined {
  const { gaps, shape, client } = event;
  const statement = statementAround(node);
  const name = CARRIER_NAMES[shape.form];
  if (!gaps || !statement || name === undefined || isUsed(name, file)) return undefined;
  const api = reachExports(['context', 'propagation'], API, node, file);
  const headers = shape.form === 'msgHdrs' ? reachExport('headers', client, node, file) : undefined;
  const { text } = file.sourceCode;
  const before = text.slice(text.lastIndexOf('\n', statement.range[0] - 1) + 1, statement.range[0]);
  if (!api || (shape.form === 'msgHdrs' && !headers) || before.trim() !== '') return undefined;
  const end = (usesSemicolons(text) ? ';' : '') + eolOf(text) + before;
  const isTypeScript = /\.[cm]?tsx?$/.test(file.path);
  const [declaration, setter] = CARRIERS[shape.form](isTypeScript, headers?.text ?? '');
  const [context = '', propagation = ''] = api.texts;
  const inject = `${propagation}.inject(${context}.active(), ${name}${setter})`;
  return (fixer) => [
    ...api.edits.map((edit) => edit(fixer)),
    ...(headers?.edit ? [headers.edit(fixer)] : []),
    fixer.insertTextBefore(statement, `const ${name}${declaration}${end}${inject}${end}`),
    ...gaps.map((gap) => putting(gap, name, file, fixer)),
  ];
}

/** What the variable that holds the injected context is called. */
const CARRIER_NAMES: Readonly<Partial<Record<CarrierForm, string>>> = {
  headers: 'traceHeaders',
  attributes: 'traceAttributes',
  msgHdrs: 'traceHeaders',
};

/** How a carrier is made, and the setter that `inject` needs for it. */
const CARRIERS: Readonly<
  Record<CarrierForm, (isTypeScript: boolean, headers: string) => readonly [string, string]>
> = {
  headers: (isTypeScript) => [`${isTypeScript ? ': Record<string, string>' : ''} = {}`, ''],
  attributes: (isTypeScript) => [
    `${isTypeScript ? ': Record<string, { DataType: string; StringValue: string }>' : ''} = {}`,
    ", { set: (carrier, key, value) => { carrier[key] = { DataType: 'String', StringValue: value }; } }",
  ],
  msgHdrs: (_, headers) => [` = ${headers}()`, ', { set: (carrier, key, value) => carrier.set(key, value) }'],
  pairs: () => ['', ''],
  payload: () => ['', ''],
};

/** The statement that a call runs in, where another can be put before it that runs right before. */
function statementAround(node: Node): Node | undefined {
  let at: Node = node;
  while (!/^(?:ExpressionStatement|VariableDeclaration|ReturnStatement)$/.test(at.type)) {
    if (!at.parent || isFunction(at) || MAY_BE_SKIPPED.has(at.parent.type)) return undefined;
    at = at.parent;
  }
  const { parent } = at;
  return parent?.type === 'BlockStatement' || parent?.type === 'Program' ? at : undefined;
}

/** What may keep a call from running, or has it run again: the context is then injected in vain, or once for many. */
const MAY_BE_SKIPPED: ReadonlySet<string> = new Set(['PropertyDefinition', 'StaticBlock']);

function isUsed(name: string, { sourceCode }: LintedFile): boolean {
  return new RegExp(`\\b${name}\\b`).test(sourceCode.text);
}

/** Puts the carrier to where a message lacks it. */
function putting({ into, path }: Gap, name: string, file: LintedFile, fixer: Fixer): TSESLint.RuleFix {
  const text = path.reduceRight(
    (value, key, i) => (i === 0 && into.kind === 'object' ? `${key}: ${value}` : `{ ${key}: ${value} }`),
    path.length === 0 && into.kind === 'object' ? `...${name}` : name,
  );
  const node = file.source.nodeOf(into);
  if (node?.type !== 'ObjectExpression') {
    const last = (node as TSESTree.CallExpression).arguments.at(-1) as Node;
    return fixer.insertTextAfter(last, `, ${text}`);
  }
  const { sourceCode } = file;
  const last = node.properties.at(-1);
  if (!last) return fixer.insertTextAfterRange([node.range[0], node.range[0] + 1], ` ${text} `);
  const comma = sourceCode.getTokenAfter(last);
  const lineStart = sourceCode.text.lastIndexOf('\n', last.range[0] - 1) + 1;
  const indent = sourceCode.text.slice(lineStart, last.range[0]);
  const isOwnLine = indent.trim() === '' && last.loc.end.line < node.loc.end.line;
  const start = isOwnLine ? eolOf(sourceCode.text) + indent : ' ';
  return comma?.value === ','
    ? fixer.insertTextAfter(comma, `${start}${text}${isOwnLine ? ',' : ''}`)
    : fixer.insertTextAfter(last, `,${start}${text}`);
}
