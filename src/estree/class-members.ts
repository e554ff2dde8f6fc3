import type { TSESTree } from '@typescript-eslint/types';
import { type Expression, isNothing as isNoValue } from '../model/code/expression.js';
import {
  type Binding,
  type FunctionBinding,
  type GivenType,
  type Located,
  type Source,
  type VariableBinding,
  memberOf,
} from '../model/code/source.js';
import type { CommentTypes } from './comment-types.js';
import type { DeclaredTypes } from './declared-types.js';
import { enclosingLiteral, enclosingMember } from './enclosing.js';
import type { FunctionBindings } from './function-bindings.js';
import { returnsOf } from './function-results.js';
import { required } from './import-binding.js';
import { keyOf, memberName } from './member-name.js';
import { type ClassNode, type Node, isConstructor, isFunction, isNothing } from './nodes.js';
import { ANY_NAME, assignmentsIn } from './own-members.js';
import { isPattern } from './pattern.js';
import {
  type PrototypeMembers,
  constructorName,
  prototypeClassAround,
  prototypeClassesIn,
} from './prototype-class.js';
import { signatureOf } from './signature.js';
import { type SyntaxFile, UNDECLARED } from './syntax-file.js';
import { annotationOf, nullable, typeNameOf } from './type-name.js';
import { PLAIN_ASSIGNMENTS, type Writes } from './writes.js';

/** Modules that one class is followed through. */
const MAX_REEXPORTS = 4;

type ClassBinding = Extract<Binding, { kind: 'class' }>;

/** The members of a file's classes, of objects that are written out, and of classes that are written as functions. */
export class ClassMembers {
  private readonly members = new Map<ClassNode, Map<string, Located | undefined>>();
  private readonly assignments = new Map<
    ClassNode,
    ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>
  >();
  private writtenAsFunctions: ReadonlyMap<string, PrototypeMembers> | undefined;
  private readonly prototypeBindings = new Map<FunctionBinding, Binding | undefined>();

  constructor(
    private readonly file: SyntaxFile,
    private readonly functions: FunctionBindings,
    private readonly writes: Writes,
    private readonly comments: CommentTypes,
    private readonly types: DeclaredTypes,
  ) {}

  /** What `this.name` is where an expression stands. */
  thisMember(near: Expression, name: string): Located | undefined {
    const node = this.file.nodeOf(near);
    const around = enclosingMember(node);
    if (!around) return this.literalMember(node, name) ?? (node && this.prototypeMemberAround(node, name));
    const found = this.classMember(around.owner, name, around.isStatic);
    return found && { ...found, isLate: found.isLate === true || around.isInitialising };
  }

  private prototypeMemberAround(node: Node, name: string): Located | undefined {
    const owner = this.prototypeClasses.size > 0 ? prototypeClassAround(node) : undefined;
    return owner === undefined ? undefined : this.prototypeMember(owner, name);
  }

  private get prototypeClasses(): ReadonlyMap<string, PrototypeMembers> {
    return (this.writtenAsFunctions ??= prototypeClassesIn(this.file.program, this.file.text));
  }

  /** A member of the instances of a class that is written as a function. */
  private prototypeMember(owner: string, name: string): Located | undefined {
    const values = this.prototypeClasses.get(owner)?.get(name);
    if (!values) return undefined;
    const [only, ...others] = values.filter((each) => !isNothing(each) && !isBound(each, name));
    if (only && others.length === 0 && isFunction(only))
      return { source: this.file, binding: this.file.functionBinding(only) };
    const writes = () => values.map((each) => this.file.expression(each));
    const init = only && others.length === 0 ? { init: () => this.file.expression(only) } : {};
    return { source: this.file, binding: { ...UNDECLARED, writes, ...init }, isLate: true };
  }

