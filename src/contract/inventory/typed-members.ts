import type { TSESTree } from '@typescript-eslint/types';
import {
  type Call,
  type Expression,
  type New,
  propertyName,
  propertyOf,
  unwrap,
} from '../../model/code/expression.js';
import { recognised } from '../../analysis/walk.js';
import type { SignatureParameter, Source } from '../../model/code/source.js';
import type { Settings } from '../../model/settings.js';
import { kindOf, provenanceOf } from '../../model/values/provenance.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { HandedFact, ObservationFact, SiteId, TypedMember } from './facts.js';
import {
  type OwnType,
  type WrittenType,
  declaredType,
  listedMembers,
  ownMember,
  ownTypes,
} from './own-type.js';
import { siteAt } from './site.js';

/** What metrics, and objects of them, are called where they are handed over. */
const HANDED = /metric|gauge|counter|histogram|summary|stats|telemetry|instrument|monitor/i;
/** A longer argument is no name of something. */
const MAX_NAME = 160;
/** Types of metrics, and of objects that hold some. */
const METRIC = /gauge|counter|histogram|summary|metric|avgminmax|timer/i;
/** Objects in objects that are handed over together, and steps from one type to the next. */
const [MAX_DEPTH, MAX_TYPES] = [3, 50];

/** Whether a call may hand metrics to a function or class of the project: the cheap question that comes first. */
export function mayHandMetrics(
  node: TSESTree.CallExpression | TSESTree.NewExpression,
  text: string,
): boolean {
  return node.arguments.some((argument) => {
    if (argument.type !== 'ObjectExpression') return NAMES.has(argument.type) && isHanded(argument, text);
    return argument.properties.some(
      (property) =>
        property.type === 'Property' && NAMES.has(property.value.type) && isHanded(property, text),
    );
  });
}

/** How something is written that already exists. */
const NAMES: ReadonlySet<string> = new Set([
  ...['Identifier', 'MemberExpression', 'ChainExpression', 'LogicalExpression', 'ConditionalExpression'],
  ...['TSNonNullExpression', 'TSAsExpression'],
]);

function isHanded({ range: [start, end] }: Pick<Expression, 'range'>, text: string): boolean {
  return end - start <= MAX_NAME && HANDED.test(text.slice(start, end));
}

/** The member of a type of the project that a call observes: `droppedJobs` of `QueueMetrics`, where `metrics: QueueMetrics` is handed in. */
export function observedMember(observing: Expression, source: Source): TypedMember | undefined {
  let at = observing;
  // `metrics.orders.labels('paid').inc()`
  while (at.kind === 'call') {
    const callee = unwrap(at.callee);
    if (callee.kind !== 'member') return undefined;
    at = unwrap(callee.object);
  }
  const name = propertyName(at);
  const type = at.kind === 'member' && name !== undefined ? declaredType(at.object, source) : undefined;
  const owner = type && ownTypes(type).find(({ binding }) => name !== undefined && binding.member(name));
  return owner && name !== undefined ? { type: owner.id, member: name } : undefined;
}

/** The metrics that the calls of a file hand over as members of types which the functions and classes declare. */
export function handedMembers({ source, settings, text }: AnalysedFile): readonly HandedFact[] {
  const reader = new HandedReader(source, settings);
  for (const node of recognised(source.program)) {
    if (node.type === 'CatchClause' || !mayHandMetrics(node, text)) continue;
    const call = source.expression(node);
    if (call.kind !== 'call' && call.kind !== 'new') continue;
    for (const { argument, type } of typedArguments(call, source)) reader.hand(argument, type, MAX_DEPTH);
  }
  return reader.found;
}

interface TypedArgument {
  readonly argument: Expression;
  readonly type: WrittenType;
}

function typedArguments(call: Call | New, source: Source): readonly TypedArgument[] {
  const declared = parametersOf(call, source);
  return call.arguments.flatMap((argument, index) => {
    const isNamedSo = argument.kind === 'object' || isHanded(argument, source.text);
    const type = isNamedSo ? declared?.parameters[index]?.type : undefined;
    return declared && type ? [{ argument, type: { type, source: declared.source } }] : [];
  });
}

function parametersOf(
  call: Call | New,
  source: Source,
): { readonly parameters: readonly SignatureParameter[]; readonly source: Source } | undefined {
  const values = new Resolver();
  if (call.kind === 'call') {
    const run = values.function(call.callee, contextOf(source));
    const signature = run?.binding.signature?.();
    if (run && signature) return { parameters: signature.parameters, source: run.context.source };
    // A method of an interface.
    const callee = unwrap(call.callee);
    const name = propertyName(callee);
    const owner =
      callee.kind === 'member' && name !== undefined ? declaredType(callee.object, source) : undefined;
    const method = owner && name !== undefined ? ownMember(owner, name) : undefined;
    return method?.binding.kind === 'signature'
      ? { parameters: method.binding.signature.parameters, source: method.source }
      : undefined;
  }
  const callee = unwrap(call.callee);
  const found = callee.kind === 'identifier' ? values.declaration(callee, contextOf(source)) : undefined;
  const construct = found?.binding.kind === 'class' ? found.binding.construct?.() : undefined;
  return found && construct && { parameters: construct.parameters, source: found.context.source };
}

class HandedReader {
  readonly found: HandedFact[] = [];

