import type { ScopeVariable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { propertyName, unwrap } from '../../model/code/expression.js';
import { type Edit, insertAfter, replace } from '../../model/text/edits.js';
import { type MetricDefinition, hasExemplars } from '../../model/metrics/metric.js';
import { memberName } from '../../estree/member-name.js';
import type { AnalysedFile } from '../file.js';
import { quotedLike } from '../../estree/literal.js';

type Node = TSESTree.Node;
type Identifier = TSESTree.Identifier;

/** Making another kind of metric of a definition. */
export interface Remaking {
  /** Whether nothing but the telemetry changes. False: other code may name the metric's type, or its name. */
  readonly isProven: boolean;
  readonly edits: readonly Edit[];
}

/** What a metric is made by, what shall make it, and its new name; no name where the old one is kept. */
interface Made {
  readonly from: string;
  readonly to: string;
  readonly name: string | undefined;
}

/**
 * How the file makes another kind of metric of a definition in it: the constructor or factory method by its new
 * name, with its import and its annotation, and the metric's own name. Undefined when the definition does not
 * stand in the file, is made by a wrapper, or uses what the other kind does not have.
 */
export function remakingOf(
  definition: MetricDefinition,
  made: Made,
  file: AnalysedFile,
): Remaking | undefined {
  const creation = file.source.nodeOf(definition.at.creation);
  if (creation?.type !== 'NewExpression' && creation?.type !== 'CallExpression') return undefined;
  // Only counters and histograms take exemplars, each in a form of its own.
  if (hasExemplars(definition)) return undefined;
  const { callee } = creation;
  const maker = callee.type === 'MemberExpression' ? callee.property : callee;
  if (maker.type !== 'Identifier' || maker.name !== made.from) return undefined;
  const annotation = annotationOf(creation);
  const types = typeUses(callee, made.from, file);
  const inAnnotation = types.filter((type) => annotation && isWithin(type, annotation));
  if (annotation && inAnnotation.length === 0) return undefined;
  const renamed = [maker, ...inAnnotation];
  const bring = callee.type === 'Identifier' ? bringing(callee, made, renamed.length, file) : [];
  if (!bring) return undefined;
  const nameNode = definition.at.name && file.source.nodeOf(definition.at.name);
  const isRenamed = made.name !== undefined && made.name !== definition.name;
  const literal = isRenamed && nameNode?.type === 'Literal' ? nameNode : undefined;
  return {
    isProven: types.length === 0 && !isShared(creation, file) && (!isRenamed || literal !== undefined),
    edits: [
      ...renamed.map((node) => replace(node, made.to)),
      ...bring,
      ...(literal && made.name !== undefined
        ? [replace(literal, quotedLike(literal, made.name, file.syntax))]
        : []),
    ],
  };
}

/** The method or function that a creation calls, by its name. */
export function makerOf(definition: MetricDefinition): string | undefined {
  const { creation } = definition.at;
  if (creation.kind !== 'call' && creation.kind !== 'new') return undefined;
  const callee = unwrap(creation.callee);
  return callee.kind === 'identifier' ? callee.name : propertyName(callee);
}

/** The type annotation of the variable or field that a metric is put into. */
function annotationOf(creation: Node): Node | undefined {
  const holder = creation.parent;
  const target = holder?.type === 'VariableDeclarator' ? holder.id : holder;
  if (target && 'typeAnnotation' in target && target.typeAnnotation) return target.typeAnnotation;
  return holder?.type === 'AssignmentExpression' ? fieldOf(holder.left)?.typeAnnotation : undefined;
}

/** The field that `this.open` sets or reads. */
function fieldOf(target: Node): TSESTree.PropertyDefinition | undefined {
  if (target.type !== 'MemberExpression' || target.object.type !== 'ThisExpression') return undefined;
  const name = memberName(target);
  for (let at: Node | undefined = target; at; at = at.parent) {
    if (at.type !== 'ClassBody') continue;
    return at.body.find(
      (member): member is TSESTree.PropertyDefinition =>
        member.type === 'PropertyDefinition' && member.key.type === 'Identifier' && member.key.name === name,
    );
  }
  return undefined;
}

/** Where the class of a metric is named as a type: `Counter`, or `client.Counter`. */
function typeUses(callee: Node, from: string, file: AnalysedFile): readonly Identifier[] {
  const root = callee.type === 'MemberExpression' ? callee.object : callee;
  const variable = root.type === 'Identifier' ? file.source.variable(root, root.name) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }): Identifier[] => {
    const { parent } = identifier;
    if (root !== callee) {
      return parent.type === 'TSQualifiedName' && parent.right.name === from ? [parent.right] : [];
    }
    const isType = /^TS(?:TypeReference|TypeQuery|ClassImplements|InterfaceHeritage)$/.test(parent.type);
    return isType && identifier.type === 'Identifier' ? [identifier] : [];
  });
}

