/* eslint-disable no-undef, @typescript-eslint/no-require-imports -- CommonJS, as jscodeshift loads it */
/**
 * What a team writes by hand in an afternoon: every `console.x(…)` becomes `logger.x(…)`, arguments as they
 * are, and the logger is imported once.
 */
const { dirname, join, relative } = require('node:path');

const METHODS = { log: 'info', debug: 'debug', info: 'info', warn: 'warn', error: 'error' };

module.exports = (file, api) => {
  const j = api.jscodeshift;
  const root = j(file.source);
  const calls = root
    .find(j.CallExpression, { callee: { type: 'MemberExpression', object: { name: 'console' } } })
    .filter(({ node }) => Object.hasOwn(METHODS, node.callee.property.name));
  if (calls.size() === 0) return undefined;
  calls.forEach(({ node }) => {
    node.callee = j.memberExpression(
      j.identifier('logger'),
      j.identifier(METHODS[node.callee.property.name]),
    );
  });
  const imports = root.find(j.ImportDeclaration);
  const isThere = imports.some(({ node }) =>
    node.specifiers.some((specifier) => specifier.local.name === 'logger'),
  );
  if (!isThere) {
    const from = relative(dirname(file.path), join(process.cwd(), 'src/logger.js')).replaceAll('\\', '/');
    imports
      .at(-1)
      .insertAfter(
        j.importDeclaration(
          [j.importSpecifier(j.identifier('logger'))],
          j.stringLiteral(from.startsWith('.') ? from : `./${from}`),
        ),
      );
  }
  return root.toSource({ quote: 'single' });
};
