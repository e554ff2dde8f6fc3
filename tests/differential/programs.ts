/**
 * Small programs that log, generated from what a program can vary: where its logger comes from, what holds it, where the call stands, how
 * the logger is called, and what it is given. Each is one file beside the same few modules.
 */
export type Library = 'pino' | 'winston';
export type Language = 'ts' | 'js';

export interface Program {
  readonly library: Library;
  /** TypeScript with ES modules, or JavaScript with CommonJS. */
  readonly language: Language;
  /** States every shape in it. */
  readonly name: string;
  readonly shapes: readonly Shape[];
  /** The file's path; it says nothing that could be read as what the file is for. */
  readonly path: string;
  readonly text: string;
  /** What the call is given. */
  readonly message: string;
  /** A module of its own beside the shared ones. */
  readonly beside?: { readonly path: string; readonly text: string };
}

/** One value of one of the things that vary. */
export interface Shape {
  readonly name: string;
  /** Why a call with it is never rewritten, by either side. */
  readonly neverRewritten?: string;
  /** Only in TypeScript, or only in JavaScript. */
  readonly only?: Language;
  readonly library?: Library;
}

/** Where the logger comes from. */
interface Origin extends Shape {
  readonly imports: string;
  /** An expression that is a logger, or a type that loggers have. */
  readonly logger?: string;
  readonly type?: string;
  /** The logger's module, where the program has one of its own. */
  readonly beside?: (library: Library) => string;
}

/** What holds the logger that is called. */
interface Holder extends Shape {
  /** Of a logger's expression, or of a type; undefined where it does not go with it. */
  readonly of: (origin: Origin) => Held | undefined;
}

interface Held {
  readonly before?: string;
  /** Members of the class that the call stands in. */
  readonly members?: string;
  /** What that class extends. */
  readonly base?: string;
  /** Parameters of the function that the call stands in. */
  readonly parameters?: string;
  readonly receiver: string;
}

interface Place extends Shape {
  /** It has another call, which is rewritten whatever becomes of this one. */
  readonly hasAnother?: true;
  readonly takes: 'nothing' | 'parameters' | 'members';
  readonly around: (call: string, held: Held) => string;
}

interface Call extends Shape {
  readonly of: (receiver: string, message: string) => string;
}

/** What else the file has, and how it is written. */
interface Surroundings extends Shape {
  /** How its own imports end. */
  readonly ending?: string;
  readonly before?: string;
  readonly rewrite?: (text: string) => string;
}

interface Message extends Shape {
  /** What it imports of the project's values. */
  readonly imports?: string;
  /** A name that it imports, and from where. */
  readonly module?: readonly [name: string, module: string];
  readonly before?: string;
  /** The arguments. */
  readonly text: string;
}

/** The modules that programs import, by path. */
export function sharedModules(library: Library, language: Language): Record<string, string> {
  const make = library === 'pino' ? 'pino()' : 'createLogger({})';
  const name = library === 'pino' ? 'pino' : 'createLogger';
  if (language === 'js') {
    return {
      'src/logging/logger.js': `const { ${name} } = require('${library}');\n\nconst logger = ${make};\n\nmodule.exports = { logger };\n`,
      'src/logging/exports.js': `const { ${name} } = require('${library}');\n\nexports.logger = ${make};\n`,
      'src/logging/whole.js': `const { ${name} } = require('${library}');\n\nmodule.exports = ${make};\n`,
      'src/logging/again.js': "module.exports = require('./logger');\n",
      'src/values.js':
        "exports.loadOrder = () => JSON.parse('{}');\nexports.KIND = 'parcel';\nexports.KINDS = { parcel: 'parcel' };\n",
    };
  }
  const imported = `import { ${name} } from '${library}';\n\n`;
  return {
    'src/logging/logger.ts': `${imported}export const logger = ${make};\n`,
    'src/logging/default.ts': `${imported}export default ${make};\n`,
    'src/logging/default-name.ts': `${imported}const logger = ${make};\n\nexport default logger;\n`,
    'src/logging/later.ts': `${imported}const logger = ${make};\n\nexport { logger };\n`,
    'src/logging/again.ts': "export { logger } from './logger.js';\n",
    'src/logging/renamed.ts': "export { logger as auditLogger } from './logger.js';\n",
    'src/logging/default-again.ts': "export { default as auditLogger } from './default.js';\n",
    'src/logging/everything.ts': "export * from './logger.js';\n",
    'src/logging/namespace.ts': "export * as logging from './logger.js';\n",
    'src/logging/factory.ts': `${imported}export function makeLogger() {\n  return ${make};\n}\n`,
    'src/logging/types.ts': `export type { Logger } from '${library}';\n`,
    'src/values.ts':
      "export function loadOrder(): any {\n  return JSON.parse('{}');\n}\n\nexport const KIND = 'parcel';\n\nexport const KINDS = { parcel: 'parcel' } as const;\n\nexport enum Kind {\n  Parcel = 'parcel',\n}\n",
  };
}

