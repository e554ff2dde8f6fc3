import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cardinality,
  cardinalityOf,
  productOf,
  routeTemplateFor,
} from '../../../src/model/values/cardinality.js';
import { isRawPath, isReadBeforeRouting } from '../../../src/model/values/route-template.js';
import type { Expression } from '../../../src/model/code/expression.js';
import type { Source } from '../../../src/model/code/source.js';
import { reasonText } from '../../../src/model/text/reason.js';
import { EstreeSource } from '../../../src/estree/source.js';
import { lintSession } from '../../../src/eslint/session.js';
import { DiskHost } from '../../../src/project/disk.js';
import { argumentOf, fileOf } from '../../analysis/program.js';
import { isMutationTesting, runs } from '../../runs.js';

interface Judged {
  readonly expression: Expression;
  readonly source: Source;
}

const FILE = '/app/src/file.ts';

/** The last call of `label` in a text, parsed as the codemod does. */
function parsedNatively(text: string, path = FILE): Judged {
  const host = path === FILE ? undefined : new DiskHost();
  const file = fileOf({ text, path, ...(host ? { host } : {}) });
  return { expression: file.source.expression(argumentOf('label', file)), source: file.source };
}

/** The same, parsed as ESLint is configured for TypeScript. */
function parsedByEslint(text: string): Judged {
  const { ast, scopeManager } = parser.parseForESLint(text, { range: true, loc: true, sourceType: 'module' });
  let found: TSESTree.Node | undefined;
  const visit = (node: TSESTree.Node): void => {
    for (const [key, value] of Object.entries(node)) {
      if (key === 'parent') continue;
      for (const child of [value].flat()) {
        if (typeof child !== 'object' || child === null || !('type' in child) || !('range' in child))
          continue;
        child.parent = node;
        visit(child);
      }
    }
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'label')
      found = node.arguments[0];
  };
  visit(ast);
  if (!found) throw new Error('no label() call');
  const source = new EstreeSource({
    file: FILE,
    text,
    parsed: () => ({ ast, scopeManager }),
    follow: () => undefined,
  });
  return { expression: source.expression(found), source };
}

function judge(text: string, label?: string, read = parsedNatively): Cardinality {
  const { expression, source } = read(text);
  return cardinalityOf(expression, source, label === undefined ? {} : { label });
}

/** A verdict in one word: its bound, `∞` when proven, `∞ name` when only told by a name, `?`. */
function short(verdict: Cardinality): string {
  if (verdict.is === 'unknown') return '?';
  if (verdict.is === 'bounded') return String(verdict.values);
  expect(verdict.is).toBe('unbounded');
  return verdict.by === 'name' ? '∞ name' : '∞';
}

type Case = readonly [name: string, expected: string, code: string];
/** One expression, inside an Express handler. */
const inHandler = (expression: string) =>
  `app.get('/orders/:id', (req, res) => {\n  label(${expression});\n});`;

const VALUES: readonly Case[] = [
  ['string', '1', "label('ok')"],
  ['number', '1', 'label(200)'],
  ['null', '1', 'label(null)'],
  ['undefined', '1', 'label(undefined)'],
  ['boolean literal', '1', 'label(true)'],
  ['template without placeholders', '1', 'label(`ok`)'],
  ['comparison', '2', 'label(a > b)'],
  ['equality of ids', '2', 'label(userId === otherId)'],
  ['negation', '2', 'label(!x)'],
  ['double negation', '2', 'label(!!userId)'],
  ['Boolean()', '2', 'label(Boolean(x))'],
  ['boolean as text', '2', 'label(String(!x))'],
  ['membership test', '2', 'label(KNOWN.includes(x))'],
  ['regular expression test', '2', 'label(/x/.test(userId))'],
  ['instanceof', '2', 'label(x instanceof Error)'],
  ['typeof', '8', 'label(typeof x)'],
  ['conditional adds', '2', "label(ok ? 'success' : 'failure')"],
  ['nested conditional adds', '3', "label(a ? 'x' : b ? 'y' : 'z')"],
  ['template multiplies', '4', "label(`${a ? 'x' : 'y'}-${b ? 1 : 2}`)"],
  ['concatenation multiplies', '4', "label((a ? 'x' : 'y') + (b ? 1 : 2))"],
  ['array multiplies', '4', 'label([!a, !b])'],
  ['joined array multiplies', '4', "label([!a, !b].join('-'))"],
  ['and', '2', "label(ok && 'yes')"],
  ['const', '1', "const name = 'checkout'; label(name)"],
  ['const of const', '2', "const a = x ? 'p' : 'q'; const b = a; label(b)"],
  ['let assigned once', '1', "let name = 'a'; label(name)"],
  ['let assigned bounded values', '3', "let r = 'a'; if (x) r = 'b'; else r = 'c'; label(r)"],
  ['let declared without a value', '2', "let r; if (x) r = 'b'; else r = 'c'; label(r)"],
  ['let assigned an unknown value', '?', "let r = 'a'; r = compute(); label(r)"],
  ['let counted up', '?', 'let n = 0; n++; label(n)'],
  ['let filled by a pattern', '?', "let r = 'a'; [r] = list; label(r)"],
  ['loop variable', '?', 'for (const x of list) label(x)'],
  ['enum member', '1', "enum Status { Ok = 'ok', Failed = 'failed' } label(Status.Ok)"],
  ['enum by its number', '3', 'enum Status { Ok, Failed } label(Status[code])'],
  ['member of a const object', '1', "const R = { ok: 'ok', bad: 'bad' } as const; label(R.ok)"],
  ['lookup in a const object', '3', "const R = { a: 'x', b: 'y' }; label(R[key])"],
  ['lookup with a fallback', '4', "const R = { a: 'x', b: 'y' }; label(R[key] ?? 'other')"],
  ['lookup in a frozen object', '3', "const R = Object.freeze({ a: 'x', b: 'y' }); label(R[key])"],
  ['lookup in an array', '4', "const N = ['a', 'b', 'c'] as const; label(N[i])"],
  ['lookup in a Map', '3', "const M = new Map([['a', 'x'], ['b', 'y']]); label(M.get(key))"],
  ['lookup in an object that is filled later', '?', "const R = { a: 'x' }; R[k] = v; label(R[key])"],
  [
    'lookup in a Map that is filled later',
    '?',
    "const M = new Map([['a', 'x']]); M.set(k, v); label(M.get(k))",
  ],
  [
    'lookup in an object that is filled through a cast',
    '?',
    "const R = { a: 'x' }; (R as Names).b = v; label(R[key])",
  ],
  [
    'lookup beside another object of the name that is filled',
    '3',
    "const R = { a: 'x', b: 'y' }; function fill(R) { R.c = v; } label(R[key])",
  ],
  [
    'lookup in an object that a comment fills',
    '3',
    "const R = { a: 'x', b: 'y' }; // R.c = v\nlabel(R[key])",
  ],
  [
    'lookup in a field',
    '3',
    "class A { readonly names = { a: 'x', b: 'y' }; run(key) { label(this.names[key]); } }",
  ],
  [
    'lookup in a field that is filled later',
    '?',
    "class A { readonly names = { a: 'x', b: 'y' }; put(k, v) { this.names[k] = v; } run(key) { label(this.names[key]); } }",
  ],
  [
    'lookup in a field that is filled through a cast',
    '?',
    "class A { readonly names = { a: 'x' }; put(v) { (this.names as Names).b = v; } run(key) { label(this.names[key]); } }",
  ],
  [
    'lookup in a field that is filled from outside',
    '?',
    "class A { static readonly NAMES = new Map([['a', 'x']]); } A.NAMES.set(k, v); label(A.NAMES.get(key))",
  ],
  [
    'lookup in a field whose name a variable has that is filled',
    '3',
    "class A { readonly names = { a: 'x', b: 'y' }; run(names, key) { names.c = 1; label(this.names[key]); } }",
  ],
  ['lookup in an empty object', '?', 'const R = {}; label(R[key])'],
  ['iteration over a const array', '2', "const S = ['a', 'b']; S.forEach((s) => label(s))"],
  ['static member', '1', "class A { static readonly KIND = 'a'; } label(A.KIND)"],
  ['own field', '1', "class A { readonly kind = 'a'; run() { label(this.kind); } }"],
  ['class name', '1', 'class OrderService {} label(OrderService.name)'],
  ['name of the constructor', '30', 'class A { run() { label(this.constructor.name); } }'],
  ['function with bounded returns', '2', "function f(x) { if (x) return 'a'; return 'b'; } label(f(userId))"],
  ['arrow with a bounded result', '2', "const f = (x) => (x ? 'a' : 'b'); label(f(1))"],
  [
    'function with switch',
    '3',
    "function f(x) { switch (x) { case 1: return 'a'; case 2: return 'b'; default: return 'c'; } } label(f(y))",
  ],
  [
    'method with bounded returns',
    '2',
    "class A { kind(x) { return x ? 'a' : 'b'; } run() { label(this.kind(1)); } }",
  ],
  ['function that returns its bounded argument', '1', "const f = (x) => x; label(f('a'))"],
  ['function that calls itself', '?', 'function f(x) { return f(x - 1); } label(f(3))'],
  ['union of literals', '3', "function f(kind: 'a' | 'b' | 'c') { label(kind); }"],
  ['optional union', '3', "function f(kind: 'a' | 'b' | undefined) { label(kind); }"],
  ['alias of a union', '2', "type Kind = 'a' | 'b'; function f(kind: Kind) { label(kind); }"],
  ['boolean parameter', '2', 'function f(isCached: boolean) { label(isCached); }'],
  [
    'property of an interface',
    '2',
    "interface Job { kind: 'a' | 'b' } function f(job: Job) { label(job.kind); }",
  ],
  ['destructured property', '2', "function f({ kind }: { kind: 'a' | 'b' }) { label(kind); }"],
  ['parameter of an enum type', '2', 'enum Kind { A, B } function f(kind: Kind) { label(kind); }'],
  ['union under the name of an id', '2', "function f(userId: 'root' | 'guest') { label(userId); }"],
  ['includes-guarded', '3', "const KNOWN = ['a', 'b']; label(KNOWN.includes(x) ? x : 'other')"],
  ['has-guarded', '3', "const KNOWN = new Set(['a', 'b']); label(KNOWN.has(req.path) ? req.path : 'other')"],
  ['in-guarded', '3', "const KNOWN = { a: 1, b: 2 }; label(path in KNOWN ? path : 'other')"],
  ['guarded by equality', '3', "label(req.path === '/a' || req.path === '/b' ? req.path : 'other')"],
  [
    'guarded the other way round',
    '3',
    "const KNOWN = ['a', 'b']; label(!KNOWN.includes(req.path) ? 'other' : req.path)",
  ],
  ['guarded by a list that is not seen', '?', "label(KNOWN.includes(req.path) ? req.path : 'other')"],
  ['guarded by some function', '?', "label(isKnown(req.path) ? req.path : 'other')"],
  ['environment', '1', 'label(process.env.REGION)'],
  ['environment with a fallback', '2', "label(process.env.REGION ?? 'local')"],
  ['process id', '1', 'label(process.pid)'],
  ['host name', '1', "import os from 'node:os'; label(os.hostname())"],
  ['host name, imported by name', '1', "import { hostname } from 'os'; label(hostname())"],
  ['host name through require', '1', "const os = require('os'); label(os.hostname())"],
  ['length', '?', 'label(items.length)'],
  ['unknown name', '?', 'label(x)'],
  ['unknown call', '?', 'label(compute(x))'],
  ['remainder of an unknown', '?', 'label(hash(x) % 16)'],
  ['rounded random number', '?', 'label(Math.floor(Math.random() * 10))'],
];

