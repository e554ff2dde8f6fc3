import type { TSESTree } from '@typescript-eslint/types';
import { Session, type TelemetryEvent } from '../../src/analysis/session.js';
import { parseFile, parseModule } from '../../src/codemod/parser.js';
import type { Settings } from '../../src/model/settings.js';
import type { Host } from '../../src/project/host.js';
import { MemoryHost } from '../../src/project/memory.js';
import type { AnalysedFile } from '../../src/recognize/file.js';
import { descendants } from '../../src/estree/tree.js';

export interface Program {
  readonly text: string;
  /** Absolute. */
  readonly path?: string;
  /** The files around it, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly host?: Host;
  readonly settings?: Omit<Settings, 'root'>;
}

function inputOf({ text, path = '/app/src/file.ts', settings }: Program) {
  return {
    path,
    text,
    settings: { root: '/app', ...settings },
    parse: parseModule,
    parsed: () => parseFile(text, path),
  };
}

/** A file of a project that is only in memory, as the engine sees it. */
export function fileOf(program: Program): AnalysedFile {
  return new Session(program.host ?? new MemoryHost(program.files)).file(inputOf(program));
}

/** Everything that is recognised in a file of a project that is only in memory. */
export function eventsOf(program: Program): readonly TelemetryEvent[] {
  return new Session(program.host ?? new MemoryHost(program.files)).analyse(inputOf(program));
}

/** The first argument of the last call of a function. */
export function argumentOf(called: string, { source }: AnalysedFile): TSESTree.Node {
  const calls = [...descendants(source.program)].filter(
    (node): node is TSESTree.CallExpression =>
      node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === called,
  );
  const found = calls.at(-1)?.arguments[0];
  if (!found) throw new Error(`no ${called}() call`);
  return found;
}