const ORIGINS: readonly Origin[] = [
  {
    name: 'made here (import { pino })',
    library: 'pino',
    only: 'ts',
    imports: "import { pino } from 'pino';",
    logger: 'pino()',
  },
  {
    name: 'made here (import pino)',
    library: 'pino',
    only: 'ts',
    imports: "import pino from 'pino';",
    logger: 'pino()',
  },
  {
    name: 'made here (import * as pino)',
    library: 'pino',
    only: 'ts',
    imports: "import * as pino from 'pino';",
    logger: 'pino.pino()',
  },
  {
    name: 'made here (import { pino as makeLogger })',
    library: 'pino',
    only: 'ts',
    imports: "import { pino as makeLogger } from 'pino';",
    logger: 'makeLogger()',
  },
  {
    name: 'made here (require)',
    library: 'pino',
    only: 'js',
    imports: "const pino = require('pino');",
    logger: 'pino()',
  },
  {
    name: 'made here (require, destructured)',
    library: 'pino',
    only: 'js',
    imports: "const { pino } = require('pino');",
    logger: 'pino()',
  },
  {
    name: 'made here (require, called at once)',
    library: 'pino',
    only: 'js',
    imports: '',
    logger: "require('pino')()",
  },
  {
    name: 'made here (import { createLogger })',
    library: 'winston',
    only: 'ts',
    imports: "import { createLogger } from 'winston';",
    logger: 'createLogger({})',
  },
  {
    name: 'made here (import winston)',
    library: 'winston',
    only: 'ts',
    imports: "import winston from 'winston';",
    logger: 'winston.createLogger({})',
  },
  {
    name: 'made here (import * as winston)',
    library: 'winston',
    only: 'ts',
    imports: "import * as winston from 'winston';",
    logger: 'winston.createLogger({})',
  },
  {
    name: 'named import',
    only: 'ts',
    imports: "import { logger } from '../logging/logger.js';",
    logger: 'logger',
  },
  {
    name: 'named import of a later export',
    only: 'ts',
    imports: "import { logger } from '../logging/later.js';",
    logger: 'logger',
  },
  {
    name: 'named import without an extension',
    only: 'ts',
    imports: "import { logger } from '../logging/logger';",
    logger: 'logger',
  },
  {
    name: 'aliased import',
    only: 'ts',
    imports: "import { logger as audit } from '../logging/logger.js';",
    logger: 'audit',
  },
  {
    name: 'default import',
    only: 'ts',
    imports: "import logger from '../logging/default.js';",
    logger: 'logger',
  },
  {
    name: 'default import under another name',
    only: 'ts',
    imports: "import audit from '../logging/default.js';",
    logger: 'audit',
  },
  {
    name: 'default import of a name',
    only: 'ts',
    imports: "import logger from '../logging/default-name.js';",
    logger: 'logger',
  },
  {
    name: 'namespace import',
    only: 'ts',
    imports: "import * as logging from '../logging/logger.js';",
    logger: 'logging.logger',
  },
  {
    name: 'namespace import of a default',
    only: 'ts',
    imports: "import * as logging from '../logging/default.js';",
    logger: 'logging.default',
  },
  {
    name: 're-export',
    only: 'ts',
    imports: "import { logger } from '../logging/again.js';",
    logger: 'logger',
  },
  {
    name: 're-export under another name',
    only: 'ts',
    imports: "import { auditLogger } from '../logging/renamed.js';",
    logger: 'auditLogger',
  },
  {
    name: 're-export of a default',
    only: 'ts',
    imports: "import { auditLogger } from '../logging/default-again.js';",
    logger: 'auditLogger',
  },
  {
    name: 'export *',
    only: 'ts',
    imports: "import { logger } from '../logging/everything.js';",
    logger: 'logger',
  },
  {
    name: 'export * as',
    only: 'ts',
    imports: "import { logging } from '../logging/namespace.js';",
    logger: 'logging.logger',
  },
  {
    name: 'imported factory',
    only: 'ts',
    imports: "import { makeLogger } from '../logging/factory.js';",
    logger: 'makeLogger()',
  },
  {
    name: 'import cycle',
    only: 'ts',
    imports: "import { logger } from '../cycles/SELF.js';",
    logger: 'logger',
    beside: (library) =>
      `import { ${library === 'pino' ? 'pino' : 'createLogger'} } from '${library}';\nimport * as program from '../programs/SELF.js';\n\nexport const logger = ${library === 'pino' ? 'pino()' : 'createLogger({})'};\n\nexport const ran = program;\n`,
  },
  {
    name: 'tsconfig paths',
    only: 'ts',
    imports: "import { logger } from '@/logging/logger';",
    logger: 'logger',
  },
  {
    name: 'package.json imports',
    only: 'ts',
    imports: "import { logger } from '#logger';",
    logger: 'logger',
  },
  {
    name: 'import = require',
    only: 'ts',
    imports: "import logging = require('../logging/logger.js');",
    logger: 'logging.logger',
  },
  {
    name: 'dynamic import',
    only: 'ts',
    imports: "const { logger } = await import('../logging/logger.js');",
    logger: 'logger',
  },
  {
    name: 'require',
    only: 'js',
    imports: "const logging = require('../logging/logger');",
    logger: 'logging.logger',
  },
  {
    name: 'require of exports.logger',
    only: 'js',
    imports: "const logging = require('../logging/exports');",
    logger: 'logging.logger',
  },
  {
    name: 'require, destructured',
    only: 'js',
    imports: "const { logger } = require('../logging/logger');",
    logger: 'logger',
  },
  {
    name: 'require, destructured under another name',
    only: 'js',
    imports: "const { logger: audit } = require('../logging/logger');",
    logger: 'audit',
  },
  {
    name: 'require of a whole module',
    only: 'js',
    imports: "const logger = require('../logging/whole');",
    logger: 'logger',
  },
  {
    name: 'require, one member',
    only: 'js',
    imports: "const logger = require('../logging/logger').logger;",
    logger: 'logger',
  },
  {
    name: 're-export by require',
    only: 'js',
    imports: "const { logger } = require('../logging/again');",
    logger: 'logger',
  },
];

