import type { Level } from '../schema.js';
import { PLAIN_METHODS } from './levels.js';

/** What projects call their loggers: all that is known of a logger whose making cannot be seen. */

/** Names under which projects keep a logger. */
export const LOGGER_NAMES: ReadonlySet<string> = new Set([
  'logger',
  'log',
  '$log',
  '_logger',
  '_log',
  'LOGGER',
  'LOG',
  'Logger',
  'Log',
  'appLogger',
  'rootLogger',
]);

/** Objects that hold a logger by convention: `req.log`, `ctx.logger`, `this.logger`, `app.log`. */
export const LOGGER_OWNERS: ReadonlySet<string> = new Set([
  'req',
  'request',
  'ctx',
  'context',
  'c',
  'reply',
  'app',
  'server',
  'fastify',
]);

/** Frameworks whose requests have the logger that their server is made with, and what requests are called. */
export const REQUEST_LOGGERS: Readonly<Record<string, readonly string[]>> = {
  restify: ['req', 'request'],
};

/** Frameworks whose requests and contexts have no logger but the one that a project puts there. */
export const WITHOUT_LOGGER: ReadonlySet<string> = new Set([
  ...['express', 'express-serve-static-core', 'connect', 'polka', 'koa', 'koa-router', '@koa/router', 'hono'],
  ...['@hapi/hapi', 'hapi'],
]);

/** Frameworks that give a logger of their own to services, commands, plugins and contexts, and what it is called there. */
export const FRAMEWORK_LOGGERS: Readonly<Record<string, readonly string[]>> = {
  moleculer: ['logger'],
  'moleculer-web': ['logger'],
  '@sapphire/framework': ['logger'],
  egg: ['logger'],
  homebridge: ['log'],
  probot: ['log'],
  'service-runner': ['logger', '_logger'],
  '@azure/functions': ['log'],
  '@adobe/helix-universal-logger': ['log'],
  'hapi-pino': ['logger'],
  '@slack/bolt': ['logger'],
  hubot: ['logger'],
  sails: ['log'],
  'parse-server': ['log'],
  thinkjs: ['logger'],
  '@midwayjs/core': ['logger'],
  '@tsed/common': ['logger'],
  '@tsed/platform-http': ['logger'],
  '@iobroker/adapter-core': ['log'],
};

/** Methods of such objects that give what they hold by its name: Hono's `c.get('logger')`. */
export const LOGGER_GETTERS: ReadonlySet<string> = new Set(['get']);

/** Members of such objects that hold what belongs to them: `c.var.logger`, `this.deps.logger`. */
export const LOGGER_HOLDERS: ReadonlySet<string> = new Set([
  ...[
    'var',
    'deps',
    'dependencies',
    'services',
    'container',
    'context',
    'ctx',
    'app',
    'server',
    'request',
    'req',
    'fastify',
  ],
]);

/** Values that hold the logger of one request, or of the app, under `log`. */
export const LOG_HOLDERS: ReadonlySet<string> = new Set([
  'request',
  'req',
  'reply',
  'fastify',
  'app',
  'server',
  'instance',
]);

/** Methods of a logger of no known library. */
export const USUAL_METHODS: Readonly<Record<string, Level>> = {
  ...PLAIN_METHODS,
  verbose: 'debug',
  log: 'info',
  http: 'info',
  warning: 'warn',
  err: 'error',
  critical: 'fatal',
};

/** Methods of a project's own logger. */
export const OWN_METHODS: Readonly<Record<string, Level>> = {
  ...USUAL_METHODS,
  silly: 'trace',
  notice: 'info',
  success: 'info',
  crit: 'fatal',
  alert: 'fatal',
  emerg: 'fatal',
};

/** Methods for what is read by those who look for a fault: what shows messages to a user has none. */
export const QUIET_METHODS: readonly string[] = ['debug', 'trace', 'verbose', 'silly', 'fatal'];

/** What functions are called that are a logger's methods: a callback is called `err` or `alert` as well, a client `http`. */
const LEVEL_NAMES: ReadonlySet<string> = new Set([
  ...QUIET_METHODS,
  ...['info', 'warn', 'warning', 'error', 'notice', 'success', 'critical'],
]);

/** Whether a function is called by a level alone, as a logger's methods are. */
export function isLevelName(name: string): boolean {
  return LEVEL_NAMES.has(name);
}

