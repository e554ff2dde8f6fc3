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
  'nest-commander',
]);

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
  'ws',
  '@aws-lambda-powertools/logger',
]);

/** Frameworks of code that runs in a browser. */
export const BROWSER_PACKAGES: ReadonlySet<string> = new Set([
  'react',
  'react-dom',
  'preact',
  'vue',
  'svelte',
  'solid-js',
  '@angular/core',
  'lit',
  'jquery',
  'next',
  'nuxt',
  'gatsby',
  'react-native',
  'electron',
]);
