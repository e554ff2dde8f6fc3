import {
  GENERATING_CALLS,
  GENERATING_MODULES,
  NOT_GENERATING,
  type ValueOrigin,
} from '../../catalog/attributes/identifiers.js';
import { type Call, type New, dotted, propertyName, rootOf, unwrap } from '../code/expression.js';
import type { JudgeAt, JudgedContext } from './evaluation-context.js';
import { type Cardinality, product, seenIn, unbounded } from './lattice.js';

/**
 * How many values a call makes that generates a new one each time: an id, a random number, the moment, a hash. Undefined
 * for any other call.
 */
export function generatedBy(
  read: Call | New,
  context: JudgedContext,
  judge: JudgeAt,
): Cardinality | undefined {
  const callee = unwrap(read.callee);
  const isDateOf = read.kind === 'new' && callee.kind === 'identifier' && callee.name === 'Date';
  // `new Date(x)`: as many moments as `x` has values. `Date(x)` is the moment, whatever `x` is.
  if (isDateOf && read.arguments.length > 0 && context.source.binding(callee).kind === 'global')
    return product(read.arguments.map((each) => judge(each, context)));
  const origin = originOf(read, context);
  return origin && unbounded(read, seenIn(read, origin));
}

function originOf({ callee }: Call | New, { source }: JudgedContext): ValueOrigin | undefined {
  const called = unwrap(callee);
  const name = dotted(called);
  const root = rootOf(called);
  if (name === undefined || !root) return undefined;
  const binding = source.binding(root);
  if (binding.kind === 'class' || binding.kind === 'function') return undefined;
  if (binding.kind !== 'import') return byName(name);
  if (GENERATING_MODULES.has(binding.module)) {
    const exported = binding.imported === '*' ? (name.split('.')[1] ?? '') : binding.imported;
    return NOT_GENERATING.has(exported) ? undefined : 'random';
  }
  if (!MODULES.test(binding.module)) return undefined;
  const isExport = called.kind === 'identifier' && binding.imported !== 'default';
  return byName(isExport ? binding.imported : name);
}

function byName(name: string): ValueOrigin | undefined {
  return GENERATING_CALLS.get(name) ?? GENERATING_CALLS.get(name.replace(/^(?:window|globalThis)\./, ''));
}

/** Modules some of whose functions are among the generating calls. */
const MODULES = /^(?:node:)?(?:crypto|perf_hooks|process|mongodb|bson|mongoose)$/;

/** What a method makes of any value: a hash's digest, a date's moment. */
export function momentOrHash(read: Call, context: JudgedContext, judge: JudgeAt): Cardinality | undefined {
  const callee = unwrap(read.callee);
  const method = propertyName(callee);
  if (callee.kind !== 'member') return undefined;
  if (method === 'digest') return unbounded(read, seenIn(read, 'hash'));
  if (method !== 'toISOString' && method !== 'getTime') return undefined;
  const date = judge(callee.object, context);
  return date.is === 'bounded' ? date : unbounded(read, seenIn(read, 'moment'));
}
