import type { Tracked } from '../model/code/source.js';
import { FileCache } from './file-cache.js';
import type { Entry, Host, Output, Workspace } from './host.js';
import { dirname } from './path.js';

/** The stamp of what is not there. */
const MISSING = 'missing';
/** An answer that was read from more files and directories than these is not held against each of them. */
const MAX_DEPENDENCIES = 200;
/**
 * A pause between two files after which such answers are found out again. A command line lints one file right after the
 * other, and reads everything once; whoever changes a set-up in an editor takes longer than that.
 */
const PAUSE_MS = 2000;
/** Files that are begun within this time of each other are of one run; nobody changes a file and lints the next one within it. */
const RUN_MS = 500;
/** How long what was found on disk holds for the files of a run. */
const MAX_RUN_MS = 5000;

interface Answer {
  readonly value: unknown;
  /** What it was read from, by stamp; undefined where that is too much to be asked about again. */
  readonly dependencies: ReadonlyMap<string, string> | undefined;
  readonly pause: number;
  /** The last time that it was found to hold. */
  checked: number;
}

/** What a computation has read so far. */
interface Frame {
  /** Undefined once it is too much to be kept. */
  dependencies: Map<string, string> | undefined;
  /** The answers whose dependencies are among them: many a one is asked for over and over. */
  readonly inherited: Set<Answer>;
}

/** A question about a project whose answer is kept until what it was read from changes. */
export type Query<Value> = (project: Project, key: string) => Value;

/**
 * Makes a query: `compute` answers it from what it reads through the project, which is how the project knows when the
 * answer no longer holds. Queries may ask each other, but not in a circle.
 */
export function query<Value>(compute: (project: Project, key: string) => Value): Query<Value> {
  const ask: Query<Value> = (project, key) => project.answer(ask, key, compute);
  return ask;
}

/**
 * The files around the ones that are analysed. Reads through a host, remembers what follows from what it read, and notes
 * what each answer was read from, so that a change on disk is seen with the next file.
 */
export class Project {
  private readonly answers = new Map<unknown, Map<string, Answer>>();
  private readonly frames: Frame[] = [];
  private readonly firsts = new Map<string, string>();
  private readonly files: FileCache;
  private run = new Set<string>();
  private generation = 0;
  private pauses = 0;
  private lastRefresh = 0;
  private lastBegin = 0;

  constructor(readonly host: Host) {
    this.files = new FileCache(host);
  }

  /** Says that files may have changed since the last question: asked before each file of a linter, never by a codemod. */
  refresh(now: number = Date.now()): void {
    if (apart(now, Math.max(this.lastRefresh, this.lastBegin)) > PAUSE_MS) this.pauses++;
    this.lastRefresh = now;
    this.generation++;
    this.files.forget();
    if (this.run.size > 0) this.run = new Set();
  }

  /**
   * Says that a linter begins a file: what is on disk may have changed. Of files that follow each other at once the later ones
   * take it as it was; one that comes a second time was changed, or something that it depends on.
   */
  begin(file: string, now: number = Date.now()): void {
    const isLater = apart(now, this.lastBegin) > RUN_MS || apart(now, this.lastRefresh) > MAX_RUN_MS;
    if (this.run.has(file) || isLater) this.refresh(now);
    this.lastBegin = now;
    this.run.add(file);
  }

  /** The answer to a query, kept while what it was read from stays as it is. */
  answer<Value>(ask: Query<Value>, key: string, compute: (project: Project, key: string) => Value): Value {
    let answers = this.answers.get(ask);
    if (!answers) this.answers.set(ask, (answers = new Map<string, Answer>()));
    let known = answers.get(key);
    if (!known || !this.holds(known)) {
      known = this.computed(() => compute(this, key));
      answers.set(key, known);
    }
    this.inherit(known);
    return known.value as Value;
  }

  /** Computes something that whoever asks keeps: it can be read for as long as what it was read from stays as it is. */
  track<Value>(compute: () => Value): Tracked<Value> {
    const answer = this.computed(compute);
    this.inherit(answer);
    return {
      read: () => {
        if (!this.holds(answer)) return undefined;
        this.inherit(answer);
        return answer.value as Value;
      },
    };
  }

  private computed(compute: () => unknown): Answer {
    const frame: Frame = { dependencies: new Map(), inherited: new Set() };
    this.frames.push(frame);
    try {
      const value = compute();
      return { value, dependencies: frame.dependencies, pause: this.pauses, checked: this.generation };
    } finally {
      this.frames.pop();
    }
  }

  /** A file's text, without a byte order mark; undefined where there is none, or one of more bytes than `maxBytes`. */
  read(path: string, maxBytes = Infinity): string | undefined {
    this.note(path);
    return this.files.read(path, maxBytes);
  }

  /**
   * Whether a file is the one of the project that says something: what many files have in common is worth one finding, and the file
   * that has it once keeps it, however often it is analysed.
   */
  isFirstToSay(what: string, file: string): boolean {
    const first = this.firsts.get(what);
    if (first !== undefined && first !== file && this.files.stat(first)?.kind === 'file') return false;
    this.firsts.set(what, file);
    return true;
  }

  entries(directory: string): readonly Entry[] {
    this.note(directory);
    return this.files.entries(directory);
  }

  workspace(root: string): Workspace | undefined {
    return this.noted(this.host.workspace(root));
  }

  output(directory: string): Output | undefined {
    return this.noted(this.host.output(directory));
  }

  isFile(path: string): boolean {
    return this.kindOf(path) === 'file';
  }

  isDirectory(path: string): boolean {
    return this.kindOf(path) === 'directory';
  }

  exists(path: string): boolean {
    return this.kindOf(path) !== undefined;
  }

  /** A text that changes with a file's content or a directory's entries. */
  stamp(path: string): string {
    return this.files.stat(path)?.stamp ?? MISSING;
  }

  /** Notes that the current answer depends on a file or directory. */
  note(path: string): void {
    const frame = this.frames.at(-1);
    if (!frame?.dependencies || frame.dependencies.has(path)) return;
    if (frame.dependencies.size >= MAX_DEPENDENCIES) frame.dependencies = undefined;
    else frame.dependencies.set(path, this.stamp(path));
  }

  private noted<Read extends { readonly readFrom: readonly string[] }>(
    read: Read | undefined,
  ): Read | undefined {
    for (const path of read?.readFrom ?? []) this.note(path);
    return read;
  }

  /** What is at a path changes only with the list of its directory's entries. */
  private kindOf(path: string): string | undefined {
    this.note(dirname(path));
    return this.files.kindOf(path);
  }

  private holds(answer: Answer): boolean {
    if (answer.checked === this.generation) return true;
    const { dependencies } = answer;
    if (!dependencies) return answer.pause === this.pauses;
    for (const [path, stamp] of dependencies) if (this.stamp(path) !== stamp) return false;
    answer.checked = this.generation;
    return true;
  }

  /** What an answer was read from, whoever asked for it depends on as well. */
  private inherit(answer: Answer): void {
    const frame = this.frames.at(-1);
    if (!frame?.dependencies || frame.inherited.has(answer)) return;
    frame.inherited.add(answer);
    const { dependencies } = answer;
    if (!dependencies || frame.dependencies.size + dependencies.size > MAX_DEPENDENCIES) {
      frame.dependencies = undefined;
      return;
    }
    for (const [path, stamp] of dependencies) frame.dependencies.set(path, stamp);
  }
}

/** Milliseconds between two readings of the clock, which may have been set back between them. */
function apart(now: number, before: number): number {
  return Math.abs(now - before);
}
