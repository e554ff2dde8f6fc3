/**
 * What a plan for a message must know of English: which words tie a value to its sentence, which cannot end one, and which are
 * nouns. Each rule has an example; where none of them speaks, a value stays in its sentence, which is never wrong.
 */

/** Words that say nothing once the value they tie is gone: `saved to {path}`, `took over by {user}`. */
const CONNECTIVES = set('for to with in at of by from on via using into');

/** The same in messages that are not English: `Falha ao ler de {topic}`, `Tentando em {delay}ms`. None of them is an English word. */
const FOREIGN_CONNECTIVES = set('de del em para por con pour dans avec für mit von bei nach');

/** Words that a sentence does not end with, once the value after them is gone: `state is {state}`, `retry after {delay}`. */
const OPEN_WORDS = new Set([
  // What follows is what is said: `is {state}`, `has {count}`, `will {action}`.
  ...words(
    "is are was were be been being am isn’t isn't aren’t aren't wasn’t wasn't weren't has have had having",
  ),
  ...words(
    "will would can could should must may might shall do does did let let's cannot can't couldn't won't",
  ),
  ...words("doesn't didn't don't not never"),
  // What follows is the noun: `the {name}`, `another {name}`.
  ...words('a an the this that these those each every any some no another its their our your his her my'),
  // What follows makes it whole: `after {n}`, `because {reason}`, `instead of {name}`.
  ...words(
    'after before since until till during within without under over between against about than per onto upon',
  ),
  ...words('through across around near like unlike except despite towards toward among behind beyond'),
  ...words(
    'and or but nor because if when while whether where which who whose whom what how why so then else as',
  ),
  ...words('rather such only just now also equals'),
]);

/** Words before a noun that is whole with them: `the topic`. */
const ARTICLES = set('the a an this that its their our your his her my another');

/** Words that are whole with the connective after them alone: `due to {reason}`, `up to {limit}`. */
const BEFORE_CONNECTIVES = set('due according instead because up out close prior next rather such');

/** Verbs that tell of a time or a place: `expires at {time}`, `lives in {folder}`. */
const TIMED = set(
  'expires begins starts ends closes opens resumes renews lies lives resides points resolves belongs refers',
);

/** Verbs whose meaning needs the word after them: `logged in`, `turned on`. */
const PHRASAL =
  /^(?:log|sign|check|opt|turn|switch|plug|lock|clock|fill|tun|hold|carr)(?:g?ged|n?ed|ked|ted|led|ched|ied|s|ging|ing|ning)?$/i;

/** Forms of `be`: what follows says how the subject is. */
const COPULAS = set("is are was were be been being am now isn't aren't");

/** After these stands a verb: `failed to {action}`, `could not parse {text}`. */
const BEFORE_VERBS = set(
  "to not will would can could should must may might cannot can't couldn't won't doesn't didn't don't please let",
);

/** After these `to` goes with a verb: `failed to parse`, `unable to find`; else with a noun: `sent to user`. */
const BEFORE_INFINITIVES = set(
  'fail failed fails failing failure unable able try tried trying going attempt attempted attempting attempts need needs needed want wants ' +
    'wanted about ready supposed allowed have has had how refuse refused sure used forgot seems begin began start started starting ' +
    'continue decided likely required expected waiting configured about not due',
);

/** Past forms that do not end in `-ed`: `found {count}`, `sent {name}`. */
const IRREGULAR = set(
  'found freed died sent got gotten read put run ran done lost built made took taken went gone began begun left kept saw seen came come ' +
    'gave given wrote written broke broken held told caught met paid hit cut shut spent bound drawn grew grown knew known ' +
    'chosen chose stuck stood understood brought bought thought sold slept woke wrote rewritten threw thrown hidden',
);

/** `-ing` and `-ed` that are names of things: `setting {name}`, `feed {url}`. */
const NOUNS_LIKE_VERBS = set(
  'string thing king ring ping setting mapping binding listing building meeting heading warning rating pricing feed seed speed ' +
    'bed shed embed need',
);

/** Verbs in the present: `requires {version}` says what the subject does. */
const PRESENT_VERBS = set(
  'contains requires returns equals exceeds expects needs uses takes matches includes supports becomes remains wants gets gives ' +
    'says shows means seems keeps makes starts stops fails expires',
);

/** Words that say which one or how: the value after them is the noun. `unknown {command}`, `already {state}`. */
const QUALIFIERS = set(
  'new old next previous last first current unknown invalid valid duplicate extra additional same other different more all ' +
    'up out down off ready done ok okay active idle busy empty full open alive available online offline ' +
    'it he she we you they them us me ' +
    'already still again too very non bad good wrong right total own many few several',
);

