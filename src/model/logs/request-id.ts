/**
 * Ids that services give the requests they serve, and the headers in which callers send theirs. Names of frameworks'
 * objects stand in `catalog/attributes/identifiers.ts`.
 */

/** Functions that mint an id, by the last name they are called by. */
const MINTERS: ReadonlySet<string> = new Set([
  ...['randomUUID', 'uuid', 'uuidv4', 'uuidv7', 'uuidV4', 'uuid4', 'nanoid', 'ulid', 'cuid', 'createId'],
  ...['generateUUID', 'generateUuid', 'v4', 'v7'],
]);

const ID_NAME = /^(?:req(?:uest)?|correlation)_?id$/i;
const ID_HEADER = /^(?:x-)?(?:req(?:uest)?|correlation)-?id$/i;
/** Headers that carry an id of the request, those of tracing included. */
const INCOMING =
  /(?:x-)?(?:request|correlation)-?id|traceparent|x-amzn-trace-id|x-b3-traceid|x-cloud-trace-context|x-trace-id/i;

const TELLS_REQUEST =
  /\b(?:req|request|correlation|trace)_?id\b|\b_?(?:req|request)(?:\.(?:raw|id|requestId)\b|\s*[,}])/i;

/** Whether a function's name is one of a function that mints ids. */
export function mayGenerate(name: string): boolean {
  return MINTERS.has(name);
}

/** Whether a variable or property is named for the id of a request: `requestId`, `correlation_id`. */
export function namesRequestId(name: string): boolean {
  return ID_NAME.test(name);
}

/** Whether a header carries the id of a request: `X-Request-Id`, `x-correlation-id`. */
export function isIdHeader(name: string): boolean {
  return ID_HEADER.test(name);
}

/** Whether a text names a header that callers send an id in, or a constant called so. */
export function namesIncomingId(text: string): boolean {
  return INCOMING.test(text.replaceAll('_', '-'));
}

/**
 * Whether what a record is written from names the id of its request or trace, or the request itself, which pino's
 * middlewares write with its id.
 */
export function tellsRequest(text: string): boolean {
  return TELLS_REQUEST.test(text);
}

/** The header to read for an id that is kept under a name. */
export function headerFor(name: string): string {
  if (isIdHeader(name) && name.includes('-')) return name.toLowerCase();
  return /correlation/i.test(name) ? 'x-correlation-id' : 'x-request-id';
}

/** How a framework reads a header of the request that it serves. */
export type HeaderReading = 'express' | 'koa' | 'hono' | 'fetch' | 'node';

/** `request` is the name of the request, or of Koa's and Hono's context. The result is a string for TypeScript too. */
export function incomingOr(reading: HeaderReading, request: string, header: string, minted: string): string {
  switch (reading) {
    case 'express':
      return `${request}.get('${header}') ?? ${minted}`;
    case 'koa':
      // An absent header reads as the empty text.
      return `${request}.get('${header}') || ${minted}`;
    case 'hono':
      return `${request}.req.header('${header}') ?? ${minted}`;
    case 'fetch':
      return `${request}.headers.get('${header}') ?? ${minted}`;
    case 'node':
      // Typed as a list too, which only `set-cookie` ever is.
      return `String(${request}.headers['${header}'] ?? ${minted})`;
  }
}
