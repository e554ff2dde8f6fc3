import { LEVELS } from '../../catalog/schema.js';
import { LOGGERS } from '../../catalog/logs/libraries.js';
import { METRIC_FACTORIES } from '../../catalog/metrics/factories.js';
import type { Schema } from '../schema.js';
import { INCLUDABLE } from './codemod.js';
import { LOGGER_EXAMPLE } from './logger-example.js';
import type { ObservabilitySettings } from './written.js';

const TEXT: Schema = { type: 'string', pattern: '\\S' };
const NAMES: Schema = { type: 'array', items: TEXT };
const LIBRARY: Schema = { enum: LOGGERS.map(({ id }) => id) };
const LEVEL: Schema = { enum: LEVELS };
const FIELD: Schema = { type: 'string', pattern: '^[A-Za-z_$][\\w$]*$', examples: ['userId'] };
const MAKES: Schema = { enum: Object.keys(METRIC_FACTORIES) };

const FROM: Schema = {
  ...TEXT,
  description: 'A package, an alias, or a path that starts from the folder of the settings.',
};
const NAME: Schema = {
  ...TEXT,
  description: 'The export, `default` or `*` for the whole module; `context.log` for a member of it.',
};

/** An object of these keys and no others; of which some are needed, or one of several sets. */
function object(properties: Readonly<Record<string, Schema>>, ...needed: readonly (readonly string[])[]) {
  const [required, ...others] = needed;
  const which: Schema =
    others.length > 0 ? { anyOf: needed.map((keys) => ({ required: keys })) } : required ? { required } : {};
  return { type: 'object', properties, additionalProperties: false, ...which } as const satisfies Schema;
}

const EXPORT = object({ from: FROM, name: NAME }, ['from', 'name']);

const PROPERTIES: Readonly<Record<keyof ObservabilitySettings, Schema>> = {
  logger: {
    ...object({ library: LIBRARY, import: EXPORT }),
    description: 'The library that the project logs with, and the logger that fixes import.',
  },
  loggers: {
    type: 'array',
    description: 'Loggers that cannot be followed: exports or globals, and what they behave like.',
    items: object(
      {
        ...{ from: FROM, name: NAME },
        global: { ...TEXT, description: 'A global, or a member of one: `APP.logger`.' },
        called: {
          ...TEXT,
          description: 'What loggers are called of which nothing else is known: `logger`, `this.logger`.',
        },
        like: { ...LIBRARY, description: 'The library that it behaves like.' },
        call: {
          type: 'string',
          pattern: LOGGER_EXAMPLE.source,
          examples: ['info(message, fields)', 'info(message, ...values)', 'error(message, error)'],
          description:
            'An example of its calls. Arguments: `message`, `fields`, `error`, `values`, `context`.',
        },
      },
      ['from', 'name', 'like'],
      ['from', 'name', 'call'],
      ['global', 'like'],
      ['global', 'call'],
      ['called', 'like'],
      ['called', 'call'],
    ),
  },
  tracers: {
    type: 'array',
    description: 'Tracers whose making cannot be seen, by what they are called or by their exports.',
    items: { anyOf: [TEXT, EXPORT] },
  },
  metricFactories: {
    description: "The project's functions and classes that make metrics, and what they make.",
    anyOf: [
      { type: 'object', additionalProperties: MAKES },
      {
        type: 'array',
        items: object({ from: FROM, name: NAME, makes: MAKES }, ['from', 'name', 'makes']),
      },
    ],
  },
  boundedNames: { ...NAMES, description: 'Names of what takes a few values.' },
  unboundedNames: { ...NAMES, description: 'Names of what takes endless values.' },
  instrumentation: {
    enum: ['auto', 'manual', 'none'],
    description: 'Who injects the trace context: instrumentation, this code, or nobody.',
  },
  contract: {
    ...object({
      external: { ...NAMES, description: 'Metrics that others emit: names, or globs with `*`.' },
      prefix: { ...TEXT, description: 'What a collector puts in front of the name of every metric.' },
      disable: { ...NAMES, description: 'Checks that are not made.' },
    }),
    description: 'What `obs-contract check` cannot see in the repository.',
  },
  levels: {
    ...{ type: 'object', additionalProperties: false },
    properties: Object.fromEntries(
      ['log', 'info', 'debug', 'warn', 'error'].map((method) => [method, LEVEL]),
    ),
    description: "Levels of the console's methods, where they are not those of their names.",
  },
  messageStyle: {
    enum: ['template', 'strip'],
    description: 'What becomes of a value inside of a message: a placeholder with its name, or nothing.',
  },
  glossary: {
    ...{ type: 'object', additionalProperties: FIELD },
    description: 'Names of fields, by the value as it is written (`user.id`) or by the name it would get.',
  },
  codemod: {
    ...object({
      include: {
        ...{ type: 'array', items: { enum: INCLUDABLE } },
        description: 'Kinds of file that are left alone otherwise.',
      },
      exclude: { ...NAMES, description: 'Globs of files to leave alone, from the folder of the settings.' },
    }),
    description: 'What obs-codemod migrates.',
  },
};

/** What settings may be. It is published, and what the settings that somebody wrote are held against. */
export const SETTINGS_SCHEMA: Schema = object(PROPERTIES);