  /** The class that a function is written as; undefined for one that is no class. */
  constructedBy(run: FunctionBinding): Binding | undefined {
    if (this.prototypeBindings.has(run)) return this.prototypeBindings.get(run);
    const node = this.functions.nodeOf(run);
    const name = node && constructorName(node);
    const isClass = name !== undefined && this.prototypeClasses.has(name);
    const member = (key: string) => this.prototypeMember(name ?? '', key);
    const binding: Binding | undefined = isClass
      ? { kind: 'class', superclass: undefined, member }
      : undefined;
    this.prototypeBindings.set(run, binding);
    return binding;
  }

  /** What `this.name` is in a method of an object literal: a property of it, or what its methods assign. */
  private literalMember(near: Node | undefined, name: string): Located | undefined {
    const owner = near && enclosingLiteral(near);
    if (!owner) return undefined;
    for (const property of owner.properties) {
      if (property.type !== 'Property' || keyOf(property) !== name || property.kind !== 'init') continue;
      const { value } = property;
      if (isFunction(value)) return { source: this.file, binding: this.file.functionBinding(value) };
      if (isNothing(value)) break;
      const init = () => this.file.expression(value);
      return { source: this.file, binding: { ...UNDECLARED, init } };
    }
    if (!this.writes.ownMembers.assigned.has(name)) return undefined;
    const assigned = assignmentsIn(owner).get(name) ?? [];
    const [only, ...others] = assigned.filter(({ right }) => !isNothing(right));
    if (!only || others.length > 0) return undefined;
    return {
      source: this.file,
      binding: { ...UNDECLARED, init: () => this.file.expression(only.right) },
      isLate: true,
    };
  }

  private classMember(owner: ClassNode, name: string, isStatic?: boolean): Located | undefined {
    let members = this.members.get(owner);
    if (!members) this.members.set(owner, (members = new Map<string, Located | undefined>()));
    const key = `${isStatic ?? ''} ${name}`;
    if (members.has(key)) return members.get(key);
    const found = this.findMember(owner, name, isStatic);
    members.set(key, found);
    return found;
  }

  private findMember(owner: ClassNode, name: string, isStatic: boolean | undefined): Located | undefined {
    const found: Binding[] = [];
    for (const member of owner.body.body) {
      const ownsStatic = 'static' in member && member.static;
      // A constructor sets fields of the instance.
      if (isConstructor(member) ? isStatic === true : isStatic !== undefined && ownsStatic !== isStatic)
        continue;
      const binding = this.memberBinding(member, name);
      if (binding) found.push(binding);
    }
    const own = memberOf(found, () => this.writes.mutatedMembers.has(name));
    const given = () => this.assigned(owner, name, isStatic);
    if (own?.kind === 'variable') return this.fieldOf(owner, name, own, given);
    if (own) return { source: this.file, binding: own };
    if (given().length > 0) return this.fieldOf(owner, name, UNDECLARED, given);
    const superclass = owner.superClass;
    if (superclass?.type !== 'Identifier') return undefined;
    const base = this.file.variable(superclass, superclass.name);
    const binding = base && (required(base) ?? this.file.declared(base));
    // Packages are asked for what may be a logger: other members are theirs.
    const located = binding && this.declaredAt({ source: this.file, binding }, /log/i.test(name));
    if (located?.binding.kind !== 'class') return undefined;
    return this.withGiven(located.binding.member(name), located.binding, owner);
  }

  /** What a name is that modules pass on to each other. */
  private declaredAt(found: Located, asksPackages: boolean): Located | undefined {
    let at: Located | undefined = found;
    for (let hops = 0; at?.binding.kind === 'import' && hops < MAX_REEXPORTS; hops++)
      at = declarationOf(at.source, at.binding, asksPackages);
    return at;
  }

  /** A member of a generic class, with what a class that extends it gives for the type parameters. */
  private withGiven(member: Located | undefined, base: ClassBinding, owner: ClassNode): Located | undefined {
    const types = (owner.superTypeArguments ?? undefined)?.params.map(typeNameOf);
    if (!member || !types) return member;
    const given = (base.typeParameters?.() ?? []).flatMap((parameter, index): GivenType[] => {
      const type = types[index];
      return type ? [{ parameter, type, source: this.file }] : [];
    });
    return { ...member, given: [...(member.given ?? []), ...given] };
  }

