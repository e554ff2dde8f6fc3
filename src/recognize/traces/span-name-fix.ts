import type { TSESTree } from '@typescript-eslint/types';
import { type Expression, type ObjectLiteral, isPlainRead, unwrap } from '../../model/code/expression.js';
import { type Edit, insertAfter, insertAt, replace } from '../../model/text/edits.js';
import { styleAt } from '../../model/logs/dialect-text.js';
import {
  type KnownAttributes,
  type SpanNamePlan,
  isAttributeValue,
  keepsOrder,
  nameText,
} from '../../model/traces/name.js';
import { memberName } from '../../estree/member-name.js';
import { isFunction } from '../../estree/nodes.js';
import type { AnalysedFile } from '../file.js';
import type { SpanCallSite, SpanSite } from './span-site.js';

type Node = TSESTree.Node;

/** Edits that leave a span's name constant. */
export interface NameFix {
  /** The program does the same but for its telemetry; else somebody should look. */
  readonly isProven: boolean;
  readonly edits: readonly Edit[];
}

/** The attributes that a span is started with, or given right after its start. */
export function knownAttributesOf(site: SpanSite): KnownAttributes {
  const attributes = attributesOf(site);
  const properties = attributes?.kind === 'object' ? attributes.properties : [];
  return {
    keys: new Set(properties.flatMap(({ key }) => (typeof key === 'string' ? [key] : []))),
    values: [...properties.map(({ value }) => value), ...attributesAfter(site)],
  };
}

/** Takes the unbounded values out of the name that a span is started with, into its first attributes. */
export function startFix(site: SpanSite, name: Expression, plan: SpanNamePlan): NameFix | undefined {
  const { start, file } = site;
  const key = start.reading?.attributes;
  if (!key || start.provenance === 'name') return undefined;
  if (start.call.arguments.some((argument) => argument.kind === 'spread')) return undefined;
  const written = attributesText(plan, file);
  if (written === '') return fixOf(file, name, plan, [], true);
  const place = placeOf(site, name, key, written);
  return place && fixOf(file, name, plan, [place.edit], place.isProven && keepsOrder(plan, place.passed));
}

/** Takes the unbounded values out of a span's new name: `span.updateName('a').setAttribute('id', id)`. */
export function renameFix(
  { event, node, file }: SpanCallSite,
  name: Expression,
  plan: SpanNamePlan,
): NameFix | undefined {
  const [method] = event.dialect.attribute;
  const isChained = ['updateName', 'setOperationName'].includes(event.method);
  if (method === undefined || !isChained || event.provenance === 'name') return undefined;
  const { quote } = styleAt(file.style, node.range);
  const calls = plan.moved.flatMap(({ key, value }) =>
    key === undefined ? [] : [`.${method}(${quote}${key}${quote}, ${valueText(value, file)})`],
  );
  return fixOf(file, name, plan, [insertAfter(node, calls.join(''))], keepsOrder(plan, []));
}

function fixOf(
  file: AnalysedFile,
  name: Expression,
  plan: SpanNamePlan,
  more: readonly Edit[],
  isProven: boolean,
): NameFix | undefined {
  const node = file.source.nodeOf(name);
  if (!node || file.syntax.commentsInside(node).length > 0) return undefined;
  const { quote } = styleAt(file.style, node.range);
  return { isProven, edits: [replace(node, nameText(plan, quote, file.source)), ...more] };
}

function attributesText({ moved }: SpanNamePlan, file: AnalysedFile): string {
  return moved
    .flatMap(({ key, value }) => {
      if (key === undefined) return [];
      const text = valueText(value, file);
      return [text === key ? key : `${key}: ${text}`];
    })
    .join(', ');
}

/** A value as an attribute takes it: its type allows no objects, and the SDK drops them. */
function valueText(value: Expression, file: AnalysedFile): string {
  const { source } = file;
  const text = value.kind === 'other' && value.loose ? `(${value.text})` : value.text;
  const isFit = isAttributeValue(value, source) || source.isPrimitive(value);
  const node = source.nodeOf(value);
  if (isFit || !node) return text;
  return source.variable(node, 'String') ? `\`\${${value.text}}\`` : `String(${text})`;
}

interface Place {
  readonly edit: Edit;
  readonly isProven: boolean;
  /** What is evaluated between the name and the attributes. */
  readonly passed: readonly Expression[];
}

