import type { TSESTree } from '@typescript-eslint/types';
import {
  AUTO_INSTRUMENTATIONS,
  INSTRUMENTATION_PREFIX,
  MAY_START,
  NOT_IN_THE_SET,
  PATCHED_ON_LOAD,
  SDK_STARTS,
  STARTING_MODULES,
  UNKNOWN_TO_AGENTS,
  patchedAs,
} from '../../catalog/setup/telemetry-sdk.js';
import { importsOf } from '../../model/code/program-text.js';
import { importedBy } from '../../model/values/imported.js';
import type { EstreeSource } from '../../estree/source.js';
import { descendants } from '../../estree/tree.js';
import { calledFunction } from '../called-function.js';
import { SETUP_MODULE, SETUP_NAME } from './prefilter.js';

type Node = TSESTree.Node;

/** Where a process becomes instrumented. */
export interface SdkStarted {
  readonly node: Node;
  /** How messages name what starts. */
  readonly sdk: string;
  /** Whether an instrumentation patches a module when it is loaded. */
  patches(module: string): boolean;
}

/** The SDK that a node starts, read as an expression. */
export function startedBy(node: Node, source: EstreeSource): SdkStarted | undefined {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return undefined;
  const expression = source.expression(node);
  if (expression.kind !== 'new' && expression.kind !== 'call') return undefined;
  const { callee } = expression;
  for (const { sdk, packages, exported, method, isAgent } of SDK_STARTS) {
    const started = method === undefined ? callee : callee.kind === 'member' ? callee.object : undefined;
    if (!started || (method !== undefined && (callee.kind !== 'member' || callee.property !== method)))
      continue;
    const from = importedBy(started, source);
    if (!from || !packages.includes(from.module) || !exported.includes(from.name)) continue;
    return { node, sdk, patches: isAgent ? isPatched : patchedBy(source.text) };
  }
  return undefined;
}

/** An SDK that starts when one of its modules is loaded. */
export function startedByLoading(module: string, node: Node): SdkStarted | undefined {
  const sdk = STARTING_MODULES.get(module);
  return sdk === undefined ? undefined : { node, sdk, patches: isPatched };
}

/** How many calls lead from a program to the start: `main()` calls `startTracing()`, which calls the SDK's. */
const MAX_CALLS = 2;

/** The first start in the code of a function, or in a function that it calls and whose name says so. */
export function startIn(body: Node, source: EstreeSource, calls = 0): SdkStarted | undefined {
  for (const node of descendants(body)) {
    const started =
      startedBy(node, source) ??
      (calls > 0 && node.type === 'CallExpression' && isNamedSetUp(node.callee)
        ? startCalled(node, source, calls)
        : undefined);
    if (started) return started;
  }
  return undefined;
}

function isNamedSetUp(callee: Node): boolean {
  return callee.type === 'Identifier' && SETUP_NAME.test(callee.name);
}

/** The start in a function of this file, or of one of the project's modules. */
export function startCalled(
  { callee }: TSESTree.CallExpression,
  source: EstreeSource,
  calls = MAX_CALLS,
): SdkStarted | undefined {
  const called = callee.type === 'Identifier' ? calledFunction(callee, source) : undefined;
  if (!called) return undefined;
  const { text } = called.source;
  return MAY_START.test(text) || SETUP_MODULE.test(text)
    ? startIn(called.node, called.source, calls - 1)
    : undefined;
}

function isPatched(module: string): boolean {
  const known = patchedAs(module);
  return PATCHED_ON_LOAD.has(known) && !UNKNOWN_TO_AGENTS.has(known);
}

/** The modules that the instrumentations patch which a file imports and does not switch off. */
function patchedBy(text: string): (module: string) => boolean {
  const imported = new Set(importsOf(text));
  return (module) => {
    const known = patchedAs(module);
    const name = PATCHED_ON_LOAD.get(known);
    if (name === undefined) return false;
    const instrumentation = INSTRUMENTATION_PREFIX + name;
    if (NOT_IN_THE_SET.has(known) || !imported.has(AUTO_INSTRUMENTATIONS))
      return imported.has(instrumentation);
    const settings = text.slice(
      Math.max(0, text.indexOf(`${instrumentation}'`), text.indexOf(`${instrumentation}"`)),
    );
    const isOff = settings.length < text.length && /^[^{}]*\{[^{}]*\benabled\s*:\s*(?!true\b)/.test(settings);
    return !isOff;
  };
}