/** A function that is given a raw path. */
const routeOf = (body: string) => `function route(p, q) { ${body} } ` + inHandler('route(req.path)');

const REQUESTS: readonly Case[] = [
  ['raw path', '∞', inHandler('req.path')],
  ['raw url', '∞', inHandler('req.url')],
  ['originalUrl', '∞', inHandler('req.originalUrl')],
  ['path parameter', '∞', inHandler('req.params.id')],
  ['query', '∞', inHandler('req.query.type')],
  ['header by index', '∞', inHandler("req.headers['user-agent']")],
  ["a proxy's country", '?', inHandler("req.headers['cf-ipcountry']")],
  ["a proxy's country, asked for", '?', inHandler("req.get('CloudFront-Viewer-Country')")],
  ["a proxy's continent, by a method", '?', inHandler("req.header('x-vercel-ip-continent')")],
  ['the scheme that a proxy was asked with', '?', inHandler("req.headers['x-forwarded-proto']")],
  ['the addresses of proxies', '∞', inHandler("req.headers['x-forwarded-for']")],
  ['a header that only holds the word', '∞', inHandler("req.headers['x-country-manager']")],
  ['header by method', '∞', inHandler("req.get('User-Agent')")],
  ['client address', '∞', inHandler('req.ip')],
  ['socket address', '∞', inHandler('req.socket.remoteAddress')],
  ['cookie', '∞', inHandler('req.cookies.session')],
  ['template of the raw path', '∞', inHandler('`${req.method} ${req.path}`')],
  ['lower-cased raw path', '∞', inHandler('req.path.toLowerCase()')],
  ['raw path without its query', '∞', inHandler("req.url.split('?')[0]")],
  ['raw path without its query, by a method', '∞', inHandler("req.url.split('?').shift()")],
  ['raw path without a prefix', '∞', inHandler("req.path.replace('/api', '')")],
  ['raw path without a slash', '∞', inHandler("req.path.replace(/\\/$/, '')")],
  ['first part of a raw path', '?', inHandler("req.path.split('/')[0]")],
  ['raw path with its ids taken out', '?', inHandler("req.path.replace(/\\d+/g, ':id')")],
  ['raw path with a class taken out', '?', inHandler("req.path.replace(/[0-9a-f]+/g, ':id')")],
  ['raw path with a part put in', '?', inHandler("req.path.replace('/api', prefix)")],
  ['String of the raw path', '∞', inHandler('String(req.path)')],
  ['conditional with a raw branch', '∞', inHandler("ok ? 'x' : req.path")],
  ['fallback to the raw path', '∞', inHandler('req.route?.path ?? req.path')],
  ['fallback of the raw path', '∞', inHandler("req.path || 'none'")],
  ['template with a constant fallback', '201', inHandler("req.route?.path ?? 'unmatched'")],
  ['const of the raw path', '∞', inHandler('path').replace('label', 'const path = req.path; label')],
  ['destructured raw path', '∞', inHandler('path').replace('label', 'const { path } = req; label')],
  ['destructured and renamed', '∞', inHandler('p').replace('label', 'const { originalUrl: p } = req; label')],
  ['destructured parameter', '∞', "app.get('/x/:id', ({ path }, res) => label(path))"],
  ['nested destructuring', '∞', inHandler('id').replace('label', 'const { params: { id } } = req; label')],
  ['alias of the request', '∞', inHandler('r.path').replace('label', 'const r = req; label')],
  ['handler with names of its own', '∞', "app.get('/x/:id', (a, b) => label(a.path))"],
  ['handler defined apart', '∞', "function handle(a, b) { label(a.url); } app.get('/x', handle)"],
  ['status of a handler with names of its own', '60', "app.get('/x', (a, b) => label(b.statusCode))"],
  ['callback of something else', '?', "cache.get('key', (a, b) => label(a.path))"],
  ['by type', '∞', "import type { Request } from 'express'; function f(r: Request) { label(r.path); }"],
  ['named like a request, of another type', '?', 'function f(req: Job) { label(req.path); }'],
  [
    'function of this file that returns the raw path',
    '∞',
    'function route(r) { return r.path; } ' + inHandler('route(req)'),
  ],
  [
    'function with a raw fallback',
    '∞',
    'function route(req) { if (req.route) return req.route.path; return req.path; } ' +
      inHandler('route(req)'),
  ],
  [
    'function that lets known paths through',
    '?',
    "function route(p) { if (KNOWN.has(p)) return p; return 'other'; } " + inHandler('route(req.path)'),
  ],
  [
    'function that lets known paths through, by a name',
    '?',
    "function route(p) { const known = KNOWN.has(p); if (known) return p; return 'other'; } " +
      inHandler('route(req.path)'),
  ],
  [
    'function that lets matching paths through',
    '?',
    "function route(p) { if (!p.match(/^.a$/)) return 'other'; return p; } " + inHandler('route(req.path)'),
  ],
  ['function that leaves out what is missing', '∞', routeOf("if (p === undefined) return 'none'; return p;")],
  ['the same the other way round', '∞', routeOf("if (null == p) return 'none'; return p;")],
  ['function that lets what is there through', '∞', routeOf("if (p) return p; return 'none';")],
  ['function that asks for a type', '∞', routeOf("if (typeof p === 'string') return p; return 'none';")],
  ['function that asks for a class', '∞', routeOf("if (p instanceof Text) return p; return 'none';")],
  ['function that compares', '?', routeOf("if (p > '/m') return p; return 'other';")],
  ['function that compares something else', '∞', routeOf("if (q > '/m') return p; return 'other';")],
  ['function that adds', '∞', routeOf("if (p + 1) return p; return 'other';")],
  ['function that asks twice', '?', routeOf("if (ready && KNOWN.has(p)) return p; return 'other';")],
  ['function that asks for either', '?', routeOf("if (KNOWN.has(p) || ready) return p; return 'other';")],
  [
    'function that asks with a fallback',
    '?',
    routeOf("if (KNOWN.get(p) ?? ready) return p; return 'other';"),
  ],
  ['function that looks it up', '?', routeOf("if (MAP[p]) return p; return 'other';")],
  ['function that looks up something else', '∞', routeOf("if (MAP.all) return p; return 'other';")],
  ['function that asks nothing of it', '∞', routeOf("if (isOpen()) return p; return 'other';")],
  ['function that asks for a list', '∞', routeOf("if (Array.isArray(p)) return p; return 'other';")],
  ['function that searches it', '?', routeOf("if (p.search(PATTERN)) return p; return 'other';")],
  ['function that searches something else', '∞', routeOf("if (q.match(PATTERN)) return p; return 'other';")],
  [
    'function that tests what it was told',
    '∞',
    routeOf("const open = q; if (open) return p; return 'other';"),
  ],
  ['path of a Feathers hook', '?', "import { feathers } from '@feathersjs/feathers'; label(context.path)"],
  ['path of some context', '?', 'label(context.path)'],
  [
    'name of an MCP tool',
    '?',
    "import { Server } from '@modelcontextprotocol/sdk/server/index.js'; label(request.params.name)",
  ],
  ['environment through an alias', '1', 'const { env } = process; label(env.REGION)'],
  [
    'variable of Hono’s context',
    '?',
    "import type { Context } from 'hono'; function f(c: Context) { label(c.get('plan')); }",
  ],
  ['normaliser that is not seen', '?', inHandler('normalizePath(req.path)')],
  [
    'normaliser of the URL, under a name',
    '?',
    inHandler('url').replace('label', 'const url = normalizeUrl(req.url); label'),
  ],
  ['normalised by replace', '?', inHandler("req.path.replace(/\\d+/g, ':id')")],
  ['part of the path', '?', inHandler("req.path.split('/')[1]")],
  ['length of the path', '?', inHandler('req.path.length')],
  [
    'let that a test replaces',
    '?',
    inHandler('p').replace('label', "let p = req.path; if (!KNOWN.has(p)) p = 'other'; label"),
  ],
  [
    'cast of a parameter',
    '?',
    inHandler('req.params.kind as Kind').replace('app', "type Kind = 'a' | 'b'; app"),
  ],
  ['mount path', '?', inHandler('req.baseUrl')],
  ['body field', '?', inHandler('req.body.type')],
  ['id of a request', '∞', inHandler('req.id')],
  ['request method', '9', inHandler('req.method')],
  ['protocol', '2', inHandler('req.protocol')],
  ['status code', '60', inHandler('res.statusCode')],
  ['status of a fetch', '60', 'const response = await fetch(x); label(response.status)'],
  ['status of a failed call', '60', 'label(error.response?.status)'],
  ['status as text', '60', inHandler('String(res.statusCode)')],
  ['status class', '6', inHandler('Math.floor(res.statusCode / 100)')],
  ['status class as text', '6', inHandler('`${Math.floor(res.statusCode / 100)}xx`')],
  ['status class of a parameter', '6', 'function f(status) { label(Math.floor(status / 100)); }'],
  ['status class by its first letter', '6', inHandler('`${String(res.statusCode)[0]}xx`')],
  ['status class by slice', '6', inHandler('String(res.statusCode).slice(0, 1)')],
  ['status class by two complements', '6', 'function f(status) { label(~~(status / 100)); }'],
  [
    'status class under a longer name',
    '6',
    'function f(response_statusCode) { label(~~(response_statusCode / 100)); }',
  ],
  [
    'status class by the first letter of a parameter',
    '6',
    'function f(status) { label(String(status)[0]); }',
  ],
  ['status class by the first letter of a template', '6', 'function f(status) { label(`${status}`[0]); }'],
  ['status class by a method', '6', 'function f(status) { label(status.toString().charAt(0)); }'],
  ['first letter of a template around a status', '?', 'function f(status) { label(`x${status}`[0]); }'],
  ['first letter of a status and more', '?', 'function f(status, more) { label(`${status}${more}`[0]); }'],
  ['first letter of what is made of a status', '?', 'function f(status) { label(mask(status)[0]); }'],
  ['first letter of what a method makes of it', '?', 'function f(status) { label(status.describe()[0]); }'],
  ['first letter of nothing', '1', 'label(String()[0])'],
  ['tenth of a status', '?', 'function f(status) { label(Math.floor(status / 10)); }'],
  ['multiple of a status', '?', 'function f(status) { label(Math.floor(status * 100)); }'],
  ['negated class of a status', '?', 'function f(status) { label(Math.floor(-(status / 100))); }'],
  ['hundredth of a status of another kind', '?', 'function f(orderStatus) { label(~~(orderStatus / 100)); }'],
  [
    'hundredth of what only begins like a status',
    '?',
    'function f(statusTime) { label(~~(statusTime / 100)); }',
  ],
  ['method and status', '540', inHandler('`${req.method} ${res.statusCode}`')],
  ['Express route', '200', inHandler('req.route.path')],
  ['Fastify route', '200', 'label(request.routeOptions.url)'],
  ['Fastify route of the configuration', '200', 'label(request.routeOptions.config.url)'],
  ['Fastify raw url', '∞', 'label(request.raw.url)'],
  ['Koa route', '200', 'label(ctx._matchedRoute)'],
  ['Koa path', '∞', 'label(ctx.path)'],
  ['Koa path of the request', '∞', 'label(ctx.request.path)'],
  ['Koa status', '60', 'label(ctx.status)'],
  ['Koa method', '9', 'label(ctx.method)'],
  ['Hono route', '200', 'label(c.req.routePath)'],
  ['Hono route helper', '200', "import { routePath } from 'hono/route'; label(routePath(c))"],
  ['Hono path', '∞', 'label(c.req.path)'],
  ['Hono parameter', '∞', "label(c.req.param('id'))"],
  ['Hapi route', '200', 'label(request.route.path)'],
  ['Hapi path', '∞', 'label(request.path)'],
  ['Nest class', '200', 'label(context.getClass().name)'],
  ['Nest handler', '200', 'label(context.getHandler().name)'],
  ['Nest request', '∞', 'const r = context.switchToHttp().getRequest(); label(r.url)'],
  [
    'template in an interceptor of Nest, with a fallback that is never read',
    '200',
    "import { ExecutionContext } from '@nestjs/common'; class Timing { intercept(context: ExecutionContext) { const request = context.switchToHttp().getRequest<Request>(); const route = request.route?.path ?? request.url; label(route); } }",
  ],
  [
    'template in a guard of Nest on Fastify',
    '200',
    'class Guard { canActivate(ctx: ExecutionContext) { const req = ctx.switchToHttp().getRequest(); label(req.routeOptions?.url || req.url); } }',
  ],
  [
    'template in an exception filter of Nest, where no route may have matched',
    '∞',
    'class Errors { catch(error: Error, host: ArgumentsHost) { const request = host.switchToHttp().getRequest(); label(request.route?.path ?? request.url); } }',
  ],
  [
    'raw path in an interceptor of Nest',
    '∞',
    'class Timing { intercept(context: ExecutionContext) { const request = context.switchToHttp().getRequest(); label(request.url); } }',
  ],
  ['Next path', '∞', 'label(request.nextUrl.pathname)'],
  ['URL of a request', '∞', 'label(new URL(req.url).pathname)'],
  ['URL of a constant', '1', "label(new URL('https://api.example.com/v1').pathname)"],
  ['own request object', '1', "const req = { path: '/health' }; label(req.path)"],
  ['imported under the name of a request', '?', "import request from './request.js'; label(request.path)"],
];