/** Verbs whose sentence is what comes after them: `the server said {err}`, `got {err}`. */
const RELAYING = set(
  'said says got gets received returned returns threw throws reports reported yields yielded',
);

/** Whether a verb hands on what somebody else says: without that its sentence is none. */
export function isRelaying(word: string): boolean {
  return RELAYING.has(word.toLowerCase());
}

/** Whether a word only ties the value after it to the words before: it goes with a value at the end. */
export function isConnective(word: string): boolean {
  const lower = word.toLowerCase();
  return CONNECTIVES.has(lower) || FOREIGN_CONNECTIVES.has(lower);
}

/** Whether a sentence that ends in the word is not at its end: `The cache is`, `Retrying after`. */
export function isOpen(word: string): boolean {
  // `Function A`
  return word !== 'A' && (OPEN_WORDS.has(word.toLowerCase()) || isConnective(word));
}

/** Whether a noun is whole with the word before it. */
export function isArticle(word: string): boolean {
  return ARTICLES.has(word.toLowerCase());
}

/** Whether a word is whole with the connective after it alone: `due` of `due to`. */
export function needsConnective(word: string): boolean {
  return BEFORE_CONNECTIVES.has(word.toLowerCase());
}

/** Whether a verb tells when or where something is: `expires at {time}` says nothing of it without. */
export function isTimed(word: string): boolean {
  return TIMED.has(word.toLowerCase());
}

/** Whether a connective is part of the verb before it: `in` of `logged in`, `with` of `does not end with`. */
export function isPhrasal(verb: string, word: string): boolean {
  if (/^with$/i.test(word)) return /^(?:end|start|begin)s?$/i.test(verb);
  return /^(?:in|on)$/i.test(word) && PHRASAL.test(verb);
}

/** Whether the word before says how its subject is: `is`, `was`. */
export function isCopula(word: string): boolean {
  return COPULAS.has(word.toLowerCase());
}

/** Whether a word, after one or two others, is a verb or a participle: `loading`, `failed`, `to start`. */
export function isVerb(word: string, before?: string, beforeThat?: string): boolean {
  const lower = word.toLowerCase();
  const last = before?.toLowerCase();
  const isPreposition =
    last === 'to' && beforeThat !== undefined && !BEFORE_INFINITIVES.has(beforeThat.toLowerCase());
  if (last !== undefined && BEFORE_VERBS.has(last) && !isPreposition) return true;
  if (NOUNS_LIKE_VERBS.has(lower)) return false;
  if (DEEDS.has(lower) && !DEEDS_AND_THINGS.has(lower)) return true;
  return (
    /^(?:\p{L}+-)?\p{L}{2,}(?:ing|[^e]ed)$/u.test(lower) || IRREGULAR.has(lower) || PRESENT_VERBS.has(lower)
  );
}

/** Whether a word, after one or two others, names a thing: `order`, `retry-count`; false where it may be something else. */
export function isNoun(word: string, before?: string, beforeThat?: string): boolean {
  const lower = word.toLowerCase();
  if (!/^\p{L}[\p{L}\p{N}_$-]+$/u.test(word)) return false;
  if (/^(?:ms|sec|secs|[kmg]b)$/.test(lower)) return false;
  if (lower.startsWith('non-') || isOpen(lower) || QUALIFIERS.has(lower) || isVerb(word, before, beforeThat))
    return false;
  if (/(?:ful|less|ous)$/.test(lower)) return false;
  if (/[ai]ble$/.test(lower)) return THINGS_IN_ABLE.test(lower);
  return !lower.endsWith('ly') || lower === 'reply' || lower === 'assembly';
}

/** Things whose names end as `unavailable` does. */
const THINGS_IN_ABLE = /(?:t|c|f|vari|execut|deliver|const|receiv|consum)able$|bible$/;

/** The word for one of many: `items` is `item`, `entries` is `entry`; the word itself where it is no plural. */
export function singular(word: string): string {
  const irregular = IRREGULAR_PLURALS.get(word.toLowerCase());
  if (irregular !== undefined) return irregular;
  // `analyses`, `hypotheses`
  if (/(?:lys|cris|diagnos|synops|(?:^|hypo|syn|paren)thes)es$/i.test(word)) return `${word.slice(0, -2)}is`;
  if (/[^aeiou]ies$/i.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh|zz)es$/i.test(word)) return word.slice(0, -2);
  if (/(?:[^suia]|ia|ea|ga|ta|da|ma)s$/i.test(word) && word.length > 3) return word.slice(0, -1);
  // `ids`, `wikis`; not `redis`, `analysis`
  if (/^(?:id|ip|db|pr|vm|tx)s$|(?:[kjp]i|uri)s$/i.test(word)) return word.slice(0, -1);
  return word;
}