/** The types of loggers, for what is only annotated. */
const TYPES: readonly Origin[] = [
  {
    name: 'import type { Logger }',
    only: 'ts',
    imports: "import type { Logger } from 'LIBRARY';",
    type: 'Logger',
  },
  {
    name: 'import { type Logger }',
    only: 'ts',
    imports: "import { type Logger } from 'LIBRARY';",
    type: 'Logger',
  },
  {
    name: 'import type { Logger as Audit }',
    only: 'ts',
    imports: "import type { Logger as Audit } from 'LIBRARY';",
    type: 'Audit',
  },
  {
    name: 'a type of the library’s namespace',
    only: 'ts',
    imports: "import type * as library from 'LIBRARY';",
    type: 'library.Logger',
  },
  {
    name: 'a re-exported type',
    only: 'ts',
    imports: "import type { Logger } from '../logging/types.js';",
    type: 'Logger',
  },
  {
    name: 'an import type',
    only: 'ts',
    imports: '',
    type: "import('LIBRARY').Logger",
  },
  {
    name: 'the type of a value',
    only: 'ts',
    imports: "import { logger } from '../logging/logger.js';",
    type: 'typeof logger',
  },
];

const isMadeHere = ({ logger = '' }: Origin) => logger.endsWith(')');
const ofLogger = (held: (logger: string) => Held) => (origin: Origin) =>
  origin.logger === undefined ? undefined : held(origin.logger);
const ofType = (held: (type: string) => Held) => (origin: Origin) =>
  origin.type === undefined ? undefined : held(origin.type);
/** A name of its own, unless the import has it already. */
const named = (receiver: string, before: (logger: string) => string) => (origin: Origin) =>
  origin.logger === receiver
    ? undefined
    : ofLogger((logger) => ({ before: before(logger), receiver }))(origin);
const member = (receiver: string, members: (logger: string) => string) =>
  ofLogger((logger) => ({ members: members(logger), receiver }));

