import { basename } from '../../project/path.js';
import { type CollectorCommand, givenConfigs } from './collector-command.js';
import { type CollectorRelease, collectorReleaseOf } from './collector-release.js';
import type { Source } from './data.js';

/** What files of instructions for an image are called: `Dockerfile`, `Dockerfile.otel`, `otel.dockerfile`, `Containerfile`. */
export const DOCKERFILE = /^(?:dockerfile|containerfile)(?:\.[\w.-]+)?$|\.(?:dockerfile|containerfile)$/i;

interface Instruction {
  readonly at: number;
  readonly name: string;
  readonly text: string;
}

/** The Collector that an image starts, and the release that it is made from. */
export function collectorOfImage(source: Source): {
  readonly command: CollectorCommand | undefined;
  readonly release: CollectorRelease | undefined;
} {
  const all = instructionsIn(source.text);
  const of = (...names: readonly string[]) => all.filter(({ name }) => names.includes(name));
  const words = [...of('ENTRYPOINT').slice(-1), ...of('CMD').slice(-1)].flatMap(({ text }) => wordsOf(text));
  const command = givenConfigs(words, source.file.path);
  // What is copied under another name is known by its own.
  const copied = new Map(of('COPY', 'ADD').flatMap(({ text }) => copiedFile(text)));
  const [base] = of('FROM').slice(-1);
  return {
    command: command && {
      ...command,
      configs: command.configs.map((given) => ({ ...given, path: copied.get(given.path) ?? given.path })),
    },
    release: base && collectorReleaseOf(base.text.split(/\s+/)[0] ?? '', source, base.at),
  };
}

function instructionsIn(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  let at = 0;
  let continued: { readonly at: number; readonly lines: string[] } | undefined;
  for (const line of text.split('\n')) {
    const written = line.trim();
    // A comment may stand between lines that are continued.
    if (written !== '' && !written.startsWith('#')) {
      continued ??= { at: at + line.length - line.trimStart().length, lines: [] };
      continued.lines.push(written.replace(/\\$/, ''));
      if (!written.endsWith('\\')) {
        const [name = '', ...words] = continued.lines.join(' ').split(/\s+/);
        found.push({ at: continued.at, name: name.toUpperCase(), text: words.join(' ') });
        continued = undefined;
      }
    }
    at += line.length + 1;
  }
  return found;
}

/** The words of a command, as a list or as a shell has them. */
function wordsOf(text: string): readonly string[] {
  if (text.startsWith('['))
    try {
      const list: unknown = JSON.parse(text);
      if (Array.isArray(list)) return list.filter((word) => typeof word === 'string');
    } catch {
      // Docker takes it for a shell's command.
    }
  return text.split(/\s+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

/** `COPY otel.yaml /etc/otel/config.yaml`: where the image has it, and the file. */
function copiedFile(text: string): readonly (readonly [string, string])[] {
  const [from, to, ...others] = wordsOf(text).filter((word) => !word.startsWith('--'));
  if (from === undefined || to === undefined || others.length > 0) return [];
  return [[to.endsWith('/') ? `${to}${basename(from)}` : to, from]];
}
