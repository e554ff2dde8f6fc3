/** That a caller gets the id of its request as the suggestion of `honor-request-id` sends it, by what each framework really answers. */
import { randomUUID } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';

const HEADER = 'x-request-id';
let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

/** The id in the answer to a request that comes with one, or with none. */
async function answered(listener: Server, sent?: string): Promise<string | null> {
  server = listener;
  await new Promise<void>((done) => void listener.listen(0, '127.0.0.1', done));
  const { port } = listener.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}/`, {
    headers: sent === undefined ? {} : { [HEADER]: sent },
  });
  return headers.get(HEADER);
}

function expressApp(sends: boolean): Server {
  const app = express();
  app.use((req, res, next) => {
    const requestId = req.get(HEADER) ?? randomUUID();
    if (sends) res.setHeader(HEADER, requestId);
    next();
  });
  app.get('/', (_req, res) => void res.end(String(res.statusCode)));
  return createServer(app);
}

describe('the id of a request', () => {
  it('is not sent back by itself', async () => {
    expect(await answered(expressApp(false), 'a-1')).toBeNull();
  });

  it('goes back as it came, and as it was made where none came', async () => {
    expect(await answered(expressApp(true), 'a-1')).toBe('a-1');
    server?.close();
    expect(await answered(expressApp(true))).toMatch(/^[\da-f-]{36}$/);
  });

  it('goes back by Fastify’s `reply.header`', async () => {
    const app = fastify();
    app.addHook('onRequest', (request, reply, done) => {
      const requestId = String(request.headers[HEADER] ?? randomUUID());
      reply.header(HEADER, requestId);
      done();
    });
    app.get('/', () => 'ok');
    const { headers } = await app.inject({ url: '/', headers: { [HEADER]: 'a-2' } });
    expect(headers[HEADER]).toBe('a-2');
    expect(((await app.inject('/')).headers[HEADER] as string).length).toBe(36);
  });
});
