import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { logCallOf, mayLog } from '../model/log-call.js';
import { memberName } from './estree.js';
import { LintedFile } from './file.js';
import { LogSite } from './log-site.js';

/** What a rule can subscribe to: one entry an event of the telemetry model. */
export interface TelemetryListener {
  logCall?(site: LogSite): void;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** One recognition pass over one file, shared by every rule that runs on it. */
interface Pass {
  readonly file: LintedFile;
  readonly listeners: TelemetryListener[];
}

// By the tree, not the SourceCode: oxlint hands out one SourceCode object for all files.
const passes = new WeakMap<TSESTree.Program, Pass>();

/**
 * Subscribes a rule to the model events of the file. The first rule of a file gets the visitor that
 * recognises for all of them; the others get an empty one.
 */
export function onTelemetry(
  context: Context,
  listen: (file: LintedFile) => TelemetryListener,
): TSESLint.RuleListener {
  const { sourceCode } = context;
  const shared = passes.get(sourceCode.ast);
  if (shared) {
    shared.listeners.push(listen(shared.file));
    return {};
  }
  const pass: Pass = { file: new LintedFile(context, sourceCode), listeners: [] };
  passes.set(sourceCode.ast, pass);
  pass.listeners.push(listen(pass.file));
  return {
    CallExpression: (node) => recogniseCall(node, pass),
  };
}

function recogniseCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { callee } = node;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (name === undefined || !mayLog(name)) return;
  const { file } = pass;
  const expression = file.source.expression(node);
  if (expression.kind !== 'call') return;
  const call = logCallOf(expression, file.source, file.settings, () => file.loggingLibrary);
  if (!call) return;
  const site = new LogSite(call, node, file);
  for (const listener of pass.listeners) listener.logCall?.(site);
}
