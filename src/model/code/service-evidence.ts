/**
 * What says that a file is a part of a program that serves: one that waits for requests, messages or the time for as long as it
 * runs. A service's console output is its log; that of anything else has a reader of its own. So a call of the console is reported
 * on such evidence alone: of its own file, or of one that imports it (`project/service-reach.ts`). What is only written as parts of
 * services are proves as much where a program that serves is seen beside it.
 */
import { FRAMEWORK_FOLDERS } from '../../catalog/setup/framework-folders.js';
import { PART_OF_SERVER, SERVER_PACKAGES } from '../../catalog/packages.js';
import type { FileFacts } from './file-facts.js';
import { filesIn, keepsRunning, startsService } from './package-scripts.js';
import { isServerComponent } from './browser-code.js';
import { importsOf, listens } from './program-text.js';
import { moduleName } from '../settings.js';

/** A file as the rows below see it. */
export interface EvidenceFile {
  /** From the package's root. */
  readonly path: string;
  readonly text: string;
  readonly dependencies?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly hasBin?: boolean;
}

/** One kind of evidence, with what a test holds against it. */
export interface ServiceEvidence {
  readonly name: string;
  /** Whether what says it serves by itself; else it is a part of something that does, as far as its form says. */
  readonly serves: boolean;
  readonly holds: (file: Pick<FileFacts, 'path' | 'text' | 'package'>) => boolean;
  readonly examples: readonly EvidenceFile[];
  /** What looks like it and is not. */
  readonly counterexamples: readonly EvidenceFile[];
}

const of = (text: string, path = 'src/orders.ts'): EvidenceFile => ({ path, text });