const HOLDERS: readonly Holder[] = [
  {
    name: 'the logger itself',
    of: (origin) => (isMadeHere(origin) ? undefined : ofLogger((receiver) => ({ receiver }))(origin)),
  },
  { name: 'const logger', of: named('logger', (logger) => `const logger = ${logger};`) },
  { name: 'const log', of: named('log', (logger) => `const log = ${logger};`) },
  { name: 'const auditLogger', of: named('auditLogger', (logger) => `const auditLogger = ${logger};`) },
  { name: 'const l', of: named('l', (logger) => `const l = ${logger};`) },
  { name: 'const events', of: named('events', (logger) => `const events = ${logger};`) },
  { name: 'let never assigned again', of: named('sales', (logger) => `let sales = ${logger};`) },
  { name: 'var never assigned again', of: named('sales', (logger) => `var sales = ${logger};`) },
  {
    name: 'let assigned again',
    of: named(
      'sales',
      (logger) => `let sales = ${logger};\nsetTimeout(() => {\n  sales = order.logger;\n});`,
    ),
  },
  {
    name: 'destructured from an object',
    of: named('sales', (logger) => `const services = { sales: ${logger} };\nconst { sales } = services;`),
  },
  {
    name: 'property of an object',
    of: named('services.sales', (logger) => `const services = { sales: ${logger} };`),
  },
  {
    name: 'result of a function',
    of: named('l', (logger) => `function make() {\n  return ${logger};\n}\nconst l = make();`),
  },
  {
    name: 'result of an arrow function',
    of: named('auditLogger', (logger) => `const make = () => ${logger};\nconst auditLogger = make();`),
  },
  {
    name: 'result of a function, called on the spot',
    of: named('getLogger()', (logger) => `function getLogger() {\n  return ${logger};\n}`),
  },
  { name: 'child', of: named('sales', (logger) => `const sales = ${logger}.child({ component: 'sales' });`) },
  {
    name: 'parameter with a default',
    of: ofLogger((logger) => ({ parameters: `sales = ${logger}`, receiver: 'sales' })),
  },
  { name: 'class field logger', of: member('this.logger', (logger) => `  logger = ${logger};`) },
  {
    name: 'class field auditLogger',
    of: member('this.auditLogger', (logger) => `  auditLogger = ${logger};`),
  },
  { name: 'class field l', of: member('this.l', (logger) => `  l = ${logger};`) },
  { name: 'private class field', of: member('this.#logger', (logger) => `  #logger = ${logger};`) },
  {
    name: 'readonly private class field',
    only: 'ts',
    of: member('this.auditLogger', (logger) => `  private readonly auditLogger = ${logger};`),
  },
  { name: 'static class field', of: member('Shipping.logger', (logger) => `  static logger = ${logger};`) },
  {
    name: 'class field assigned in the constructor',
    of: member(
      'this.auditLogger',
      (logger) => `  auditLogger;\n\n  constructor() {\n    this.auditLogger = ${logger};\n  }`,
    ),
  },
  {
    name: 'class field of a child',
    of: member('this.sales', (logger) => `  sales = ${logger}.child({ component: 'sales' });`),
  },
  { name: 'getter', of: member('this.logger', (logger) => `  get logger() {\n    return ${logger};\n  }`) },
  {
    name: 'inherited class field',
    of: ofLogger((logger) => ({
      before: `class Base {\n  auditLogger = ${logger};\n}`,
      base: 'Base',
      members: '',
      receiver: 'this.auditLogger',
    })),
  },
  {
    name: 'typed parameter',
    of: ofType((type) => ({ parameters: `auditLogger: ${type}`, receiver: 'auditLogger' })),
  },
  { name: 'typed parameter l', of: ofType((type) => ({ parameters: `l: ${type}`, receiver: 'l' })) },
  {
    name: 'typed parameter, destructured',
    of: ofType((type) => ({ parameters: `{ sales }: { sales: ${type} }`, receiver: 'sales' })),
  },
  {
    name: 'member of a typed parameter',
    of: ofType((type) => ({
      before: `interface Services {\n  readonly sales: ${type};\n}`,
      parameters: 'services: Services',
      receiver: 'services.sales',
    })),
  },
  {
    name: 'parameter property',
    of: ofType((type) => ({
      members: `  constructor(private readonly auditLogger: ${type}) {}`,
      receiver: 'this.auditLogger',
    })),
  },
  {
    name: 'typed class field assigned from a parameter',
    of: ofType((type) => ({
      members: `  private readonly sales: ${type};\n\n  constructor(sales: ${type}) {\n    this.sales = sales;\n  }`,
      receiver: 'this.sales',
    })),
  },
  {
    name: 'typed class field',
    of: ofType((type) => ({ members: `  declare sales: ${type};`, receiver: 'this.sales' })),
  },
];

const inClass = (body: string, { members = '', base }: Held) =>
  `EXPORT class Shipping${base === undefined ? '' : ` extends ${base}`} {\n${members === '' ? '' : `${members}\n\n`}${body}\n}`;

