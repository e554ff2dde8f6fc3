import { describe } from 'vitest';
import rule from '../../../rules/logs/message-style.js';
import { project, ruleTester } from '../rule-tester.js';
import { NEST, PINO, WINSTON } from './loggers.js';

const log = (message: string) => `${PINO}logger.info({ id }, ${message});`;
const style = (name: string) => [{ style: name }];
const suggested = (message: string, styled: string, style = 'sentence') => ({
  messageId: 'suggested' as const,
  data: { message, style, styled },
});
const styled = (message: string, example: string, style: string) => ({
  messageId: 'style' as const,
  data: { message, style, example },
});
const DOTTED = 'an event with a namespace: "order.saved"';

describe('sentences, the default', () => {
  ruleTester.run('message-style', rule, {
    valid: [
      { code: log("'Order saved'") },
      { code: log("'Order #5 saved, again!'") },
      { code: log("'200 from the gateway'") },
      { code: log("'[orders] saved'") },
      { code: log('`Order saved`') },
      { name: 'a message built from values', code: log('`order ${id} saved`') },
      { name: 'a variable', code: log('text') },
      { name: 'no message', code: `${PINO}logger.info({ id });` },
      { name: 'the console', code: "console.log('order saved');" },
      { name: 'a logger that is only named so', code: "logger.info('order saved');" },
    ],
    invalid: [
      { code: log("'order saved'"), errors: [suggested('order saved', 'Order saved')] },
      { code: log("'Order saved.'"), errors: [suggested('Order saved.', 'Order saved')] },
      { code: log("'order_saved'"), errors: [suggested('order_saved', 'Order saved')] },
      { code: log("'order.saved'"), errors: [suggested('order.saved', 'Order saved')] },
      {
        name: 'a constant by its name',
        code: `${PINO}const SAVED = 'order saved'; logger.info(SAVED);`,
        errors: [suggested('order saved', 'Order saved')],
      },
      {
        name: 'winston',
        code: `${WINSTON}logger.info('order saved', { id });`,
        errors: [suggested('order saved', 'Order saved')],
      },
      {
        name: 'NestJS',
        code: `${NEST}logger.log('order saved');`,
        errors: [suggested('order saved', 'Order saved')],
      },
      {
        name: 'a logger that is only named so, where presumed loggers are judged',
        code: "logger.info('order saved');",
        options: [{ presumed: true }],
        errors: [suggested('order saved', 'Order saved')],
      },
    ],
  });

  project({ 'package.json': { name: 'app' } }).run('message-style', rule, {
    valid: [{ name: 'a test', filename: 'orders.test.ts', code: log("'order saved'") }],
    invalid: [],
  });
});

describe('snake_case', () => {
  ruleTester.run('message-style', rule, {
    valid: [
      { code: log("'order_saved'"), options: style('snake_case') },
      { code: log("'started'"), options: style('snake_case') },
    ],
    invalid: [
      {
        code: log("'Order saved'"),
        options: style('snake_case'),
        errors: [suggested('Order saved', 'order_saved', 'snake_case')],
      },
      {
        code: log("'orderSaved'"),
        options: style('snake_case'),
        errors: [suggested('orderSaved', 'order_saved', 'snake_case')],
      },
      {
        name: 'what has no words alone',
        code: log("'Order saved (again)'"),
        options: style('snake_case'),
        errors: [styled('Order saved (again)', 'an event in snake_case: "order_saved"', 'snake_case')],
      },
    ],
  });
});

describe('dotted', () => {
  ruleTester.run('message-style', rule, {
    valid: [
      { code: log("'order.saved'"), options: style('dotted') },
      { code: log("'order_item.saved'"), options: style('dotted') },
    ],
    invalid: [
      {
        code: log("'Order saved'"),
        options: style('dotted'),
        errors: [styled('Order saved', DOTTED, 'dotted')],
      },
      { code: log("'saved'"), options: style('dotted'), errors: [styled('saved', DOTTED, 'dotted')] },
      {
        name: 'long messages are cut',
        code: log(`'${'order '.repeat(20)}saved'`),
        options: style('dotted'),
        errors: [styled(`${'order '.repeat(8)}ord...`, DOTTED, 'dotted')],
      },
    ],
  });
});