  /** A field with all that the class's own code assigns to it. */
  private fieldOf(
    owner: ClassNode,
    name: string,
    own: VariableBinding,
    given: () => readonly TSESTree.AssignmentExpression[],
  ): Located {
    const writes = () => this.writesToField(owner, name, given());
    const fills = () =>
      this.writes.fillsOf(
        this.writes.accessesOf(name).filter(({ object }) => object.type === 'ThisExpression'),
      );
    const field: VariableBinding = { ...own, writes, fills, puts: () => this.writes.putsIntoField(name) };
    // `this.requests = null` in the constructor: a method fills it.
    if (own.init && !isNoValue(own.init())) return { source: this.file, binding: field };
    const [first, ...others] = given().filter(({ right }) => !isNothing(right));
    if (!first || others.length > 0) return { source: this.file, binding: field };
    const init = () => this.file.expression(first.right);
    return { source: this.file, binding: { ...field, init }, isLate: true };
  }

  /** Undefined where a value is not written out, or other code may give the field one. */
  private writesToField(
    owner: ClassNode,
    name: string,
    given: readonly TSESTree.AssignmentExpression[],
  ): readonly Expression[] | undefined {
    const values: Expression[] = [];
    let isClosed = name.startsWith('#');
    for (const member of owner.body.body) {
      if (isConstructor(member) && parameterProperty(member, name)) return undefined;
      if (!('key' in member) || keyOf(member) !== name) continue;
      if (member.type !== 'PropertyDefinition') return undefined;
      isClosed ||= member.readonly || member.accessibility === 'private';
      if (member.value) values.push(this.file.expression(member.value));
    }
    for (const { operator, right } of given) {
      if (!PLAIN_ASSIGNMENTS.has(operator)) return undefined;
      values.push(this.file.expression(right));
    }
    if (this.assignments.get(owner)?.has(ANY_NAME)) return undefined;
    const isUpdated = this.writes.accessesOf(name).some(({ object, parent }) => {
      const isOwn = object.type === 'ThisExpression' || name.startsWith('#');
      return isOwn && (parent.type === 'UpdateExpression' || isPattern(parent));
    });
    return isClosed && !isUpdated ? values : undefined;
  }

  /** The assignments to a member of `this` in all of a class's code, in the order of the text. */
  private assigned(
    owner: ClassNode,
    name: string,
    isStatic: boolean | undefined,
  ): readonly TSESTree.AssignmentExpression[] {
    const { assigned, isOpen } = this.writes.ownMembers;
    if (!isOpen && !assigned.has(name)) return [];
    let byName = this.assignments.get(owner);
    if (!byName) this.assignments.set(owner, (byName = assignmentsIn(owner)));
    const found = byName.get(name) ?? [];
    return isStatic === undefined
      ? found
      : found.filter(({ left }) => enclosingMember(left)?.isStatic === isStatic);
  }

