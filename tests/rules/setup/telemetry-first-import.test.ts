import { describe } from 'vitest';
import rule from '../../../rules/setup/telemetry-first-import.js';
import { commonJs, lines, project } from '../rule-tester.js';

const dependencies = { '@opentelemetry/sdk-node': '^0.200.0', express: '^5.0.0' };
const app = (extra: object = {}) => ({ name: 'app', dependencies, ...extra });
const SDK = lines(
  "import { NodeSDK } from '@opentelemetry/sdk-node';",
  "import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';",
);
const START = lines(
  'const sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] });',
  'sdk.start();',
);
const tracing = lines(SDK, START);
const EXPRESS = "import express from 'express';";
const use = 'express().listen(80);';
const files = {
  'src/tracing.ts': tracing,
  'src/otel/index.ts': "export * from './tracing-sdk';",
  'src/otel/tracing-sdk.ts': tracing,
  'src/init-tracing.ts': lines(SDK, `export function initTracing() { ${START} }`),
  'src/pg-tracing.ts': lines(
    "import { NodeSDK } from '@opentelemetry/sdk-node';",
    "import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';",
    'new NodeSDK({ instrumentations: [new PgInstrumentation()] }).start();',
  ),
  'src/fastify-tracing.ts': lines(
    "import { NodeSDK } from '@opentelemetry/sdk-node';",
    "import { FastifyInstrumentation } from '@opentelemetry/instrumentation-fastify';",
    'new NodeSDK({ instrumentations: [new FastifyInstrumentation()] }).start();',
  ),
  'src/no-express-tracing.ts': lines(
    SDK,
    "new NodeSDK({ instrumentations: [getNodeAutoInstrumentations({ '@opentelemetry/instrumentation-express': { enabled: false } })] }).start();",
  ),
  'src/sdk-tracing.ts': lines(
    SDK,
    `export default new NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] });`,
  ),
  'src/no-tracing.ts': 'export const tracer = 1;',
  'src/server.ts': lines(EXPRESS, `export const app = ${use}`),
  'src/types.ts': lines(
    "import type { Express } from 'express';",
    'export type App = Express; export const a = 1;',
  ),
  'src/queue.ts': lines(
    "import { SNSClient } from '@aws-sdk/client-sns';",
    'export const sns = new SNSClient();',
  ),
  'src/bucket.ts': lines(
    "import { S3Client } from '@aws-sdk/client-s3';",
    'export const s3 = new S3Client();',
  ),
  'src/db.ts': lines("import { Pool } from 'pg';", 'export const pool = new Pool();'),
};
const valid = (name: string, ...code: readonly string[]) => ({
  name,
  filename: 'src/main.ts',
  code: lines(...code),
});
const late = (modules: string, start: string, remedy: string) => ({
  messageId: 'late' as const,
  data: { modules, start, remedy },
});
const invalid = (name: string, code: readonly string[], modules: string, module?: string) => ({
  name,
  filename: 'src/main.ts',
  code: lines(...code),
  errors: [
    late(
      modules,
      module === undefined ? '`NodeSDK` starts' : `\`${module}\` starts \`NodeSDK\``,
      module === undefined
        ? 'Move the set-up to a file and import that first.'
        : `Import \`${module}\` first.`,
    ),
  ],
});

