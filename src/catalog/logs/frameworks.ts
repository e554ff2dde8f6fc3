import type { Library } from '../schema.js';
import { OPEN_DIALECT } from './open-contract.js';
import { PINO_DIALECT } from './pino.js';
import { WINSTON_DIALECT } from './winston.js';

/** Frameworks that hand out a pino or winston of their own. */

export const ADONIS: Library = {
  id: 'adonis',
  packages: [
    '@adonisjs/logger',
    '@adonisjs/core/logger',
    '@adonisjs/core/services/logger',
    '@adonisjs/core/http',
    '@adonisjs/http-server',
    '@adonisjs/core/types',
  ],
  exports: { default: 'logger', Logger: 'Logger' },
  types: { Logger: 'logger', HttpContext: 'context', ApplicationService: 'app' },
  kinds: {
    Logger: { steps: { new: 'logger' } },
    context: { steps: { logger: 'logger' } },
    app: { steps: { logger: 'logger' } },
    logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } },
  },
};

export const HONO_PINO: Library = {
  id: 'hono-pino',
  packages: ['hono-pino'],
  exports: {},
  types: { PinoLogger: 'logger' },
  kinds: { logger: { logger: PINO_DIALECT } },
};

/** Run by hand with hapi-pino 13: requests and servers have a pino as their `logger`. */
export const HAPI_PINO: Library = {
  id: 'hapi-pino',
  packages: ['hapi-pino'],
  exports: {},
  kinds: { logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } } },
};

/** Read in probot 14.3, not run: `log` is pino's own, whose records go through a stream. */
export const PROBOT: Library = {
  id: 'probot',
  packages: ['probot'],
  exports: { Probot: 'Probot' },
  types: { Probot: 'app', Context: 'context', Logger: 'logger', ApplicationFunction: 'plugin' },
  kinds: {
    Probot: { steps: { new: 'app' } },
    app: { steps: { log: 'logger' }, callbacks: { on: ['context'], onAny: ['context'] } },
    context: { steps: { log: 'logger' } },
    plugin: { callbacks: { '()': ['app'] } },
    logger: { logger: PINO_DIALECT, steps: { 'child()': 'logger' } },
  },
};

/** Not run: a pino, which the project's configuration may replace by one with other serializers. */
export const PAYLOAD: Library = {
  id: 'payload',
  packages: ['payload'],
  exports: { default: 'payload', getPayload: 'getPayload' },
  types: { Payload: 'payload', BasePayload: 'payload', PayloadRequest: 'request' },
  kinds: {
    getPayload: { steps: { '()': 'payload' } },
    request: { steps: { payload: 'payload' } },
    payload: { steps: { logger: 'logger' } },
    logger: { logger: { ...OPEN_DIALECT, shape: 'fields-first' }, steps: { 'child()': 'logger' } },
  },
};

/**
 * Run by hand with @strapi/logger 5.54: winston, whose format prints the message alone until a project's `config/logger` sets
 * another.
 */
export const STRAPI: Library = {
  id: 'strapi',
  packages: ['@strapi/strapi', '@strapi/types'],
  exports: { createStrapi: 'create' },
  types: { Strapi: 'app', 'Core.Strapi': 'app' },
  globals: { strapi: 'app' },
  kinds: {
    create: { steps: { '()': 'app' } },
    app: { steps: { log: 'logger', 'load()': 'app', 'start()': 'app' } },
    logger: {
      logger: { ...OPEN_DIALECT, methods: WINSTON_DIALECT.methods },
      steps: { 'child()': 'logger' },
    },
  },
};
