import type { TSESTree } from '@typescript-eslint/types';
import type {
  Expression,
  FunctionLiteral,
  ObjectLiteral,
  Property,
  Template,
} from '../model/code/expression.js';
import { keyOf, memberName } from './member-name.js';
import type { FunctionNode, Node } from './nodes.js';
import { typeNameOf } from './type-name.js';

/** The expression that another node is: each is made once. */
type Convert = (node: Node) => Expression;

type Standing = Pick<Template, 'text' | 'range'>;

/**
 * A node as the model sees it.
 *
 * @param source the file's text
 * @param expression gives what stands in the node
 */
export function toExpression(node: Node, source: string, expression: Convert): Expression {
  const { range } = node;
  const text = source.slice(range[0], range[1]);
  switch (node.type) {
    case 'Literal':
      return {
        text,
        range,
        kind: 'literal',
        value: 'regex' in node || 'bigint' in node ? undefined : node.value,
      };
    case 'TemplateLiteral':
      return templateOf(node, { text, range }, expression);
    case 'TaggedTemplateExpression':
      return {
        text,
        range,
        kind: 'tagged',
        tag: expression(node.tag),
        quasi: templateOf(node.quasi, { text, range }, expression),
        raw: node.quasi.quasis.map((quasi) => quasi.value.raw),
      };
    case 'Identifier':
      return { text: node.name, range, kind: 'identifier', name: node.name };
    case 'ThisExpression':
      return { text, range, kind: 'this' };
    case 'ChainExpression':
      return expression(node.expression);
    case 'MemberExpression':
      return {
        text,
        range,
        kind: 'member',
        object: expression(node.object),
        property: memberName(node) ?? expression(node.property),
        optional: node.optional,
      };
    case 'CallExpression':
      return {
        text,
        range,
        kind: 'call',
        callee: expression(node.callee),
        arguments: node.arguments.map((argument) => expression(argument)),
        optional: node.optional,
        ...(node.typeArguments && { types: node.typeArguments.params.map(typeNameOf) }),
      };
    case 'ImportExpression':
      return {
        text,
        range,
        kind: 'call',
        callee: { kind: 'other', text: 'import', range: node.range, loose: false },
        arguments: [expression(node.source)],
        optional: false,
      };
    case 'NewExpression':
      return {
        text,
        range,
        kind: 'new',
        callee: expression(node.callee),
        arguments: node.arguments.map((argument) => expression(argument)),
        ...(node.typeArguments && { types: node.typeArguments.params.map(typeNameOf) }),
      };
    case 'ObjectExpression':
      return objectOf(node, { text, range }, source, expression);
    case 'ArrayExpression':
      return {
        text,
        range,
        kind: 'array',
        elements: node.elements.flatMap((element) => (element ? [expression(element)] : [])),
      };
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return {
        text,
        range,
        kind: 'operation',
        operator: node.operator,
        left: expression(node.left),
        right: expression(node.right),
      };
    case 'ConditionalExpression':
      return {
        text,
        range,
        kind: 'conditional',
        test: expression(node.test),
        whenTrue: expression(node.consequent),
        whenFalse: expression(node.alternate),
      };
    case 'UnaryExpression':
    case 'UpdateExpression':
      return {
        text,
        range,
        kind: 'unary',
        operator: node.operator,
        operand: expression(node.argument),
      };
    case 'AwaitExpression':
      return { text, range, kind: 'unary', operator: 'await', operand: expression(node.argument) };
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
      return {
        text,
        range,
        kind: 'assertion',
        operand: expression(node.expression),
        type: typeNameOf(node.typeAnnotation),
      };
    case 'TSNonNullExpression':
      return { text, range, kind: 'assertion', operand: expression(node.expression), type: undefined };
    case 'SpreadElement':
      return { text, range, kind: 'spread', operand: expression(node.argument) };
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return functionLiteral(node, { text, range });
    default:
      return { text, range, kind: 'other', loose: node.type === 'SequenceExpression' };
  }
}

function templateOf(
  node: TSESTree.TemplateLiteral,
  { text, range }: Standing,
  expression: Convert,
): Template {
  return {
    text,
    range,
    kind: 'template',
    quasis: node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw),
    expressions: node.expressions.map(expression),
  };
}

function objectOf(
  node: TSESTree.ObjectExpression,
  { text, range }: Standing,
  source: string,
  expression: Convert,
): ObjectLiteral {
  const properties = node.properties.map((property): Property => {
    const { range } = property;
    const text = source.slice(range[0], range[1]);
    if (property.type === 'SpreadElement') {
      const value = expression(property.argument);
      return { text, range, key: undefined, value, shorthand: false, accessor: false };
    }
    return {
      text,
      range,
      key: keyOf(property) ?? expression(property.key),
      value: expression(property.value),
      shorthand: property.shorthand,
      accessor: property.method || property.kind !== 'init',
      ...(property.method && { isMethod: true }),
    };
  });
  return { text, range, kind: 'object', properties };
}

function functionLiteral(node: FunctionNode, { text, range }: Standing): FunctionLiteral {
  const parameters = node.params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  return { text, range, kind: 'function', parameters };
}