const PLACES: readonly Place[] = [
  { name: 'at module level', takes: 'nothing', around: (call) => `${call};` },
  {
    name: 'in a function',
    takes: 'parameters',
    around: (call, { parameters = '' }) => `EXPORT function shipOrder(${parameters}) {\n  ${call};\n}`,
  },
  {
    name: 'in an async function',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT async function shipOrder(${parameters}) {\n  await order.pack();\n  ${call};\n}`,
  },
  {
    name: 'in an arrow function',
    takes: 'parameters',
    around: (call, { parameters = '' }) => `EXPORT const shipOrder = (${parameters}) => {\n  ${call};\n};`,
  },
  {
    name: 'as an arrow function’s value',
    takes: 'parameters',
    around: (call, { parameters = '' }) => `EXPORT const shipOrder = (${parameters}) => ${call};`,
  },
  {
    name: 'in an object’s method',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT const shipping = {\n  shipOrder(${parameters}) {\n    ${call};\n  },\n};`,
  },
  {
    name: 'in a callback',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  order.items.forEach(() => {\n    ${call};\n  });\n}`,
  },
  {
    name: 'in a promise’s callback',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  return order.pack().then(() => {\n    ${call};\n  });\n}`,
  },
  {
    name: 'in a catch clause',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  try {\n    order.pack();\n  } catch (error) {\n    ${call};\n  }\n}`,
  },
  {
    name: 'in an if without braces',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  if (order.paid) ${call};\n}`,
  },
  {
    name: 'after &&',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  order.paid && ${call};\n}`,
  },
  {
    name: 'in a switch case',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  switch (order.state) {\n    case 'paid':\n      ${call};\n  }\n}`,
  },
  {
    name: 'twice',
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  ${call};\n  ${call};\n}`,
  },
  {
    name: 'among another call’s arguments',
    hasAnother: true,
    takes: 'parameters',
    around: (call, { parameters = '' }) =>
      `EXPORT function shipOrder(${parameters}) {\n  console.log('shipping', order.id, ${call});\n}`,
  },
  {
    name: 'where a call of the logger failed',
    takes: 'parameters',
    around: (call, { parameters = '', receiver }) =>
      `EXPORT function shipOrder(${parameters}) {\n  try {\n    ${receiver === '' ? 'order.log' : receiver}.info('shipping');\n  } catch {\n    ${call};\n  }\n}`,
  },
  {
    name: 'in a method',
    takes: 'members',
    around: (call, held) => inClass(`  shipOrder() {\n    ${call};\n  }`, held),
  },
  {
    name: 'in a method’s arrow function',
    takes: 'members',
    around: (call, held) => inClass(`  shipOrder() {\n    return () => {\n      ${call};\n    };\n  }`, held),
  },
  {
    name: 'in a method’s callback',
    takes: 'members',
    around: (call, held) =>
      inClass(`  shipOrder() {\n    order.items.forEach(() => {\n      ${call};\n    });\n  }`, held),
  },
  {
    name: 'in a method’s catch clause',
    takes: 'members',
    around: (call, held) =>
      inClass(
        `  async shipOrder() {\n    try {\n      await order.pack();\n    } catch (error) {\n      ${call};\n    }\n  }`,
        held,
      ),
  },
  {
    name: 'in a class field’s arrow function',
    takes: 'members',
    around: (call, held) => inClass(`  shipOrder = () => {\n    ${call};\n  };`, held),
  },
];

const CALLS: readonly Call[] = [
  { name: '.info()', of: (receiver, message) => `${receiver}.info(${message})` },
  { name: '.error()', of: (receiver, message) => `${receiver}.error(${message})` },
  { name: '.debug()', of: (receiver, message) => `${receiver}.debug(${message})` },
  { name: "['info']()", of: (receiver, message) => `${receiver}['info'](${message})` },
  {
    name: '[`info`]()',
    of: (receiver, message) => `${receiver}[\`info\`](${message})`,
  },
  {
    name: '?.info()',
    of: (receiver, message) => `${receiver}?.info(${message})`,
  },
  {
    name: '.info?.()',
    neverRewritten: 'whether it logs at all is not known',
    of: (receiver, message) => `${receiver}.info?.(${message})`,
  },
  { name: '!.info()', only: 'ts', of: (receiver, message) => `${receiver}!.info(${message})` },
  { name: '( ).info()', of: (receiver, message) => `(${receiver}).info(${message})` },
  { name: '(.info)()', of: (receiver, message) => `(${receiver}.info)(${message})` },
  { name: 'void .info()', of: (receiver, message) => `void ${receiver}.info(${message})` },
  {
    name: '.log(level)',
    library: 'winston',
    of: (receiver, message) => `${receiver}.log('info', ${message})`,
  },
];

const CONSOLE_CALLS: readonly Call[] = [
  { name: 'console.log()', of: (_, message) => `console.log(${message})` },
  { name: 'console.error()', of: (_, message) => `console.error(${message})` },
  { name: 'console.debug()', of: (_, message) => `console.debug(${message})` },
  { name: "console['log']()", of: (_, message) => `console['log'](${message})` },
  {
    name: 'console?.log()',
    of: (_, message) => `console?.log(${message})`,
  },
  {
    name: 'console.log?.()',
    neverRewritten: 'whether it logs at all is not known',
    of: (_, message) => `console.log?.(${message})`,
  },
  { name: 'console!.log()', only: 'ts', of: (_, message) => `console!.log(${message})` },
  { name: '(console.log)()', of: (_, message) => `(console.log)(${message})` },
  { name: 'void console.log()', of: (_, message) => `void console.log(${message})` },
  { name: 'globalThis.console.log()', of: (_, message) => `globalThis.console.log(${message})` },
];

