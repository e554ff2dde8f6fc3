import { describe, expect, it } from 'vitest';
import { carriedBy } from '../../../src/model/propagation/carrier.js';
import { type Program, argumentOf, read } from '../program.js';

function carried(program: Program | string): string {
  const source = read(program);
  return carriedBy(argumentOf(source, 'fetch'), source).is;
}

describe('headers', () => {
  it.each([
    ['fetch({ accept: "json" })', 'no'],
    ['fetch({ traceparent: value })', 'yes'],
    ['fetch(undefined)', 'no'],
    ['fetch(new Headers({ accept: "json" }))', 'no'],
    ['fetch({ [name]: value })', 'unknown'],
    ['fetch(headers)', 'unknown'],
    ['fetch(request.headers)', 'unknown'],
    ['const base = { accept: "json" }; const headers = { ...base }; fetch(headers)', 'no'],
    ['let headers = {}; if (c) headers = { accept: "json" }; fetch(headers)', 'no'],
    ['let headers = {}; if (c) headers = { traceparent: value }; fetch(headers)', 'no'],
    ['fetch(c ? {} : { traceparent: value })', 'no'],
    ['const headers = {}; propagation.inject(context.active(), headers); fetch(headers)', 'yes'],
    ['const headers = new Headers(); propagation.inject(context.active(), headers); fetch(headers)', 'lost'],
    ['const headers = {}; headers[name] = value; fetch(headers)', 'unknown'],
    ['const headers = {}; fill(headers); fetch(headers)', 'unknown'],
    ['const headers = {}; log.debug(headers); fetch(headers)', 'no'],
    ['const headers = { ...headers }; fetch(headers)', 'unknown'],
    ['fetch({ ...(token && { authorization: token }) })', 'no'],
    ['fetch(c ? {} : { accept: "json" })', 'no'],
    ['fetch(Object.assign({}, { accept: "json" }))', 'no'],
  ])('%s', (program, expected) => expect(carried(program)).toBe(expected));

  it('that a function returns, or hands on', () => {
    expect(carried('const headersFor = (id) => ({ id }); fetch(headersFor(1))')).toBe('no');
    expect(carried('const headersFor = (given) => ({ ...given }); fetch(headersFor({ accept }))')).toBe('no');
    expect(carried('const headersFor = (given) => ({ ...given }); fetch(headersFor(other))')).toBe('unknown');
    expect(
      carried(
        'function headersFor() { const it = {}; propagation.inject(c, it); return it; } fetch(headersFor())',
      ),
    ).toBe('yes');
    expect(carried('function send(headers) { fetch(headers); } send({}); send({ accept });')).toBe('no');
    expect(carried('function send(headers) { fetch(headers); } send({}); send(other);')).toBe('unknown');
    expect(carried('export function send(headers) { fetch(headers); } send({});')).toBe('unknown');
  });

  it('that a function fills, itself or through others', () => {
    const API = "import { context, propagation } from '@opentelemetry/api';";
    const filled = (text: string) =>
      carried(`${API} const headers = {}; fill(headers); fetch(headers); ${text}`);
    expect(
      filled(
        'function fill(it) { put(it); } function put(into) { propagation.inject(context.active(), into); }',
      ),
    ).toBe('yes');
    expect(filled('function fill(it) { put(it); } function put(into) { into.accept = "json"; }')).toBe('no');
    expect(
      carried({
        'main.ts': "import { fill } from './fill'; const headers = {}; fill(headers); fetch(headers);",
        'fill.ts': "import { put } from './put'; export const fill = (it) => put({ a: 1 }, it);",
        'put.ts': `${API} export const put = (options, into) => propagation.inject(context.active(), into);`,
      }),
    ).toBe('yes');
  });

  it('of another module count where nothing there may fill them', () => {
    const program = (module: string) => ({
      'main.ts': "import { HEADERS } from './headers'; fetch({ ...HEADERS, id })",
      'headers.ts': module,
    });
    expect(carried(program("export const HEADERS = { accept: 'json' };"))).toBe('no');
    expect(carried(program('export const HEADERS = {}; HEADERS.id = 1;'))).toBe('unknown');
    expect(carried(program('export const HEADERS = {}; addTracing(HEADERS);'))).toBe('unknown');
    expect(carried(program('export const HEADERS = {}; propagation.inject(c, HEADERS);'))).toBe('unknown');
    expect(carried(program('export const HEADERS = {}; api.otelHeaders (HEADERS);'))).toBe('unknown');
    // Many words of tracing in one name.
    const name = 'span'.repeat(5000);
    expect(carried(program(`export const HEADERS = {}; export const ${name} = [HEADERS];`))).toBe('no');
    expect(carried(program(`export const HEADERS = {}; ${name}(HEADERS);`))).toBe('unknown');
  });
});