  private memberBinding(member: TSESTree.ClassElement, name: string): Binding | undefined {
    if (member.type === 'PropertyDefinition' && keyOf(member) === name) {
      const value = member.value;
      if (value && isFunction(value)) return this.file.functionBinding(value);
      return {
        kind: 'variable',
        constant: member.readonly,
        path: [],
        init: value ? () => this.file.expression(value) : undefined,
        type:
          nullable(typeNameOf(member.typeAnnotation?.typeAnnotation), member.optional) ??
          this.comments.typeOf(member),
        ...this.decorated(member),
      };
    }
    if (member.type === 'TSAbstractPropertyDefinition' && keyOf(member) === name)
      return {
        ...UNDECLARED,
        type: nullable(typeNameOf(member.typeAnnotation?.typeAnnotation), member.optional),
      };
    if (member.type === 'TSAbstractMethodDefinition' && keyOf(member) === name) {
      const { kind, value } = member;
      if (kind === 'get') return { ...UNDECLARED, type: typeNameOf(value.returnType?.typeAnnotation) };
      if (kind === 'method')
        return { kind: 'signature', signature: signatureOf(value), ...this.types.generic(value) };
    }
    if (member.type !== 'MethodDefinition') return undefined;
    const method = member.value;
    // In a declaration file no method has a body.
    if (member.kind === 'method' && keyOf(member) === name && !isFunction(method))
      return { kind: 'signature', signature: signatureOf(method) };
    if (member.kind === 'get' && keyOf(member) === name) {
      const result = isFunction(method) ? returnsOf(method)[0] : undefined;
      return {
        kind: 'variable',
        constant: false,
        path: [],
        init: result && (() => this.file.expression(result)),
        type: typeNameOf(method.returnType?.typeAnnotation),
      };
    }
    if (member.kind === 'method' && keyOf(member) === name && isFunction(method)) {
      return this.file.functionBinding(method);
    }
    if (member.kind !== 'constructor') return undefined;
    const param = parameterProperty(member, name);
    if (param) {
      const { parameter } = param;
      const fallback = parameter.type === 'AssignmentPattern' ? parameter.right : undefined;
      const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      return {
        kind: 'variable',
        constant: param.readonly,
        path: [],
        init: fallback && (() => this.file.expression(fallback)),
        ofParameter: () => this.file.expression(target),
        type: annotationOf(param),
        ...this.decorated(param),
      };
    }
    for (const statement of method.body?.body ?? []) {
      const assigned = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
      if (assigned?.type !== 'AssignmentExpression' || assigned.left.type !== 'MemberExpression') continue;
      if (assigned.left.object.type !== 'ThisExpression' || memberName(assigned.left) !== name) continue;
      const { right } = assigned;
      if (isBound(right, name)) continue;
      return {
        kind: 'variable',
        constant: false,
        path: [],
        init: () => this.file.expression(right),
        type: this.comments.typeOf(statement),
      };
    }
    return undefined;
  }

  /** The calls that a field is decorated with. */
  private decorated({ decorators }: { readonly decorators: readonly TSESTree.Decorator[] | undefined }): {
    decorators?: () => readonly Expression[];
  } {
    if (!decorators || decorators.length === 0) return {};
    return { decorators: () => decorators.map(({ expression }) => this.file.expression(expression)) };
  }

  /** What a class is, as the model sees it. */
  classBinding(node: ClassNode): Binding {
    const superclass = node.superClass;
    return {
      kind: 'class',
      superclass: superclass ? () => this.file.expression(superclass) : undefined,
      construct: () => {
        const constructor = node.body.body.find(isConstructor);
        return constructor && signatureOf(constructor.value);
      },
      member: (name, isStatic) =>
        (isStatic === undefined ? undefined : this.classMember(node, name, isStatic)) ??
        this.classMember(node, name),
      hasStatic: (name) =>
        node.body.body.some(
          (member) => 'static' in member && member.static && this.memberBinding(member, name) !== undefined,
        ),
      ...this.types.generic(node),
    };
  }
}

/** The parameter of a constructor that is a field as well: `constructor(private readonly log: Logger)`. */
function parameterProperty(
  { value }: TSESTree.MethodDefinition,
  name: string,
): TSESTree.TSParameterProperty | undefined {
  for (const param of value.params) {
    if (param.type !== 'TSParameterProperty') continue;
    const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
    if (target.type === 'Identifier' && target.name === name) return param;
  }
  return undefined;
}

/** `this.info = this.info.bind(this)`: it stays the method that it is. */
function isBound(node: Node, name: string): boolean {
  const callee = node.type === 'CallExpression' ? node.callee : undefined;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'bind') return false;
  const { object } = callee;
  return (
    object.type === 'MemberExpression' &&
    object.object.type === 'ThisExpression' &&
    memberName(object) === name
  );
}

function declarationOf(
  source: Source,
  { module, imported }: Extract<Binding, { kind: 'import' }>,
  asksPackages: boolean,
): Located | undefined {
  return source.follow(module, imported) ?? (asksPackages ? source.installed?.(module, imported) : undefined);
}