/** Where the attributes of a started span go. */
function placeOf(
  { start, file }: SpanSite,
  name: Expression,
  key: string,
  written: string,
): Place | undefined {
  const { source } = file;
  const options = start.options && unwrap(start.options);
  const attributes = `${key}: { ${written} }`;
  const nameNode = source.nodeOf(name);
  if (!nameNode) return undefined;
  if (!options) return { edit: insertAfter(nameNode, `, { ${attributes} }`), isProven: true, passed: [] };
  const node = source.nodeOf(options);
  if (!node) return undefined;
  if (options.kind === 'identifier' && options.name === 'undefined')
    return { edit: replace(node, `{ ${attributes} }`), isProven: true, passed: [] };
  if (options.kind !== 'object') return spreadInto(options, node, key, written);
  const own = options.properties.find((property) => property.key === key);
  if (own) {
    const inner = unwrap(own.value);
    const innerNode = source.nodeOf(inner);
    const passed = between(options, name, own.range[0]);
    if (own.accessor || !innerNode) return undefined;
    if (inner.kind === 'object') {
      const hasSpread = inner.properties.some((property) => property.key === undefined);
      return { edit: intoObject(inner, innerNode, written), isProven: !hasSpread, passed };
    }
    if (!isPlainRead(inner)) return undefined;
    const text = `{ ${written}, ...${inner.text} }`;
    const edit = own.shorthand ? replace(own, `${key}: ${text}`) : replace(innerNode, text);
    return { edit, isProven: false, passed };
  }
  // What is spread may have attributes of its own.
  if (options.properties.some((property) => property.key === undefined)) return undefined;
  const isByOptions = start.reading?.name === 'options';
  const edit = isByOptions ? insertAfter(nameNode, `, ${attributes}`) : intoObject(options, node, attributes);
  return { edit, isProven: true, passed: [] };
}

/** Puts properties in front of an object's own, which win where both have a key. */
function intoObject(object: ObjectLiteral, node: Node, written: string): Edit {
  const [first] = object.properties;
  return first ? insertAt(first.range[0], `${written}, `) : replace(node, `{ ${written} }`);
}

/** `{ ...options, attributes: { orderId, ...options?.attributes } }`, for options that are made elsewhere. */
function spreadInto(options: Expression, node: Node, key: string, written: string): Place | undefined {
  // `startSpan(name, ctx)`: no options at all.
  if (!isPlainRead(options) || /ctx|context|parent|span$/i.test(options.text)) return undefined;
  const text = `{ ...${options.text}, ${key}: { ${written}, ...${options.text}?.${key} } }`;
  return { edit: replace(node, text), isProven: false, passed: [] };
}

/** The values of an object's properties between two of its places. */
function between(object: ObjectLiteral, name: Expression, at: number): Expression[] {
  const [from, to] = [Math.min(name.range[0], at), Math.max(name.range[0], at)];
  return object.properties.flatMap(({ value, key, range }) => {
    if (range[1] <= from || range[0] >= to || value === name) return [];
    return typeof key === 'object' ? [key, value] : [value];
  });
}

function attributesOf({ start }: SpanSite): Expression | undefined {
  const key = start.reading?.attributes;
  const options = start.options && unwrap(start.options);
  const found = options?.kind === 'object' && options.properties.find((property) => property.key === key);
  return found ? unwrap(found.value) : undefined;
}

/** The values that the statements right after the start set, whatever happens. */
function attributesAfter(site: SpanSite): Expression[] {
  const { file, start, held } = site;
  const known: Expression[] = [];
  for (const statement of statementsBehind(site)) {
    const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') break;
    const { object } = call.callee;
    const method = memberName(call.callee) ?? '';
    if (object.type !== 'Identifier' || object.name !== held?.name || !start.dialect.changes.includes(method))
      break;
    const read = file.source.expression(call);
    const [first, second] = read.kind === 'call' ? read.arguments : [];
    if (start.dialect.attribute.includes(method) && second) known.push(second);
    if (start.dialect.attributes[method] === 0 && first?.kind === 'object')
      known.push(...first.properties.map(({ value }) => value));
  }
  return known;
}

function statementsBehind({ file, start, node }: SpanSite): readonly Node[] {
  if (start.kind === 'active') {
    const callback = start.callback && file.source.nodeOf(start.callback);
    if (!callback || !isFunction(callback) || callback.body?.type !== 'BlockStatement') return [];
    const [first] = callback.body.body;
    return first?.type === 'TryStatement' ? first.block.body : callback.body.body;
  }
  let statement: Node = node;
  while (statement.parent && !/Statement$|^VariableDeclaration$|^Program$/.test(statement.type))
    statement = statement.parent;
  const list =
    statement.parent?.type === 'BlockStatement' || statement.parent?.type === 'Program'
      ? statement.parent.body
      : [];
  return (list as readonly Node[]).slice((list as readonly Node[]).indexOf(statement) + 1);
}
