import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { expect, test } from 'vitest';
import { signatureOf } from '../../../src/estree/signature.js';
import { declaredContract } from '../../../src/model/logs/own-contract.js';

/** Which parameter of a function takes the text, by what the function declares. */
function messageOf(parameters: string): number | undefined {
  const { ast } = parser.parseForESLint(`function log(${parameters}) {}`, { range: true });
  return declaredContract(signatureOf(ast.body[0] as TSESTree.FunctionDeclaration))?.message;
}

test.each([
  ['what is called a text', 'content, type = "log"', 0],
  ['what is declared as one', 'line: string, kind = "info"', 0],
  ['a default that is one', 'code, line = "done"', 1],
])('the text: %s', (_, parameters, index) => {
  expect(messageOf(parameters)).toBe(index);
});

test.each([
  ['by its default', 'line, type = "log"'],
  ['by its default, in capitals', 'line, type = "ERROR"'],
  ['by its name', 'line, level: string'],
  ['by its type', 'line, type: "info" | "error"'],
])('no text, but the severity, %s', (_, parameters) => {
  expect(messageOf(parameters)).toBeUndefined();
});