const MESSAGES: readonly Message[] = [
  { name: 'template', text: '`order ${order.id} shipped`' },
  { name: 'template that ends in a value', text: '`shipping order ${order.id}`' },
  { name: 'concatenation', text: "'order ' + order.id + ' shipped'" },
  { name: 'concat()', text: "'shipping order '.concat(order.id)" },
  { name: 'join()', text: "['shipping order', order.id].join(' ')" },
  {
    name: 'util.format(), imported for it',
    module: ['format', 'node:util'],
    text: "format('order %s shipped', order.id)",
  },
  {
    name: 'util.inspect(), imported for it',
    module: ['inspect', 'node:util'],
    text: '`shipped ${inspect(order)}`',
  },
  { name: 'printf', text: "'order %s shipped in %d ms', order.id, order.took" },
  { name: 'several values', text: "'shipped', order.id, order.state" },
  {
    name: 'error as value',
    before: "const failure = new Error('no stock');",
    text: "'shipping failed', failure",
  },
  {
    name: 'error alone',
    neverRewritten: 'an error that was not caught does not say what failed, and a message is not invented',
    before: "const failure = new Error('no stock');",
    text: 'failure',
  },
  {
    name: 'error in a template',
    before: "const failure = new Error('no stock');",
    text: '`shipping failed: ${failure}`',
  },
  {
    name: 'error’s message in a template',
    before: "const failure = new Error('no stock');",
    text: '`shipping failed: ${failure.message}`',
  },
  {
    name: 'error’s stack',
    before: "const failure = new Error('no stock');",
    text: "'shipping failed', failure.stack",
  },
  { name: 'const name', before: "const kind = 'parcel';", text: '`${kind} shipped`' },
  { name: 'let name never assigned again', before: "let kind = 'parcel';", text: '`${kind} shipped`' },
  { name: 'var name never assigned again', before: "var kind = 'parcel';", text: '`${kind} shipped`' },
  {
    name: 'let name assigned again',
    before: "let kind = 'parcel';\nif (order.heavy) kind = 'pallet';",
    text: '`${kind} shipped`',
  },
  {
    name: 'constant in the middle',
    before: "let kind = 'parcel';",
    text: '`${kind} of order ${order.id} shipped`',
  },
  { name: 'imported constant', imports: 'KIND', text: '`${KIND} of order ${order.id} shipped`' },
  {
    name: 'member of an imported constant',
    imports: 'KINDS',
    text: '`${KINDS.parcel} of order ${order.id} shipped`',
  },
  {
    name: 'enum member',
    only: 'ts',
    before: "enum Kind {\n  Parcel = 'parcel',\n}",
    text: '`${Kind.Parcel} of order ${order.id} shipped`',
  },
  {
    name: 'imported enum member',
    only: 'ts',
    imports: 'Kind',
    text: '`${Kind.Parcel} of order ${order.id} shipped`',
  },
  {
    name: 'member of a constant object',
    before: "const KINDS = { parcel: 'parcel' };",
    text: '`${KINDS.parcel} of order ${order.id} shipped`',
  },
  {
    name: 'result of a function that returns a constant',
    before: "const kindOf = () => 'parcel';",
    text: '`${kindOf()} of order ${order.id} shipped`',
  },
  { name: 'JSON.stringify()', text: '`shipped ${JSON.stringify(order)}`' },
  { name: 'JSON.stringify() as value', text: "'shipped', JSON.stringify(order)" },
  { name: 'nested property', text: '`shipped to ${order.customer.address.city}`' },
  { name: 'computed property', text: "`shipped ${order['id']}`" },
  { name: 'optional property', text: '`shipped to ${order.customer?.id}`' },
  { name: 'method call', text: '`shipped for ${order.getTotal()}`' },
  { name: 'function call', text: '`shipped ${loadOrder()}`' },
  {
    name: 'ternary of constants',
    neverRewritten: 'a word depends on a condition',
    text: "`${order.paid ? 'paid' : 'open'} order shipped`",
  },
  { name: 'ternary of constants after its noun', text: "`shipped order ${order.paid ? 'paid' : 'open'}`" },
  { name: 'ternary of constants after is', text: "`order is ${order.paid ? '' : 'not '}paid`" },
  { name: 'plural ending', text: "`shipped order${order.items.length === 1 ? '' : 's'} of ${order.shop}`" },
  { name: 'ternary of values', text: '`shipped to ${order.pickup ? order.shop : order.address}`' },
  { name: 'fallback', text: "`shipped to ${order.address ?? 'nowhere'}`" },
  { name: 'length', text: '`shipped ${order.items.length} items`' },
  { name: 'unit', text: '`shipped in ${order.took}ms`' },
  { name: 'key=value', text: '`shipped id=${order.id} state=${order.state}`' },
  { name: 'String()', text: '`shipped ${String(order.id)}`' },
  { name: 'type assertion', only: 'ts', text: '`shipped ${order.id as string}`' },
  { name: 'arithmetic', text: '`shipped ${order.price * 2} worth`' },
  { name: 'new Date()', text: '`shipped at ${new Date().toISOString()}`' },
  { name: 'two values with one name', text: '`moved from ${order.from.id} to ${order.to.id}`' },
  {
    name: 'object beside a template',
    text: '{ shop: order.shop }, `order ${order.id} shipped`',
    library: 'pino',
  },
  { name: 'object after a template', text: '`order ${order.id} shipped`, { shop: order.shop }' },
  { name: 'object alone', text: 'order' },
  { name: 'constant text', text: "'started'" },
  { name: 'template without values', text: '`started`' },
  { name: 'on several lines', text: '\n    `order ${order.id} shipped`,\n  ' },
  {
    name: 'with a comment',
    neverRewritten: 'the comment would be lost',
    text: '`order ${order.id} shipped` /* at last */',
  },
  {
    name: 'spread',
    neverRewritten: 'how many arguments there are is not known',
    text: "'shipped', ...order.items",
  },
];