/** What brings the other class into scope; undefined when its name is taken, or nothing of the kind is known. */
function bringing(
  callee: Identifier,
  { from, to }: Made,
  uses: number,
  file: AnalysedFile,
): readonly Edit[] | undefined {
  const taken = file.source.variable(callee, to);
  const original = file.source.variable(callee, from);
  const specifier = original && importedAs(original, from);
  if (taken) {
    const other = importedAs(taken, to);
    return other && specifier && moduleOf(other) === moduleOf(specifier) ? [] : undefined;
  }
  if (!specifier) return undefined;
  const isAdded = (original?.references.filter(({ init }) => !init).length ?? 0) > uses;
  return [isAdded ? insertAfter(specifier, `, ${to}`) : replace(specifier, to)];
}

/** The specifier of an import, or the property of a destructured `require`, that brings a class by its name. */
function importedAs(variable: ScopeVariable, name: string): Node | undefined {
  const node = variable.defs.at(-1)?.node as Node | undefined;
  if (node?.type === 'ImportSpecifier') {
    const isValue =
      node.importKind !== 'type' && (node.parent as { importKind?: string }).importKind !== 'type';
    return isValue && node.imported.type === 'Identifier' && node.imported.name === name ? node : undefined;
  }
  if (node?.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern') return undefined;
  return node.id.properties.find(
    (property) => property.type === 'Property' && property.shorthand && isNamed(property.key, name),
  );
}

/** The module that a specifier or destructured property comes from. */
function moduleOf(specifier: Node): unknown {
  const owner = specifier.type === 'ImportSpecifier' ? specifier.parent : specifier.parent?.parent;
  if (owner?.type === 'ImportDeclaration') return owner.source.value;
  const init = owner?.type === 'VariableDeclarator' ? owner.init : undefined;
  const [module] = init?.type === 'CallExpression' && isNamed(init.callee, 'require') ? init.arguments : [];
  return module?.type === 'Literal' ? module.value : undefined;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

/** Whether other files can get at what holds a metric: it is exported, and no private member. */
function isShared(creation: Node, file: AnalysedFile): boolean {
  for (let parent = creation.parent; parent; parent = parent.parent) {
    if (/^(?:FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(parent.type))
      return false;
    if (parent.type === 'PropertyDefinition') {
      if (parent.accessibility === 'private' || parent.key.type === 'PrivateIdentifier') return false;
    }
    if (parent.type === 'ExportNamedDeclaration' || parent.type === 'ExportDefaultDeclaration') return true;
    if (parent.type === 'AssignmentExpression' && isExportsMember(parent.left)) return true;
    const name =
      parent.type === 'VariableDeclarator' || parent.type === 'ClassDeclaration' ? parent.id : undefined;
    if (name?.type !== 'Identifier') continue;
    const uses = file.source.variable(name, name.name)?.references ?? [];
    if (uses.some(({ identifier }) => isExporting(identifier))) return true;
  }
  return false;
}

/** Whether an expression, in whatever literal it stands, is what the file exports. */
function isExporting(identifier: Node): boolean {
  for (let at = identifier.parent; at; at = at.parent) {
    if (/^Export(?:Specifier|DefaultDeclaration)$|^TSExportAssignment$/.test(at.type)) return true;
    if (at.type === 'AssignmentExpression') return isExportsMember(at.left);
    if (at.type !== 'Property' && at.type !== 'ObjectExpression') return false;
  }
  return false;
}

/** `module.exports`, `module.exports.x`, `exports.x`. */
function isExportsMember(node: Node): boolean {
  if (node.type !== 'MemberExpression') return false;
  return isNamed(node.object, 'exports') || memberName(node) === 'exports' || isExportsMember(node.object);
}

function isWithin(node: Node, ancestor: Node): boolean {
  for (let at: Node | undefined = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}
