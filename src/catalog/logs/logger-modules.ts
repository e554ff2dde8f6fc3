import type { LoggerModule } from '../schema.js';

export const LOGGER_MODULES: Readonly<Record<string, LoggerModule>> = {
  pino: {
    install: 'pino',
    dependencies: ['pino'],
    imports: { pino: 'pino' },
    expression: "pino({ level: process.env.LOG_LEVEL ?? 'info' })",
  },
  winston: {
    install: 'winston',
    dependencies: ['winston'],
    imports: { 'createLogger, format, transports': 'winston' },
    expression: [
      'createLogger({',
      "  level: process.env.LOG_LEVEL ?? 'info',",
      '  format: format.combine(format.timestamp(), format.json()),',
      '  transports: [new transports.Console()],',
      '})',
    ].join('\n'),
  },
  bunyan: {
    install: 'bunyan',
    dependencies: ['bunyan'],
    imports: { 'createLogger, stdSerializers': 'bunyan' },
    expression: 'createLogger({ name: SERVICE, serializers: stdSerializers })',
  },
  log4js: {
    install: 'log4js',
    dependencies: ['log4js'],
    imports: { configure: 'log4js' },
    expression: [
      'configure({',
      "  appenders: { out: { type: 'stdout' } },",
      "  categories: { default: { appenders: ['out'], level: process.env.LOG_LEVEL ?? 'info' } },",
      '}).getLogger()',
    ].join('\n'),
  },
  tslog: {
    install: 'tslog',
    dependencies: ['tslog'],
    imports: { Logger: 'tslog' },
    expression: "new Logger({ type: 'json' })",
  },
  consola: {
    install: 'consola',
    dependencies: ['consola'],
    imports: { createConsola: 'consola' },
    expression: 'createConsola()',
  },
  powertools: {
    install: '@aws-lambda-powertools/logger',
    dependencies: ['@aws-lambda-powertools/logger'],
    imports: { Logger: '@aws-lambda-powertools/logger' },
    expression: 'new Logger({ serviceName: SERVICE })',
  },
};
