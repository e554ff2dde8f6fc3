import type { TSESLint } from '@typescript-eslint/utils';
import type { Subscriber, TelemetryListener } from '../analysis/pass.js';
import type { AnalysedFile } from '../recognize/file.js';
import { lintSession } from './session.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const NOTHING: TSESLint.RuleListener = {};

/**
 * Subscribes a rule to the model events of the file. The first rule of a file gets the visitor that
 * recognises for all of them; the others get an empty one.
 */
export function onTelemetry(
  context: Context,
  rule: Subscriber,
  listen: (file: AnalysedFile) => TelemetryListener,
): TSESLint.RuleListener {
  const begun = lintSession.begunFor(context);
  const pass = begun ?? lintSession.begin(context);
  pass.subscribe(rule, listen);
  if (begun) return NOTHING;
  return {
    CallExpression: (node) => pass.visit(node),
    NewExpression: (node) => pass.visit(node),
    CatchClause: (node) => pass.visit(node),
    'Program:exit'() {
      pass.end();
      lintSession.end();
    },
  };
}
