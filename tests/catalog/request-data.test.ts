import fastify from 'fastify';
import pino from 'pino';
import { describe, expect, test } from 'vitest';

/** The id that Fastify gives a request which brings one. */
async function requestId(options: object): Promise<string> {
  const app = fastify({ genReqId: () => 'minted', ...options });
  app.get('/', (request) => ({ id: request.id }));
  const response = await app.inject({ url: '/', headers: { 'x-request-id': 'incoming' } });
  await app.close();
  return response.json<{ id: string }>().id;
}

describe('request ids, as honor-request-id and its page tell', () => {
  test('Fastify ignores the incoming id by default', async () => {
    expect(await requestId({})).toBe('minted');
  });

  test('Fastify reads the header that it is told', async () => {
    expect(await requestId({ requestIdHeader: 'x-request-id' })).toBe('incoming');
  });

  test('what the suggestion writes reads it too', async () => {
    const genReqId = (req: { headers: Record<string, string | string[] | undefined> }) =>
      String(req.headers['x-request-id'] ?? 'minted');
    expect(await requestId({ genReqId })).toBe('incoming');
  });
});

describe('what pino redacts, as no-sensitive-data takes it', () => {
  const logged = (redact: string[], fields: object) => {
    let line = '';
    const logger = pino({ redact }, { write: (text: string) => void (line = text) });
    logger.info(fields, 'Signed in');
    return line;
  };

  test.each([
    [['password'], { password: 'hunter2' }],
    [['*.password'], { user: { password: 'hunter2' } }],
    [['user'], { user: { password: 'hunter2' } }],
    [['headers["x-api-key"]'], { headers: { 'x-api-key': 'hunter2' } }],
  ])('%j covers %j', (redact, fields) => {
    expect(logged(redact, fields)).not.toContain('hunter2');
  });

  test.each([
    [['*.password'], { password: 'hunter2' }],
    [['user.password'], { password: 'hunter2' }],
  ])('%j does not cover %j', (redact, fields) => {
    expect(logged(redact, fields)).toContain('hunter2');
  });
});
