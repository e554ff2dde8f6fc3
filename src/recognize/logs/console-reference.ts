import type { TSESTree } from '@typescript-eslint/types';
import { CONSOLE_LIBRARY as CONSOLE } from '../../catalog/index.js';
import type { LogCall } from '../../model/logs/call.js';
import { Resolver } from '../../model/values/resolver.js';
import { contextOf } from '../../model/values/value.js';
import { unwrap } from '../../estree/tree.js';
import { memberName } from '../../estree/member-name.js';
import type { AnalysedFile } from '../file.js';

type Node = TSESTree.Node;

const DIALECT = CONSOLE.kinds.console?.logger;
const METHODS: ReadonlySet<string> = new Set(Object.keys(DIALECT?.methods ?? {}));

/** Methods that call the function that they are given, or that they are called on. */
const CALLERS: ReadonlySet<string> = new Set([
  ...['call', 'apply', 'bind', 'then', 'catch', 'finally', 'on', 'once', 'forEach', 'subscribe'],
]);

/** Whether a call of this name may use a method of the console in another way than calling it on the console. */
export function mayReferToConsole(name: string): boolean {
  return METHODS.has(name) || CALLERS.has(name);
}

/**
 * A call of the console's that is not written as one: `log(…)` of `const { log } = console` or of `import { log } from
 * 'node:console'`, `console.log.call(…)`, `promise.catch(console.error)`. Undefined where a call is none.
 */
export function consoleReference(node: TSESTree.CallExpression, file: AnalysedFile): LogCall | undefined {
  const method = methodUsed(node, file);
  const level = method === undefined ? undefined : DIALECT?.methods[method];
  const call = level && file.source.expression(node);
  if (method === undefined || !level || call?.kind !== 'call') return undefined;
  return {
    ...{ library: CONSOLE.id, dialect: DIALECT, method, level, receiver: call.callee },
    ...{ arguments: call.arguments, provenance: 'import', creation: undefined, call },
  };
}

function methodUsed(
  { callee, arguments: given }: TSESTree.CallExpression,
  file: AnalysedFile,
): string | undefined {
  if (callee.type === 'Identifier') return heldMethod(callee, file);
  if (callee.type !== 'MemberExpression') return undefined;
  const name = memberName(callee);
  if (name === undefined || !CALLERS.has(name)) return undefined;
  const on = /^(?:call|apply|bind)$/.test(name) ? consoleMethod(callee.object, file) : undefined;
  if (on !== undefined) return on;
  for (const argument of given) {
    const handed = consoleMethod(argument, file);
    if (handed !== undefined) return handed;
  }
  return undefined;
}

/** `error` of `console.error`, where `console` is the global one. */
export function consoleMethod(node: Node, file: AnalysedFile): string | undefined {
  const member = unwrap(node);
  if (member.type !== 'MemberExpression' || member.object.type !== 'Identifier') return undefined;
  const { name } = member.object;
  const method = memberName(member);
  if (name !== 'console' || method === undefined || !METHODS.has(method)) return undefined;
  return file.source.variable(member.object, name)?.defs.length ? undefined : method;
}

/** The method of the console that a name of the file stands for. */
function heldMethod(name: TSESTree.Identifier, file: AnalysedFile): string | undefined {
  const read = file.source.expression(name);
  if (read.kind !== 'identifier') return undefined;
  const binding = file.source.binding(read);
  if (binding.kind === 'import')
    return /^(?:node:)?console$/.test(binding.module) && METHODS.has(binding.imported)
      ? binding.imported
      : undefined;
  if (binding.kind !== 'variable' || !binding.constant) return undefined;
  const [given] = new Resolver().given(binding, contextOf(file.source))?.values ?? [];
  const held = given?.expression.text;
  const [property, ...deeper] = binding.path;
  if (property === undefined) {
    const method = /^console\.(\w+)$/.exec(held ?? '')?.[1];
    return method !== undefined && METHODS.has(method) ? method : undefined;
  }
  return held === 'console' && deeper.length === 0 && METHODS.has(property) ? property : undefined;
}