const OTHERS: readonly Case[] = [
  ['id of a type that is a URL', '?', 'label(typeId.href)'],
  ['id of a type, from a getter', '?', 'const type = getTypeId(activity).href; label(type)'],
  ['id of an actor that is a URL', '∞', 'label(actorId.href)'],
  ['a link', '∞', 'label(link.href)'],
  ['error message', '∞', 'try { f(); } catch (err) { label(err.message); }'],
  ['error stack', '∞', 'try { f(); } catch (e) { label(e.stack); }'],
  ['error as text', '∞', 'try { f(); } catch (e) { label(String(e)); }'],
  ['error itself', '∞', 'try { f(); } catch (e) { label(e); }'],
  [
    'error message or text',
    '∞',
    'try { f(); } catch (e) { label(e instanceof Error ? e.message : String(e)); }',
  ],
  ['message of what is named an error', '∞ name', 'label(error.message)'],
  ['message of something else', '?', 'label(event.message)'],
  ['error name', '30', 'try { f(); } catch (err) { label(err.name); }'],
  ['error class', '30', 'try { f(); } catch (err) { label(err.constructor.name); }'],
  ['error code', '30', 'try { f(); } catch (err) { label(err.code); }'],
  ['error status', '60', 'try { f(); } catch (err) { label(err.status); }'],
  ['error name with a fallback', '31', "try { f(); } catch (err) { label(err?.code ?? 'none'); }"],
  ['time', '∞', 'label(Date.now())'],
  ['time as text', '∞', 'label(new Date().toISOString())'],
  ['duration', '∞', 'const start = Date.now(); label(Date.now() - start)'],
  ['rounded time', '∞', 'label(Math.floor(Date.now() / 1000))'],
  ['random number', '∞', 'label(Math.random())'],
  ['randomUUID', '∞', "import { randomUUID } from 'node:crypto'; label(randomUUID())"],
  ['crypto.randomUUID', '∞', 'label(crypto.randomUUID())'],
  ['uuid under another name', '∞', "import { v4 as makeId } from 'uuid'; label(makeId())"],
  ['nanoid', '∞', "import { nanoid } from 'nanoid'; export function run() { const x = nanoid(); label(x) }"],
  ['nanoid of a process', '1', "import { nanoid } from 'nanoid'; const x = nanoid(); label(x)"],
  ['id of a process, in a setting’s place', '2', 'const x = process.env.ID ?? crypto.randomUUID(); label(x)'],
  ['hash of a process', '1', "const x = createHash('md5').update(text).digest('hex'); label(x)"],
  ['moment of each turn', '∞', 'for (const job of jobs) { const x = Date.now(); label(x) }'],
  ['uuid test', '?', "import { version } from 'uuid'; label(version(x))"],
  ['own function named like a minting one', '1', "function uuid() { return 'fixed'; } label(uuid())"],
  ['uuid of a namespace', '∞', "import * as ids from 'uuid'; label(ids.v4())"],
  ['uuid test of a namespace', '?', "import * as ids from 'uuid'; label(ids.validate(x))"],
  ['randomUUID under another name', '∞', "import { randomUUID as id } from 'node:crypto'; label(id())"],
  ['randomUUID of an import', '∞', "import crypto from 'crypto'; label(crypto.randomUUID())"],
  ['randomUUID of a namespace', '∞', "import * as crypto from 'node:crypto'; label(crypto.randomUUID())"],
  ['randomUUID of the window', '∞', 'label(window.crypto.randomUUID())'],
  [
    'randomUUID of a module of the project',
    '?',
    "import crypto from './crypto.js'; label(crypto.randomUUID())",
  ],
  ['randomUUID of a longer package', '?', "import crypto from 'crypto-js'; label(crypto.randomUUID())"],
  ['randomUUID of another package', '?', "import crypto from 'expo-crypto'; label(crypto.randomUUID())"],
  ['clock of an import', '∞', "import { performance } from 'node:perf_hooks'; label(performance.now())"],
  ['default import that generates', '∞', "import ObjectId from 'bson'; label(new ObjectId())"],
  [
    'own class named like a clock',
    '?',
    'class performance { static now() { return read(); } } label(performance.now())',
  ],
  ['own function named like a generating one', '?', 'function nanoid() { return read(); } label(nanoid())'],
  ['call of what a list has', '?', 'label(ids[0]())'],
  ['moment of a constant', '1', "label(new Date('2026-01-01'))"],
  ['moment of a constant as text', '1', "label(new Date('2026-01-01').toISOString())"],
  ['moment of one of two', '2', "label(new Date(ok ? '2026-01-01' : '2026-02-01'))"],
  ['moment of what is not seen', '?', 'label(new Date(x))'],
  ['moment that Date() gives whatever it gets', '∞', "label(Date('2026-01-01'))"],
  ['instance of what is not seen', '?', "label(new Thing('a'))"],
  ['own class of that name', '?', "class Date { constructor(x) {} } label(new Date('2026-01-01'))"],
  ['milliseconds of a date', '∞', 'label(job.startedAt.getTime())'],
  ['date as text', '∞', 'label(startedAt.toISOString())'],
  ['id beside proof', '∞', 'label(`${userId}-${Date.now()}`)'],
  ['proof beside an id', '∞', 'label(`${Date.now()}-${userId}`)'],
  ['id beside what is not seen', '∞ name', 'label(`${x}-${userId}`)'],
  ['hash', '∞', "label(createHash('sha256').update(x).digest('hex'))"],
  ['hash of a constant', '1', "label(createHash('sha256').update('a').digest('hex'))"],
  ['hash of the configuration', '?', "label(createHash('md5').update(JSON.stringify(config)).digest('hex'))"],
  ['hash of options', '?', "label(createHash('md5').update(this.options).digest('hex'))"],
  [
    'hash of the configuration and more',
    '∞',
    "label(createHash('md5').update(config).update(x).digest('hex'))",
  ],
  ['hash of a user', '∞', "label(createHash('md5').update(JSON.stringify(user)).digest('hex'))"],
  ['hash that is made elsewhere', '∞', "label(hash.digest('hex'))"],
  ['first letters of a hash', '?', "label(createHash('sha256').update(x).digest('hex').slice(0, 2))"],
  ['userId', '∞ name', 'label(userId)'],
  ['customer_id', '∞ name', 'label(customer_id)'],
  ['orderID', '∞ name', 'label(orderID)'],
  ['sessionId', '∞ name', 'label(sessionId)'],
  ['order.id', '∞ name', 'label(order.id)'],
  ['order._id as text', '∞ name', 'label(order._id.toString())'],
  ['user.email', '∞ name', 'label(user.email)'],
  ['traceId of a span', '∞', 'label(span.spanContext().traceId)'],
  ['body field that is an id', '∞ name', inHandler('req.body.userId')],
  ['id taken out of an object', '∞ name', 'const { userId } = session; label(userId)'],
  ['id from a call', '∞ name', 'const orderId = await createOrder(x); label(orderId)'],
  ['id getter', '∞ name', 'label(getUserId(x))'],
  ['branded id', '∞ name', 'type UserId = string & { brand: 1 }; function f(who: UserId) { label(who); }'],
  ['id of somebody that an object keeps', '∞ name', 'class Job { run() { label(this.userId); } }'],
  ['id by a getter of its owner', '∞ name', 'label(order.getId())'],
  ['id by a getter of nobody', '?', 'label(getId())'],
  ['id by a call that is no getter', '?', 'label(userId())'],
  ['id that something is made of', '?', 'label(hashUserId(x))'],
  ['constant of an object', '?', 'label(config.USER_ID)'],
  ['variable of a branded type', '∞ name', 'declare const who: UserId; label(who)'],
  ['taken out of a branded type', '?', 'function f({ who }: UserId) { label(who); }'],
  ['id after the word of its owner', '∞ name', 'label(`user:${id}`)'],
  ['id after a word, of a type that says more', '?', 'function f(id: QueueId) { label(`user:${id}`); }'],
  ['id after a word, of a type that says nothing', '∞ name', 'function f(id: Text) { label(`user:${id}`); }'],
  ['name after the word of an owner', '?', 'label(`user:${name}`)'],
  ['id of the code’s after the word of an owner', '?', 'label(`user:${queue.id}`)'],
  ['id after no word', '?', 'label(`:${id}`)'],
  ['clientIp', '∞ name', 'label(clientIp)'],
  ['podIp', '?', 'label(podIp)'],
  ['id of a few, of an owner’s type', '?', 'function f(queueId: UserId) { label(queueId.toString()); }'],
  ['own id', '?', 'class Worker { run() { label(this.id); } }'],
  ['queue.id', '?', 'label(queue.id)'],
  ['regionId', '?', 'label(regionId)'],
  ['tenantId', '?', 'label(tenantId)'],
  ['grid', '?', 'label(grid)'],
  ['valid', '?', 'label(valid)'],
  ['paid', '?', 'label(order.paid)'],
  ['android', '?', 'label(android)'],
  ['hybrid', '?', 'label(hybrid)'],
  ['zip', '?', 'label(zip)'],
  ['status', '?', 'label(status)'],
  ['errorType', '?', 'label(errorType)'],
  ['tokenType', '?', 'label(tokenType)'],
  ['userIdCount', '?', 'label(userIdCount)'],
  ['normalizedUrl', '?', 'label(normalizedUrl)'],
  ['path alone', '?', 'label(path)'],
  ['baseUrl', '?', 'label(baseUrl)'],
  ['constant spelled as such', '?', "import { USER_ID } from './attributes.js'; label(USER_ID)"],
  ['id that is a constant', '1', "const userId = 'system'; label(userId)"],
];

