import type { Expression } from '../code/expression.js';
import { singular } from '../text/prose/english.js';
import { wordsOf } from '../text/words.js';

/** What values are called in the records of a project, where that is known before their text is read. */
export interface Naming {
  /** The name of a field for a value that would be called otherwise; undefined where none is known. */
  nameOf(value: Expression, usual: string): string | undefined;
  /** Says what a value is called in a record that is written. */
  note?(value: Expression, name: string): void;
}

/** What structured records call values: by how a value is written (`order.user.id`), and by the name that it would get (`userId`). */
export interface RecordNames {
  readonly byText: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, string>;
}

/**
 * A text that may hold a record with fields: the cheap question that comes before reading it. It begins with the dot, which is rare, and
 * looks back for the logger.
 */
export const HOLDS_RECORD =
  /\.(?<=\b(?:log|logger|\w+Logger)\??\.)(?:trace|debug|info|warn|error|fatal|verbose|notice|http|log)\(\s*(?:'[^'\n]*'\s*,\s*|"[^"\n]*"\s*,\s*|`[^`\n]*`\s*,\s*)?\{/;

const RECORD = new RegExp(`${HOLDS_RECORD.source}([^{}]{1,800})\\}`, 'g');
const FIELD =
  /(?:^|,)\s*(['"]?)([A-Za-z_$][\w$]*)\1\s*(?::\s*((?:this\.)?[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*)\s*)?(?=,|$)/g;
/** Keys that say too little for a value elsewhere to be called so, and those of the record itself. */
const GENERAL =
  /^(?:id|uuid|name|key|type|kind|value|code|status|state|length|size|count|data|result|body|info|meta|metadata|details?|message|msg|text|level|time|err|error|e|reason|cause|stack|url|path|event|context|payload|params|options|args|input|output|response|request|user|item)$/;

/** A record that is one object, up to the first value of several parts. */
const RECORD_ALONE = /\.(?<=\b(?:\w*Logger|log(?:ger)?)\??\.)\w+\(\s*\{([^{}]{1,800})/g;
const TEXT_KEY = /(?:^|,)\s*(msg|message)\s*(?=[:,]|$)/;
/** So many modules that agree on a key say that it is read. */
const ENOUGH_MODULES = 3;

/** The key under which the modules of a project give their loggers the text of a record; undefined where too few agree. */
export function messageKeyIn(texts: Iterable<string>): string | undefined {
  const modules = new Map<string, number>();
  for (const text of texts) {
    const keys = new Set([...text.matchAll(RECORD_ALONE)].map(([, body = '']) => TEXT_KEY.exec(body)?.[1]));
    for (const key of keys) if (key !== undefined) modules.set(key, (modules.get(key) ?? 0) + 1);
  }
  const [[key, count] = [undefined, 0], ...others] = modules;
  return others.length === 0 && count >= ENOUGH_MODULES ? key : undefined;
}

/** Learns from the records in the texts of modules. A value that they do not agree on has no name. */
export function recordNames(texts: Iterable<string>, nameOfText: (text: string) => string): RecordNames {
  const byText = new Votes();
  const byName = new Votes();
  for (const text of texts) {
    for (const [, body = ''] of text.matchAll(RECORD)) {
      for (const [, , key = '', written = key] of body.matchAll(FIELD)) {
        if (GENERAL.test(key)) continue;
        const value = written.replaceAll('?.', '.').replace(/^this\./, '');
        const usual = nameOfText(value);
        // A name alone may be of anything in another function.
        if (value.includes('.')) byText.add(value, key);
        else if (!GENERAL.test(value) && saysSame(value, key)) byText.add(value, key);
        if (isCompound(usual) && saysSame(usual, key)) byName.add(usual, key);
      }
    }
  }
  return { byText: byText.winners(), byName: byName.winners() };
}

/**
 * Whether a key says of a value what its name does, in other letters: `orgId` and `organizationId`. What is an `operatorName` in one
 * record is a `userName` in others.
 */
function saysSame(name: string, key: string): boolean {
  const [own, other] = [wordsOf(name), wordsOf(key)];
  return (
    own.length === other.length &&
    own.every((word, i) => {
      const each = other[i] ?? '';
      return each.startsWith(word) || word.startsWith(each);
    })
  );
}

/** `tenant` of `user.tenantId`. */
function haveWordInCommon(name: string, key: string): boolean {
  const words = new Set(wordsOf(name).map(singular));
  return wordsOf(key).some((word) => words.has(singular(word)));
}

function isCompound(name: string): boolean {
  return /[a-z0-9][A-Z]|[a-z0-9]_[a-z]/.test(name);
}

/** What is called what, how often. */
class Votes {
  private readonly counts = new Map<string, Map<string, number>>();

  add(value: string, name: string): void {
    const counts = this.counts.get(value) ?? new Map<string, number>();
    counts.set(name, (counts.get(name) ?? 0) + 1);
    this.counts.set(value, counts);
  }

  /** The name that most use, more than all others together; only where it differs from what the value is written as. */
  winners(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const [value, counts] of this.counts) {
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const [best] = [...counts].sort((a, b) => b[1] - a[1]);
      // What one record alone calls it in other words may be what it is there.
      const isTold = best !== undefined && (best[1] > 1 || haveWordInCommon(value, best[0]));
      if (isTold && best[1] * 2 > total && best[0] !== value) found.set(value, best[0]);
    }
    return found;
  }
}
