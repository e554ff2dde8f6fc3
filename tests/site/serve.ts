import { readFileSync, statSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const COMPRESSED = /\.(?:css|html|js|json|svg)$/;

/** A folder as GitHub Pages serves it: compressed with gzip, pages without `.html`, 404 for the rest. */
export class SiteServer {
  /** Bytes of all bodies that were sent. */
  sent = 0;
  private readonly bodies = new Map<string, Buffer>();

  private constructor(
    private readonly folder: string,
    private readonly base: string,
    private readonly server: Server,
  ) {
    server.on('request', ({ url = '' }, response) => {
      const path = decodeURI(new URL(url, 'http://localhost').pathname);
      const file = path.startsWith(base) ? this.fileOf(normalize(path.slice(base.length))) : undefined;
      const body = this.body(file ?? join(folder, '404.html'));
      this.sent += body.length;
      const type = TYPES[extname(file ?? '.html')] ?? 'application/octet-stream';
      const isCompressed = COMPRESSED.test(file ?? '.html');
      response.writeHead(file === undefined ? 404 : 200, {
        'content-type': type,
        ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
      });
      response.end(body);
    });
  }

  static async start(folder: string, base: string): Promise<SiteServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return new SiteServer(folder, base, server);
  }

  /** The address of a page. */
  url(page: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.base}${page}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private fileOf(path: string): string | undefined {
    const candidates = [path, `${path}.html`, join(path, 'index.html')];
    return candidates
      .map((candidate) => join(this.folder, candidate))
      .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  }

  private body(file: string): Buffer {
    let body = this.bodies.get(file);
    if (!body) {
      const text = readFileSync(file);
      body = COMPRESSED.test(file) ? gzipSync(text) : text;
      this.bodies.set(file, body);
    }
    return body;
  }
}
