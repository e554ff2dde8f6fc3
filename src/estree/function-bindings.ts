import type { TSESTree } from '@typescript-eslint/types';
import type { Expression } from '../model/code/expression.js';
import type {
  Binding,
  BodyCall,
  Callers,
  ExpectedType,
  FunctionBinding,
  Signature,
} from '../model/code/source.js';
import type { CommentTypes } from './comment-types.js';
import { enclosingFunction } from './enclosing.js';
import { expectedAt } from './expected-type.js';
import { type CallsOf, callsIn, callsOf, hasThrow, mayFailOtherwise } from './function-body.js';
import { returnsOf, testsOf } from './function-results.js';
import { isMutatedAt } from './mutation.js';
import { type DeclaredName, type FunctionNode, type Node, isConstructor } from './nodes.js';
import { contains, descendants } from './tree.js';
import { pathTo } from './pattern.js';
import { signatureOf, signatureOfType } from './signature.js';
import type { HandedTo, SyntaxFile } from './syntax-file.js';
import { annotationOf } from './type-name.js';
import type { Writes } from './writes.js';

type OptionOf = NonNullable<Extract<Binding, { kind: 'parameter' }>['optionOf']>;

/** The functions of a file, with their parameters and who calls them. */
export class FunctionBindings {
  private readonly functions = new Map<FunctionNode, FunctionBinding>();
  private readonly nodes = new Map<FunctionBinding, FunctionNode>();

  constructor(
    private readonly file: SyntaxFile,
    private readonly writes: Writes,
    private readonly comments: CommentTypes,
  ) {}

  /** What a function is, as the model sees it: the same one each time. */
  of(node: FunctionNode): FunctionBinding {
    let known = this.functions.get(node);
    if (known) return known;
    this.functions.set(node, (known = this.bindingOfFunction(node)));
    this.nodes.set(known, node);
    return known;
  }

  /** The node a function's binding was read from. */
  nodeOf(binding: FunctionBinding): FunctionNode | undefined {
    return this.nodes.get(binding);
  }

  private bindingOfFunction(node: FunctionNode): FunctionBinding {
    let calls: readonly BodyCall[] | undefined;
    let callers: Callers | undefined;
    let signature: Signature | undefined;
    return {
      kind: 'function',
      isAsync: node.async,
      isGenerator: node.generator,
      isConstructor: node.parent !== undefined && isConstructor(node.parent),
      calls: () => (calls ??= this.bodyCalls(node)),
      hasThrow: () => hasThrow(node),
      mayFailOtherwise: () => mayFailOtherwise(node),
      callers: () => (callers ??= this.callersOf(node)),
      signature: () => (signature ??= this.signatureOfFunction(node)),
      sets: (parameter) => this.writes.setOnParameter(node, parameter),
      returns: () => returnsOf(node).map((value) => this.file.expression(value)),
      text: () => this.file.text.slice(node.range[0], node.range[1]),
      range: node.range,
      tests: () =>
        testsOf(node).map(({ test, isSwitch }) => ({ test: this.file.expression(test), isSwitch })),
      parameters: node.params.map((param) => {
        const target = param.type === 'AssignmentPattern' ? param.left : param;
        return target.type === 'Identifier' ? target.name : undefined;
      }),
    };
  }

  private signatureOfFunction(node: FunctionNode): Signature {
    const signature = signatureOfType(typeGivenTo(node)) ?? signatureOf(node);
    const returns = signature.returns ?? this.comments.resultOf(node);
    return returns === signature.returns ? signature : { ...signature, returns };
  }

  private bodyCalls(node: FunctionNode): readonly BodyCall[] {
    return callsIn(node).flatMap(({ node: each, ...standing }) => {
      const call = this.file.expression(each);
      return call.kind === 'call' || call.kind === 'new' ? [{ call, ...standing }] : [];
    });
  }

  /** The calls that run a function in the file. */
  callsOf(node: FunctionNode): CallsOf {
    return callsOf(node, {
      variable: (at, name) => this.file.variable(at, name),
      isOnThis: (name) => this.writes.ownMembers.isOpen || this.writes.ownMembers.named.has(name),
      accesses: (name) => this.writes.accessesOf(name),
    });
  }

  private callersOf(node: FunctionNode): Callers {
    const { nodes, isComplete } = this.callsOf(node);
    const calls = nodes.flatMap((each) => {
      const call = this.file.expression(each);
      return call.kind === 'call' || call.kind === 'new' ? [call] : [];
    });
    return { calls, isComplete };
  }

