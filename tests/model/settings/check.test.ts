import { describe, expect, it } from 'vitest';
import { settingsProblems } from '../../../src/model/settings/check.js';
import { closest } from '../../../src/model/text/closest.js';

const CYCLE: Record<string, unknown> = {};
CYCLE.self = CYCLE;

/** Settings, and what is said of them. */
const CASES: readonly (readonly [name: string, settings: unknown, ...problems: string[]])[] = [
  ['nothing', {}],
  [
    'everything',
    {
      logger: { library: 'pino', import: { from: './src/logger.js', name: 'logger' } },
      loggers: [
        { from: '@acme/log', name: 'log', like: 'pino' },
        { from: './src/bridge', name: 'Bridge', call: 'info(context, message, fields, ...values)' },
        { global: 'APP.logger', like: 'winston' },
      ],
      tracers: ['tracing', { from: '@acme/tracing', name: 'tracer' }],
      metricFactories: { createCounter: 'prom-client.Counter' },
      boundedNames: ['operatorAccountId'],
      unboundedNames: [],
      instrumentation: 'auto',
    },
  ],
  [
    'factories by their exports',
    { metricFactories: [{ from: '@acme/metrics', name: 'makeCounter', makes: 'prom-client.Counter' }] },
  ],
  ['a key that is nearly one', { boundNames: [] }, 'Unknown key `boundNames`: did you mean `boundedNames`?'],
  [
    'a key that is nothing like one',
    { colour: 'red' },
    'Unknown key `colour`: it is one of `logger`, `loggers`, `tracers`, `metricFactories`, `boundedNames`, `unboundedNames`, `instrumentation`, `contract`, `levels`, `messageStyle`, `glossary`, `codemod`.',
  ],
  [
    'a key further down',
    { logger: { libary: 'pino' } },
    'Unknown key `logger.libary`: did you mean `library`?',
  ],
  [
    'a library that is nearly one',
    { logger: { library: 'wintson' } },
    'Unknown value "wintson" of `logger.library`: did you mean `winston`?',
  ],
  [
    'a value that is nothing like one',
    { instrumentation: true },
    'Unknown value true of `instrumentation`: it is one of `auto`, `manual`, `none`.',
  ],
  [
    'what a function makes',
    { metricFactories: { make: 'prom-client.counter' } },
    'Unknown value "prom-client.counter" of `metricFactories.make`: did you mean `prom-client.Counter`?',
  ],
  [
    'a logger without its likeness',
    { loggers: [{ from: '@acme/log', name: 'log' }] },
    '`loggers[0]` has no `like`, or `call`.',
  ],
  [
    'a logger that is likened alone',
    { loggers: [{ like: 'pino' }] },
    '`loggers[0]` has no `from` and `name`, or `global`, or `called`.',
  ],
  [
    'an example that is none',
    { loggers: [{ global: 'LOG', call: 'print it' }] },
    'Unknown value "print it" of `loggers[0].call`: write it like `info(message, fields)`.',
  ],
  [
    'an example without a message',
    { loggers: [{ global: 'LOG', call: 'info(fields)' }] },
    'Unknown value "info(fields)" of `loggers[0].call`: write it like `info(message, fields)`.',
  ],
  ['a list that is none', { tracers: 'tracing' }, '`tracers` is a string, not an array.'],
  ['a name that is none', { tracers: [3] }, '`tracers[0]` is a number, not a string or an object.'],
  ['an export without its name', { tracers: [{ from: '@acme/tracing' }] }, '`tracers[0]` has no `name`.'],
  [
    'a value of another type',
    { instrumentation: CYCLE, logger: { library: null } },
    '`instrumentation` is an object: it is one of `auto`, `manual`, `none`.',
    expect.stringMatching(/^`logger\.library` is null: it is one of `pino`, /) as string,
  ],
  ['no object', 'pino', '`observability` is a string, not an object.'],
  ['null', null, '`observability` is null, not an object.'],
  [
    'several things',
    { logger: { library: 'pno' }, tracer: [] },
    'Unknown value "pno" of `logger.library`: did you mean `pino`?',
    'Unknown key `tracer`: did you mean `tracers`?',
  ],
];

describe('what is wrong with settings', () => {
  it.each(CASES)('%s', (_name, settings, ...problems) => {
    expect(settingsProblems(settings)).toEqual(problems);
  });
});

describe('the nearest name', () => {
  it.each([
    ['pnio', 'pino'],
    ['pno', 'pino'],
    ['winstn', 'winston'],
    ['PINO', 'pino'],
    ['bunian', 'bunyan'],
    ['x', undefined],
    ['', undefined],
    ['o'.repeat(10_000), undefined],
  ])('of %s is %s', (written, known) => {
    expect(closest(written, ['pino', 'bunyan', 'winston'])).toBe(known);
  });
});
