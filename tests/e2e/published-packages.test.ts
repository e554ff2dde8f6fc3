import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '../../src/codemod/cli.js';
import { parseFile } from '../../src/codemod/parser.js';
import { emptyFolder, unpack } from './workspace.js';

async function codemod(cwd: string, ...argv: string[]) {
  const { Writable } = await import('node:stream');
  let text = '';
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  const code = await main(argv, '0.0.0', {
    cwd,
    stdout: sink,
    stderr: new Writable({ write: (_c, _e, done) => done() }),
  });
  return { code, report: JSON.parse(text) };
}

/** Sources as they were published, of different age and style; what was found in them is pinned too. */
const PACKAGES = [
  {
    spec: 'nodebb@1.4.0',
    style: 'CommonJS of 2017, callbacks, winston and console',
    summary: { found: 226, migrated: 114, left: 112 },
  },
  {
    spec: 'hubot@14.1.0',
    style: 'ES modules, pino and console',
    summary: { found: 51, migrated: 34, left: 17 },
  },
  {
    spec: 'cors-anywhere@0.4.4',
    style: 'CommonJS without a logging library, published for anyone: left alone',
    summary: { found: 5, migrated: 0, left: 5 },
  },
];

describe.each(PACKAGES)('$spec: $style', ({ spec, summary }) => {
  it(
    'is migrated: every edited file parses, nothing else changes, a second run is empty',
    { timeout: 120_000 },
    async () => {
      const root = unpack(spec, emptyFolder());
      const before = contents(root);
      const first = await codemod(root, '.', '--allow-dirty', '--format', 'json');
      expect(first.code).toBe(0);
      const { found, migrated, left } = first.report.summary;
      expect({ found, migrated, left }).toEqual(summary);
      expect(migrated + left).toBe(found);

      const changed = new Set<string>(
        first.report.files
          .filter((file: { changed: boolean }) => file.changed)
          .map((file: { path: string }) => file.path),
      );
      const after = contents(root);
      for (const [path, text] of after) {
        if (changed.has(path))
          expect(parseFile(Buffer.from(text, 'latin1').toString(), path).ast.type).toBe('Program');
        else if (!first.report.created.includes(path)) expect(text).toBe(before.get(path));
      }
      const second = await codemod(root, '.', '--allow-dirty', '--format', 'json');
      expect(second.report.summary).toMatchObject({ migrated: 0, changed: 0, left });
      expect(contents(root)).toEqual(after);
    },
  );
});

function contents(root: string): Map<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.[cm]?[jt]sx?$/.test(path),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'latin1')]));
}