/** What the language's own functions and methods make of a value. */
const CONVERTED: readonly Case[] = [
  ['isNaN()', '2', 'label(isNaN(userId))'],
  ['number of nothing', '1', 'label(Number())'],
  ['own function named like a conversion', '?', "function String(x) { return read(); } label(String('a'))"],
  ['URL of nothing', '?', 'label(new URL())'],
  ['JSON of one of two', '2', "label(JSON.stringify(ok ? 'a' : 'b'))"],
  ['JSON of nothing', '?', 'label(JSON.stringify())'],
  ['what JSON holds', '?', "label(JSON.parse(ok ? 'a' : 'b'))"],
  ['what another object makes text of', '?', "label(yaml.stringify(ok ? 'a' : 'b'))"],
  ['own object named JSON', '?', "import JSON from 'json5'; label(JSON.stringify('a'))"],
  ['own object named Math', '?', "import Math from './math.js'; label(Math.round(1))"],
  ['sign', '3', 'label(Math.sign(x))'],
  ['one of two, rounded', '2', 'label(Math.round(ok ? 1.2 : 2.3))'],
  ['the greater of two', '?', 'label(Math.max(1, 2))'],
  ['rounded nothing', '?', 'label(Math.floor())'],
  ['concat()', '4', "label((ok ? 'a' : 'b').concat(up ? 'c' : 'd'))"],
  ['join of a list that is not seen', '?', 'label(parts.join())'],
  ['what is found in a list', '5', 'label([!a, !b].find(pick))'],
  ['what is made of a list', '?', 'label([!a, !b].reduce(pick))'],
  ['part at no place', '?', 'label(parts.at())'],
  ['first letter of one of two', '2', "label((ok ? 'up' : 'down').charAt(0))"],
  ['one of two with a letter taken out', '2', "label((ok ? 'a-b' : 'c-d').replace('-', ''))"],
  ['first letter of a raw path', '?', inHandler('req.path.charAt(1)')],
  ['first two letters of a raw path', '?', inHandler('req.path.slice(0, 2)')],
  ['the same by substring', '?', inHandler('req.path.substring(0, 2)')],
  ['the same by substr', '?', inHandler('req.path.substr(0, 2)')],
  ['first three letters of a raw path', '∞', inHandler('req.path.slice(0, 3)')],
  ['raw path from its second letter', '∞', inHandler('req.path.slice(1, 2)')],
  ['raw path without an end', '∞', inHandler('req.path.slice(0)')],
  ['raw path up to some letter', '∞', inHandler('req.path.slice(0, end)')],
  ['raw path from some letter', '∞', inHandler('req.path.slice(start, 2)')],
  ['whole raw path by slice', '∞', inHandler('req.path.slice()')],
  ['raw path that is filled up', '∞', inHandler('req.path.padEnd(0, 2)')],
  ['raw path before its query, by at', '∞', inHandler("req.url.split('?').at(0)")],
  ['raw path before its fragment', '∞', inHandler("req.url.split('#')[0]")],
  ['raw path before its query, in double quotes', '∞', inHandler('req.url.split("?")[0]')],
  ['query by at', '?', inHandler("req.url.split('?').at(1)")],
  ['query by pop', '?', inHandler("req.url.split('?').pop()")],
  ['what stands before a longer separator', '?', inHandler("req.url.split('/?')[0]")],
  ['what stands before a separator that goes on', '?', inHandler("req.url.split('?a')[0]")],
  ['what stands before some separator', '?', inHandler('req.url.split(by)[0]')],
  ['parts of a raw path', '?', inHandler('req.url.split()[0]')],
  ['what stands before a separator that begins somehow', '?', inHandler("req.url.split(by + '?')[0]")],
  ['what stands before a separator that ends somehow', '?', inHandler("req.url.split('?' + by)[0]")],
  [
    'raw path with a text of letters that patterns know taken out',
    '∞',
    inHandler("req.path.replace('.json', '')"),
  ],
  ['what another method finds', '?', inHandler("req.url.match('?')[0]")],
  ['what a function of that name finds', '?', inHandler("split('?')[0]")],
  ['raw path with other slashes', '∞', inHandler("req.path.replaceAll('/', '_')")],
  ['raw path with an escaped slash taken out', '∞', inHandler("req.path.replace(/\\/api/, '')")],
  ['raw path replaced by nothing', '?', inHandler("req.path.replace('/api')")],
  ['raw path replaced in some way', '?', inHandler("req.path.replace(pattern, '')")],
  ['raw path replaced by a function', '?', inHandler("req.path.replace('/api', () => '')")],
  ['raw path with alternatives taken out', '?', inHandler("req.path.replace(/a|b/, '')")],
  ['raw path with the rest taken out', '?', inHandler("req.path.replace(/x.$/, '')")],
  ['raw path with repeated letters taken out', '?', inHandler("req.path.replace(/a{8}/, '')")],
  ['raw path with words taken out', '?', inHandler("req.path.replace(/\\w/g, '')")],
];

/** What stands for a value elsewhere in the program, as the resolver follows it. */
const FOLLOWED: readonly Case[] = [
  ['loop over a const array', '2', "const S = ['a', 'b']; for (const s of S) label(s);"],
  ['loop over an array that grows', '?', "const S = ['a', 'b']; S.push(x); for (const s of S) label(s);"],
  ['taken out of an object', '1', "const { kind } = { kind: 'a' }; label(kind)"],
  ['taken out of an object deep down', '1', "const { a: { kind } } = { a: { kind: 'x' } }; label(kind)"],
  ['taken out of what is not seen', '∞ name', 'const { userId } = load(); label(userId)'],
  ['field of an instance', '1', "class A { readonly kind = 'a'; } const a = new A(); label(a.kind)"],
  [
    'method of an instance',
    '2',
    "class A { kind(x) { return x ? 'a' : 'b'; } } const a = new A(); label(a.kind(1))",
  ],
  [
    'method of a declared type',
    '1',
    "class A { kind() { return 'a'; } } function f(a: A) { label(a.kind()); }",
  ],
  ['frozen object', '1', "const K = Object.freeze({ a: 'x' }); label(K.a)"],
  ['values of an object', '3', "const K = { a: 'x', b: 'y' }; label(Object.values(K).find((k) => k === x))"],
  [
    'parameter of a function that is called here alone',
    '2',
    "function f(kind) { label(kind); }\nf('a'); f('b');",
  ],
  [
    'parameter that one call hands a raw path',
    '∞',
    "function f(kind) { label(kind); }\nf('a'); f(req.path);",
  ],
  ['parameter that other files may hand over', '?', "export function f(kind) { label(kind); }\nf('a');"],
  ['parameter that is left out', '2', "function f(kind) { label(kind); }\nf('a'); f();"],
  ['default of a parameter', '2', "function f(kind = 'a') { label(kind); }\nf(); f('b');"],
  ['parameter that is assigned', '?', "function f(kind) { kind = other(kind); label(kind); }\nf('a');"],
  ['argument of a followed call', '1', "const f = (x) => x; label(f('a'))"],
  ['argument two calls away', '∞', 'const f = (x) => x; const g = (y) => f(y); label(g(req.path))'],
  [
    'arguments of two calls that are the same',
    '120',
    inHandler('same(res.statusCode) || same(res.statusCode)') + ' const same = (x) => x;',
  ],
  ['recursion', '?', 'const f = (x) => (x ? f(x - 1) : g()); label(f(1))'],
  ['long concatenation', '1', `label(${Array.from({ length: 60 }, () => "'a'").join(' + ')})`],
  ['more than one question may cost', '?', `label(${Array.from({ length: 500 }, () => "'a'").join(' + ')})`],
];