describe('the SDK starts in time', () => {
  project({ 'package.json': app(), ...files }).run('telemetry-first-import', rule, {
    valid: [
      valid('the set-up first', "import './tracing';", EXPRESS, use),
      valid('behind a folder', "import './otel';", EXPRESS, use),
      valid(
        'what is not instrumented before',
        "import 'dotenv/config';",
        "import zod from 'zod';",
        "import './tracing';",
        EXPRESS,
        'zod(express());',
      ),
      valid(
        'what is patched wherever it was loaded',
        "import { fetch } from 'undici';",
        "import http from 'node:http';",
        "import './tracing';",
        'fetch(http);',
      ),
      valid(
        'types only',
        "import type { Express } from 'express';",
        "import './tracing';",
        'let app: Express;',
      ),
      valid(
        'imports that TypeScript leaves out',
        "import { Express } from 'express';",
        "import './tracing';",
        'let app: Express;',
      ),
      valid(
        'types of another module',
        "import { App } from './types';",
        "import { a } from './types';",
        "import './tracing';",
        'let app: App = a;',
      ),
      valid('a module that starts nothing', EXPRESS, "import './no-tracing';", use),
      valid('a module that does not exist', EXPRESS, "import './missing-tracing';", use),
      valid(
        'no entry: what the module exports is used',
        EXPRESS,
        "import { tracer } from './tracing';",
        'express(tracer);',
      ),
      valid(
        'a module whose instrumentation is in no set',
        "import fastify from 'fastify';",
        "import './tracing';",
        'fastify();',
      ),
      valid(
        'another client of AWS loaded after the start, which loads what they share',
        "import { S3Client } from '@aws-sdk/client-s3';",
        "import './tracing';",
        "import './queue';",
        'new S3Client();',
      ),
      valid(
        'types of AWS, and helpers that send nothing',
        "import type { S3Client } from '@aws-sdk/client-s3';",
        "import { fromEnv } from '@aws-sdk/credential-providers';",
        "import './tracing';",
        'fromEnv();',
      ),
      valid('another module is instrumented', EXPRESS, "import './pg-tracing';", use),
      valid('the instrumentation is off', EXPRESS, "import './no-express-tracing';", use),
      valid(
        'loaded again after the start, which patches it in place',
        EXPRESS,
        "import './tracing';",
        "import './server';",
        use,
      ),
      valid(
        'dynamic imports',
        "import { initTracing } from './init-tracing';",
        'initTracing();',
        "import('express');",
      ),
      valid('an import behind the set-up, which CommonJS output keeps there', tracing, EXPRESS, use),
      valid('a function that nobody calls here', SDK, EXPRESS, `export function start() { ${START} }`, use),
      valid(
        'no instrumentations',
        "import { NodeSDK } from '@opentelemetry/sdk-node';",
        EXPRESS,
        'new NodeSDK({}).start();',
        use,
      ),
      {
        name: 'required after the construction, before start()',
        filename: 'src/main.js',
        languageOptions: commonJs,
        code: lines(
          "const { NodeSDK } = require('@opentelemetry/sdk-node');",
          "const { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');",
          'const sdk = new NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] });',
          "const express = require('express');",
          'sdk.start();',
        ),
      },
      { name: 'a test', filename: 'src/main.test.ts', code: lines(EXPRESS, "import './tracing';", use) },
    ],
    invalid: [],
  });

  const code = lines(EXPRESS, "import './tracing';", use);
  const starts: Readonly<Record<string, Readonly<Record<string, string | object>>>> = {
    'a script with --require': {
      'package.json': app({ scripts: { start: 'node --require ./dist/tracing.js dist/main.js' } }),
    },
    'a script with -r': { 'package.json': app({ scripts: { start: 'node -r ./tracing.js .' } }) },
    'a script with --import': {
      'package.json': app({ scripts: { start: 'node --import=./tracing.mjs .' } }),
    },
    'a Dockerfile': {
      'package.json': app(),
      Dockerfile: 'CMD ["node", "--require", "./tracing.js", "main.js"]',
    },
    'an environment file': {
      'package.json': app(),
      '.env': 'NODE_OPTIONS=--require @opentelemetry/auto-instrumentations-node/register',
    },
    'an operator': {
      'package.json': app(),
      'k8s/app.yaml': "annotations:\n  instrumentation.opentelemetry.io/inject-nodejs: 'true'",
    },
    'Next.js': { 'package.json': app({ dependencies: { ...dependencies, next: '15' } }) },
    'another SDK': { 'package.json': app({ dependencies: { '@sentry/node': '9' } }) },
    'an installed package that loads it again': {
      'package.json': app(),
      'node_modules/express/package.json': { name: 'express' },
      'src/main.ts': '',
      'node_modules/platform/package.json': { name: 'platform', dependencies: { express: '5' } },
    },
  };
  for (const [name, more] of Object.entries(starts)) {
    project({ ...files, ...more }).run('telemetry-first-import', rule, {
      valid: [
        {
          name,
          filename: 'src/main.ts',
          code: name.startsWith('an installed')
            ? lines(EXPRESS, "import './tracing';", "import 'platform';", use)
            : code,
        },
      ],
      invalid: [],
    });
  }
});

