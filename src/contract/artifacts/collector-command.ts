import { dirname, join } from '../../project/path.js';
import { type Data, type DataMap, asString, child, items, textOf } from './data.js';
import type { Surroundings } from './surroundings.js';

/** A Collector that is started with configurations: a service of Docker Compose, a container of Kubernetes. */
export interface CollectorCommand {
  /** The file that starts it. */
  readonly file: string;
  /** In order: each is merged over those before it. */
  readonly configs: readonly GivenConfig[];
  /** Settings may come from elsewhere: a variable, an address, `--set`. */
  readonly isOpen: boolean;
  /** Lists of configurations are joined, where they are replaced else. */
  readonly appendsLists: boolean;
}

/** A `--config`. */
export interface GivenConfig {
  /** Where the container sees it. */
  readonly path: string;
  /** The file of the repository that is mounted there, where that is said. */
  readonly mounted: string | undefined;
  /** The config of the Compose file that is written out in it, by its name. */
  readonly inline: string | undefined;
}

/** The command of a map that starts a program with `--config`. */
export function collectorCommandAt(
  map: DataMap,
  { source, document }: Surroundings,
): CollectorCommand | undefined {
  const words = ['entrypoint', 'command', 'args'].flatMap((key) => wordsOf(child(map, key)));
  const command = givenConfigs(words, source.file.path);
  if (!command) return undefined;
  const configs = composeConfigs(map, document);
  const mounts = [
    ...items(child(map, 'volumes')).flatMap((volume) => mountOf(volume) ?? []),
    ...configs.flatMap(({ from, to }) => (from === undefined ? [] : [{ from, to }])),
  ];
  return {
    ...command,
    configs: command.configs.map(({ path }) => ({
      path,
      mounted: mountedAt(path, mounts, dirname(command.file)),
      inline: configs.find(({ from, to }) => from === undefined && to === path)?.name,
    })),
  };
}

/** The configurations that the words of a command give; undefined where there are none. */
export function givenConfigs(words: readonly string[], file: string): CollectorCommand | undefined {
  const given = words.flatMap((word, index) => {
    const inline = /^--?config=(.+)$/s.exec(word)?.[1];
    return inline ?? (/^--?config$/.test(word) ? (words[index + 1] ?? []) : []);
  });
  if (given.length === 0) return undefined;
  const paths = given.flatMap((config) => pathOf(config) ?? []);
  return {
    file,
    configs: paths.map((path) => ({ path, mounted: undefined, inline: undefined })),
    isOpen: paths.length < given.length || words.some((word) => /^--?set(?:=|$)/.test(word)),
    appendsLists: words.some((word) => word.includes('enableMergeAppendOption')),
  };
}

function wordsOf(data: Data | undefined): readonly string[] {
  const text = asString(data)?.value;
  if (text !== undefined) return text.split(/\s+/).map(unquoted);
  // A shell's command in one item.
  return items(data).flatMap((item) => (textOf(item) ?? '').split(/\s+/).map(unquoted));
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/, '$2');
}

/** The path of a `--config`; undefined where it is given in another way (`env:`, `yaml:`, `https:`). */
function pathOf(config: string): string | undefined {
  const path = config.replace(/^file:/, '');
  return /^[a-z]{2,}:/i.test(path) || path.includes('$') ? undefined : path;
}

interface ComposeConfig {
  readonly name: string;
  /** The file that it is; undefined where it is written out. */
  readonly from: string | undefined;
  readonly to: string;
}

/** The configs of a Compose file that a service gets: `configs: [{ source: otel, target: /etc/otel.yaml }]`. */
function composeConfigs(service: DataMap, document: DataMap | undefined): readonly ComposeConfig[] {
  return items(child(service, 'configs')).flatMap((item): readonly ComposeConfig[] => {
    const name = textOf(item) ?? textOf(child(item, 'source'));
    const written = name === undefined ? undefined : child(document, 'configs', name);
    if (name === undefined || !written) return [];
    return [{ name, from: textOf(child(written, 'file')), to: textOf(child(item, 'target')) ?? `/${name}` }];
  });
}

interface Mount {
  readonly from: string;
  readonly to: string;
}

/** `./here:/there:ro`, or the same as a map; undefined for what lies outside of the repository. */
function mountOf(volume: Data): Mount | undefined {
  const [from, to] = asString(volume)?.value.split(':') ?? [
    textOf(child(volume, 'source')),
    textOf(child(volume, 'target')),
  ];
  return from === undefined || to === undefined || /^\/|\$/.test(from) ? undefined : { from, to };
}

function mountedAt(path: string, mounts: readonly Mount[], folder: string): string | undefined {
  for (const { from, to } of mounts) {
    if (path === to) return join(folder, from);
    const below = to.endsWith('/') ? to : `${to}/`;
    if (path.startsWith(below)) return join(folder, from, path.slice(below.length));
  }
  return undefined;
}