const ALL = [...VALUES, ...REQUESTS, ...OTHERS, ...CONVERTED, ...FOLLOWED];

describe('cardinality through the TypeScript tree', () => {
  it.each(ALL)('%s: %s', (_, expected, code) => {
    expect(short(judge(code))).toBe(expected);
  });
});

// The same cases once more: once is enough for mutation testing.
describe.skipIf(isMutationTesting)('cardinality through ESTree', () => {
  it.each(ALL)('%s: %s', (_, expected, code) => {
    expect(short(judge(code, undefined, parsedByEslint))).toBe(expected);
  });
});

/** Statements around a label in an Express handler: what they have tested is known to ESTree alone. */
const inBlock = (...statements: readonly string[]) =>
  `const KNOWN = new Set(['/a', '/b']); const MAP = { '/a': 1, '/b': 2, '/c': 3 };\n` +
  `app.get('/orders/:id', (req, res) => {\n${statements.join('\n')}\n});`;

const GUARDED: readonly Case[] = [
  ['if', '2', inBlock('if (KNOWN.has(req.path)) label(req.path);')],
  ['if in a block', '2', inBlock('if (KNOWN.has(req.path)) { work(); label(req.path); }')],
  ['else', '2', inBlock('if (!KNOWN.has(req.path)) work(); else label(req.path);')],
  ['else of the wrong branch', '∞', inBlock('if (KNOWN.has(req.path)) work(); else label(req.path);')],
  ['behind the if', '∞', inBlock('if (KNOWN.has(req.path)) work(); label(req.path);')],
  ['left with return', '2', inBlock('if (!KNOWN.has(req.path)) return; label(req.path);')],
  [
    'left with a returned call',
    '2',
    inBlock('if (!KNOWN.has(req.path)) { return next(); } label(req.path);'),
  ],
  ['left with throw', '2', inBlock('if (!KNOWN.has(req.path)) throw new Error(); label(req.path);')],
  ['left with the process', '2', inBlock('if (!KNOWN.has(req.path)) process.exit(1); label(req.path);')],
  [
    'left in both branches of a nested if',
    '2',
    inBlock('if (!KNOWN.has(req.path)) { if (x) return; else throw y; } label(req.path);'),
  ],
  [
    'left in one branch of a nested if',
    '∞',
    inBlock('if (!KNOWN.has(req.path)) { if (x) return; } label(req.path);'),
  ],
  ['left in else', '2', inBlock('if (KNOWN.has(req.path)) work(); else return; label(req.path);')],
  ['continue', '2', inBlock('for (const x of xs) { if (!KNOWN.has(req.path)) continue; label(req.path); }')],
  ['break', '2', inBlock('while (x) { if (!KNOWN.has(req.path)) break; label(req.path); }')],
  [
    'behind the loop that a break left',
    '∞',
    inBlock('while (x) { if (!KNOWN.has(req.path)) break; } label(req.path);'),
  ],
  [
    'from outside of the block',
    '2',
    inBlock('if (!KNOWN.has(req.path)) return; if (x) { try { label(req.path); } finally { } }'),
  ],
  [
    'in a callback',
    '2',
    inBlock("if (!KNOWN.has(req.path)) return; res.on('finish', () => label(req.path));"),
  ],
  ['equality', '1', inBlock("if (req.path !== '/health') return; label(req.path);")],
  ['equality the other way round', '1', inBlock("if ('/health' === req.path) label(req.path);")],
  ['inequality', '∞', inBlock("if (req.path === '/health') return; label(req.path);")],
  ['equality with what is not seen', '?', inBlock('if (req.path !== config.path) return; label(req.path);')],
  ['equality with what has no bound', '∞', inBlock('if (req.path !== req.url) return; label(req.path);')],
  ['one of two', '2', inBlock("if (req.path === '/a' || req.path === '/b') { label(req.path); }")],
  [
    'one of two, or of something else',
    '∞',
    inBlock("if (req.path === '/a' || req.method === 'GET') { label(req.path); }"),
  ],
  ['none of two left', '2', inBlock("if (req.path !== '/a' && req.path !== '/b') return; label(req.path);")],
  ['and', '2', inBlock('if (x && KNOWN.has(req.path)) label(req.path);')],
  ['and, left', '∞', inBlock('if (x && !KNOWN.has(req.path)) return; label(req.path);')],
  ['short circuit', '2', inBlock('KNOWN.has(req.path) && label(req.path);')],
  ['short circuit of what does not hold', '2', inBlock('!KNOWN.has(req.path) || label(req.path);')],
  ['conditional around the call', '2', inBlock("KNOWN.has(req.path) ? label(req.path) : other('x');")],
  ['while', '1', inBlock("while (req.path === '/a') label(req.path);")],
  ['keys of an object', '3', inBlock('if (!(req.path in MAP)) return; label(req.path);')],
  ['lookup in an object', '3', inBlock('if (!MAP[req.path]) return; label(req.path);')],
  ['Object.hasOwn', '3', inBlock('if (!Object.hasOwn(MAP, req.path)) return; label(req.path);')],
  ['hasOwnProperty', '3', inBlock('if (!MAP.hasOwnProperty(req.path)) return; label(req.path);')],
  [
    'indexOf',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) === -1) return; label(req.path);"),
  ],
  [
    'indexOf, found',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) >= 0) label(req.path);"),
  ],
  ['indexOf of a text', '∞', inBlock("if (req.path.indexOf('/api') !== 0) return; label(req.path);")],
  ['list that is not seen', '?', inBlock('if (!allowed.has(req.path)) return; label(req.path);')],
  ['predicate that is not seen', '?', inBlock('if (!isRoute(req.path)) return; label(req.path);')],
  [
    'predicate over a list',
    '?',
    inBlock('if (!LIST.some((each) => each === req.path)) return; label(req.path);'),
  ],
  ['predicate for what is left out', '∞', inBlock('if (isHealthCheck(req.path)) return; label(req.path);')],
  ['list of what is left out', '∞', inBlock('if (KNOWN.has(req.path)) return; label(req.path);')],
  ['prefix', '∞', inBlock("if (!req.path.startsWith('/api')) return; label(req.path);")],
  ['pattern that it matches', '?', inBlock('if (!/^.(a|b)$/.test(req.path)) return; label(req.path);')],
  ['pattern of what is left out', '∞', inBlock('if (/[.]css$/.test(req.path)) return; label(req.path);')],
  [
    'outcome in a constant',
    '2',
    inBlock('const isKnown = KNOWN.has(req.path); if (!isKnown) return; label(req.path);'),
  ],
  ['through a constant', '2', inBlock('const path = req.path; if (!KNOWN.has(path)) return; label(path);')],
  [
    'through a constant, read again',
    '2',
    inBlock('const { path } = req; if (!KNOWN.has(path)) return; label(req.path);'),
  ],
  [
    'before the constant',
    '2',
    inBlock('if (!KNOWN.has(req.path)) return; const path = req.path; label(path);'),
  ],
  ['part of a template', '2', inBlock('if (!KNOWN.has(req.path)) return; label(`GET ${req.path}`);')],
  ['two values', '18', inBlock('if (!KNOWN.has(req.path)) return; label(`${req.method} ${req.path}`);')],
  ['another value', '∞', inBlock('if (!KNOWN.has(req.path)) return; label(req.url);')],
  ['case of a switch', '1', inBlock("switch (req.path) { case '/a': label(req.path); }")],
  [
    'cases that share a body',
    '2',
    inBlock("switch (req.path) { case '/a': case '/b': { label(req.path); break; } }"),
  ],
  [
    'case that another falls into',
    '2',
    inBlock("switch (req.path) { case '/a': work(); case '/b': label(req.path); }"),
  ],
  [
    'case behind one that is left',
    '1',
    inBlock("switch (req.path) { case '/a': break; case '/b': label(req.path); }"),
  ],
  ['default', '∞', inBlock("switch (req.path) { case '/a': break; default: label(req.path); }")],
  [
    'case that shares the default’s body',
    '∞',
    inBlock("switch (req.path) { default: case '/a': label(req.path); }"),
  ],
  ['case of a method', '1', inBlock("switch (req.method) { case 'GET': label(req.method); }")],
  ['switch over true', '1', inBlock("switch (true) { case req.path === '/a': label(req.path); }")],
  ['assert', '2', inBlock('assert(KNOWN.has(req.path)); label(req.path);')],
  ['let', '2', inBlock('let path = req.path; if (!KNOWN.has(path)) return; label(path);')],
  [
    'let that is assigned in between',
    '∞',
    inBlock('let path = req.path; if (!KNOWN.has(path)) return; path = req.url; label(path);'),
  ],
  [
    'let that is assigned before',
    '2',
    inBlock('let path = req.path; path = req.url; if (!KNOWN.has(path)) return; label(path);'),
  ],
  [
    'let that is assigned on the way out',
    '2',
    inBlock('let path = req.path; if (!KNOWN.has(path)) { path = req.url; return; } label(path);'),
  ],
  [
    'let that the loop assigns',
    '∞',
    inBlock(
      'let path = req.path; if (!KNOWN.has(path)) return; for (const x of xs) { label(path); path = req.url; }',
    ),
  ],
  [
    'let that the loop assigns and tests',
    '2',
    inBlock(
      'let path = req.path; for (const x of xs) { if (!KNOWN.has(path)) return; label(path); path = req.url; }',
    ),
  ],
  [
    'let that changes before a callback runs',
    '∞',
    inBlock('let path = req.path; if (!KNOWN.has(path)) return; later(() => label(path)); path = req.url;'),
  ],
  [
    'member that is assigned in between',
    '∞',
    inBlock('if (!KNOWN.has(req.path)) return; req.path = req.url; label(req.path);'),
  ],
  [
    'other member that is assigned in between',
    '2',
    inBlock('if (!KNOWN.has(req.path)) return; req.start = 1; label(req.path);'),
  ],
  [
    'another variable of the same name',
    '∞',
    inBlock('if (!KNOWN.has(req.path)) return; app.use((req, res) => label(req.path));'),
  ],
  [
    'function that is hoisted past',
    '∞',
    inBlock('if (!KNOWN.has(req.path)) return; function count() { label(req.path); }'),
  ],
  [
    'written under a guard',
    '3',
    inBlock("let route = 'other'; if (KNOWN.has(req.path)) route = req.path; label(route);"),
  ],
  [
    'written in both branches',
    '3',
    inBlock("let route; if (KNOWN.has(req.path)) route = req.path; else route = 'other'; label(route);"),
  ],
  [
    'returned under a guard',
    '3',
    "const KNOWN = ['/a', '/b']; function route(p) { if (KNOWN.includes(p)) return p; return 'other'; } " +
      inHandler('route(req.path)'),
  ],
  [
    'returned in a case',
    '3',
    "function route(p) { switch (p) { case '/a': case '/b': return p; default: return 'other'; } } " +
      inHandler('route(req.path)'),
  ],
  ['loose equality', '1', inBlock("if (req.path == '/health') label(req.path);")],
  ['loose inequality, left', '1', inBlock("if (req.path != '/health') return; label(req.path);")],
  ['equality with nothing', '∞', inBlock('if (req.path !== undefined) label(req.path);')],
  ['equal to null', '∞', inBlock('if (req.path === null) label(req.path);')],
  ['equal to null the other way round', '∞', inBlock('if (null === req.path) label(req.path);')],
  ['equal to an empty text', '∞', inBlock("if (req.path === '') label(req.path);")],
  ['greater than a constant', '∞', inBlock("if (req.path > '/a') label(req.path);")],
  ['another operator on the value', '∞', inBlock('if (-req.path) label(req.path);')],
  [
    'either of what has no bound',
    '∞',
    inBlock("if (req.path === '/a' || req.path === req.url) label(req.path);"),
  ],
  [
    'neither of what has no bound',
    '∞',
    inBlock("if (req.path !== '/a' && req.path !== req.url) return; label(req.path);"),
  ],
  ['keys of an object that it is not in', '∞', inBlock('if (req.path in MAP) return; label(req.path);')],
  ['lookup that finds nothing', '∞', inBlock('if (MAP[req.path]) return; label(req.path);')],
  ['lookup under a fixed name', '∞', inBlock('if (MAP.a) label(req.path);')],
  [
    'Object.hasOwn of what is left out',
    '∞',
    inBlock('if (Object.hasOwn(MAP, req.path)) return; label(req.path);'),
  ],
  ['Object.hasOwn without a key', '?', inBlock('if (Object.hasOwn(req.path)) label(req.path);')],
  [
    'hasOwnProperty by call',
    '3',
    inBlock('if (!Object.prototype.hasOwnProperty.call(MAP, req.path)) return; label(req.path);'),
  ],
  [
    'hasOwnProperty of Object itself',
    '?',
    inBlock('if (!Object.hasOwnProperty(req.path)) return; label(req.path);'),
  ],
  [
    'indexOf that is not -1',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) !== -1) label(req.path);"),
  ],
  [
    'indexOf that is loosely not -1',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) != -1) label(req.path);"),
  ],
  [
    'indexOf above -1',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) > -1) label(req.path);"),
  ],
  [
    'indexOf below 0, left',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) < 0) return; label(req.path);"),
  ],
  [
    'indexOf loosely -1, left',
    '2',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) == -1) return; label(req.path);"),
  ],
  [
    'indexOf of what is left out',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) !== -1) return; label(req.path);"),
  ],
  [
    'indexOf that finds nothing',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) === -1) label(req.path);"),
  ],
  [
    'indexOf that is the first',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) === 0) label(req.path);"),
  ],
  [
    'indexOf from another number',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf(req.path) >= -1) label(req.path);"),
  ],
  [
    'another search in a list',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.findIndex(req.path) !== -1) label(req.path);"),
  ],
  [
    'indexOf of nothing',
    '∞',
    inBlock("const LIST = ['/a', '/b']; if (LIST.indexOf() !== -1) label(req.path);"),
  ],
  ['match of a pattern', '?', inBlock('if (!req.path.match(/^.a$/)) return; label(req.path);')],
  ['search of a pattern', '?', inBlock('if (!req.path.search(/^.a$/)) return; label(req.path);')],
  ['match of what is left out', '∞', inBlock('if (req.path.match(/[.]css$/)) return; label(req.path);')],
  ['suffix of what is left out', '∞', inBlock("if (req.path.endsWith('.css')) return; label(req.path);")],
  ['list test', '∞', inBlock('if (Array.isArray(req.path)) label(req.path);')],
  ['number test', '∞', inBlock('if (Number.isInteger(req.path)) label(req.path);')],
  ['isNaN', '∞', inBlock('if (isNaN(req.path)) label(req.path);')],
  ['isFinite', '∞', inBlock('if (isFinite(req.path)) label(req.path);')],
  ['Boolean()', '∞', inBlock('if (Boolean(req.path)) label(req.path);')],
  ['buffer test', '∞', inBlock('if (Buffer.isBuffer(req.path)) label(req.path);')],
  [
    'predicate named for a number',
    '?',
    inBlock('if (!PhoneNumber.isValid(req.path)) return; label(req.path);'),
  ],
  [
    'predicate whose name begins like isNaN()',
    '?',
    inBlock('if (!isNaNOr(req.path)) return; label(req.path);'),
  ],
  [
    'predicate over a list of other reads',
    '∞',
    inBlock('if (!LIST.some((each) => each === req.pathname)) return; label(req.path);'),
  ],
  [
    'predicate over reads of another object',
    '∞',
    inBlock('if (!LIST.some((each) => each === proxied.req.path)) return; label(req.path);'),
  ],
  [
    'predicate over a longer name',
    '∞',
    inBlock('if (!LIST.some((each) => each === otherreq.path)) return; label(req.path);'),
  ],
  [
    'cases of which one has no bound',
    '∞',
    inBlock("switch (req.path) { case '/a': case req.url: label(req.path); }"),
  ],
  [
    'switch over true, two cases',
    '2',
    inBlock("switch (true) { case req.path === '/a': case req.path === '/b': label(req.path); }"),
  ],
  [
    'switch over true, cases of two values',
    '∞',
    inBlock("switch (true) { case req.path === '/a': case req.url === '/b': label(req.path); }"),
  ],
  ['switch over false', '1', inBlock("switch (false) { case req.path !== '/a': label(req.path); }")],
  [
    'outcome in a variable that changes',
    '∞',
    inBlock('let isKnown = KNOWN.has(req.path); isKnown = other(); if (!isKnown) return; label(req.path);'),
  ],
  ['outcome of a parameter', '∞', inBlock('function f(isKnown) { if (!isKnown) return; label(req.path); }')],
  [
    'outcome in a constant that does not hold',
    '∞',
    inBlock('const isKnown = KNOWN.has(req.path); if (isKnown) return; label(req.path);'),
  ],
  ['computed part', '∞', inBlock('if (!KNOWN.has(req.params[a])) return; label(req.params[b]);')],
  ['part of another request', '∞', inBlock('if (!KNOWN.has(first.path)) return; label(req.path);')],
  ['predicate of two values', '?', inBlock('if (!check.within(MAP, req.path)) return; label(req.path);')],
  ['predicate that it has not met', '?', inBlock('if (isIllegal(req.path)) return; label(req.path);')],
  ['equality with an id', '∞', inBlock('if (req.path !== userId) return; label(req.path);')],
  [
    'predicate whose name begins like Boolean()',
    '?',
    inBlock('if (!BooleanOf(req.path)) return; label(req.path);'),
  ],
  [
    'predicate whose name begins like isFinite()',
    '?',
    inBlock('if (!isFiniteSet(req.path)) return; label(req.path);'),
  ],
  ['call that is written the same', '2', inBlock('if (!KNOWN.has(nameOf(req))) return; label(nameOf(req));')],
  [
    'predicate over a list, through a constant',
    '?',
    inBlock('const path = req.path; if (!LIST.some((each) => each === path)) return; label(path);'),
  ],
  ['taken out before', '2', inBlock('const { path } = req; if (!KNOWN.has(req.path)) return; label(path);')],
];

