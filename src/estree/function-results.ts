import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode, Node } from './nodes.js';

/** What a function returns, its nested functions left out. */
export function returnsOf(node: FunctionNode): TSESTree.Expression[] {
  return resultsOf(node).values;
}

/** What a function's statements decide on, its nested functions left out. */
export function testsOf(node: FunctionNode): readonly Test[] {
  return resultsOf(node).tests;
}

interface Test {
  readonly test: TSESTree.Expression;
  readonly isSwitch: boolean;
}

function resultsOf(node: FunctionNode): { values: TSESTree.Expression[]; tests: Test[] } {
  if (node.body && node.body.type !== 'BlockStatement') return { values: [node.body], tests: [] };
  const values: TSESTree.Expression[] = [];
  const tests: Test[] = [];
  const visit = (statement: Node | null | undefined): void => {
    switch (statement?.type) {
      case 'ReturnStatement':
        if (statement.argument) values.push(statement.argument);
        return;
      case 'BlockStatement':
        statement.body.forEach(visit);
        return;
      case 'IfStatement':
        tests.push({ test: statement.test, isSwitch: false });
        visit(statement.consequent);
        visit(statement.alternate);
        return;
      case 'TryStatement':
        visit(statement.block);
        visit(statement.handler?.body);
        visit(statement.finalizer);
        return;
      case 'SwitchStatement':
        tests.push({ test: statement.discriminant, isSwitch: true });
        statement.cases.forEach((each) => each.consequent.forEach(visit));
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
        tests.push({ test: statement.test, isSwitch: false });
        visit(statement.body);
        return;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'LabeledStatement':
        visit(statement.body);
    }
  };
  visit(node.body);
  return { values, tests };
}