/** A path that a router is given: `'/orders'`, `'*'`. A dot is rarer than a word: the search starts there and looks back. */
const ROUTES =
  /\.(?<=\b(?:app|server|fastify|routes?|\w*[rR]outer|\w+App)\.)(?:get|post|put|patch|delete|options|head|all|use|route|ws)\(\s*['"`][/*]|\bserver\.route\(\s*[[{]|\bexpress\.Router\(/;

/** A handler's parameters: `(req, res)`, `(request: Request, reply: Reply)`, `(ctx, next)`. */
const HANDLES =
  /[(]\s*(?:_{0,2}req(?:uest)?\b(?:\s{0,20}:[^,()]{1,120}|\s{0,20}),\s*_{0,2}(?:res|resp|response|reply|h)|ctx\b(?:\s{0,20}:[^,()]{1,120}|\s{0,20}),\s*next)\s*[,:)]/;

/** Whether a file answers requests, or says who does. */
export function answersRequests(text: string): boolean {
  return ROUTES.test(text) || HANDLES.test(text);
}

const CONNECTIONS = /\.on\(\s*['"]connection['"]|\bnew (?:WebSocketServer|WebSocket\.Server|ApolloServer)\(/;

const DECORATED =
  /@(?:Injectable|Controller|JsonController|RestController|Resolver|Processor|Process|Cron|EventPattern|MessagePattern|SubscribeMessage|WebSocketGateway|OnEvent|Catch|Service|EventSubscriber)\(/;

/** What platforms of functions call: Lambda, Cloud Functions, Azure. */
const FUNCTION =
  /\bexport\s+const\s+\w+\s*(?:=\s*middy(?:fy)?\(|:\s*(?:APIGateway|SQS|SNS|S3|Scheduled|DynamoDBStream|KinesisStream|EventBridge|ALB|Lambda)\w{0,40}Handler(?:V2)?\b)|\bexports\.(?:handler|main)\s*=|\bexport\s+(?:const|let|(?:async\s+)?function)\s+handler\b|\bfunctions\.(?:http|https|pubsub|firestore|cloudEvent)\b|\bapp\.(?:http|serviceBusQueue|storageQueue|timer)\(\s*['"]|\b(?:onRequest|onCall|onSchedule|onMessagePublished)\(/;
/** A command of yargs exports its handler under the same name. */
const COMMAND_MODULE =
  /\b(?:exports\.|export\s+const\s+)(?:command|builder|describe|desc)\b|\b(?:command|builder)\s*[:,]/;

/** What an object calls `handler`, for who is given the object. */
const HANDLER =
  /\bhandler\s*:\s*(?:async\b|function\b|\(|[a-z]\w*\s*[,}\n])|\b(?:async\s+handler\s*\(|handler\s*,\s*[\w}])/;
const TAKES_EVENT = /\b(?:req|request|event|ctx|webhook)\b/;

const ROUTE_MODULE =
  /\bexport\s+(?:const(?:\s*\{)?|(?:async\s+)?function)\s*\b(?:GET|POST|PUT|PATCH|DELETE)\b/;
const LOADER = /\bexport\s+(?:const|(?:async\s+)?function)\s+(?:loader|action)\b/;
const HAS_LOADERS = /^@remix-run\/|^@?react-router(?:$|\/)/;
const SERVER_MODULE =
  /^[ \t]*['"]use server['"]|\b(?:defineEventHandler|defineCachedEventHandler|createServerFn|createAPIFileRoute)\(|\bhandlers\s*:\s*\{\s*(?:GET|POST|PUT|PATCH|DELETE)\b|\bexport\s+(?:const|(?:async\s+)?function)\s+getServerSideProps\b/m;

const CONSUMES =
  /\.consume\(|\beachMessage\b|\beachBatch\b|\.process\((?<=\b\w*[qQ]ueue\w*\.process\()|\bboss\.work\(|\bagenda\.define\(|\bcron\.schedule\(|\bnew CronJob\(|\bscheduleJob\(|\bcreateFunction\(\s*\{\s*(?:id|name)\b|\b(?:schemaTask|task|schedules\.task)\(\s*\{\s*id\b|\bWorker\.create\(|\bnew Consumer\(|\.on\(\s*['"](?:messageCreate|interactionCreate)['"]|\bbot\s*\.(?:on|command|hears|launch)\(|\w\.on\.\w+\(/;
/** A bot that is made, and what makes it wait for messages or gives it to who does; a script may only send with one. */
const MAKES_BOT = /\bnew Telegraf\b/;
const BOT_ANSWERS =
  /\.(?:launch|webhookCallback|createWebhook|handleUpdate|command|hears|on|use|action|start)\(|\bexport\b|\bexports\b/;
/** A loop without end that waits between its rounds. */
const LOOPS = /\bwhile\s*\(\s*true\s*\)|\bfor\s*\(\s*;;\s*\)/;
const WAITS = /\bawait\s+(?:[\w.]+\.)?(?:delay|sleep|wait|pause|setTimeout)\w*\(/;
/** Programs that a scheduler starts: `cron/hourly/70-renew.ts`. */
const SCHEDULED = /(?:^|\/)(?:crons?|cron-?jobs|scheduled)\//;

const ANSWERS =
  /\.addService\(|\bresolvers\s*[:=]|:\s*\w*Resolvers\b|\bmakeExecutableSchema\(|\bParse\.Cloud\.\w+\(|\bMeteor\.(?:methods|publish)\(|\bcreateCore(?:Controller|Service|Router)\(/;
const PROCEDURE = /[pP]rocedure\b/;
const PROCEDURE_KIND = /\.(?:query|mutation|subscription)\(/;

const STOPS_GRACEFULLY = /\bprocess\.(?:on|once|addListener)\(\s*['"]SIGTERM['"]/;

/** Imports that only type something are erased. */
const TYPE_IMPORT = /\bimport\s+type\s[^;'"]{0,1000}\bfrom\s*['"][^'"]*['"]/g;

/** Whether a file is of a server's framework by what it imports. A client of gRPC imports the same as its server. */
function importsServer(text: string): boolean {
  return importsOf(text.replace(TYPE_IMPORT, ' ')).some(
    (name) => name !== '@grpc/grpc-js' && (SERVER_PACKAGES.has(name) || PART_OF_SERVER.test(name)),
  );
}

/** Whether a script that goes on running starts a file, built or not: one for whoever runs the package, or for who works on it. */
export function isStarted(
  { path, package: owner }: Pick<FileFacts, 'path' | 'package'>,
  by: 'operators' | 'developers',
): boolean {
  const { hasBin, dependencies } = owner;
  const isOfCommand = hasBin && ![...dependencies].some((name) => SERVER_PACKAGES.has(name));
  return isRun(path, owner, (name, command) => keepsRunning(name, command, isOfCommand) === by);
}

/** Whether a script that starts a program by its name runs a file, for whomever: `tsx watch src/scripts/start.ts`. */
export function startsProgramIn({ path, package: owner }: Pick<FileFacts, 'path' | 'package'>): boolean {
  return isRun(path, owner, startsService);
}

/** Where a build puts what it compiles: with the folder of the sources, or in its place. */
const BUILT_IN = /^(?:dist|build|out|lib)\//;

/** Whether a script of the package, of those that are meant, runs a file, built or not. */
function isRun(
  path: string,
  { scripts }: FileFacts['package'],
  isMeant: (name: string, command: string) => boolean,
): boolean {
  const module = moduleName(path);
  const last = module.slice(module.lastIndexOf('/') + 1);
  return Object.entries(scripts).some(
    ([name, command]) =>
      command.includes(last) &&
      isMeant(name, command) &&
      filesIn(command).some((word) =>
        [word, word.replace(BUILT_IN, 'src/'), word.replace(BUILT_IN, '')].some(
          (each) => moduleName(each) === module,
        ),
      ),
  );
}

/** The table, what serves by itself first. */
export const SERVICE_EVIDENCE: readonly ServiceEvidence[] = [
  {
    name: 'listens',
    serves: true,
    holds: ({ text }) => listens(text),
    examples: [
      of('app.listen(3000);'),
      of('Bun.serve({ fetch });'),
      of('export default { port: 3000, fetch: app.fetch };'),
      of('serve({ fetch: app.fetch });'),
      of('await server.start();'),
    ],
    counterexamples: [
      of('span = server.start(name);'),
      of('element.addEventListener(click);'),
      of('export default { fetch: app.fetch };'),
      of('export default { port: 3000 };'),
      of('const listen = 1;'),
    ],
  },
  {
    name: 'accepts connections',
    serves: true,
    holds: ({ text }) => CONNECTIONS.test(text),
    examples: [of("io.on('connection', (socket) => join(socket));"), of('new WebSocketServer({ port })')],
    counterexamples: [of("new WebSocket('ws://orders');"), of("socket.on('connect', join);")],
  },
  {
    name: 'is a function of a platform',
    serves: true,
    holds: ({ text }) => FUNCTION.test(text) && !COMMAND_MODULE.test(text),
    examples: [
      of('exports.handler = async (event) => {};'),
      of('export async function handler(event) {}'),
      of("functions.http('orders', run);"),
      of('export const place: APIGatewayProxyHandlerV2 = async (event) => {};'),
      of('export const place = middyfy(run);'),
    ],
    counterexamples: [
      of("exports.command = 'place'; exports.handler = (argv) => {};"),
      of('export const handler = (argv) => {}; export const builder = {};'),
      of('const handler = () => {};'),
      of('export const place: MouseEventHandler = (event) => {};'),
    ],
  },
  {
    name: 'is a route or an action of a framework',
    serves: true,
    holds: ({ path, text, package: { allDependencies } }) =>
      ROUTE_MODULE.test(text) ||
      SERVER_MODULE.test(text) ||
      (LOADER.test(text) && [...allDependencies].some((name) => HAS_LOADERS.test(name))) ||
      FRAMEWORK_FOLDERS.some(
        ([dependency, folder]) =>
          folder.test(path) && [...allDependencies].some((name) => dependency.test(name)),
      ),
    examples: [
      of('export async function GET() {}', 'app/orders/route.ts'),
      of('export const { POST } = serve(run);'),
      of('export const Route = createFileRoute(path)({ server: { handlers: { GET: async () => {} } } });'),
      of('export const load = createServerFn().handler(run);'),
      of("'use server';\nexport async function place() {}"),
      { path: 'pages/api/orders.ts', text: 'export default run;', dependencies: ['next'] },
      { path: 'app/routes/orders.ts', text: 'export const loader = run;', dependencies: ['@remix-run/node'] },
      { path: 'server/api/orders.ts', text: '', dependencies: ['nuxt'] },
      { path: 'server/publications/orders.js', text: '', dependencies: ['meteor-node-stubs'] },
    ],
    counterexamples: [
      of('export default run;', 'pages/api/orders.ts'),
      of('export const loader = run;'),
      of('export const GETTING = 1;'),
      of('const handlers = { click: GET };'),
      { path: 'src/api/orders.ts', text: '', dependencies: ['vue'] },
    ],
  },
  {
    name: 'is rendered on the server',
    serves: true,
    holds: (file) => isServerComponent(file),
    examples: [
      {
        path: 'app/orders/page.tsx',
        text: 'export default async function Page() {}',
        dependencies: ['next'],
      },
    ],
    counterexamples: [
      { path: 'app/orders/page.tsx', text: "'use client';", dependencies: ['next'] },
      { path: 'app/orders/list.tsx', text: 'export function List() {}', dependencies: ['next'] },
    ],
  },
  {
    name: 'consumes messages or waits for the time',
    serves: true,
    holds: ({ path, text }) =>
      CONSUMES.test(text) || SCHEDULED.test(path) || (MAKES_BOT.test(text) && BOT_ANSWERS.test(text)),
    examples: [
      of('', 'cron/hourly/70-renew.ts'),
      of("bot.command('orders', list);"),
      of("bot\n  .on('message', answer)\n  .start();"),
      of('const telegraf = new Telegraf(token);\ntelegraf.launch();'),
      of('export const telegraf = new Telegraf(token);'),
      of("channel.consume('orders', run);"),
      of('consumer.run({ eachMessage: run });'),
      of("cron.schedule('* * * * *', run);"),
      of('mailQueue.process(run);'),
      of("export const sync = task({ id: 'sync', run });"),
    ],
    counterexamples: [
      of('orders$.subscribe(run);'),
      of('const bot = new Telegraf(token);\nawait bot.telegram.sendMessage(chat, text);'),
      of('text.process(run);'),
      of('const task = {};'),
      of('', 'src/cronology/a.ts'),
    ],
  },
  {
    name: 'is what the package starts',
    serves: true,
    holds: (file) => isStarted(file, 'operators'),
    examples: [
      { path: 'src/main.ts', text: '', scripts: { start: 'node dist/main.js' } },
      { path: 'src/main.ts', text: '', scripts: { start: 'pm2-runtime build/src/main.js' } },
      { path: 'bot.js', text: '', scripts: { prod: 'pm2 start bot.js' } },
      { path: 'bot.js', text: '', scripts: { bot: 'nodemon bot.js' } },
    ],
    counterexamples: [
      { path: 'src/main.ts', text: '', scripts: { dev: 'tsx src/main.ts' } },
      { path: 'src/report.ts', text: '', scripts: { report: 'node dist/report.js' } },
    ],
  },
  {
    name: 'polls without end',
    serves: false,
    holds: ({ text }) => LOOPS.test(text) && WAITS.test(text),
    examples: [
      of('export async function poll() { while (true) { await sync(); await delay(1000); } }'),
      of('for (;;) { run(); await timers.setTimeout(5); }'),
    ],
    counterexamples: [
      of('while (true) { const found = pattern.exec(text); if (!found) break; }'),
      of('while (left > 0) { await sleep(1); }'),
    ],
  },
  {
    name: 'registers routes',
    serves: false,
    holds: ({ text }) => ROUTES.test(text),
    examples: [
      of("router.get('/orders', list);"),
      of("module.exports = (app) => { app.use('/orders', orders); };"),
      of("ordersRouter.post('/', create);"),
      of("server.route({ method: 'GET' });"),
    ],
    counterexamples: [
      of("api.get('/orders');"),
      of("axios.get('/orders');"),
      of("router.push('/orders');"),
      of("app.get('name');"),
    ],
  },
  {
    name: 'handles requests',
    serves: false,
    holds: ({ text }) => HANDLES.test(text),
    examples: [
      of('export const list = async (req, res) => {};'),
      of('function list(request: Request, reply: FastifyReply) {}'),
      of('export function list(_req: express.Request, res: Response, next: Next) {}'),
      of('export const auth = async (ctx, next) => {};'),
    ],
    counterexamples: [
      of('send(request, options);'),
      of('(requests, results) => 1'),
      of('(ctx) => draw(ctx)'),
    ],
  },
  {
    name: 'uses the framework of a server',
    serves: false,
    holds: ({ text }) => importsServer(text),
    examples: [
      of("import { Injectable } from '@nestjs/common';"),
      of("const express = require('express');"),
      of("import { cookies } from 'next/headers';"),
      of("import { Worker } from 'bullmq';"),
    ],
    counterexamples: [
      of("import type { inferRouterOutputs } from '@trpc/server';"),
      of("import pg from 'pg';"),
      of("import { hc } from 'hono/client';"),
      of("import grpc from '@grpc/grpc-js';"),
    ],
  },
  {
    name: 'is injected into a server',
    serves: false,
    holds: ({ text }) => DECORATED.test(text),
    examples: [of('@Controller()\nexport class Orders {}'), of("@Cron('* * * * *') run() {}")],
    counterexamples: [of('@Component({}) class Orders {}'), of('@Entity() class Order {}')],
  },
  {
    name: 'gives a handler of requests or events',
    serves: false,
    holds: ({ text }) => HANDLER.test(text) && TAKES_EVENT.test(text) && !COMMAND_MODULE.test(text),
    examples: [
      of('export default new sdk.Integration({ register, handler: async ({ req, client }) => {} });'),
      of('export default { async handler(event) { place(event.body); } };'),
    ],
    counterexamples: [
      of("export default { command: 'place', handler: (event) => {} };"),
      of('const keys = { handler: move };'),
    ],
  },
  {
    name: 'answers remote calls',
    serves: false,
    holds: ({ text }) => ANSWERS.test(text) || (PROCEDURE.test(text) && PROCEDURE_KIND.test(text)),
    examples: [
      of('export const orders = router({ list: publicProcedure.query(run) });'),
      of('server.addService(Orders.service, { list });'),
      of('export const resolvers = { Query };'),
      of('const Team: TeamResolvers = {};'),
      of("const place: MutationResolvers['place'] = async () => {};"),
      of("Meteor.methods({ 'orders.place': place });"),
    ],
    counterexamples: [of('trpc.orders.list.query();'), of('Meteor.call(run);')],
  },
  {
    name: 'stops gracefully',
    serves: false,
    holds: ({ text }) => STOPS_GRACEFULLY.test(text),
    examples: [of("process.on('SIGTERM', stop);")],
    counterexamples: [of("process.on('SIGINT', stop);"), of("child.kill('SIGTERM');")],
  },
  {
    name: 'is kept running for developers',
    serves: false,
    holds: (file) => isStarted(file, 'developers'),
    examples: [
      { path: 'bot.js', text: '', scripts: { dev: 'nodemon bot.js' } },
      { path: 'src/local.ts', text: '', scripts: { watch: 'ts-node-dev --respawn src/local.ts' } },
      {
        path: 'gate.js',
        text: '',
        scripts: { dev: 'nodemon gate.js' },
        hasBin: true,
        dependencies: ['express'],
      },
    ],
    counterexamples: [
      { path: 'src/main.ts', text: '', scripts: { dev: 'tsx src/main.ts' } },
      { path: 'changes.js', text: '', scripts: { 'dev-changes': 'nodemon ./changes.js' }, hasBin: true },
    ],
  },
];

/** What says the most of a file being a part of what serves; undefined where nothing does. */
export function serviceEvidence(
  file: Pick<FileFacts, 'path' | 'text' | 'package'>,
): ServiceEvidence | undefined {
  const said = { ...file, text: file.text.replace(WRITTEN_PROGRAM, '``').replace(PRINTED, '$1') };
  return SERVICE_EVIDENCE.find(({ holds }) => holds(said));
}

/** The text of a program in a template of several lines, as a generator writes it: not what this file does. */
const WRITTEN_PROGRAM = /`(?<=[=(,:?+]\s{0,20}`)[^`\n]*\n[^`]*`/g;

/** A text that is printed, which may show code to whoever reads it. */
const PRINTED = /(\bconsole\.\w+\()\s*(?:'[^'\n]*'|"[^"\n]*")/g;

/** Folders and names of what programs load from a list, or by a name that is put together. */
const LOADED_BY_NAME =
  /(?:^|\/)(?:api|routes?|routers?|controllers?|handlers?|endpoints?|jobs?|workers?|queues?|consumers?|processors?|subscribers?|listeners?|events?|commands|crons?|tasks?|services?|middlewares?|resolvers?|models?|plugins?|extensions?|modules?|nodes?|integrations?|connections?|providers?|drivers?|adapters?|strategies|apps?|actions?|triggers?)\//;

/** Whether a file stands where programs load files from by their names. */
export function mayBeLoadedByName(path: string): boolean {
  return LOADED_BY_NAME.test(path);
}

/** What a program, or whoever uses the package, starts from. */
const ENTRY =
  /^(?:src\/|app\/|server\/|backend\/)?(?:index|main|app|server|worker|start|www|bootstrap)\.[cm]?[jt]s$/;

/** Whether something that is not seen may start from a file, or load it by its name. */
export function mayBeEntry(path: string): boolean {
  return ENTRY.test(path) || mayBeLoadedByName(path);
}