describe('cardinality under the statements around it', () => {
  it.each(GUARDED)('%s: %s', (_, expected, code) => {
    expect(short(judge(code, undefined, parsedByEslint))).toBe(expected);
  });
});

describe('other modules', () => {
  it('a function and an enum of a followed module', () => {
    const root = mkdtempSync(join(tmpdir(), 'cardinality-'));
    writeFileSync(
      join(root, 'kinds.ts'),
      "export const kindOf = (x) => (x ? 'a' : 'b');\nexport const NAMES = { a: 'x', b: 'y' } as const;\n",
    );
    const read = (text: string) => parsedNatively(text, join(root, 'file.ts'));
    const of = (text: string) => short(judge(text, undefined, read));
    expect(of("import { kindOf } from './kinds.js'; label(kindOf(userId))")).toBe('2');
    expect(of("import { NAMES } from './kinds.js'; label(NAMES[key])")).toBe('3');
  });
});

/** What types say: with a type checker, and read from the annotations in the file alone. */
const TYPED: readonly (readonly [name: string, checked: string, written: string, code: string])[] = [
  ['union of literals', '3', '3', "function f(kind: 'a' | 'b' | 'c') { label(kind); }"],
  ['alias of a union', '2', '2', "type Kind = 'a' | 'b'; function f(kind: Kind) { label(kind); }"],
  ['union of unions', '3', '3', "type A = 'a' | 'b'; type B = A | 'c'; function f(kind: B) { label(kind); }"],
  ['union with text', '?', '?', "function f(kind: 'a' | string) { label(kind); }"],
  ['numbers', '2', '2', 'function f(code: 200 | 500) { label(code); }'],
  ['optional property', '3', '2', "declare const job: { kind?: 'a' | 'b' }; label(job.kind);"],
  ['boolean', '2', '2', 'function f(done: boolean) { label(done); }'],
  ['boolean property', '2', '2', 'declare const job: { done: boolean }; label(job.done);'],
  ['enum', '2', '2', 'enum Level { Low, High } function f(level: Level) { label(level); }'],
  [
    'enum of texts',
    '2',
    '2',
    "enum Level { Low = 'l', High = 'h' } function f(level: Level) { label(level); }",
  ],
  ['const enum', '2', '2', 'const enum Level { Low, High } function f(level: Level) { label(level); }'],
  [
    'elements of an array',
    '3',
    '3',
    "const K = ['a', 'b', 'c'] as const; function f(k: (typeof K)[number]) { label(k); }",
  ],
  [
    'elements under an alias',
    '2',
    '2',
    "const K = ['a', 'b'] as const; type Kind = (typeof K)[number]; function f(k: Kind) { label(k); }",
  ],
  [
    'elements of an array that is not constant',
    '?',
    '?',
    "const K = ['a', 'b']; function f(k: (typeof K)[number]) { label(k); }",
  ],
  ['keys of an object', '2', '2', 'const M = { a: 1, b: 2 }; function f(k: keyof typeof M) { label(k); }'],
  [
    'values of an object',
    '2',
    '2',
    "const M = { a: 'x', b: 'y' } as const; function f(v: (typeof M)[keyof typeof M]) { label(v); }",
  ],
  ['keys of a record', '2', '?', "type R = Record<'a' | 'b', number>; function f(k: keyof R) { label(k); }"],
  ['template literal type', '4', '?', "function f(k: `${'a' | 'b'}-${1 | 2}`) { label(k); }"],
  [
    'result of a function',
    '2',
    '2',
    "function kind(): 'a' | 'b' { return pick(); } declare const pick: () => any; label(kind());",
  ],
  ['result of a declared function', '2', '2', "declare function kind(): 'a' | 'b'; label(kind());"],
  [
    'inferred result',
    '3',
    '?',
    "declare const m: Map<string, 'a' | 'b'>; const k = m.get(x); declare const x: string; label(k);",
  ],
  [
    'field',
    '2',
    '2',
    "class A { kind: 'a' | 'b' = pick(); run() { label(this.kind); } } declare const pick: () => any;",
  ],
  ['type parameter', '2', '2', "function f<K extends 'x' | 'y'>(key: K) { label(key); }"],
  ['type parameter without a bound', '?', '?', 'function f<K>(key: K) { label(key); }'],
  ['union under the name of an id', '2', '2', "function f(userId: 'root' | 'guest') { label(userId); }"],
  [
    'enum under the name of an id',
    '2',
    '2',
    'enum User { Root, Guest } function f(userId: User) { label(userId); }',
  ],
  ['text under the name of an id', '∞ name', '∞ name', 'function f(userId: string) { label(userId); }'],
  [
    'branded text',
    '∞ name',
    '∞ name',
    "type UserId = string & { __brand: 'UserId' }; function f(who: UserId) { label(who); }",
  ],
  [
    'branded text from a call',
    '∞ name',
    '?',
    "type UserId = string & { __brand: 'UserId' }; declare function current(): UserId; const who = current(); label(who);",
  ],
  [
    'brand of a few',
    '?',
    '?',
    "type RegionId = string & { __brand: 'RegionId' }; function f(where: RegionId) { label(where); }",
  ],
  ['text', '?', '?', 'function f(name: string) { label(name); }'],
  ['any', '?', '?', 'function f(kind: any) { label(kind); }'],
  ['raw path that is cast', '?', '?', "declare const req: { path: string }; label(req.path as 'a' | 'b');"],
  ['raw path by its own type', '?', '?', "function f(req: { path: '/a' | '/b' }) { label(req.path); }"],
];

