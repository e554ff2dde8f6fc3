import type { TSESTree } from '@typescript-eslint/types';
import { EstreeSource } from '../../estree/source.js';
import { type Expression, type TypeName, propertyName, unwrap } from '../../model/code/expression.js';
import type { Binding, Located, Source } from '../../model/code/source.js';

/** An interface, object type or class of the project. */
export interface OwnType {
  /** The file that declares it, and its name there. */
  readonly id: string;
  readonly name: string;
  readonly source: Source;
  readonly binding: Extract<Binding, { kind: 'interface' | 'class' }>;
  /** The type itself where it has no name: `{ metrics: QueueMetrics }`. */
  readonly written: TSESTree.Node | undefined;
}

/** A type where it is written. */
export interface WrittenType {
  readonly type: TypeName;
  readonly source: Source;
}

/** Aliases and modules that one name is followed through, and members that one read is. */
const [MAX_STEPS, MAX_MEMBERS] = [8, 6];

/** What the project declares that a type names, or is written out there: each part of `A & B`. */
export function ownTypes({ type, source }: WrittenType, left = MAX_STEPS): readonly OwnType[] {
  const { also, path, of, members, elements, or } = type;
  if (left === 0) return [];
  if (also)
    return [{ ...type, also: undefined }, ...also].flatMap((each) =>
      ownTypes({ type: each, source }, left - 1),
    );
  if (path.length > 1 || of || members || elements || or) return [];
  const [name = ''] = path;
  const found = declared(name, { source, binding: source.typeBinding(type) });
  if (!found) return [];
  const { binding, source: home } = found.at;
  if (binding.kind === 'alias')
    return binding.type ? ownTypes({ type: binding.type, source: home }, left - 1) : [];
  if (binding.kind !== 'interface' && binding.kind !== 'class') return [];
  const node = type.node as TSESTree.Node | undefined;
  const written = name === '' ? node : undefined;
  const id = `${home.file}#${name === '' ? String(node?.range[0]) : found.name}`;
  return [{ id, name: found.name, source: home, binding, written }];
}

/** A declaration and its name there, through the project's modules. */
function declared(name: string, from: Located): { readonly name: string; readonly at: Located } | undefined {
  let found = { name, at: from };
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const { binding, source } = found.at;
    if (binding.kind !== 'import' || binding.imported === '*') return found;
    const next = source.follow(binding.module, binding.imported);
    if (!next) return undefined;
    found = { name: binding.imported, at: next };
  }
  return undefined;
}

/** The type that an expression is declared to have: of a name, of a member of `this`, of a member of something that has one. */
export function declaredType(
  expression: Expression,
  source: Source,
  left = MAX_MEMBERS,
): WrittenType | undefined {
  const read = unwrap(expression);
  if (left === 0) return undefined;
  if (read.kind === 'identifier') return typeOf({ source, binding: source.binding(read) }, left);
  const name = propertyName(read);
  if (read.kind !== 'member' || name === undefined) return undefined;
  if (unwrap(read.object).kind === 'this') {
    const member = source.thisMember(read, name);
    return member && typeOf(member, left);
  }
  const owner = declaredType(read.object, source, left - 1);
  return owner && memberType(owner, name, left);
}

function typeOf({ source, binding }: Located, left: number): WrittenType | undefined {
  if (binding.kind !== 'variable' && binding.kind !== 'parameter') return undefined;
  // `const { metrics } = modules`
  const init = binding.kind === 'variable' && binding.path.length > 0 ? binding.init?.() : undefined;
  let type = binding.type ? { type: binding.type, source } : init && declaredType(init, source, left - 1);
  // `{ metrics }: Modules`
  for (const name of binding.path) type = type && memberType(type, name, left);
  return type;
}

function memberType(owner: WrittenType, name: string, left: number): WrittenType | undefined {
  const member = ownMember(owner, name);
  return member && typeOf(member, left);
}

/** A member of what a type is. */
export function ownMember(owner: WrittenType, name: string): Located | undefined {
  for (const { binding } of ownTypes(owner)) {
    const member = binding.member(name);
    if (member) return member;
  }
  return undefined;
}

/** The members that an interface or object type lists itself, with the names of their types. */
export function listedMembers({ source, name, written }: OwnType): readonly ListedMember[] {
  if (written) return listedIn(written);
  if (!(source instanceof EstreeSource)) return [];
  for (const statement of source.program.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'TSInterfaceDeclaration' && node.id.name === name) return listed(node.body.body);
    if (node?.type === 'TSTypeAliasDeclaration' && node.id.name === name)
      return listedIn(node.typeAnnotation);
  }
  return [];
}

/** Of `A & { metrics: B }`, those that are written out. */
function listedIn(type: TSESTree.Node): readonly ListedMember[] {
  if (type.type === 'TSIntersectionType') return type.types.flatMap(listedIn);
  return type.type === 'TSTypeLiteral' ? listed(type.members) : [];
}

export interface ListedMember {
  readonly name: string;
  /** Empty for a type that is written out. */
  readonly typeName: string;
}

function listed(members: readonly TSESTree.TypeElement[]): readonly ListedMember[] {
  return members.flatMap((member) => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier') return [];
    const type = member.typeAnnotation?.typeAnnotation;
    const named = type?.type === 'TSUnionType' ? type.types.find(isNamed) : type;
    const name = named && isNamed(named) && named.typeName.type === 'Identifier' ? named.typeName.name : '';
    return [{ name: member.key.name, typeName: name }];
  });
}

function isNamed(type: TSESTree.TypeNode): type is TSESTree.TSTypeReference {
  return type.type === 'TSTypeReference';
}
