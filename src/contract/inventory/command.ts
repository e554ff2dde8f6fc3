import { realpathSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { findFiles, readSource } from '../../codemod/files.js';
import { DiskHost } from '../../project/disk.js';
import { isUnder, normalised } from '../../project/path.js';
import { type Terminal, colorsOf, command, formatOption, pathsArgument, warn } from '../command.js';
import { type Collected, collect } from './collect.js';
import type { FileReader } from './read-file.js';
import { htmlInventory } from './formats/html/page.js';
import { jsonInventory } from './formats/json.js';
import { markdownInventory } from './formats/markdown.js';
import { textInventory } from './formats/text.js';
import { weaverInventory } from './formats/weaver.js';
import type { Inventory } from './inventory.js';

/** `obs-contract inventory`: what the code emits. */
export function inventoryCommand(terminal: Terminal): Command {
  return command('inventory', terminal)
    .description(
      'Lists the metrics, log events, spans and outbound calls of the code, with their labels and fields.',
    )
    .addArgument(pathsArgument('files or folders to read'))
    .addOption(formatOption(['text', 'json', 'md', 'html', 'weaver']))
    .action((paths: readonly string[], { format }: { readonly format: Format }) => {
      const { inventory, warnings } = inventoryOf(paths, terminal.cwd);
      for (const warning of warnings) warn(warning, terminal);
      terminal.stdout.write(formatted(inventory, format, terminal));
    });
}

type Format = 'text' | 'json' | 'md' | 'html' | 'weaver';

function formatted(inventory: Inventory, format: Format, terminal: Terminal): string {
  switch (format) {
    case 'text':
      return textInventory(inventory, colorsOf(terminal));
    case 'json':
      return jsonInventory(inventory);
    case 'md':
      return markdownInventory(inventory);
    case 'html':
      return htmlInventory(inventory);
    case 'weaver':
      return weaverInventory(inventory);
  }
}

/** The inventory of what stands on disk under the given paths. Throws an InputError for a path that is not there. */
export function inventoryOf(
  paths: readonly string[],
  directory: string,
  also?: FileReader,
): Collected & { readonly folder: string } {
  const cwd = realpathSync(directory);
  const { files, roots } = findFiles(paths, cwd);
  const [only, ...others] = roots;
  // Paths in another repository are told from its own folder.
  const isElsewhere =
    only !== undefined && others.length === 0 && !isUnder(normalised(cwd), normalised(only));
  const folder = normalised(isElsewhere && statSync(only).isDirectory() ? only : cwd);
  const read = (path: string) => readSource(path).text;
  return { ...collect({ host: new DiskHost(), folder, files: files.map(normalised), read }, also), folder };
}