describe('types', () => {
  it.each(TYPED)('as they are written, %s', (_, __, written, code) => {
    expect(short(judge(code, undefined, parsedByEslint))).toBe(written);
  });

  // Mutation testing goes by the annotations: starting the type checker takes longer than all other cases together.
  it.skipIf(isMutationTesting)('as a type checker knows them', () => {
    const root = mkdtempSync(join(tmpdir(), 'cardinality-'));
    const files = TYPED.map(([name, , , code], i) => {
      const text = `${code}\ndeclare function label(value: unknown): void;\nexport {};\n`;
      const file = join(root, `case${i}.ts`);
      writeFileSync(file, text);
      return { name, file, text };
    });
    writeFileSync(
      join(root, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: { strict: true, target: 'es2022', types: [] }, include: ['*.ts'] }),
    );
    const linter = new Linter({ cwd: root });
    const judged = files.map(({ name, file, text }) => {
      let verdict = 'none';
      const judging = {
        create(context: unknown) {
          const pass = lintSession.begunFor(context as never) ?? lintSession.begin(context as never);
          const linted = pass.file;
          return {
            'CallExpression[callee.name="label"]'(node: { arguments: readonly unknown[] }) {
              const value = linted.source.expression(node.arguments[0] as never);
              verdict = short(cardinalityOf(value, linted.source));
            },
          };
        },
      };
      const messages = linter.verify(
        text,
        {
          files: ['**/*.ts'],
          languageOptions: { parser, parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
          plugins: { test: { rules: { judge: judging } } },
          rules: { 'test/judge': 'error' },
        },
        { filename: file },
      );
      expect(messages).toEqual([]);
      return [name, verdict];
    });
    expect(judged).toEqual(TYPED.map(([name, checked]) => [name, checked]));
  });
});

describe('the label’s own name', () => {
  it.each([
    ['plain name that says nothing', 'label(value)', 'user_id', '∞ name'],
    ['member that says nothing', 'label(item.value)', 'orderId', '∞ name'],
    ['call that is not seen', 'label(bucketOf(value))', 'user_id', '?'],
    ['value that is known', "label(x ? 'a' : 'b')", 'user_id', '2'],
    ['name of a few values', 'label(user.type)', 'user_id', '?'],
    ['normalised name', 'label(normalized)', 'url', '?'],
    ['label of a few values', 'label(value)', 'status', '?'],
    ['label that only contains an id', 'label(value)', 'grid', '?'],
  ])('%s', (_, code, label, expected) => {
    expect(short(judge(code, label))).toBe(expected);
  });
});

describe('the reason', () => {
  it.each([
    ['label(userId)', 'has one value per user'],
    ['label(order.id)', 'has one value per order'],
    ['label(c.connectionId)', 'has one value per connection'],
    ['label(connection.connectionId)', 'has one value per connection'],
    ['label(req.path)', 'has one value per path (`req.path`)'],
    [
      inHandler('path').replace('label', 'const { path } = req; label'),
      'has one value per path (`req.path`)',
    ],
    ['label(Math.random())', 'has one value per call (`Math.random()`)'],
    [
      'try { f(); } catch (failure) { label(failure.message); }',
      'has one value per error text (`failure.message`)',
    ],
    ["label(ok ? 'a' : 'b')", 'has at most 2 values'],
    ["const R = { a: 'x', b: 'y' }; label(R[key])", 'is one of the 2 in R'],
    ["const R = { a: 'x', b: 'y' }; label([R[key]])", 'is one of the 2 in R'],
    ["label('a' + 'b')", 'is a constant'],
  ])('%s', (code, text) => {
    const verdict = judge(code);
    expect(verdict.is === 'unknown' ? undefined : reasonText(verdict.reason)).toBe(text);
  });

  it('stands at the part that has no bound', () => {
    const verdict = judge(inHandler('`${req.method} ${req.path.toLowerCase()}`'));
    expect(verdict).toMatchObject({ is: 'unbounded', at: { text: 'req.path' } });
  });

  it('stands at the name that holds that part', () => {
    const verdict = judge(inHandler('path').replace('label', "const [path] = req.url.split('?'); label"));
    expect(verdict).toMatchObject({ is: 'unbounded', at: { text: 'path' } });
  });
});

describe('route templates', () => {
  const template = (text: string) => {
    const { expression, source } = parsedNatively(text);
    return routeTemplateFor(expression, source);
  };
  const express = "import express from 'express';\n";
  it.each([
    ['Express', express + inHandler('req.path'), "req.route?.path ?? 'unmatched'"],
    [
      'Express by type',
      "import type { Request } from 'express'; const f = (r: Request) => label(r.originalUrl)",
      "r.route?.path ?? 'unmatched'",
    ],
    [
      'Express, destructured',
      express + inHandler('path').replace('label', 'const { path } = req; label'),
      "req.route?.path ?? 'unmatched'",
    ],
    [
      'Fastify',
      "import fastify from 'fastify'; label(request.url)",
      "request.routeOptions.url ?? 'unmatched'",
    ],
    [
      'Fastify, raw',
      "import fastify from 'fastify'; label(request.raw.url)",
      "request.routeOptions.url ?? 'unmatched'",
    ],
    ['Koa', "import Koa from 'koa'; const f = (ctx) => label(ctx.path)", "ctx._matchedRoute ?? 'unmatched'"],
    [
      'Koa, of the request',
      "import Koa from 'koa'; const f = (ctx) => label(ctx.request.path)",
      "ctx._matchedRoute ?? 'unmatched'",
    ],
    ['Hono', "import { Hono } from 'hono'; const f = (c) => label(c.req.path)", 'c.req.routePath'],
    ['Hapi', "import Hapi from '@hapi/hapi'; label(request.path)", 'request.route.path'],
    ['Express, before it has chosen a route', express + 'app.use((req, res) => label(req.path))', undefined],
    [
      'Express, when the response is done',
      express + "app.use((req, res) => res.on('finish', () => label(req.path)))",
      "req.route?.path ?? 'unmatched'",
    ],
    [
      'Express, when the route has failed',
      express + 'app.use((error, req, res, next) => label(req.path))',
      "req.route?.path ?? 'unmatched'",
    ],
    [
      'Koa, behind the route',
      "import Koa from 'koa'; app.use(async (ctx, next) => { await next(); label(ctx.path); })",
      "ctx._matchedRoute ?? 'unmatched'",
    ],
    ['no framework', 'label(req.path)', undefined],
    ['what only measures Fastify', "import metrics from 'fastify-metrics'; label(request.url)", undefined],
    [
      'Express beside what measures Fastify',
      "import metrics from 'fastify-metrics'; import express from 'express'; label(req.path)",
      "req.route?.path ?? 'unmatched'",
    ],
    ['two frameworks', "import express from 'express'; import Koa from 'koa'; label(req.path)", undefined],
    ['a request of a list', express + 'label(jobs[i].req.path)', undefined],
    [
      'a request in an object',
      express + 'label(jobs.first.req.path)',
      "jobs.first.req.route?.path ?? 'unmatched'",
    ],
    [
      'a request in an object, destructured',
      express + 'function f(job) { const { path } = job.req; label(path); }',
      "job.req.route?.path ?? 'unmatched'",
    ],
    [
      'a request that a call gives, destructured',
      express + 'function f(jobs) { const { path } = jobs.take().req; label(path); }',
      undefined,
    ],
    [
      'a destructured request whose name means another',
      express +
        inHandler('0').replace('label(0)', 'const { path } = req; f(() => { const req = 1; label(path); })'),
      undefined,
    ],
    [
      'a destructured request whose name is another parameter’s',
      express + inHandler('0').replace('label(0)', 'const { path } = req; f((req) => label(path))'),
      undefined,
    ],
    [
      'a request of this',
      express + 'class A { run() { label(this.req.path); } }',
      "this.req.route?.path ?? 'unmatched'",
    ],
    [
      'a context that is this',
      "import Koa from 'koa'; app.use(function* () { label(this.request.path); })",
      "this._matchedRoute ?? 'unmatched'",
    ],
    ['a response', express + inHandler('res.path'), undefined],
    ['a context where the framework has requests', express + 'label(ctx.path)', undefined],
    [
      'a request further inside a context',
      "import Koa from 'koa'; const f = (ctx) => label(ctx.state.request.path)",
      undefined,
    ],
    [
      'a context taken out by a pattern',
      "import Koa from 'koa'; const f = ({ ctx }) => label(ctx.path)",
      undefined,
    ],
    [
      'a context of a name that means another',
      "import Koa from 'koa'; const f = (ctx) => { const { path } = ctx; g(() => { const ctx = 1; label(path); }); }",
      undefined,
    ],
    ['middleware of a path', express + "app.use('/x', (req, res, next) => label(req.path))", undefined],
    [
      'middleware of another framework',
      "import fastify from 'fastify'; app.use((request, reply) => label(request.url))",
      "request.routeOptions.url ?? 'unmatched'",
    ],
    ['a path parameter', express + inHandler('req.params.id'), undefined],
    ['no raw path', express + inHandler('req.method'), undefined],
    ['request taken out by a pattern', express + "app.get('/x', ({ path }) => label(path))", undefined],
  ])('%s', (_, code, expected) => {
    expect(template(code)).toBe(expected);
  });

  it.each([
    ['alone', 'req.path', "req.route?.path ?? 'unmatched'"],
    ['in a template', '`${req.method} ${req.path}`', "req.route?.path ?? 'unmatched'"],
    ['in a concatenation', "'GET ' + req.path", "(req.route?.path ?? 'unmatched')"],
    ['with a method on it', 'req.path.toLowerCase()', "(req.route?.path ?? 'unmatched')"],
    ['before a fallback', "req.path ?? 'none'", 'req.route?.path'],
    ['before a fallback with ||', "req.path || 'none'", 'req.route?.path'],
    ['as a fallback', 'req.route?.path ?? req.path', "'unmatched'"],
    ['as a fallback with ||', 'req.route?.path || req.path', "'unmatched'"],
    ['as a fallback of something else', 'kind ?? req.path', "(req.route?.path ?? 'unmatched')"],
    ['after something that holds', 'ok && req.path', "(req.route?.path ?? 'unmatched')"],
    ['before a text', "req.path + '/x'", "(req.route?.path ?? 'unmatched')"],
    ['in a list', '[req.path, 1]', "req.route?.path ?? 'unmatched'"],
    ['as an argument', 'String(req.path)', "req.route?.path ?? 'unmatched'"],
    ['as a branch', "ok ? req.path : 'x'", "req.route?.path ?? 'unmatched'"],
    ['deep inside', "['x', ok ? `${req.path}` : 1]", "req.route?.path ?? 'unmatched'"],
  ])('edit of a raw path %s', (_, expression, text) => {
    const verdict = judge(express + inHandler(expression));
    expect(verdict).toMatchObject({ is: 'unbounded', fix: { at: { text: 'req.path' }, text } });
  });
});