  /** What is in a function inside runs when that is called, which may be later. */
  private isBeforeNext(owner: FunctionNode, near: Expression): boolean {
    const node = this.file.nodeOf(near);
    const last = owner.params.at(-1);
    if (!node || last?.type !== 'Identifier' || enclosingFunction(node) !== owner) return false;
    return [...descendants(owner)].some(
      (each) =>
        each.type === 'CallExpression' &&
        each.arguments.length === 0 &&
        each.callee.type === 'Identifier' &&
        each.callee.name === last.name &&
        node.range[0] < each.range[0] &&
        enclosingFunction(each) === owner,
    );
  }

  /** What a parameter is, or what is taken out of one. */
  parameter(owner: FunctionNode, name: Node, variable: DeclaredName, constant: boolean): Binding {
    const index = owner.params.findIndex((param) => contains(param, name));
    const param = owner.params[index];
    const fallback = param?.type === 'AssignmentPattern' ? param.right : undefined;
    return {
      kind: 'parameter',
      constant,
      index,
      arity: owner.params.length,
      path: (param && pathTo(name, param)) ?? [],
      type: param && (annotationOf(param) ?? this.comments.parameterOf(owner, index)),
      callbackOf: () => this.callbackOf(owner),
      optionOf: () => this.optionOf(owner),
      default: fallback && (() => this.file.expression(fallback)),
      ...this.partDefault(name, param),
      expected: () => this.expectedOf(owner),
      function: () => this.of(owner),
      isRest: param?.type === 'RestElement',
      isBeforeNext: (near) => this.isBeforeNext(owner, near),
      isMutated: () => variable.references.some(({ identifier }) => isMutatedAt(identifier)),
    };
  }

  /** `function run({ logger = defaultLogger } = {})`, `const { logger = defaultLogger } = options` */
  partDefault(name: Node, param: Node | undefined): { partDefault?: () => Expression } {
    const { parent } = name;
    if (parent?.type !== 'AssignmentPattern' || parent === param || parent.left !== name) return {};
    return { partDefault: () => this.file.expression(parent.right) };
  }

  /** What is around a function that says of what type it is. */
  private expectedOf(owner: FunctionNode): ExpectedType | undefined {
    const found = expectedAt(owner);
    if (!found) {
      const type = this.comments.typeOf(owner);
      return type && { by: { type }, path: [] };
    }
    const { by, path } = found;
    if ('type' in by) return { by, path };
    const call = this.file.expression(by.call);
    return call.kind === 'call' || call.kind === 'new'
      ? { by: { call, argument: by.argument }, path }
      : undefined;
  }

  /** The call that a function is handed to, directly or by its name. */
  private callbackOf(owner: FunctionNode): HandedTo | undefined {
    const direct = this.argumentOf(owner);
    if (direct) return direct;
    const parent = owner.parent;
    const name =
      owner.type === 'FunctionDeclaration'
        ? owner.id
        : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
          ? parent.id
          : undefined;
    const variable = name && this.file.variable(name, name.name);
    for (const reference of variable?.references ?? []) {
      const handed = this.argumentOf(reference.identifier);
      if (handed) return handed;
    }
    return undefined;
  }

  private optionOf(owner: FunctionNode): ReturnType<OptionOf> {
    const { parent: property } = owner;
    if (property?.type !== 'Property' || property.value !== owner || property.computed) return undefined;
    const option = property.key.type === 'Identifier' ? property.key.name : undefined;
    let object: Node = property.parent;
    // `{ '@opentelemetry/instrumentation-http': { requestHook: (span) => … } }`
    if (object.parent?.type === 'Property') object = object.parent.parent;
    const handed = option === undefined ? undefined : this.argumentOf(object);
    return handed && option !== undefined ? { call: handed.call, option } : undefined;
  }

  /** The call that a node is an argument of. */
  argumentOf(node: Node): HandedTo | undefined {
    const parent = node.parent;
    if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return undefined;
    const argument = parent.arguments.indexOf(node as TSESTree.Expression);
    const call = argument < 0 ? undefined : this.file.expression(parent);
    return call?.kind === 'call' || call?.kind === 'new' ? { call, argument } : undefined;
  }
}

/** The type that the field or variable has which a function is written for. */
function typeGivenTo({ parent }: FunctionNode): TSESTree.TypeNode | undefined {
  switch (parent.type) {
    case 'PropertyDefinition':
      return parent.typeAnnotation?.typeAnnotation;
    case 'VariableDeclarator':
      return parent.id.typeAnnotation?.typeAnnotation;
    default:
      return undefined;
  }
}