/**
 * An added import ends as the file's own do. A file without imports is not here: the codemod writes what the rest of the package does, and
 * a rule sees one file alone.
 */
const SURROUNDINGS: readonly Surroundings[] = [
  { name: 'imports have no extension', ending: '' },
  { name: 'imports end in .ts', only: 'ts', ending: '.ts' },
  { name: 'double quotes', rewrite: (text) => text.replaceAll("'", '"') },
  { name: 'no semicolons', rewrite: (text) => text.replaceAll(';\n', '\n') },
  { name: 'tabs', rewrite: (text) => text.replaceAll('  ', '\t') },
  { name: 'CRLF', rewrite: (text) => text.replaceAll('\n', '\r\n') },
  { name: 'a byte order mark', rewrite: (text) => `\uFEFF${text}` },
  { name: 'a comment at the top', rewrite: (text) => `// Ships what was paid.\n\n${text}` },
  { name: 'a directive at the top', rewrite: (text) => `'use strict';\n\n${text}` },
  { name: 'logger is the name of something else', before: 'const logger = order.audit;' },
  {
    name: 'logger is the name of something else, elsewhere',
    before: 'order.on((logger) => logger.close());',
  },
];

const byName = <Each extends Shape>(list: readonly Each[], name: string): Each => {
  const found = list.find((each) => each.name === name);
  if (!found) throw new Error(`nothing is named ${name}`);
  return found;
};

interface Choice {
  readonly library: Library;
  readonly language: Language;
  readonly origin?: Origin;
  readonly holder?: Holder;
  readonly place?: Place;
  readonly call?: Call;
  readonly message?: Message;
  readonly surroundings?: Surroundings;
}