const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    children: 'child',
    people: 'person',
    indices: 'index',
    cookies: 'cookie',
    movies: 'movie',
    zombies: 'zombie',
    calories: 'calorie',
    selfies: 'selfie',
    caches: 'cache',
    aliases: 'alias',
    statuses: 'status',
    alias: 'alias',
    series: 'series',
    species: 'species',
    news: 'news',
    indexes: 'index',
    matrices: 'matrix',
    redis: 'redis',
    https: 'https',
    sms: 'sms',
    dns: 'dns',
    aws: 'aws',
  }),
);

/** Whether a word stands for many. */
export function isPlural(word: string): boolean {
  return singular(word) !== word;
}

/** What functions do, by the first word of their names. */
const DEEDS = set(
  'load get fetch find read write save store send receive handle process parse create make build update delete remove add insert ' +
    'start stop run init initialize connect disconnect open close check validate verify sync import export upload download render ' +
    'register unregister subscribe unsubscribe publish consume emit dispatch schedule retry refresh reload reset restore migrate ' +
    'generate compute calculate apply resolve execute perform prepare setup shutdown clean cleanup clear flush notify login logout ' +
    'sign authenticate authorize fill submit cancel archive convert transform extract collect aggregate merge copy move rename ' +
    'replace list search query count watch poll ping invoke call request push pull index crawl scrape scan purge evict expire lock ' +
    'unlock acquire release claim assign attach detach bind mount unmount deploy provision backup seed set ensure try enqueue ' +
    'dequeue drain pause resume revoke issue charge refund ship track record report measure compile bundle serve decode encode ' +
    'encrypt decrypt compress install uninstall enable disable activate deactivate trigger complete finish begin end terminate kill ' +
    'spawn fork join leave select choose approve reject accept handle test transfer settle sweep rotate renew warm fail skip',
);

/** Those that are names of things as well: `schedule {id} failed`. */
const DEEDS_AND_THINGS = set(
  'schedule report request query index import export build store test track lock charge issue record set release process search match ' +
    'call sync watch check update backup refund transfer claim deploy poll ping purge seed copy move handle push pull list count fork ' +
    'join trigger mount upload download restore reset refresh retry run login logout sign setup shutdown cleanup submit archive batch ' +
    'measure bundle compile dispatch register subscribe commit cancel release end flush init',
);

/** Whether a name says what its function does: `loadUser`, `sync_orders`; `app` and `route` say nothing. */
export function isDoing(name: string): boolean {
  const [first, ...others] = name.replace(/^_+/, '').split(/(?=[A-Z])|_+/);
  if (first === undefined || others.length === 0) return false;
  return DEEDS.has(first.toLowerCase()) && !NO_DEED.test(others.at(-1) ?? '');
}

/** `sendError`: that there is an error says nothing of whether it was sent. */
const NO_DEED = /^(?:er|or|handler|callback|listener|errors?|exceptions?|failures?)$/i;

/** Whether a name of several words says which code has failed: `redisCount`; `errorHandler` and `onMessage` say when it runs. */
export function isTelling(name: string): boolean {
  const words = name.replace(/^_+/, '').split(/(?<=[a-z0-9])(?=[A-Z])|_+/);
  return words.length > 1 && !words.some((word) => TELLS_NOTHING.test(word));
}

const TELLS_NOTHING =
  /^(?:handlers?|handle[dr]?|callbacks?|cb|listeners?|middlewares?|wrapp(?:er|ed)|errors?|errs?|exceptions?|fail(?:ed|ures?)?|reject(?:ed)?|catch(?:er)?|logs?|logger|print|debug|test|my|do|on|fn|func|function|main|inner|tmp|foo|bar)$/i;

/** Endings by which one thing differs from many: nothing of them is said by the text. */
const NUMBER_ENDINGS: ReadonlySet<string> = new Set([
  '|s',
  '|es',
  'y|ies',
  'is|are',
  'was|were',
  'has|have',
  'it|them',
]);

/**
 * The form for one thing, where two texts are forms of one word by number: `''` and `s`, `y` and `ies`, `is` and `are`;
 * undefined where they say different things.
 */
export function formForOne(first: string, second: string): string | undefined {
  if (NUMBER_ENDINGS.has(`${first.trim()}|${second.trim()}`)) return first;
  if (NUMBER_ENDINGS.has(`${second.trim()}|${first.trim()}`)) return second;
  const [a, b] = [first.trim(), second.trim()];
  if (a !== '' && singular(b) === a) return first;
  return b !== '' && singular(a) === b ? second : undefined;
}

function words(list: string): string[] {
  return list.split(' ');
}

function set(list: string): ReadonlySet<string> {
  return new Set(words(list));
}