describe('the SDK starts too late', () => {
  const scripts = {
    test: 'mocha --require ./test/setup.js',
    dev: 'node -r ts-node/register -r dotenv/config src/main.ts',
    build: 'pnpm -r build',
  };
  project({ 'package.json': app({ scripts }), ...files }).run('telemetry-first-import', rule, {
    valid: [],
    invalid: [
      invalid('the set-up second', [EXPRESS, "import './tracing';", use], '`express`', './tracing'),
      invalid('behind a folder', [EXPRESS, "import './otel';", use], '`express`', './otel'),
      invalid(
        'through a module of the project',
        ["import { app } from './server';", "import './tracing';", 'app();'],
        '`express`',
        './tracing',
      ),
      invalid(
        'several',
        ["import './db';", EXPRESS, "import pino from 'pino';", "import './tracing';", 'pino(express);'],
        '`pg` and `express`',
        './tracing',
      ),
      invalid(
        'only what is instrumented',
        ["import './db';", EXPRESS, "import './pg-tracing';", use],
        '`pg`',
        './pg-tracing',
      ),
      invalid(
        'a module whose own instrumentation is registered',
        ["import fastify from 'fastify';", "import './fastify-tracing';", 'fastify();'],
        '`fastify`',
        './fastify-tracing',
      ),
      invalid(
        'a client of AWS, although the same one is required again',
        [
          "import { S3Client } from '@aws-sdk/client-s3';",
          "import './tracing';",
          "import './bucket';",
          'new S3Client();',
        ],
        '`@aws-sdk/client-s3`',
        './tracing',
      ),
      invalid(
        'a part of a package that has an entry of its own',
        ["import { createPool } from 'mysql2/promise';", "import './tracing';", 'createPool();'],
        '`mysql2/promise`',
        './tracing',
      ),
      invalid(
        'what is new in the set',
        [
          "import OpenAI from 'openai';",
          "import DataLoader from 'dataloader';",
          "import './tracing';",
          'new OpenAI(new DataLoader());',
        ],
        '`openai` and `dataloader`',
        './tracing',
      ),
      invalid('started in the same file', [EXPRESS, SDK, START, use], '`express`'),
      invalid(
        'started in a function that is called',
        [EXPRESS, SDK, `async function main() { ${START} ${use} }`, 'main();'],
        '`express`',
      ),
      invalid(
        'started by a function of another module',
        [EXPRESS, "import { initTracing } from './init-tracing';", 'initTracing();', use],
        '`express`',
      ),
      invalid(
        'started where it is imported',
        [EXPRESS, "import sdk from './sdk-tracing';", 'async function main() { await sdk.start(); }', use],
        '`express`',
        './sdk-tracing',
      ),
      invalid(
        'started under a condition',
        [EXPRESS, SDK, `if (process.env.TRACING) { ${START} }`, use],
        '`express`',
      ),
      {
        name: 'registerInstrumentations',
        filename: 'src/main.ts',
        code: lines(
          EXPRESS,
          "import { registerInstrumentations } from '@opentelemetry/instrumentation';",
          "import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';",
          'registerInstrumentations({ instrumentations: [new ExpressInstrumentation()] });',
          use,
        ),
        errors: [
          late(
            '`express`',
            '`registerInstrumentations` starts',
            'Move the set-up to a file and import that first.',
          ),
        ],
      },
      {
        name: 'require',
        filename: 'src/main.js',
        languageOptions: commonJs,
        code: lines("const express = require('express');", "require('./tracing');", use),
        errors: [late('`express`', '`./tracing` starts `NodeSDK`', 'Import `./tracing` first.')],
      },
    ],
  });
});

