import type { Dialect } from '../schema.js';
import { PINO_DIALECT } from './pino.js';

/** A middleware that is only used in some cases: `if (config.httpLogs) app.use(pinoHttp({ logger }))`. */
const USED_IN_SOME_CASES =
  /\bif\s*\((?:[^()]|\([^()]*\)){1,200}\)[\s{]*(?:await\s+)?[\w.]{1,60}\.(?:use|register)\(\s*(?:\w{0,40}pino|\w{0,40}logger)/i;

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
  /** What the package says where some requests have none. */
  readonly isOptionalWith: RegExp;
}[] = [
  {
    packages: ['pino-http', 'express-pino-logger', 'nestjs-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^_?(?:req|request)$/,
    beside: /^_?(?:res|response|reply|next)$/,
    member: '.log',
    isOptionalWith: USED_IN_SOME_CASES,
  },
  {
    packages: ['koa-pino-logger'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^ctx$/,
    beside: /^_?next$/,
    member: '.log',
    isOptionalWith: USED_IN_SOME_CASES,
  },
  {
    packages: ['hono-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^c$/,
    beside: /^_?next$/,
    member: ".get('logger')",
    isOptionalWith: USED_IN_SOME_CASES,
  },
  {
    packages: ['hapi-pino'],
    library: 'pino',
    dialect: PINO_DIALECT,
    owner: /^_?(?:req|request)$/,
    beside: /^_?(?:h|reply|toolkit)$/,
    member: '.logger',
    isOptionalWith: USED_IN_SOME_CASES,
  },
];
