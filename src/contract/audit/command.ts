import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InputError, reasonOf } from '../../codemod/files.js';
import { type Terminal, colorsOf, command, formatOption, pathsArgument, warn } from '../command.js';
import type { Audit } from './audit.js';
import { htmlAudit } from './formats/html.js';
import { badgeOf, jsonAudit } from './formats/json.js';
import { markdownAudit } from './formats/markdown.js';
import { textAudit } from './formats/text.js';
import { runAudit } from './run-audit.js';

type Format = 'text' | 'json' | 'md' | 'html';

interface Options {
  readonly format: Format;
  readonly badge?: string;
}

/** `obs-contract audit`: how much the on-call of each service will see. */
export function auditCommand(terminal: Terminal): Command {
  return command('audit', terminal)
    .description(
      'Says how far each service has come, from the console alone to SLOs, with the evidence and the next step.',
    )
    .addArgument(pathsArgument('files or folders to read'))
    .addOption(formatOption(['text', 'json', 'md', 'html']))
    .option('--badge <file>', 'write a badge of the lowest level, as shields.io reads it')
    .action((paths: readonly string[], { format, badge }: Options) => {
      const { audit, warnings } = runAudit(paths, terminal.cwd);
      for (const warning of warnings) warn(warning, terminal);
      if (badge !== undefined) writeBadge(badge, audit, terminal.cwd);
      terminal.stdout.write(formatted(audit, format, terminal));
    });
}

function formatted(audit: Audit, format: Format, terminal: Terminal): string {
  switch (format) {
    case 'text':
      return textAudit(audit, colorsOf(terminal));
    case 'json':
      return jsonAudit(audit);
    case 'md':
      return markdownAudit(audit);
    case 'html':
      return htmlAudit(audit);
  }
}

function writeBadge(path: string, audit: Audit, cwd: string): void {
  try {
    writeFileSync(resolve(cwd, path), badgeOf(audit));
  } catch (error) {
    throw new InputError(`${path}: ${reasonOf(error)}`);
  }
}
