import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../inventory/inventory.js';
import { pathFrom } from '../../project/path.js';
import { coreName } from '../matching/core-name.js';
import { NO_SOURCES, foldersUnder } from './folders.js';

/** Files that may emit telemetry, in whatever language, and templates of such. */
const CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|go|py|rb|java|kt|kts|scala|groovy|cs|fs|rs|php|ex|exs|erl|c|cc|cpp|h|hpp|swift|lua|clj|pl|sh|bash|sql|proto|conf|toml|alloy|river|vrl|jinja2?|tf|hcl)$/i;
/** Configuration that makes metrics of what it is given: the Collector's connectors, exporters' queries, StatsD mappings. */
const MAKES_METRICS =
  /(?:otel|collector|exporter|statsd|mapping|queries|vector|fluent|telegraf|json_exporter|sql_exporter|postgres)[^/]*\.(?:ya?ml|json)$/i;
const SCRIPT = /\.[cm]?[jt]sx?$/i;
const OTHER_LANGUAGE = /\.(?:go|py|java|kt|scala|rs|cs|rb|php|ex|exs)$/i;
/** What code in those languages names where it makes metrics. */
const EMITS =
  /prometheus_client|client_golang|promauto|io\.micrometer|io\.prometheus|prometheus_exporter|Prometheus\.Metrics|[Oo]pen[Tt]elemetry|prometheus::|prom_ex|statsd/;
/** What they name where they may: frameworks bring metrics along, and packages around the libraries have names of their own. */
const MAY_EMIT = /prometheus|metric|telemetry|instrument|actuator|springframework|quarkus|micronaut|statsd/i;
/** What they call the parts that come first. */
const JOINS = /namespace|subsystem|prefix/i;
const MAX_SIZE = 1024 * 1024;
const INSTALLED = /[\\/]node_modules[\\/]/;
/** How far what stands before a name is looked at, and how many words a name has to have that others put a prefix before. */
const [PREFIX_LENGTH, MIN_WORDS] = [80, 3];
/** Dependencies whose built files are looked into, and files of one. */
const MAX_DEPENDENCY_FILES = 400;

/** Where names are written in code: what the inventory does not know may still be emitted in a way that it does not see. */
export interface Mentions {
  /** The name itself, or, where that is enough, one that differs in the words for unit and kind alone. */
  metric(name: string, isExact: boolean): Place | undefined;
  attribute(name: string): Place | undefined;
  /** Whether code in other languages makes metrics. */
  readonly hasOtherEmitters: () => boolean;
  /** Whether such code may as well have metrics made for it. */
  readonly mayHaveOtherEmitters: () => boolean;
}

/** Looks the names up in all code below a folder when the first is asked for, and once. */
export function mentionsIn(
  root: string,
  names: () => Iterable<string>,
  attributes: () => Iterable<string>,
): Mentions {
  let found: ReturnType<typeof searched> | undefined;
  const search = () => (found ??= searched(root, [...names()], new Set(attributes())));
  return {
    metric: (name, isExact) => {
      const { exact, cores, pieces, prefixed } = search();
      const stem = stemOf(name);
      return (
        exact.get(exactName(name)) ??
        exact.get(exactName(stem)) ??
        (isExact ? undefined : (cores.get(coreName(name)) ?? cores.get(coreName(stem)))) ??
        afterPrefix(exactName(name), prefixed) ??
        joinedFrom(exactName(name), pieces) ??
        // Python's client and Micrometer add it themselves.
        joinedFrom(exactName(name).replace(/_total$/, ''), pieces)
      );
    },
    attribute: (name) => search().texts.get(name),
    hasOtherEmitters: () => search().hasOtherEmitters,
    mayHaveOtherEmitters: () => search().mayHaveOtherEmitters,
  };
}

function searched(root: string, names: readonly string[], attributes: ReadonlySet<string>) {
  const all = names.flatMap((name) => [name, stemOf(name)]);
  const [wanted, wantedCores] = [new Set(all.map(exactName)), new Set(all.map(coreName))];
  const wantedPieces = new Set(names.flatMap((name) => piecesOf(exactName(name))));
  const exact = new Map<string, Place>();
  const cores = new Map<string, Place>();
  const texts = new Map<string, Place>();
  const pieces: Pieces = { heads: new Set(), tails: new Map() };
  const prefixed = new Map<string, Place>();
  let [hasOtherEmitters, mayHaveOtherEmitters] = [false, false];
  for (const path of codeUnder(root)) {
    let text: string;
    try {
      if (lstatSync(path).size > MAX_SIZE) continue;
      text = readFileSync(path, 'utf8');
    } catch {
      continue;
    }
    const isOther = OTHER_LANGUAGE.test(path);
    const isScript = SCRIPT.test(path);
    const isInstalled = isScript && INSTALLED.test(path);
    const emits = isOther && EMITS.test(text);
    const joins = emits && JOINS.test(text);
    hasOtherEmitters ||= emits;
    mayHaveOtherEmitters ||= emits || (isOther && MAY_EMIT.test(text));
    const place = (offset: number): Place => ({
      file: pathFrom(root, path),
      line: text.slice(0, offset).split('\n').length,
      column: 1,
    });
    for (const { 0: token, index } of text.matchAll(/[A-Za-z_][\w.:-]+\w/g)) {
      const core = coreName(token);
      if (wantedCores.has(core) && !(isScript && isNoName(token, text, index))) {
        if (!cores.has(core)) cores.set(core, place(index));
        const name = exactName(token);
        if (wanted.has(name) && !exact.has(name)) exact.set(name, place(index));
      }
      if (isInstalled && token.includes('_') && hasPrefixBefore(text, index)) {
        const name = exactName(token);
        if (wantedPieces.has(name) && !prefixed.has(name)) prefixed.set(name, place(index));
      }
      if (isOther && (text[index - 1] === '"' || text[index - 1] === "'")) {
        const piece = exactName(token)
          .split('_')
          .filter((word) => word !== '')
          .join('_');
        if (wantedPieces.has(piece)) {
          pieces.heads.add(piece);
          if (emits && (joins || piece.includes('_')) && !pieces.tails.has(piece))
            pieces.tails.set(piece, place(index));
        }
      }
      if (attributes.has(token) && !texts.has(token)) texts.set(token, place(index));
      // Loki and Prometheus write `order.id` as `order_id`.
      const flat = /[.:-]/.test(token) ? token.replace(/[.:-]/g, '_') : token;
      if (attributes.has(flat) && !texts.has(flat)) texts.set(flat, place(index));
    }
  }
  return { exact, cores, texts, pieces, prefixed, hasOtherEmitters, mayHaveOtherEmitters };
}