  constructor(
    private readonly source: Source,
    private readonly settings: Settings,
  ) {}

  hand(given: Expression, written: WrittenType, left: number): void {
    if (left === 0) return;
    for (const type of ownTypes(written))
      if (type.binding.kind === 'interface') this.handAs(given, type, left);
  }

  private handAs(given: Expression, type: OwnType, left: number): void {
    const members = listedMembers(type).filter(
      ({ name, typeName }) => METRIC.test(typeName) || METRIC.test(name),
    );
    for (const value of members.length > 0 ? alternatives(given, this.source) : []) {
      const declared = declaredType(value, this.source);
      const from = declared ? ownTypes(declared) : [];
      if (from.some(({ id }) => id === type.id)) continue;
      for (const { name } of members) {
        const to = { type: type.id, member: name };
        const member = memberOf(value, name);
        const of = member && this.metricAt(member);
        if (of !== undefined) {
          this.found.push({ to, of, from: undefined });
          continue;
        }
        for (const { id, binding } of from)
          if (binding.member(name)) this.found.push({ to, of: undefined, from: { type: id, member: name } });
        const inner = type.binding.member(name);
        const innerType = inner?.binding.kind === 'variable' ? inner.binding.type : undefined;
        if (member && inner && innerType)
          this.hand(member, { type: innerType, source: inner.source }, left - 1);
      }
    }
  }

  /** Where the metric is made that an expression is. */
  private metricAt(expression: Expression): SiteId | undefined {
    const provenance = provenanceOf(expression, this.source, this.settings);
    if (provenance.is !== 'library') return undefined;
    const { origin } = provenance;
    const { creation, madeIn } = origin;
    return creation && madeIn && kindOf(origin).instrument ? siteAt(madeIn.file, creation) : undefined;
  }
}

/** What an expression may be: both sides of `a ?? b`, both branches of a condition, the objects that a variable is given. */
function alternatives(expression: Expression, source: Source): readonly Expression[] {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'operation': {
      const { operator, left, right } = read;
      if (!['??', '||', '&&'].includes(operator)) return [];
      return [...(operator === '&&' ? [] : alternatives(left, source)), ...alternatives(right, source)];
    }
    case 'conditional':
      return [...alternatives(read.whenTrue, source), ...alternatives(read.whenFalse, source)];
    case 'identifier': {
      const binding = source.binding(read);
      if (binding.kind !== 'variable') return read.name === 'undefined' ? [] : [read];
      const written = binding.writes?.() ?? [];
      return [read, ...written.map(unwrap).filter(({ kind }) => kind === 'object')];
    }
    case 'member': {
      const filled = filledLater(read, source);
      return filled ? [read, filled] : [read];
    }
    case 'object':
      return [read];
    default:
      return [];
  }
}

/** `metrics.db` by what `metrics` is given once it is there: `let metrics = null; … metrics = createMetrics();` */
function filledLater(read: Expression, source: Source): Expression | undefined {
  if (read.kind === 'identifier') {
    const binding = source.binding(read);
    const written = binding.kind === 'variable' && !binding.constant ? (binding.writes?.() ?? []) : [];
    const [only, ...others] = written.map(unwrap).filter((each) => !isNothing(each));
    return others.length === 0 ? only : undefined;
  }
  if (read.kind !== 'member') return undefined;
  const object = filledLater(unwrap(read.object), source);
  return object && { ...read, object };
}

function isNothing(expression: Expression): boolean {
  return (
    (expression.kind === 'literal' && expression.value === null) ||
    (expression.kind === 'identifier' && expression.name === 'undefined')
  );
}

function memberOf(value: Expression, name: string): Expression | undefined {
  if (value.kind === 'object') return propertyOf(value, name);
  const { text, range } = value;
  return { kind: 'member', object: value, property: name, optional: false, text, range };
}

/** Observations through members of types, as those of the metrics that are handed over as these members. */
export function throughTypes(
  observations: readonly ObservationFact[],
  handed: readonly HandedFact[],
): readonly ObservationFact[] {
  if (handed.length === 0) return observations;
  const byMember = new Map<string, HandedFact[]>();
  for (const fact of handed) {
    const key = keyOf(fact.to);
    const known = byMember.get(key);
    if (known) known.push(fact);
    else byMember.set(key, [fact]);
  }
  const made = new Map<string, readonly SiteId[]>();
  return observations.flatMap((each) => {
    if (!each.on) return [each];
    const key = keyOf(each.on);
    let sites = made.get(key);
    if (!sites) made.set(key, (sites = sitesOf(key, byMember)));
    return sites.length === 0 ? [each] : sites.map((of) => ({ ...each, of }));
  });
}

/** The metrics that may be a member, through other types that it is handed on from. */
function sitesOf(key: string, byMember: ReadonlyMap<string, readonly HandedFact[]>): readonly SiteId[] {
  const sites = new Set<SiteId>();
  const seen = new Set([key]);
  for (const at of seen) {
    if (seen.size > MAX_TYPES) break;
    for (const { of, from } of byMember.get(at) ?? []) {
      if (of !== undefined) sites.add(of);
      if (from) seen.add(keyOf(from));
    }
  }
  return [...sites];
}

function keyOf({ type, member }: TypedMember): string {
  return `${type}.${member}`;
}