describe('a raw path', () => {
  const about = (text: string) => {
    const { expression, source } = parsedNatively(`import express from 'express';\n${text}`);
    return { isRaw: isRawPath(expression, source), isEarly: isReadBeforeRouting(expression, source) };
  };

  it.each([
    ['of a handler', inHandler('req.path')],
    ['of a context', 'label(ctx.path)'],
    ['of an error handler', 'app.use((error, req, res, next) => label(req.path))'],
    ['when the response is done', "app.use((req, res) => res.on('finish', () => label(req.path)))"],
    ['of no parameter', 'app.use(() => label(req.path))'],
    ['of another method', 'app.all((req, res) => label(req.path))'],
  ])('%s', (_, code) => expect(about(code)).toEqual({ isRaw: true, isEarly: false }));

  it.each([
    ['of middleware', 'app.use((req, res, next) => label(req.path))'],
    [
      'of middleware, destructured',
      'app.use((req, res) => { const { originalUrl } = req; label(originalUrl); })',
    ],
    ['of middleware of a path', "app.use('/x', (req, res) => label(req.url))"],
  ])('before routing, %s', (_, code) => expect(about(code)).toEqual({ isRaw: true, isEarly: true }));

  it.each([
    ['method', 'app.use((req, res) => label(req.method))'],
    ['path parameter', 'app.use((req, res) => label(req.params.id))'],
    ['part of a response', 'app.use((req, res) => label(res.url))'],
    ['something else', 'app.use((req, res) => label(x))'],
  ])('is not a %s', (_, code) => expect(about(code)).toEqual({ isRaw: false, isEarly: false }));
});

describe('the product of labels', () => {
  const of = (...codes: string[]) => short(productOf(codes.map((code) => judge(`label(${code})`))));
  it('multiplies bounds', () => expect(of('req.method', 'res.statusCode')).toBe('540'));
  it('is 1 without labels', () => expect(of()).toBe('1'));
  it('is unbounded with one that is', () => expect(of('req.method', 'x', 'req.path')).toBe('∞'));
  it('is unknown with one that is', () => expect(of('req.method', 'x')).toBe('?'));
});

/** Expressions by their parts, so that one part can be replaced. */
interface Shape {
  readonly parts: number;
  readonly text: (parts: readonly string[]) => string;
  readonly joins: 'adds' | 'multiplies' | 'keeps';
}
const SHAPES: readonly Shape[] = [
  { parts: 2, text: ([a, b]) => `(t ? ${a} : ${b})`, joins: 'adds' },
  { parts: 2, text: ([a, b]) => `((${a}) ?? (${b}))`, joins: 'adds' },
  { parts: 2, text: ([a, b]) => `((${a}) || (${b}))`, joins: 'adds' },
  { parts: 2, text: ([a, b]) => '`${' + a! + '}-${' + b! + '}`', joins: 'multiplies' },
  { parts: 2, text: ([a, b]) => `('' + (${a}) + (${b}))`, joins: 'multiplies' },
  { parts: 2, text: ([a, b]) => `[${a}, ${b}].join()`, joins: 'multiplies' },
  { parts: 1, text: ([a]) => `String(${a})`, joins: 'keeps' },
  { parts: 1, text: ([a]) => `(${a}).toString()`, joins: 'keeps' },
  { parts: 1, text: ([a]) => `identity(${a})`, joins: 'keeps' },
  { parts: 1, text: ([a]) => `(${a} as string)!`, joins: 'keeps' },
];
const HEAD = 'const identity = (value) => value;\n';
const BOUNDED = ["'a'", '1', '!x', 'req.method', 'res.statusCode', "(x ? 'p' : 'q')", 'process.env.REGION'];
const UNBOUNDED = ['req.path', 'Date.now()', 'randomUUID()', 'req.params.id'];
const atom = fc.constantFrom(...BOUNDED, 'x', 'compute(x)', 'userId', ...UNBOUNDED);
const treeOf = (leaf: fc.Arbitrary<string>) =>
  fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc
        .tuple(fc.constantFrom(...SHAPES), tie('tree'), tie('tree'))
        .map(([shape, a, b]) => shape.text([a, b])),
    ),
  })).tree;
const tree = treeOf(atom);
const boundedTree = treeOf(fc.constantFrom(...BOUNDED));

describe('properties', () => {
  const verdictOf = (expression: string) => judge(`${HEAD}label(${expression})`);

  it('making a part unbounded never makes the whole bounded', () => {
    let alreadyUnbounded = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SHAPES),
        tree,
        tree,
        fc.constantFrom(...UNBOUNDED),
        fc.nat(1),
        (s, a, b, u, i) => {
          const index = i % s.parts;
          const parts = [a, b].map((part, at) => (at === index ? u : part));
          const before = verdictOf(s.text([a, b]));
          const after = verdictOf(s.text(parts));
          expect(after.is).not.toBe('bounded');
          if (before.is !== 'unbounded') return;
          alreadyUnbounded++;
          expect(after.is).toBe('unbounded');
        },
      ),
      { numRuns: runs(300) },
    );
    expect(alreadyUnbounded).toBeGreaterThan(runs(300) / 6);
  });

  it('a bounded verdict is what its parts make together, or less where they share values', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHAPES), boundedTree, boundedTree, (shape, a, b) => {
        const [whole, ...parts] = [shape.text([a, b]), ...[a, b].slice(0, shape.parts)].map((text) => {
          const verdict = verdictOf(text);
          if (verdict.is !== 'bounded') throw new Error(`${text} is ${verdict.is}`);
          return verdict.values;
        });
        const limit = parts.reduce((x, y) => (shape.joins === 'adds' ? x + y : x * y));
        expect(whole).toBeLessThanOrEqual(limit);
        expect(whole).toBeGreaterThanOrEqual(Math.max(...parts));
      }),
      { numRuns: runs(300) },
    );
  });

  it('renaming a local variable never turns a proven verdict', () => {
    const name = fc.constantFrom(
      'a',
      'value',
      'userId',
      'url',
      'normalizedPath',
      'req2',
      'status',
      'GRID',
      'id',
      '$',
    );
    let proven = 0;
    fc.assert(
      fc.property(tree, name, name, (value, from, to) => {
        const under = (local: string) =>
          judge(
            `${HEAD}app.get('/x', (request, response) => {\n` +
              `  const ${local} = ${value.replaceAll(/\breq\b/g, 'request').replaceAll(/\bres\b/g, 'response')};\n` +
              `  label(${local});\n});`,
          );
        const before = under(from);
        const isProven = before.is === 'bounded' || (before.is === 'unbounded' && before.by === 'value');
        if (!isProven) return;
        proven++;
        expect(short(under(to))).toBe(short(before));
      }),
      { numRuns: runs(300) },
    );
    expect(proven).toBeGreaterThan(runs(300) / 4);
  });

  it('ends, whatever the code', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), tree), { minLength: 1, maxLength: 6 }), (writes) => {
        const code = writes
          .map(([n, value]) => `v${n} = ${value.replace("'a'", `v${(n + 1) % 6}`)};`)
          .join('\n');
        expect(() => judge(`let v0, v1, v2, v3, v4, v5;\n${HEAD}${code}\nlabel(v0)`)).not.toThrow();
      }),
      { numRuns: runs(100) },
    );
  });
});
