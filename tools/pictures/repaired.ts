import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Linter } from 'eslint';
import plugin from '../../src/index.js';

/** A program before and after the plugin has repaired it, and what it said. */
export interface Repaired {
  readonly before: string;
  readonly after: string;
  readonly messages: readonly string[];
}

/** Applies what the plugin offers for a program: fixes, and then the first suggestion of each finding that is left. */
export function repaired(file: string): Repaired {
  const linter = new Linter({ cwd: dirname(file) });
  const { recommended } = plugin.configs;
  const config = [{ files: ['**'], plugins: recommended.plugins, rules: recommended.rules }];
  // As a part of a service: examples are judged more leniently.
  const filename = `src/${basename(file)}`;
  const before = readFileSync(file, 'utf8');
  const messages = linter.verify(before, config, filename).map(({ message }) => message);
  let after = linter.verifyAndFix(before, config, { filename }).output;
  for (let tries = 0; tries < 5; tries += 1) {
    const [suggestion] = linter
      .verify(after, config, filename)
      .flatMap(({ suggestions = [] }) => suggestions);
    if (!suggestion) break;
    const { range, text } = suggestion.fix;
    after = after.slice(0, range[0]) + text + after.slice(range[1]);
  }
  return { before, after, messages };
}
