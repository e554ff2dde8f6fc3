import type { TSESTree } from '@typescript-eslint/types';
import { regionOf, unwrap } from '../../estree/tree.js';
import type { Resource } from './resource.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression;
type Callback = TSESTree.ArrowFunctionExpression | TSESTree.FunctionExpression;

/** A resource that is released by the callbacks of one chain of promises: `work().then(() => span.end())`. */
export interface Settlement {
  /** What the first promise comes from. */
  readonly work: Call;
  /** The callbacks of the chain, which run once each at most. */
  readonly callbacks: ReadonlySet<Node>;
  /** On which settlement of the first promise the resource stays held; undefined where it is released on both. */
  readonly leaksWhen: 'fulfilled' | 'rejected' | undefined;
}

/**
 * How a chain of promises releases a resource that nothing else in the function does. Undefined where no chain does, where code
 * outside of it releases the resource too, or where a callback is not seen.
 */
export function settlementOf(resource: Resource, region: Node): Settlement | undefined {
  const releases = resource.releases.in(region);
  const links = new Set<Call>();
  for (const release of releases) {
    const callback = regionOf(release);
    const link = callback && linkOf(callback);
    if (!link || regionOf(link) !== region) return undefined;
    links.add(link);
  }
  const [first] = links;
  if (!first) return undefined;
  const chain = chainWith(first);
  const work = chain && unwrap(chain.start);
  if (!chain || work?.type !== 'CallExpression' || ![...links].every((link) => chain.links.includes(link)))
    return undefined;
  if (work.range[0] < resource.acquiredAt.range[0] || isResolved(work)) return undefined;
  const ways = new Ways(resource);
  for (const link of chain.links) ways.lead(link);
  if (ways.isUnseen) return undefined;
  return { work, callbacks: ways.callbacks, leaksWhen: ways.leaksWhen };
}

/** The first promise of a chain, and the calls on it and on each other's results, in order. */
function chainWith(link: Call): { readonly start: Node; readonly links: readonly Call[] } | undefined {
  const links: Call[] = [];
  let start: Node = link;
  for (let at: Node = link; at.type === 'CallExpression' && methodOf(at); at = start) {
    links.unshift(at);
    start = unwrap((at.callee as TSESTree.MemberExpression).object);
  }
  for (let at: Node = link; at.parent?.type === 'MemberExpression' && at.parent.object === at;) {
    const call: Node = at.parent.parent;
    if (call.type !== 'CallExpression' || call.callee !== at.parent || !methodOf(call)) return undefined;
    links.push(call);
    at = call;
  }
  return { start, links };
}

/** The ways in which a chain settles with the resource held, by how its first promise did. */
class Ways {
  readonly callbacks = new Set<Node>();
  isUnseen = false;
  /** How the chain has settled so far where the first promise was fulfilled, and where it was rejected; absent: released. */
  private readonly held = new Map<'fulfilled' | 'rejected', 'fulfilled' | 'rejected'>([
    ['fulfilled', 'fulfilled'],
    ['rejected', 'rejected'],
  ]);

  constructor(private readonly resource: Resource) {}

  get leaksWhen(): Settlement['leaksWhen'] {
    return this.held.has('rejected') ? 'rejected' : this.held.has('fulfilled') ? 'fulfilled' : undefined;
  }

  lead(link: Call): void {
    const method = methodOf(link);
    const [first, second] = link.arguments;
    const handlers =
      method === 'finally'
        ? { fulfilled: first, rejected: first }
        : method === 'catch'
          ? { fulfilled: undefined, rejected: first }
          : { fulfilled: first, rejected: second };
    for (const argument of link.arguments) if (isCallback(argument)) this.callbacks.add(argument);
    for (const [origin, settled] of this.held) {
      const handler = handlers[settled];
      if (!handler) continue;
      // `.catch(report)` gets no resource, and may throw the error on.
      if (!isCallback(handler)) {
        if (settled === 'rejected' && method !== 'finally') this.isUnseen = true;
        continue;
      }
      if (this.resource.releases.someIn(handler)) this.held.delete(origin);
      else if (settled === 'rejected' && method !== 'finally' && !throwsOn(handler))
        this.held.set(origin, 'fulfilled');
    }
  }
}

/** Whether a callback ends with what it throws. */
function throwsOn({ body }: Callback): boolean {
  return body.type === 'BlockStatement' && body.body.at(-1)?.type === 'ThrowStatement';
}

/** `Promise.resolve(value)`: it hardly rejects. */
function isResolved({ callee }: Call): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Promise' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'resolve'
  );
}

/** The call of a promise's method that a function is given to. */
function linkOf(callback: Node): Call | undefined {
  const call = callback.parent;
  if (!isCallback(callback) || call?.type !== 'CallExpression' || !call.arguments.includes(callback))
    return undefined;
  return methodOf(call) ? call : undefined;
}

function methodOf({ callee }: Call): 'then' | 'catch' | 'finally' | undefined {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    return undefined;
  const { name } = callee.property;
  return name === 'then' || name === 'catch' || name === 'finally' ? name : undefined;
}

function isCallback(node: Node): node is Callback {
  return node.type === 'ArrowFunctionExpression' || (node.type === 'FunctionExpression' && !node.generator);
}
