import type { TSESTree } from '@typescript-eslint/types';
import { EMITTER_LISTENS } from '../../catalog/emitter.js';
import { memberName } from '../../estree/member-name.js';

type Node = TSESTree.Node;

/** Functions and methods that call what they are given, and do not look at what it returns. */
const CALL_ALONE: ReadonlySet<string> = new Set([
  ...EMITTER_LISTENS,
  ...[
    'addEventListener',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'nextTick',
    'forEach',
    'listen',
  ],
]);

/** Methods of a promise whose next value is what they are given returns. */
const SETTLES: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Whether nobody sees what a function returns: a listener, a timer, the last of a promise that is not handed on. */
export function isResultIgnored(handler: Node): boolean {
  const { parent } = handler;
  if (parent?.type !== 'CallExpression' || !parent.arguments.some((given) => given === handler)) return false;
  const { callee } = parent;
  const name =
    callee.type === 'Identifier'
      ? callee.name
      : callee.type === 'MemberExpression'
        ? (memberName(callee) ?? '')
        : '';
  return CALL_ALONE.has(name) || (SETTLES.has(name) && isPromiseDropped(parent));
}

/** Whether what a promise settles with is dropped: the statement ends with it, or passes it on to what ends so. */
function isPromiseDropped(promise: Node): boolean {
  for (let at = promise; at.parent; at = at.parent) {
    const { parent }: Node = at;
    switch (parent.type) {
      case 'ExpressionStatement':
        return true;
      case 'AwaitExpression':
      case 'ChainExpression':
        break;
      case 'MemberExpression': {
        // A rejection that is handled passes on what came before, and `finally` does as well.
        const isHandled = parent.object === at && /^(?:catch|finally)$/.test(memberName(parent) ?? '');
        if (!isHandled || parent.parent.type !== 'CallExpression') return false;
        break;
      }
      case 'CallExpression':
        if (parent.callee !== at) return false;
        break;
      case 'UnaryExpression':
        return parent.operator === 'void';
      default:
        return false;
    }
  }
  return false;
}
