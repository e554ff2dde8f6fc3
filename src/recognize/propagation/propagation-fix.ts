import { API } from '../../catalog/opentelemetry.js';
import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAfter, insertAt, insertBefore, replace } from '../../model/text/edits.js';
import { indentAt, startsLine } from '../../model/text/lines.js';
import { type Expression, type ObjectLiteral, propertyOf, unwrap } from '../../model/code/expression.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../file.js';
import { reachExports } from '../reach-export.js';
import type { LostInjectionSite, OutboundSite } from './outbound-site.js';
import { descendants, isClosure } from '../../estree/tree.js';

type Node = TSESTree.Node;

/**
 * The edits that make a request carry the trace context: inject it into a carrier before the statement and merge
 * that into the headers, after those that are there. Undefined where headers could be lost, or a name is taken.
 */
export function injectionFix(site: OutboundSite): readonly Edit[] | undefined {
  const { file, node } = site;
  const statement = statementAround(node);
  const block = statement?.parent;
  if (!statement || (block?.type !== 'BlockStatement' && block?.type !== 'Program')) return undefined;
  const existing = carrierBefore(statement, block);
  const name = existing ?? ['carrier', 'traceCarrier'].find((each) => isFree(each, node, file));
  const merge = name === undefined ? undefined : mergeInto(site, name);
  if (name === undefined || !merge) return undefined;
  if (existing !== undefined) return [merge];
  const api = reachExports(['context', 'propagation'], API, node, file);
  if (!api) return undefined;
  const [context = '', propagation = ''] = api.texts;
  const { text } = file.syntax;
  const end = file.syntax.semicolon;
  const type = /\.[cm]?tsx?$/.test(file.path) ? ': Record<string, string>' : '';
  const { eol } = file.syntax;
  const [start] = statement.range;
  const isOwnLine = startsLine(text, start);
  const gap = isOwnLine ? eol + indentAt(text, start) : ' ';
  // Where lines end without a semicolon, one that starts with a bracket would go on with the line before.
  const isGoneOn = /^[([`/+-]/.test(text.slice(start));
  const last = isOwnLine && !isGoneOn ? end : ';';
  const before = [
    `const ${name}${type} = {}${isOwnLine ? end : ';'}${gap}`,
    `${propagation}.inject(${context}.active(), ${name})${last}${gap}`,
  ];
  return [
    ...api.edits,
    // Two fixes of one block would both declare the carrier: they may not be made at once.
    insertBefore(block, ''),
    insertBefore(statement, before.join('')),
    merge,
  ];
}

/** Hands `inject` the setter that its carrier needs. */
export function setterFix({ event, file }: LostInjectionSite): readonly Edit[] | undefined {
  const carrier = file.source.nodeOf(event.carrier);
  // What is made on the spot is reachable by nobody, whoever sets its entries.
  if (carrier?.type !== 'Identifier') return undefined;
  const setter = '{ set: (carrier, key, value) => carrier.set(key, value) }';
  return [insertAfter(carrier, `, ${setter}`)];
}

/** The statement that a call is evaluated in; undefined where a function without a block stands between. */
function statementAround(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at && !/(?:Statement|Declaration)$/.test(at.type)) {
    if (isClosure(at) || at.type === 'PropertyDefinition') return undefined;
    at = at.parent;
  }
  if (!at || /^(?:For|While|DoWhile|Switch|Export)/.test(at.type)) return undefined;
  return at;
}

/** A carrier that an earlier statement of the block fills, and nothing else writes to. */
function carrierBefore(
  statement: Node,
  block: TSESTree.BlockStatement | TSESTree.Program,
): string | undefined {
  const earlier = block.body.slice(0, block.body.indexOf(statement as TSESTree.Statement));
  const names = earlier.flatMap((each) =>
    each.type === 'VariableDeclaration' && each.kind === 'const'
      ? each.declarations.flatMap(({ id, init }) =>
          id.type === 'Identifier' && init?.type === 'ObjectExpression' && init.properties.length === 0
            ? [id.name]
            : [],
        )
      : [],
  );
  return names.find((name) =>
    earlier.some(
      (each) =>
        each.type === 'ExpressionStatement' &&
        each.expression.type === 'CallExpression' &&
        each.expression.callee.type === 'MemberExpression' &&
        each.expression.callee.property.type === 'Identifier' &&
        each.expression.callee.property.name === 'inject' &&
        each.expression.arguments[0]?.type === 'CallExpression' &&
        each.expression.arguments[1]?.type === 'Identifier' &&
        each.expression.arguments[1].name === name,
    ),
  );
}

/** Whether a name is neither in scope at a node, nor used by anything in the function around it. */
function isFree(name: string, node: Node, file: AnalysedFile): boolean {
  let around: Node = node;
  while (around.parent && !isClosure(around)) around = around.parent;
  if (file.source.variable(node, name)) return false;
  for (const each of descendants(around)) if (each.type === 'Identifier' && each.name === name) return false;
  return true;
}

/** Where the carrier goes, with the text that takes it there. */
function mergeInto({ event, node, file }: OutboundSite, name: string): Edit | undefined {
  const { shape, options, carrier, call } = event;
  const at = (expression: Expression) => file.source.nodeOf(expression);
  if (shape.chain) {
    const head = shape.chain.sends === 'awaited' ? node : node.callee;
    const end = head.type === 'MemberExpression' ? head.object.range[1] : head.range[1];
    return insertAt(end, `.${shape.chain.set}(${name})`);
  }
  if (shape.headers !== undefined) {
    return carrier ? intoHeaders(carrier, name, file) : undefined;
  }
  if (!options) return asNewArgument(event, name, file);
  const literal = unwrap(options);
  const node0 = literal.kind === 'object' ? at(literal) : undefined;
  if (literal.kind !== 'object' || node0?.type !== 'ObjectExpression') return undefined;
  const headers = propertyOf(literal, 'headers');
  if (headers) {
    const property = literal.properties.find(({ key }) => key === 'headers');
    const merged = intoHeaders(headers, name, file);
    return property?.shorthand && merged ? replace(property, `headers: ${merged.text}`) : merged;
  }
  // A spread may bring headers of its own, which new ones would hide.
  const isPlain = literal.properties.every(({ key, accessor }) => typeof key === 'string' && !accessor);
  if (!isPlain || (shape.options?.[0] === 0 && shape.options.length > 1 && isUnclearPlace(call, options)))
    return undefined;
  return appended(node0, `headers: ${name}`, file);
}

/** `{ 'x-tenant': tenant }`, and a name that holds such an object. */
function intoHeaders(headers: Expression, name: string, file: AnalysedFile): Edit | undefined {
  const read = unwrap(headers);
  const node = file.source.nodeOf(read);
  if (read.kind === 'object' && node?.type === 'ObjectExpression') {
    return isEntries(read) ? appended(node, `...${name}`, file) : undefined;
  }
  if (read.kind !== 'identifier') return undefined;
  const made = new Resolver().value(read, contextOf(file.source));
  const declared = made?.via?.binding;
  // What is spread must stay of a type that the options take.
  const isTyped = declared?.kind !== 'variable' || declared.type !== undefined;
  return made?.expression.kind === 'object' && !isTyped && isEntries(made.expression)
    ? replace(read, `{ ...${read.name}, ...${name} }`)
    : undefined;
}

function isEntries({ properties }: ObjectLiteral): boolean {
  return properties.every(({ accessor }) => !accessor);
}

/** A last property of an object, in the layout of the others. */
function appended(object: TSESTree.ObjectExpression, property: string, file: AnalysedFile): Edit {
  const last = object.properties.at(-1);
  const { text } = file.syntax;
  if (!last) return replace(object, `{ ${property} }`);
  const isOnOwnLine = text.slice(object.range[0], last.range[0]).includes('\n');
  const gap = isOnOwnLine ? file.syntax.eol + indentAt(text, last.range[0]) : ' ';
  const comma = file.syntax.punctuatorAfter(last, ',');
  return comma
    ? insertAt(comma[1], `${gap}${property}${isOnOwnLine ? ',' : ''}`)
    : insertAfter(last, `,${gap}${property}`);
}

/** `fetch(url)`: options that were not there. */
function asNewArgument(
  { shape, call }: OutboundSite['event'],
  name: string,
  file: AnalysedFile,
): Edit | undefined {
  const place = shape.options?.find((each) => each > 0);
  const given = call.arguments;
  if (place === undefined || place > given.length + 1) return undefined;
  const last = given.at(-1);
  const node = last && file.source.nodeOf(last);
  if (!node) return undefined;
  const options = `{ headers: ${name} }`;
  // `http.get(url, callback)`
  if (given.length > place) {
    const next = given[place];
    const before = next?.kind === 'function' ? file.source.nodeOf(next) : undefined;
    return before && insertBefore(before, `${options}, `);
  }
  if (given.length > 1 && last.kind === 'function') return undefined;
  const missing = place === given.length ? '' : 'undefined, ';
  return insertAfter(node, `, ${missing}${options}`);
}

/** An object in the first place of several is options only where nothing follows that could be. */
function isUnclearPlace(call: OutboundSite['event']['call'], options: Expression): boolean {
  return call.arguments.indexOf(options) > 0 && call.arguments[0]?.kind === 'object';
}
