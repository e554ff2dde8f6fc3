/**
 * Packages that tell what a file or a whole package is for, by the names under which they are installed.
 */

/** Libraries that read a command line, or talk to the person who typed it. */
export const COMMAND_LINE_PACKAGES: ReadonlySet<string> = new Set([
  'commander',
  'yargs',
  'cac',
  'meow',
  'minimist',
  'mri',
  'arg',
  'sade',
  'citty',
  'clipanion',
  'cmd-ts',
  'command-line-args',
  'caporal',
  'optionator',
  'argparse',
  '@oclif/core',
  '@oclif/command',
  '@stricli/core',
  '@clack/prompts',
  '@inquirer/prompts',
  'inquirer',
  'enquirer',
  'prompts',
  'prompt',
  'promptly',
  'prompt-sync',
  'readline-sync',
  'nest-commander',
  'nestjs-command',
  'nestjs-console',
]);

/** Frameworks of command lines that load what a command does from a folder that the manifest names: no import leads there. */
export const COMMAND_FRAMEWORKS: ReadonlySet<string> = new Set(['@oclif/core', '@oclif/command']);

/** What every application of Meteor depends on, which is a command and no package. */
const METEOR = 'meteor-node-stubs';

/** What stacks are written with that deploy functions, and name the module of each. */
export const STACK_PACKAGES: readonly string[] = ['aws-cdk-lib', '@aws-cdk/aws-lambda-nodejs'];

/** What makes desktop applications of programs for Node.js. */
export const DESKTOP_FRAMEWORK = 'electron';

/** Server frameworks that what a logger is made of comes from as well: its interface, its levels. */
export const GIVES_LOGGER: ReadonlySet<string> = new Set(['@nestjs/common']);