/** The program that a choice makes, in the file of that name; undefined where its parts do not go together. */
function program(choice: Choice, file: string): Program | undefined {
  const { library, language, origin, surroundings, message = byName(MESSAGES, 'template') } = choice;
  const { call = CALLS[0]! } = choice;
  const holder = origin ? (choice.holder ?? byName(HOLDERS, 'the logger itself')) : undefined;
  const held: Held | undefined = origin && holder ? holder.of(origin) : { receiver: '' };
  if (!held) return undefined;
  const place = choice.place ?? byName(PLACES, held.members === undefined ? 'in a function' : 'in a method');
  if (held.members !== undefined && place.takes !== 'members') return undefined;
  if (held.parameters !== undefined && place.takes !== 'parameters') return undefined;
  if (place.hasAnother && (call.neverRewritten ?? message.neverRewritten) !== undefined) return undefined;
  const ending = surroundings?.ending ?? '.js';
  const shapes: Shape[] = [
    ...(origin && holder ? [origin, holder] : []),
    place,
    call,
    message,
    ...(surroundings ? [surroundings] : []),
  ];
  if (shapes.some(({ only }) => only !== undefined && only !== language)) return undefined;
  if (shapes.some((shape) => shape.library !== undefined && shape.library !== library)) return undefined;

  const values = ['loadOrder', ...(message.imports === undefined ? [] : [message.imports])].join(', ');
  const lines = [
    ...(message.module === undefined
      ? []
      : [
          language === 'ts'
            ? `import { ${message.module[0]} } from '${message.module[1]}';`
            : `const { ${message.module[0]} } = require('${message.module[1]}');`,
        ]),
    ...(origin && origin.imports !== '' ? [origin.imports] : []),
    language === 'ts'
      ? `import { ${values} } from '../values${ending}';`
      : `const { ${values} } = require('../values${ending}');`,
    '',
    'const order = loadOrder();',
    ...(message.before === undefined ? [] : [message.before]),
    ...(held.before === undefined ? [] : [held.before]),
    ...(surroundings?.before === undefined ? [] : [surroundings.before]),
    '',
    place.around(call.of(held.receiver, message.text), held),
    '',
  ];
  const text = lines
    .join('\n')
    .replaceAll('LIBRARY', library)
    .replaceAll('SELF', file)
    .replace('EXPORT ', language === 'ts' ? 'export ' : '');
  const names = [...(origin ? [] : ['no logger in scope']), ...shapes.map(({ name }) => name)];
  return {
    library,
    language,
    name: [library, language, ...names].join(' · '),
    shapes,
    path: `src/programs/${file}.${language}`,
    text: surroundings?.rewrite?.(text) ?? text,
    message: message.text,
    ...(origin?.beside
      ? { beside: { path: `src/cycles/${file}.ts`, text: origin.beside(library).replaceAll('SELF', file) } }
      : {}),
  };
}

/** Origins and holders that are crossed for every library and language. */
const USUAL: ReadonlySet<string> = new Set([
  'the logger itself',
  'const auditLogger',
  'class field auditLogger',
  'result of a function',
  'import type { Logger }',
]);

/**
 * Every program of the set: whatever two things bear on each other is crossed in full, with the rest as plain as can be.
 */
export function programs(): Program[] {
  const choices: Choice[] = [];
  const targets = [
    { library: 'pino', language: 'ts', plain: byName(ORIGINS, 'named import') },
    { library: 'winston', language: 'ts', plain: byName(ORIGINS, 'named import') },
    { library: 'pino', language: 'js', plain: byName(ORIGINS, 'require, destructured') },
  ] as const;
  const all = [...ORIGINS, ...TYPES];
  for (const { plain, ...target } of targets) {
    const isFirst = target.library === 'pino' && target.language === 'ts';
    const field = byName(HOLDERS, 'class field auditLogger');
    const printed = byName(CONSOLE_CALLS, 'console.log()');
    // Where the logger comes from × what holds it: all of it once, and what is most usual for the other targets.
    for (const origin of all)
      for (const holder of HOLDERS)
        if (isFirst || origin === plain || USUAL.has(holder.name) || USUAL.has(origin.name))
          choices.push({ ...target, origin, holder });
    // Where the call stands × how the logger is called, for a name and for a member.
    for (const place of PLACES)
      for (const call of isFirst ? CALLS : CALLS.slice(0, 1))
        for (const holder of [undefined, field])
          choices.push({ ...target, origin: plain, holder, place, call });
    for (const call of CALLS)
      for (const holder of HOLDERS)
        if (isFirst || holder === field) choices.push({ ...target, origin: plain, holder, call });
    // What is logged, by the logger, by the console with a logger in scope, and by the console without.
    for (const message of MESSAGES) {
      choices.push(
        { ...target, origin: plain, message },
        { ...target, origin: plain, holder: field, message },
        { ...target, origin: plain, call: printed, message },
        { ...target, call: printed, message },
      );
    }
    // The console: how it is called, where, and which logger is in scope there.
    for (const call of CONSOLE_CALLS) choices.push({ ...target, origin: plain, call }, { ...target, call });
    for (const place of PLACES)
      choices.push({ ...target, place, call: printed }, { ...target, origin: plain, place, call: printed });
    for (const holder of HOLDERS)
      for (const origin of [plain, byName(TYPES, 'import type { Logger }')])
        choices.push({ ...target, origin, holder, call: printed });
    for (const origin of all) choices.push({ ...target, origin, call: printed });
    for (const surroundings of SURROUNDINGS) {
      choices.push({ ...target, call: printed, surroundings });
      if (surroundings.before === undefined) choices.push({ ...target, origin: plain, surroundings });
    }
  }
  const made = new Map<string, Program>();
  for (const choice of choices) {
    const each = program(choice, `p${made.size}`);
    if (each && !made.has(each.name)) made.set(each.name, each);
  }
  return [...made.values()];
}
