import type { TSESTree } from '@typescript-eslint/types';
import { API } from '../../catalog/opentelemetry.js';
import type { CarrierForm } from '../../catalog/schema.js';
import { type Edit, insertAfter, insertAt, insertBefore } from '../../model/text/edits.js';
import { indentAt, startsLine } from '../../model/text/lines.js';
import type { Gap } from '../../model/propagation/message-call.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import type { MessageSite } from './message-site.js';
import { reachExport, reachExports } from '../reach-export.js';

type Node = TSESTree.Node;

/**
 * The edits that inject the active context before a message is sent, and put it into each message that lacks
 * one. Undefined where a message is not written out, there is no statement to inject before, or a name is taken.
 */
export function injectingFix({ event, node, file }: MessageSite): readonly Edit[] | undefined {
  const { gaps, shape, client } = event;
  const statement = statementAround(node);
  const name = CARRIER_NAMES[shape.form];
  if (!gaps || !statement || name === undefined || file.syntax.hasName(name)) return undefined;
  const api = reachExports(['context', 'propagation'], API, node, file);
  const headers = shape.form === 'msgHdrs' ? reachExport('headers', client, node, file) : undefined;
  const { text } = file.syntax;
  const [start] = statement.range;
  if (!api || (shape.form === 'msgHdrs' && !headers) || !startsLine(text, start)) return undefined;
  const end = file.syntax.semicolon + file.syntax.eol + indentAt(text, start);
  const isTypeScript = /\.[cm]?tsx?$/.test(file.path);
  const [declaration, setter] = CARRIERS[shape.form](isTypeScript, headers?.text ?? '');
  const [context = '', propagation = ''] = api.texts;
  const inject = `${propagation}.inject(${context}.active(), ${name}${setter})`;
  return [
    ...api.edits,
    ...(headers?.edit ? [headers.edit] : []),
    insertBefore(statement, `const ${name}${declaration}${end}${inject}${end}`),
    ...gaps.map((gap) => putting(gap, name, file)),
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
  fields: () => ['', ''],
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

/** Puts the carrier to where a message lacks it. */
function putting({ into, path }: Gap, name: string, file: AnalysedFile): Edit {
  const text = path.reduceRight(
    (value, key, i) => (i === 0 && into.kind === 'object' ? `${key}: ${value}` : `{ ${key}: ${value} }`),
    path.length === 0 && into.kind === 'object' ? `...${name}` : name,
  );
  const node = file.source.nodeOf(into);
  if (node?.type !== 'ObjectExpression') {
    const last = (node as TSESTree.CallExpression).arguments.at(-1) as Node;
    return insertAfter(last, `, ${text}`);
  }
  const { syntax } = file;
  const last = node.properties.at(-1);
  if (!last) return insertAt(node.range[0] + 1, ` ${text} `);
  const [start] = last.range;
  const comma = syntax.punctuatorAfter(last, ',');
  const isOwnLine =
    startsLine(syntax.text, start) && syntax.text.slice(last.range[1], node.range[1]).includes('\n');
  const gap = isOwnLine ? syntax.eol + indentAt(syntax.text, start) : ' ';
  return comma
    ? insertAt(comma[1], `${gap}${text}${isOwnLine ? ',' : ''}`)
    : insertAfter(last, `,${gap}${text}`);
}
