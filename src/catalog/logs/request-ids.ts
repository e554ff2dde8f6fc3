/** How servers give the requests they serve an id, and read the one that a request comes with. */

/** The option of pino-http and Fastify that makes a request's id. */
export const ID_GENERATOR = 'genReqId';

/** A framework that reads the id from a header by itself, where an option names it; below a version always. */
export const READS_ID_HEADER = { package: 'fastify', option: 'requestIdHeader', alwaysBelow: 5 };

/** Frameworks whose requests have `get(header)`, unless the request is another's that is imported beside it. */
export const HEADERS_BY_GET = [{ package: 'express', unless: 'fastify' }];

/** Types of requests whose headers are an object by name: Fastify's, Node's, Next's. */
export const HEADERS_BY_NAME = /Fastify|Incoming|Http2|Api/;
