import { realpathSync } from 'node:fs';
import { type Command, Option } from 'commander';
import picomatch from 'picomatch';
import { type Terminal, colorsOf, command, formatOption, warn } from '../command.js';
import { inventoryOf } from '../inventory/command.js';
import { findArtifacts } from '../check/find-artifacts.js';
import { withReaders } from './readers.js';
import { breaksIn, compareInventories } from './compare.js';
import { jsonDiff } from './formats/json.js';
import { markdownDiff } from './formats/markdown.js';
import type { DiffReport } from './formats/report.js';
import { textDiff } from './formats/text.js';
import { revisionAt } from './revision.js';

type Format = 'text' | 'json' | 'md';

interface Flags {
  readonly format: Format;
  readonly allow: readonly string[];
}

/** `obs-contract diff <ref>`: what a change adds, drops and renames. Exits with 1 where something breaks. */
export function diffCommand(terminal: Terminal, exit: (code: number) => void): Command {
  return command('diff', terminal)
    .description('Compares what the code emits with what it emitted at a commit; exits with 1 on a break.')
    .argument('<ref>', 'a commit, branch or tag to compare with')
    .addOption(formatOption(['text', 'json', 'md']))
    .addOption(
      new Option('--allow <name>', 'a metric that may break, by its name before; `*` for any (repeatable)')
        .argParser((name: string, before: readonly string[]) => [...before, name])
        .default([], 'none'),
    )
    .action((ref: string, { format, allow }: Flags) => {
      const { commit, before } = inventoryAt(ref, terminal);
      const { inventory: after, warnings } = inventoryOf(['.'], terminal.cwd);
      for (const warning of warnings) warn(warning, terminal);
      const compared = compareInventories(
        before,
        after,
        allow.length === 0 ? undefined : picomatch([...allow]),
      );
      const changes = withReaders(
        compared,
        before,
        () => findArtifacts(['.'], realpathSync(terminal.cwd)).artifacts,
      );
      terminal.stdout.write(formatted({ ref, commit, changes }, format, terminal));
      if (breaksIn(changes) > 0) exit(1);
    });
}

function inventoryAt(ref: string, { cwd }: Terminal) {
  const revision = revisionAt(ref, realpathSync(cwd));
  try {
    return { commit: revision.commit, before: inventoryOf(['.'], revision.folder).inventory };
  } finally {
    revision.remove();
  }
}

function formatted(report: DiffReport, format: Format, terminal: Terminal): string {
  switch (format) {
    case 'text':
      return textDiff(report, colorsOf(terminal));
    case 'json':
      return jsonDiff(report);
    case 'md':
      return markdownDiff(report);
  }
}
