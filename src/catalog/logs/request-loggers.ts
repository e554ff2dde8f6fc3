import type { Dialect } from '../schema.js';
import { PINO_DIALECT } from './pino.js';

/** Middlewares that give every request a child logger of its own, by where they put it. */
export const REQUEST_LOGGER_MIDDLEWARES: readonly {
  readonly packages: readonly string[];
  /** The library whose loggers they make children of, and how its calls are written. */
  readonly library: string;
  readonly dialect: Dialect;
  /** What a handler's parameter is called that has the logger, and what the parameter after it is called. */
  readonly owner: RegExp;
  readonly beside: RegExp;
  /** How the logger is reached from there. */
  readonly member: string;
}[] = [
  {
    packages: ['pino-http', 'express-pino-logger', 'nestjs-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^_?(?:req|request)$/,
    beside: /^_?(?:res|response|reply|next)$/,
    member: '.log',
  },
  {
    packages: ['koa-pino-logger'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^ctx$/,
    beside: /^_?next$/,
    member: '.log',
  },
  {
    packages: ['hono-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^c$/,
    beside: /^_?next$/,
    member: ".get('logger')",
  },
  {
    packages: ['hapi-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^_?(?:req|request)$/,
    beside: /^_?(?:h|reply|toolkit)$/,
    member: '.logger',
  },
];