/** What those of them call with requests. */
export const HANDLES_REQUESTS =
  /\b(?:NestMiddleware|NestInterceptor|CallHandler|ExceptionFilter|ArgumentsHost|CanActivate)\b|@(?:Controller|Catch)\(/;

/** Frameworks of processes that serve requests or consume messages. */
export const SERVER_PACKAGES: ReadonlySet<string> = new Set([
  'express',
  'fastify',
  'koa',
  'hono',
  '@hono/node-server',
  '@hapi/hapi',
  'restify',
  'polka',
  'elysia',
  '@nestjs/core',
  '@nestjs/common',
  '@medusajs/medusa',
  '@adonisjs/core',
  '@feathersjs/feathers',
  'apollo-server',
  '@apollo/server',
  'graphql-yoga',
  '@trpc/server',
  'bullmq',
  'kafkajs',
  'amqplib',
  'moleculer',
  '@grpc/grpc-js',
  'socket.io',
  '@aws-lambda-powertools/logger',
]);

/** Its parts are told by the names of their files. */
export const ANGULAR = '@angular/core';

/** Frameworks of code that runs in a browser. */
export const BROWSER_PACKAGES: ReadonlySet<string> = new Set([
  'react',
  'react-dom',
  'preact',
  'vue',
  'svelte',
  'solid-js',
  ANGULAR,
  'lit',
  'jquery',
  'next',
  'nuxt',
  'gatsby',
  'react-native',
  DESKTOP_FRAMEWORK,
  'wxt',
  'plasmo',
  'webextension-polyfill',
  '@crxjs/vite-plugin',
]);

/** What makes the site of a package's documentation: a framework that is there to develop with is for that site. */
export const DOCUMENTATION_PACKAGES: ReadonlySet<string> = new Set([
  'vitepress',
  'vuepress',
  'nextra',
  '@docusaurus/core',
]);

/** What holds the state of a page: a library that depends on one is for what runs in a browser, whatever else uses it. */
export const PAGE_STATE_PACKAGES: ReadonlySet<string> = new Set([
  'redux',
  'redux-thunk',
  'redux-saga',
  '@reduxjs/toolkit',
  'react-redux',
  'mobx',
  'mobx-react',
  'zustand',
  'jotai',
  'recoil',
  'vuex',
  'pinia',
]);

/** Frameworks whose packages hold server and browser code side by side. */
export const FULL_STACK_PACKAGES: ReadonlySet<string> = new Set([
  'next',
  'nuxt',
  '@remix-run/node',
  '@remix-run/server-runtime',
  '@react-router/node',
  '@sveltejs/kit',
  'astro',
  '@solidjs/start',
  '@tanstack/react-start',
  METEOR,
]);

/** Folders of a package's root in which a platform or a framework looks for routes, and what it is known from. */
export const ROUTE_FOLDERS: readonly {
  readonly name: string;
  readonly file?: string;
  readonly package?: string;
}[] = [
  // https://vercel.com/docs/functions: each file in it is a function.
  { name: 'api', file: 'vercel.json' },
  { name: 'app', package: 'next' },
  { name: 'pages', package: 'next' },
];

/** What loads the loaders of a bundler, and what they are written with. */
export const LOADER_PACKAGES: ReadonlySet<string> = new Set([
  'webpack',
  '@rspack/core',
  'loader-runner',
  'loader-utils',
  'schema-utils',
]);

/** Components and messages of a page: what imports one runs in a browser, whatever its package is. */
export const COMPONENT_PACKAGES: ReadonlySet<string> = new Set([
  'antd',
  'antd-mobile',
  '@mui/material',
  '@material-ui/core',
  '@chakra-ui/react',
  '@headlessui/react',
  'react-bootstrap',
  'react-toastify',
  'react-hot-toast',
  'notistack',
  'sonner',
  'element-ui',
  'element-plus',
  'naive-ui',
  'primereact',
  'primevue',
  'vant',
  'view-design',
  'vuetify',
]);

/** Tools that build a program: what imports one runs while something is built. */
export const BUILD_PACKAGES: ReadonlySet<string> = new Set([
  'vite',
  'webpack',
  'rollup',
  'rolldown',
  'esbuild',
  'tsup',
  'unplugin',
  'gulp',
  'grunt',
  'browserify',
  '@babel/core',
  '@rspack/core',
]);

/** The API of an editor to its extensions, and its types. */
export const EDITOR_PACKAGES: ReadonlySet<string> = new Set([
  'vscode',
  '@types/vscode',
  'vscode-languageclient',
]);

/** Packages whose every process is a language server, which talks to its editor through stdin and stdout. */
export const LANGUAGE_SERVER_PACKAGES: ReadonlySet<string> = new Set(['vscode-languageserver']);

/** Packages by which others write new projects, or parts of them, from templates. */
export const GENERATOR_PACKAGES: readonly string[] = [
  'yeoman-generator',
  'plop',
  'hygen',
  '@angular-devkit/schematics',
  '@nx/devkit',
  '@nrwl/devkit',
];

/** Servers that only run on Node.js. */
export const NODE_SERVER_PACKAGES: readonly string[] = [
  'express',
  'fastify',
  'koa',
  '@hapi/hapi',
  'restify',
  '@nestjs/core',
];

/** Packages that no code of a page uses: servers, and what drives a browser from outside. */
export const ONLY_ON_NODE: ReadonlySet<string> = new Set([
  ...NODE_SERVER_PACKAGES,
  '@nestjs/common',
  'puppeteer',
  'puppeteer-core',
  'puppeteer-extra',
  'playwright',
  'playwright-core',
]);

/** Modules of Node.js that no bundler has a counterpart of for a page. */
const NO_PAGE_HAS: ReadonlySet<string> = new Set([
  ...[
    'async_hooks',
    'child_process',
    'cluster',
    'dgram',
    'dns',
    'fs',
    'http2',
    'inspector',
    'net',
    'readline',
  ],
  ...['repl', 'tls', 'v8', 'worker_threads'],
]);

/** Clients of what a service talks to over a socket of its own, and what signs in as a service. */
const SOCKET_CLIENTS: ReadonlySet<string> = new Set([
  ...[
    'pg',
    'pg-promise',
    'postgres',
    'mysql',
    'mysql2',
    'mongodb',
    'mongoose',
    'better-sqlite3',
    'mssql',
    'knex',
  ],
  ...['ioredis', 'redis', 'bull', 'bullmq', 'amqplib', 'kafkajs', 'nats', 'nodemailer', 'ldapjs', 'ssh2'],
  ...['firebase-admin', 'winston', 'next/headers', 'server-only'],
]);

/** Whether a page that a module gets into cannot be built, or does not run, because of what the module imports. */
export function isOnlyOnServer(specifier: string): boolean {
  const name = specifier.replace(/^node:/, '');
  return (
    NO_PAGE_HAS.has(name.replace(/\/.*/s, '')) ||
    SOCKET_CLIENTS.has(name.replace(/\/(?!headers$).*/s, '')) ||
    ONLY_ON_NODE.has(name) ||
    SERVER_PACKAGES.has(name) ||
    name === 'next/server'
  );
}

/** Serves on Node.js what is written for any runtime. */
export const NODE_ADAPTER = '@hono/node-server';

/** Packages by which a process becomes a server of the Model Context Protocol. */
export const MCP_PACKAGES: ReadonlySet<string> = new Set([
  '@modelcontextprotocol/sdk',
  '@modelcontextprotocol/server',
  'fastmcp',
  'mcp-framework',
]);

/** Modules whose `useX` are hooks of a component. */
export const HOOK_MODULES =
  /^(?:react|preact\/(?:hooks|compat)|vue|solid-js|svelte|swr|react-[\w-]+|@react-[\w-]+\/.+|@tanstack\/react-[\w-]+|next\/(?:navigation|router)|@apollo\/client|@remix-run\/react|next-auth\/react)$/;

/** The runtime of a load test. */
export const LOAD_TEST_PACKAGE = /^k6(?:\/|$)/;

/** Libraries whose functions colour the one text that they are given. */
export const COLOUR_PACKAGES: ReadonlySet<string> = new Set([
  'chalk',
  'picocolors',
  'kleur',
  'kleur/colors',
  'colors',
  'colors/safe',
  'colorette',
  'ansi-colors',
  'ansis',
  'yoctocolors',
  'cli-color',
]);

/** Libraries that draw text for a person at a terminal: colours, boxes, tables. */
export const TERMINAL_PACKAGES: ReadonlySet<string> = new Set([
  ...COLOUR_PACKAGES,
  'boxen',
  'cli-table',
  'cli-table3',
  'table',
  'figlet',
  'gradient-string',
  'log-symbols',
  'figures',
  'terminal-link',
]);

/** Those of them that draw more than a line. */
export const DRAWING_PACKAGES: ReadonlySet<string> = new Set([
  'boxen',
  'cli-table',
  'cli-table3',
  'table',
  'figlet',
]);

/** Methods by which such libraries, and home-made ones, style a text. */
export const STYLE_METHODS: ReadonlySet<string> = new Set([
  'bold',
  'dim',
  'italic',
  'underline',
  'inverse',
  'strikethrough',
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'gray',
  'grey',
  'bgBlack',
  'bgRed',
  'bgGreen',
  'bgYellow',
  'bgBlue',
  'bgMagenta',
  'bgCyan',
  'bgWhite',
]);

/** Node's own modules that may be imported without `node:`, as Node 20 lists them (`module.builtinModules`). */
const NODE_MODULES: ReadonlySet<string> = new Set([
  ...['assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto'],
  ...['dgram', 'diagnostics_channel', 'dns', 'domain', 'events', 'fs', 'http', 'http2'],
  ...['https', 'inspector', 'module', 'net', 'os', 'path', 'perf_hooks', 'process'],
  ...['punycode', 'querystring', 'readline', 'repl', 'stream', 'string_decoder', 'sys', 'timers'],
  ...['tls', 'trace_events', 'tty', 'url', 'util', 'v8', 'vm', 'wasi'],
  ...['worker_threads', 'zlib'],
]);

/** Whether an import of a module does nothing but give names, so that one without a use is removed: Node's own, and packages that only make texts. */
export function isRemovable(specifier: string): boolean {
  // `colors` gives every string its methods, for other modules as well.
  return isNodeModule(specifier) || (COLOUR_PACKAGES.has(specifier) && specifier !== 'colors');
}

/** Whether a module specifier names a module of Node itself: `fs`, `node:test`, `fs/promises`. */
export function isNodeModule(specifier: string): boolean {
  return specifier.startsWith('node:') || NODE_MODULES.has(specifier.replace(/\/.*/s, ''));
}

/** Clients whose errors hold the request that failed, with its headers: `error.config` of axios. */
const ERRORS_HOLD_REQUEST: ReadonlySet<string> = new Set(['axios', '@nestjs/axios', 'gaxios', 'googleapis']);

/** Whether errors of a package may hold a request, by the clients it depends on. */
export function errorsHoldRequest({
  allDependencies,
}: {
  readonly allDependencies: ReadonlySet<string>;
}): boolean {
  return [...ERRORS_HOLD_REQUEST].some((name) => allDependencies.has(name));
}

/** The parts of servers' frameworks, and what platforms and Node.js have for services alone. */
export const PART_OF_SERVER =
  /^(?:@nestjs|@fastify|@hapi|@koa)\/|^(?:aws-lambda|(?:node:)?cluster|server-only|next\/(?:headers|server))$|^(?:express|koa|fastify)-/;

/** What a logger writes through, by the names of such packages: `pino-logflare`, `winston-transport`, `pino-abstract-transport`. */
export const TRANSPORT_PACKAGE =
  /^(?:@[\w-]+\/)?(?:pino|winston|bunyan|log4js)-(?!http$|nest|express)[\w-]+$/;

/** An import of code that a workflow engine runs in a sandbox of its own, without modules of Node.js. */
export const IMPORTS_WORKFLOW = /\bimport\s+(?!type\b)[^'";]{1,1000}\bfrom\s*['"]@temporalio\/workflow['"]/;

/** Frameworks of programs that sign in as an account of their own, and talk to others as it. */
export const BOT_PACKAGES: ReadonlySet<string> = new Set([
  ...['discord.js', 'eris', 'oceanic.js', '@discordeno/bot', 'detritus-client', 'discord.js-selfbot-v13'],
  ...['telegraf', 'grammy', 'node-telegram-bot-api', 'whatsapp-web.js', '@whiskeysockets/baileys'],
  ...['tmi.js', '@twurple/chat', 'irc-framework', 'matrix-bot-sdk', 'steam-user', 'mineflayer'],
]);
