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
  // A comment may stand between lines that are continued.
  const plain = text.replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  return [...plain.matchAll(/^[ \t]*([A-Za-z]+)[ \t]+((?:.*\\[ \t]*\r?\n(?:[ \t]*\r?\n)*)*.*)$/gm)].map(
    ({ 0: whole, 1: name = '', 2: rest = '', index }) => ({
      at: index + whole.indexOf(rest),
      name: name.toUpperCase(),
      text: rest.replace(/\\[ \t]*\r?\n\s*/g, ' ').trim(),
    }),
  );
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