describe('other agents and native modules', () => {
  project({ 'package.json': { name: 'app', dependencies: { 'dd-trace': '5' } } }).run(
    'telemetry-first-import',
    rule,
    {
      valid: [
        valid('dd-trace first', "import 'dd-trace/init';", EXPRESS, use),
        valid(
          'dd-trace after what it does not patch',
          "import { NestFactory } from '@nestjs/core';",
          "import { Server } from 'socket.io';",
          "import 'dd-trace/init';",
          'NestFactory.create(Server);',
        ),
        {
          name: 'dd-trace first, required',
          filename: 'src/main.js',
          languageOptions: commonJs,
          code: "require('dd-trace').init(); const express = require('express');",
        },
      ],
      invalid: [
        {
          name: 'dd-trace',
          filename: 'src/main.ts',
          code: lines("import tracer from 'dd-trace';", EXPRESS, 'tracer.init();', use),
          errors: [
            late('`express`', '`dd-trace` starts', 'Move the set-up to a file and import that first.'),
          ],
        },
        {
          name: 'dd-trace and fastify',
          filename: 'src/main.ts',
          code: lines("import fastify from 'fastify';", "import 'dd-trace/init';", 'fastify();'),
          errors: [late('`fastify`', '`dd-trace/init` starts `dd-trace`', 'Import `dd-trace/init` first.')],
        },
        {
          name: 'dd-trace/init',
          filename: 'src/main.ts',
          code: lines(EXPRESS, "import 'dd-trace/init';", use),
          errors: [late('`express`', '`dd-trace/init` starts `dd-trace`', 'Import `dd-trace/init` first.')],
        },
      ],
    },
  );
  project({
    'package.json': app({ type: 'module' }),
    'src/tracing.js': tracing,
    'src/server.js': EXPRESS,
  }).run('telemetry-first-import', rule, {
    valid: [
      { name: 'the set-up first', filename: 'src/main.js', code: lines("import './tracing.js';", EXPRESS) },
    ],
    invalid: [
      {
        name: 'imports behind the start are loaded before it',
        filename: 'src/main.js',
        code: lines(tracing, EXPRESS),
        errors: [
          late('`express`', '`NodeSDK` starts', 'Run the set-up in a file of its own with `node --import`.'),
        ],
      },
      {
        name: 'loaded again, which the hook of require does not see',
        filename: 'src/main.js',
        code: lines(EXPRESS, "import './tracing.js';", "import './server.js';"),
        errors: [
          late('`express`', '`./tracing.js` starts `NodeSDK`', 'Run `./tracing.js` with `node --import`.'),
        ],
      },
    ],
  });
});

describe('a start in what the program runs at once', () => {
  const tester = project({ 'package.json': app(), ...files });
  const INIT = "import { initTracing } from './init-tracing';";
  const main = (...body: readonly string[]) => lines(EXPRESS, INIT, use, ...body);
  tester.run('telemetry-first-import', rule, {
    valid: [
      {
        name: 'a function that others call',
        filename: 'src/main.ts',
        code: main('export async function main() { initTracing(); }'),
      },
      {
        name: 'a function that is handed over',
        filename: 'src/main.ts',
        code: main('setTimeout(() => { initTracing(); });'),
      },
      {
        name: 'modules that are only loaded after it',
        filename: 'src/main.ts',
        code: lines(
          INIT,
          'async function main() {',
          '  initTracing();',
          "  await import('express');",
          '}',
          'main();',
        ),
      },
    ],
    invalid: [
      ['a function that is called where it is written', '(async () => { initTracing(); })();'],
      ['a function of the file', 'async function main() { initTracing(); }\nmain();'],
      [
        'in a condition',
        'async function main() { if (process.env.TRACE) initTracing(); }\nmain().catch(exit);',
      ],
    ].map(([name = '', code = '']) => ({
      name,
      filename: 'src/main.ts',
      code: main(code),
      errors: [
        {
          messageId: 'late' as const,
          data: {
            modules: '`express`',
            start: '`NodeSDK` starts',
            remedy: 'Move the set-up to a file and import that first.',
          },
        },
      ],
    })),
  });
});