/** Whether something is put in front of a text: `${prefix}queue_jobs_total`, `prefix + 'queue_jobs_total'`, as compilers write it too. */
function hasPrefixBefore(text: string, at: number): boolean {
  if (at === 0 || !`}"'\``.includes(text.charAt(at - 1))) return false;
  const before = text.slice(Math.max(0, at - PREFIX_LENGTH), at);
  return /\$\{[^{}]*\}$|[\w)\]]\s*\+\s*["'`]$|\.concat\([\w.]+,\s*["'`]$/.test(before);
}

/** Where a dependency writes a name that it puts a prefix before, of at least three words: fewer say too little. */
function afterPrefix(name: string, prefixed: ReadonlyMap<string, Place>): Place | undefined {
  if (prefixed.size === 0) return undefined;
  const words = name.split('_');
  for (let from = 0; from + MIN_WORDS <= words.length; from += 1) {
    const at = prefixed.get(words.slice(from).join('_'));
    if (at) return at;
  }
  return undefined;
}

/** What a name may be joined from, as Go and Python do it: its namespace, its subsystem, and what is left. */
function piecesOf(name: string): readonly string[] {
  const words = name.split('_');
  return words.flatMap((_, from) =>
    words.slice(from).map((_, count) => words.slice(from, from + count + 1).join('_')),
  );
}

/** The texts of code in other languages that are parts of names: the last ones stand where metrics are made. */
interface Pieces {
  readonly heads: Set<string>;
  readonly tails: Map<string, Place>;
}

/** Where the last part of a name is written, of one that is made of two or three texts that stand in code. */
function joinedFrom(name: string, { heads, tails }: Pieces): Place | undefined {
  const words = name.split('_');
  const isWritten = (from: number, to: number) => heads.has(words.slice(from, to).join('_'));
  for (let last = 1; last < words.length; last += 1) {
    const at = tails.get(words.slice(last).join('_'));
    if (!at) continue;
    if (isWritten(0, last)) return at;
    for (let middle = 1; middle < last; middle += 1)
      if (isWritten(0, middle) && isWritten(middle, last)) return at;
  }
  return undefined;
}

/** Whether its dots or capitals tell code from a metric's name: `report.incidents.total`, `RATE_LIMIT_EXCEEDED`. */
function isNoName(token: string, text: string, at: number): boolean {
  if (/^[A-Z][A-Z0-9_]*$/.test(token)) return true;
  return token.includes('.') && !/["'`}/]\.?$/.test(text.slice(Math.max(0, at - 2), at));
}

/** What a name is made from where a helper makes several metrics of one: `score` of `score_avg` and `score_p99`. */
function stemOf(name: string): string {
  return name.replace(/_(?:avg|min|max|mean|stddev|p\d{2,3})$/, '');
}

/** The name of a family, in whichever spelling. */
function exactName(name: string): string {
  return name
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/_(?:bucket|sum|count)$/, '')
    .toLowerCase();
}

function* codeUnder(root: string): Generator<string> {
  const enters = (name: string) => !NO_SOURCES.has(name) && !name.startsWith('.');
  for (const { folder, entries } of foldersUnder(root, enters)) {
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (entry.name === 'node_modules') yield* dependenciesIn(path);
      } else if (entry.isFile() && (CODE.test(entry.name) || MAKES_METRICS.test(entry.name))) yield path;
    }
  }
}

/** The built files of installed packages that mention metrics by their name. */
function* dependenciesIn(modules: string): Generator<string> {
  let names: string[];
  try {
    names = readdirSync(modules);
  } catch {
    return;
  }
  for (const name of names) {
    if (name.startsWith('.')) continue;
    const packages = name.startsWith('@') ? subfolders(join(modules, name)) : [join(modules, name)];
    for (const path of packages) if (takesMetrics(path)) yield* builtFiles(path);
  }
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Whether a package says that it has to do with metrics. */
function takesMetrics(path: string): boolean {
  try {
    return /prom-client|prometheus|metrics|opentelemetry/i.test(
      readFileSync(join(path, 'package.json'), 'utf8'),
    );
  } catch {
    return false;
  }
}

function* builtFiles(root: string): Generator<string> {
  let count = 0;
  for (const { folder, entries } of foldersUnder(root, (name) => name !== 'node_modules')) {
    for (const entry of entries) {
      if (!entry.isFile() || !/\.[cm]?js$/.test(entry.name)) continue;
      count += 1;
      yield join(folder, entry.name);
    }
    if (count >= MAX_DEPENDENCY_FILES) return;
  }
}