/** What functions are called that print for who looks for a fault: `debug`, `debugVerbose`, `serverDebug`, `sshLogger`. */
export const DIAGNOSTIC_FUNCTION = /^_?debug(?:[A-Z]\w*)?$|[a-z\d](?:Debug|Logger|Log)$/;

/** What packages call the type of a logger. */
export const LOGGER_TYPE = /^I?Log(?:ger)?(?:$|Interface$|Instance$|Service$|Like$)|(?:^|[a-z])Logger$/;

/** What packages call the type of what makes loggers: `ILoggerComponent`, `LoggerFactory`. */
export const LOGGER_MAKER_TYPE = /^I?Log(?:ger|ging)?(?:Component|Factory|Manager|Provider)$/;

/** Methods that make a logger of another, for a part of what it logs. */
export const CHILD_METHODS: ReadonlySet<string> = new Set([
  ...['child', 'createChild', 'getChild', 'childLogger', 'createChildLogger', 'getSubLogger', 'scope'],
  ...['withContext', 'withFields', 'withMetadata', 'withTag', 'withScope', 'extend', 'fork', 'push'],
]);

/** What packages call a logger that they export. */
export const LOGGER_EXPORT = /^(?:\$?log|LOG|Log|[a-z]\w*Logger|[lL]ogger|LOGGER|Log(?:ger)?Service)$/;

const OTHER_LOGS = 'blog|catalog|changelog|dialog|backlog|prolog|analog';

/** Words that end in `log` and name no log. */
export const NO_LOG = new RegExp(`(?:${OTHER_LOGS})$`, 'i');

/** Packages that are called for the one thing they are. */
export const LOGGER_PACKAGE = new RegExp(
  String.raw`(?:^|[-/._])(?!(?:${OTHER_LOGS})$)[a-z]*log(?:ger|ging)?$|(?:^|/)logg(?:er|ing)-[\w-]+$`,
);

/** Packages whose `log` talks to whoever runs a program in a terminal. */
export const TERMINAL_PACKAGE =
  /clack|prompt|\bcli\b|terminal|listr|inquirer|gulp|signale|\b(?:fancy|pretty)-/;

/** What packages call a function that makes a logger. */
export const LOGGER_FACTORY =
  /^(?:create|get|make|build|new|init|use)(?:[A-Z]\w*)?Logger$|^log(?:ger)?(?:Factory|Maker)$/;

/** What projects call a function that logs for its caller, and at which level. */
export const LEVELED_FUNCTION =
  /^_?log_?(trace|debug|verbose|info|notice|warn(?:ing)?|err(?:or)?|critical|fatal)$/i;

/** What they call a method of their logger that does more with what it logs: `logUnknownAsError`, `logRequestWarning`. */
export const LEVEL_ENDING_METHOD = /^_?log[A-Z]\w*?(Trace|Debug|Info|Warn(?:ing)?|Error|Fatal|Critical)$/;

/** What projects call a function that logs for its caller. */
export const LOG_FUNCTION =
  /^_?log(?:ger)?$|^_?log_?(?:message|msg|line|text|event|entry|exception)$|^(?:debug|info|warn|error|trace)_?log$/i;

/** What they may call one that is told the level by each call: `logRequest(request, 'warn')`. */
export const LEVEL_TAKING_FUNCTION = /^_?log[A-Z]\w*$/;

/** The same of a method, of what is called a logger. */
export const LEVEL_TAKING_METHOD = /^print$/;

/** What they call the parameter for that level. */
export const LEVEL_PARAMETER = /^_?(?:log_?)?(?:level|lvl|severity)$/i;

/** What stands for a method that is computed: `logger[level]`. */
export const COMPUTED_METHOD = '[]';

/** Names of what chooses a method. */
export const LEVEL_VARIABLE = /level|lvl|severity|^log(?:[A-Z_]|$)/i;

/** Methods of a package's logger, or of its module, that make another: `Logger.getLogger('orders')`. */
export const MAKES_LOGGER = /^(?:create|get|for)$|^(?:create|get|make|build|new|init)(?:[A-Z]\w*)?Logger$/;

/** How modules are called that make the logger of a package. */
export const LOGGER_MODULE =
  /^(?:(?:app|base|core|my|winston|pino|bunyan|custom)[-_.]?)?(?:logger|logging|log)(?:[-_.](?:config|service|utils?|helper|module|provider|factory))?\.\w+$/i;

/** A format that prints a record as the project writes it: `format.printf((info) => …)`. */
export const PRINT_FORMAT = /\bprintf\s*\(/;
