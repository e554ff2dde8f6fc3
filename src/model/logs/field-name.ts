import { type Call, type Expression, type Member, propertyName, unwrap } from '../code/expression.js';
import { unitOfWords } from '../metrics/unit.js';
import { wordsOf } from '../text/words.js';
import { isNoun, isPlural, singular } from '../text/prose/english.js';
import type { Hint } from '../text/prose/message.js';

/** Property names that say too little without the name of what they belong to. */
const GENERAL: ReadonlySet<string> = new Set([
  ...[
    'id',
    'uuid',
    'name',
    'key',
    'type',
    'kind',
    'value',
    'code',
    'status',
    'state',
    'length',
    'size',
    'count',
    'port',
  ],
  ...['version', 'index', 'title', 'label', 'slug', 'number'],
]);
/** Owners that only hold other things: the property's own name is the better one. */
const CONTAINERS: ReadonlySet<string> = new Set([
  ...[
    'dto',
    'event',
    'payload',
    'params',
    'body',
    'query',
    'req',
    'opts',
    'options',
    'settings',
    'config',
    'props',
  ],
  ...[
    'data',
    'result',
    'results',
    'locals',
    'message',
    'request',
    'res',
    'resp',
    'response',
    'ctx',
    'context',
    'headers',
    'state',
  ],
  ...[
    'process',
    'globalThis',
    'args',
    'argv',
    'input',
    'msg',
    'item',
    'obj',
    'object',
    'info',
    'meta',
    'metadata',
    'self',
    'env',
    'details',
    'pathParameters',
    'queryStringParameters',
  ],
]);
/** Collections by their names: how many they have is their size. */
const COLLECTION =
  /(?:list|array|queue|set|map|batch|cache|pool|buffer|stack|collection|registry|chunk|history)$/i;
/** Methods that turn a value into text or round it; the value's own name stays. */
const CONVERSIONS: ReadonlySet<string> = new Set([
  ...[
    'toString',
    'toFixed',
    'toPrecision',
    'toISOString',
    'toJSON',
    'toLocaleString',
    'toLowerCase',
    'toUpperCase',
  ],
  ...[
    'toDateString',
    'toUTCString',
    'valueOf',
    'trim',
    'trimEnd',
    'trimStart',
    'slice',
    'substring',
    'substr',
    'padStart',
    'padEnd',
    'format',
    'join',
  ],
  ...[
    'map',
    'filter',
    'sort',
    'reverse',
    'flat',
    'flatten',
    'replace',
    'replaceAll',
    'split',
    'at',
    'concat',
  ],
]);
/** Functions named for what they do to their first argument. */
const UNARY_FUNCTIONS: ReadonlySet<string> = new Set([
  ...[
    'String',
    'Number',
    'Boolean',
    'BigInt',
    'parseInt',
    'parseFloat',
    'inspect',
    'stringify',
    'round',
    'floor',
    'ceil',
  ],
  ...['trunc', 'encodeURIComponent', 'decodeURIComponent'],
]);
/** Functions of `node:path` that give another path. */
const PATH_MAKERS: ReadonlySet<string> = new Set(['join', 'resolve', 'normalize', 'relative']);
/** Functions of `node:path` that give a part of a path, and what that is. */
const PATH_PARTS: Readonly<Record<string, string>> = {
  basename: 'name',
  dirname: 'directory',
  extname: 'extension',
};
/** Functions that only dress their first argument up. */
const DRESSING =
  /^(?:format|redact|mask|sanitize|serialize|stringify|truncate|shorten|normalize|escape|pretty|clean|[iI]nterpolate)|(?:As|To)(?:Str|String|Text|JSON|Json)$|Stringify$/;
/** Functions that give the time, where they are given none. */
const CLOCKS: ReadonlySet<string> = new Set(['moment', 'dayjs', 'Date']);
const VERB =
  /^(?:get|fetch|find|load|read|compute|calculate|create|build|make|resolve|lookup|summari[sz]e|describe|extract|parse|determine|derive|retrieve|detect|infer)(?=[A-Z])/;

/** What names an expression: its own name, and that of what it belongs to. */
interface Named {
  readonly own: string;
  readonly owner?: string;
  /** It is a number of things (`seen.size`), or what stands for one of them (`perClient[id]`): the text says of which. */
  readonly isCount?: boolean;
  /** What is counted, by its own name: `private` of `rules.private.length`. */
  readonly of?: string;
}

/**
 * The name that an expression's value goes by in a record, in camelCase: `order.id` is `orderId`, `getUser()`
 * is `user`, `items.length` is `itemCount`, `dto.userUuid` is `userUuid`. Undefined when the expression has no name
 * of its own (`a + b`).
 */
export function nameOf(expression: Expression): string | undefined {
  const named = namedBy(unwrap(expression));
  return named && identifierOf(withOwner(named));
}

/** The name of what names and members lead to, as they are written: `userId` for `order.user.id`. */
export function nameOfPath(text: string): string {
  const [own = '', owner] = text.split('.').reverse();
  return withOwner({ own: bare(own), ...(owner === undefined ? {} : { owner: bare(owner) }) });
}

/**
 * The name of a value in a message: by its key there, else by its own name, which takes the noun before it where it says too
 * little alone (`order ${req.params.id}` is `orderId`).
 */
export function nameInText(expression: Expression, hint: Hint): string | undefined {
  const { key = '' } = hint;
  const negated = hint.state !== undefined && isNegation(unwrap(expression)) ? hint.state : undefined;
  const base =
    negated ?? (nameOfKey(key) === '' ? labelledName(unwrap(expression), hint) : keyedName(expression, key));
  const { unit } = hint;
  if (base === undefined) return unit === undefined ? undefined : `value${unit}`;
  if (unit === undefined || base.toLowerCase().endsWith(unit.toLowerCase()) || saysUnit(base, unit))
    return base;
  // `Deleting ${type}s`: a word in the plural.
  if (unit === 'Seconds' && NAMES_A_WORD.test(base)) return base;
  return withUnit(base, unit);
}

/** `Order: ${orderId}`: a value whose own name says which part of what its key says it is has that name, else that of its key. */
function keyedName(expression: Expression, key: string): string {
  const read = unwrap(expression);
  const name = nameOfKey(key);
  const own = read.kind === 'identifier' ? bare(read.name) : undefined;
  // `user id=${user.id}`: of what, the value says itself.
  if (IDENTIFIES.test(name)) {
    const named = namedBy(read);
    if (named?.own === name && isOwned(named)) return identifierOf(withOwner(named)) ?? name;
  }
  // `can not get operationId: ${operation}`: what has one.
  if (own !== undefined && name.slice(own.length) === 'Id' && name.startsWith(own)) return own;
  // `old: ${event.oldSeries}`: a word that says which one is no name of what it is.
  if (WHICH_ONE.test(name)) {
    const named = namedBy(read);
    const whole = named && identifierOf(withOwner(named));
    if (whole !== undefined && hasWords(whole, name)) return whole;
  }
  return own?.startsWith(name) && /^(?:Id|Uuid|Name|Key|Email|Url|Path|Number)$/.test(own.slice(name.length))
    ? own
    : name;
}

const WHICH_ONE = /^(?:old|new|previous|prev|current|next|last|first|before|after)$/;

const IDENTIFIES = /^(?:id|uuid)$/;

/** A name with the unit of its value: `durationSeconds` of `${durationMs / 1000}s`, `audio_duration_seconds` of `audio_duration=${n}s`. */
function withUnit(base: string, unit: string): string {
  const words = wordsOf(base);
  const own = unitOfWords(words.slice(-1));
  // A name has one unit: that which the text says.
  const isOther = own !== undefined && own.dimension === unitOfWords(wordsOf(unit))?.dimension;
  // `${buffer.length} bytes`
  const isHowMany = unit === 'Bytes' && /[a-z](?:Length|Size)$/.test(base);
  const measured =
    isOther || isHowMany ? base.slice(0, -(words.at(-1)?.length ?? 0)).replace(/_$/, '') : base;
  if (measured.length < 2) return lowerFirst(unit);
  return measured.includes('_') ? `${measured}_${lowerFirst(unit)}` : measured + unit;
}

/** Names of what holds a word, which an "s" behind it puts into the plural. */
const NAMES_A_WORD = /(?:type|kind|name|noun|word|entity|model|resource|label|role|category)$/i;

/** A value's own name where that says what its label does (`Path: ${filePath}`), else the label. */
function labelledName(expression: Expression, hint: Hint): string | undefined {
  const own = spokenName(expression, hint);
  const label = hint.label === undefined ? undefined : nameOfKey(hint.label);
  if (label === undefined || label === '') return own;
  return own?.toLowerCase().includes(label.toLowerCase()) ? own : label;
}

/** Whether a name ends in the same unit, in other letters: `durationMillis` of `${durationMillis}ms`. */
function saysUnit(name: string, unit: string): boolean {
  const own = unitOfWords(wordsOf(name).slice(-1));
  const written = unitOfWords(wordsOf(unit));
  return own !== undefined && own.dimension === written?.dimension && own.scale === written.scale;
}

function spokenName(expression: Expression, hint: Hint): string | undefined {
  const named = namedBy(expression);
  const said = nounOf(hint);
  // `(${all.length - left.length} files skipped)`
  if (!named) return (expression.kind === 'operation' ? countedBy(hint) : undefined) ?? said;
  const { own } = named;
  // `${n} files`, `attempt ${i}`: a letter is no name, and what holds all of them (`data`) is none of one. `n` is how many, not which.
  if (own.length === 1) {
    const described = own === 'n' ? undefined : describedBy(hint);
    const thing = said !== undefined && CONTAINERS.has(said) ? undefined : said;
    const letter = own === 'i' || own === 'j' ? 'index' : own;
    return thing ?? countedBy(hint) ?? described ?? letter;
  }
  const counted = named.isCount ? countedBy(hint) : undefined;
  if (counted !== undefined) return counted;
  // `${rules.private.length} private and …`
  if (named.of !== undefined && named.of === hint.counted && !isPlural(named.of))
    return join(named.of, 'count');
  // `error (${item.label})`, `error: ${result.status}`: how something went is no thing that has a name, or a status.
  const isOfContainer = named.owner !== undefined && CONTAINERS.has(named.owner);
  if (said !== undefined && OUTCOME.test(said) && (NAMES_A_THING.has(own) || isOfContainer))
    return identifierOf(withOwner(named));
  // `filters ${menu.values.join()}`, `Updated rows: ${result.length}`: what they are, the text says.
  if (said !== undefined && isPlural(said)) {
    if (/^(?:values|items|entries|elements|list)$/.test(own)) return identifierOf(said);
    if (named.isCount && named.of !== undefined && CONTAINERS.has(named.of))
      return join(singularOf(said), 'count');
  }
  // `tag: ${poll.tag}`: the text has a name for it that is the property's own.
  if (said === own && !GENERAL.has(own)) return identifierOf(own);
  // `renewing the certificate ${err.code}`: the code is the error's.
  const isOfError =
    named.owner !== undefined && /^(?:e|ex|err|error|exception|\w*[a-z]Err(?:or)?)$/.test(named.owner);
  // `for the orders ${found.count}`
  if (own === 'count' && said !== undefined && isPlural(said)) return join(singularOf(said), own);
  // `Create meeting ${res.status}`: the status is the response's.
  const isOfResponse =
    own === 'status' &&
    said !== undefined &&
    /^(?:res|resp|response)$/.test(named.owner ?? '') &&
    !/^(?:http|response|status)$/i.test(said);
  // `removed from db: ${id}`, `update project info: ${project.id}`: no thing that the id is of.
  const isOfNothing = IDENTIFIES.test(own) && said !== undefined && HAS_NO_ID.test(said);
  const isSaid =
    !isOfError &&
    !isOfNothing &&
    !isOfResponse &&
    said !== undefined &&
    GENERAL.has(own) &&
    !isPlural(said) &&
    !(hint.isLoose && isOwned(named));
  if (!isSaid || said === own) return identifierOf(withOwner(named));
  // `of type ${job.name}`: the text says what the name is.
  if (own === 'name' && /^(?:type|kind|status|state|version)$/.test(said))
    return isOwned(named) ? identifierOf(withOwner(named)) : said;
  const isInNoun = hasWords(said, own) || said.toLowerCase().endsWith(own.toLowerCase());
  return identifierOf(isInNoun ? said : join(said, own));
}

/** Where things are kept, and what only holds them: an id beside them is that of something else. */
const HAS_NO_ID =
  /^(?:db|database|date|cache|storage|disk|memory|network|data|details?|info|metadata|state)$/;
/** How something went. */
const OUTCOME = /^(?:err|error|errors|failure|success|exception|warning|completion)$/;
/** What a thing is known by; an error has a `code` and a `type` as well. */
const NAMES_A_THING: ReadonlySet<string> = new Set([
  'id',
  'uuid',
  'name',
  'key',
  'label',
  'title',
  'slug',
  'index',
]);

/** The noun before a value, with the one that it belongs to: `user id` is `userId`. */
function nounOf({ noun, owner }: Hint): string | undefined {
  if (noun === undefined || MARK.test(noun)) return undefined;
  const own = nameOfKey(noun).replace(/(?<!_)_+(\w)/g, (_, letter: string) => letter.toUpperCase());
  // `попытка ${i}`: a word that no name is written in.
  if (own === '') return undefined;
  return owner !== undefined && (GENERAL.has(own) || MEASURE.test(own)) ? join(nameOfKey(owner), own) : own;
}

/** `SET: ${key}`: what was done, and to nothing that it names. */
const MARK =
  /^(?:GET|SET|PUT|POST|PATCH|DELETE|DEL|ADD|HIT|MISS|ERR|ERROR|WARN|WARNING|INFO|DEBUG|LOG|OK|FAIL|FAILED|DONE|START|STOP|SKIP)$/;

/** What is measured of a thing: `wait time` is `waitTime`. */
const MEASURE =
  /^(?:time|date|duration|delay|rate|ratio|amount|limit|level|total|range|price|height|weight|age)$/;

/** `${n} files` is `fileCount`. */
function countedBy({ counted }: Hint): string | undefined {
  return counted !== undefined && isPlural(counted) && isNoun(counted)
    ? join(nameOfKey(singular(counted)), 'count')
    : undefined;
}

/** `on ${i} attempt` is `attempt`. */
function describedBy({ counted }: Hint): string | undefined {
  return counted !== undefined && isNoun(counted) && !isPlural(counted) ? nameOfKey(counted) : undefined;
}

/** Whether a value is known by what it belongs to, or is one of its kind: `user.id`, `port`. */
function isOwned({ own, owner }: Named): boolean {
  if (owner === undefined) return !/^(?:id|uuid|name|key|type|value)$/.test(own);
  return owner.length > 1 && !CONTAINERS.has(owner);
}

/** Another name where one is taken: with what the value belongs to, or a word of the text; never a number. */
export function freeName(
  wanted: string,
  expression: Expression,
  taken: (name: string) => boolean,
  { noun, isTarget = false }: Pick<Hint, 'noun' | 'isTarget'> = {},
): string {
  if (!taken(wanted)) return wanted;
  const read = unwrap(expression);
  const isElement = read.kind === 'member' && typeof read.property !== 'string';
  const owners = isElement ? [] : read.kind === 'member' ? ownersOf(read) : [nameOf(read)];
  const whole = wholeWord(wanted);
  const names = [
    ...owners.flatMap((owner) =>
      owner === undefined || owner === wanted ? [] : [joinOverlapping(owner, wanted)],
    ),
    ...(whole === undefined ? [] : [whole]),
    ...(isSuccessor(read) ? [join('next', wanted)] : []),
    // `renamed from ${user.name} to ${userName}`
    ...(isTarget ? [join('new', wanted)] : []),
    ...(noun !== undefined && nameOfKey(noun) !== wanted ? [join(nameOfKey(noun), wanted)] : []),
    join(wanted, 'value'),
  ];
  const free = names.find((name) => !taken(name));
  if (free !== undefined) return free;
  let other = join('other', wanted);
  while (taken(other)) other = join('other', other);
  return other;
}

/** `attempt + 1` */
function isSuccessor(expression: Expression): boolean {
  if (expression.kind !== 'operation' || expression.operator !== '+') return false;
  return expression.right.kind === 'literal' && expression.right.value === 1;
}

/** What a member belongs to, and what that belongs to: `func` and `entry` of `entry.func.name`. */
function ownersOf(member: Member): readonly (string | undefined)[] {
  const object = unwrap(member.object);
  return [nameOf(object), ...(object.kind === 'member' ? [nameOf(object.object)] : [])];
}

/** `entryFunc` and `funcName` are `entryFuncName`. */
function joinOverlapping(owner: string, name: string): string {
  const [first = ''] = /^[a-z0-9]+/.exec(name) ?? [];
  const isSaid = first !== '' && first !== name && owner.toLowerCase().endsWith(first);
  return isSaid ? owner + name.slice(first.length) : join(owner, name);
}

/** `requestId` for `reqId`. */
function wholeWord(name: string): string | undefined {
  const [short = ''] = /^[a-z]+/.exec(name) ?? [];
  const whole = WHOLE_WORDS.get(short);
  return whole === undefined || (ALONE.has(whole) && short !== name)
    ? undefined
    : whole + name.slice(short.length);
}

/** What stands for a whole name, and for no part of one. */
const ALONE: ReadonlySet<string> = new Set(['detail', 'itemName']);

/** What short names stand for. */
const WHOLE_WORDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    msg: 'detail',
    message: 'detail',
    text: 'detail',
    req: 'request',
    res: 'response',
    err: 'error',
    pid: 'processId',
    name: 'itemName',
  }),
);

/** A key spelled in a message, as a field's name: `User-Id` is `userId`, `user_id` stays. */
export function nameOfKey(key: string): string {
  const camel = key
    // `período` is `periodo`.
    .normalize('NFD')
    .replace(/(?<![-./])[-./]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/[^\w$]+/g, '')
    // `login_${code}`
    .replace(/(?<=[^_])_+$/, '');
  return lowerFirst(camel);
}

function withOwner({ own, owner: of }: Named): string {
  const owner = of && withoutContainer(of);
  if (owner === undefined || own.toLowerCase().startsWith(owner.toLowerCase())) return own;
  // `error.errmsg`
  if (/^(?:e|err|error)$/.test(owner) && /^err/i.test(own)) return own;
  // `eventWrapper.event`
  if (hasWords(owner, own)) return own;
  if (owner === 'e' && GENERAL.has(own)) return join('error', own);
  // `m.name`, `e.cause`: a letter is no name.
  if (owner.length === 1) return own;
  // `payload.workflow_job.name`
  if (/^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(owner) && /^[a-z0-9]+$/.test(own)) return `${owner}_${own}`;
  if (GENERAL.has(own)) return CONTAINERS.has(owner) ? own : join(owner, own);
  // `process.versions.node`
  const [kind] = isPlural(owner) ? [singular(owner)] : [];
  if (kind !== undefined && kind !== owner && GENERAL.has(kind)) return join(own, kind);
  // `stores.names`
  if (GENERAL.has(singular(own)) && isPlural(owner)) return join(singularOf(owner), own);
  // `userUuid`, `itemCount` stand alone; `total` is one of many.
  const isCompound = /[a-z0-9][A-Z]|_/.test(own) || /(?:Id|Uuid|Email|Name)$/.test(own);
  return isCompound || CONTAINERS.has(owner) ? own : join(owner, own);
}

/** Whether a name is among the words of another: `event` of `eventWrapper`, and not `id` of `video`. */
function hasWords(name: string, part: string): boolean {
  return `_${wordsOf(name).join('_')}_`.includes(`_${wordsOf(part).join('_')}_`);
}

/** `requestData` is the data of a request: its method is that of the request. */
function withoutContainer(owner: string): string {
  return owner.replace(
    /(?<=[a-z0-9])(?:Data|Info|Dto|Payload|Results?|Options|Opts|Params|Props|Args|Body|Input|Obj|Object|Json|Res|Resp|Response)$/,
    '',
  );
}

function identifierOf(name: string): string | undefined {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : undefined;
}

function namedBy(expression: Expression): Named | undefined {
  switch (expression.kind) {
    case 'identifier':
      // `const { length } = payments`
      return { own: bare(expression.name), ...(expression.name === 'length' && { isCount: true }) };
    case 'member':
      return namedByMember(expression);
    case 'call':
      return namedByCall(expression);
    case 'array': {
      // `[...names].join(', ')`
      const [only, ...others] = expression.elements;
      return only?.kind === 'spread' && others.length === 0 ? namedBy(unwrap(only.operand)) : undefined;
    }
    case 'new': {
      const name =
        expression.callee.kind === 'identifier' ? expression.callee.name : propertyName(expression.callee);
      return name ? { own: lowerFirst(bare(name)) } : undefined;
    }
    case 'unary': {
      const inner = namedBy(asserted(expression) ?? unwrap(expression.operand));
      if (!inner) return undefined;
      if (expression.operator === 'typeof') return { own: join(withOwner(inner), 'type') };
      return isNegation(expression) ? { own: opposite(withOwner(inner)) } : inner;
    }
    case 'operation':
      return namedByOperation(expression);
    case 'conditional':
      // Between two texts: what it is decided by is no name for what is said.
      return namedBy(unwrap(expression.whenTrue)) ?? namedBy(unwrap(expression.whenFalse));
    case 'template': {
      const [only, ...others] = expression.expressions;
      return only && others.length === 0 ? namedBy(unwrap(only)) : undefined;
    }
    default:
      return undefined;
  }
}

/** `!active`, and not `!!active`. */
function isNegation(expression: Expression): boolean {
  return expression.kind === 'unary' && expression.operator === '!' && !asserted(expression);
}

/** `active` of `!!active`. */
function asserted(expression: Expression): Expression | undefined {
  if (expression.kind !== 'unary' || expression.operator !== '!') return undefined;
  const operand = unwrap(expression.operand);
  return operand.kind === 'unary' && operand.operator === '!' ? unwrap(operand.operand) : undefined;
}

/** `isNotActive` of `isActive`, `notActive` of `active`. */
function opposite(name: string): string {
  const [verb = ''] = /^(?:is|are|was|were|has|have|can|should|will|does|did)(?=[A-Z])/.exec(name) ?? [];
  return join(verb === '' ? 'not' : `${verb}Not`, name.slice(verb.length));
}

function namedByOperation(operation: Extract<Expression, { kind: 'operation' }>): Named | undefined {
  const { operator, left, right } = operation;
  if (operator === '-' && readsClock(left)) return { own: 'durationMs' };
  if (operator === '-' && isMoment(left) && isMoment(right)) return { own: 'duration' };
  if (operator === '&&') return namedBy(unwrap(right));
  // `attempt + 1`, `kind === 'a'`, `total / 1000`: the one thing that varies.
  if (right.kind === 'literal' || operator === '??' || operator === '||') return namedBy(unwrap(left));
  return left.kind === 'literal' ? namedBy(unwrap(right)) : undefined;
}

/** `timeEnd`, `startedAt`, `start`: a point in time, by its name. */
function isMoment(expression: Expression): boolean {
  const name = nameOf(expression);
  return (
    name !== undefined &&
    /(?:time|start|started|begin|end|ended|now|date|at|stamp|before|after|t[01])$|^(?:time|start|end)[A-Z]/i.test(
      name,
    )
  );
}

function namedByMember(member: Member): Named | undefined {
  const object = unwrap(member.object);
  if (typeof member.property !== 'string') {
    const variable = object.text === 'process.env' ? namedByVariable(member) : undefined;
    if (variable) return variable;
    const of = namedBy(object);
    return of && { own: singularOf(withOwner(of)), isCount: true };
  }
  const own = bare(written(member.property));
  // `limits.current`, beside `limits.max`, is no reference.
  const isHolder =
    own === 'value' ||
    DYNAMODB_TYPE.test(member.property) ||
    (own === 'current' && /ref$/i.test(propertyName(object) ?? object.text));
  if (isHolder) return object.kind === 'this' ? { own } : (namedBy(object) ?? { own });
  if (own === 'size' && isFileStatus(object)) return { own: 'fileSize' };
  if (own === 'length' || own === 'size') {
    const listed = listedOf(object);
    const of = namedBy(listed ?? object);
    // `rs.length`: a letter or two are no name.
    if (!of || object.kind === 'this' || withOwner(of).length < 3) return { own, isCount: true };
    const name = countOf(withOwner(of), listed ? 'count' : own);
    // `for ${Object.keys(pending).length} orders`: a map is called by what it holds for each.
    const isOfMap = listed !== undefined && !isPlural(of.own);
    return { own: name, isCount: isOfMap || !name.endsWith('Count') || isNumbers(of.own), of: of.own };
  }
  const owner = ownerName(object);
  if (owner === undefined) return { own };
  // `server.address().port`: a call that is named for no thing of its own.
  const isVerbless =
    object.kind === 'call' && !VERB.test(propertyName(unwrap(object.callee)) ?? object.callee.text);
  return isVerbless && !GENERAL.has(own) ? { own } : { own, owner };
}

/** `item.version.S`: the type of a value that DynamoDB gives. */
const DYNAMODB_TYPE = /^(?:[SNBML]|[SNB]S|BOOL)$/;

/** `process.env[Keys.VERSION_KEY]` is `version`. */
function namedByVariable({ property }: Member): Named | undefined {
  if (property === undefined || typeof property === 'string') return undefined;
  const key = unwrap(property);
  const name = key.kind === 'identifier' ? key.name : propertyName(key);
  const own = name?.replace(/_(?:KEY|ENV|VAR|NAME)$|(?<=[a-z])(?:Key|EnvVar|Var)$/, '');
  return own === undefined || own.length < 2 ? undefined : { own: bare(own) };
}

/** `stats`, `fs.statSync(path)`, `await stat(path)`: what is known of a file, whose size is no number of things. */
function isFileStatus(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind === 'unary') return read.operator === 'await' && isFileStatus(read.operand);
  if (read.kind === 'call') return /^(?:f?s\w*\.|fs\.promises\.)?l?stat(?:Sync)?$/.test(read.callee.text);
  return read.kind === 'identifier' && /^(?:\w*[a-z]S|s)tats?$/.test(read.name);
}

/** What `Object.keys(orders)` lists: there are as many as in it. */
function listedOf(expression: Expression): Expression | undefined {
  if (expression.kind !== 'call' || !/^Object\.(?:keys|values|entries)$/.test(expression.callee.text))
    return undefined;
  const [of] = expression.arguments;
  return of && unwrap(of);
}

/** `orderCounts`: how many of them there are is no count of orders. */
function isNumbers(name: string): boolean {
  return /(?:^|_)(?:counts|sizes|lengths)$|(?:Counts|Sizes|Lengths)$/.test(name);
}

/** `items.length` is `itemCount`, `queue.size` is `queueSize`. */
function countOf(holder: string, property: string): string {
  // `installations.data`: what holds them is no part of what they are.
  const held = /^(\w+)Data$/.exec(holder)?.[1];
  const of = held !== undefined && isPlural(wordsOf(held).at(-1) ?? '') ? held : holder;
  const word = /[A-Z]?(?<![a-z0-9])[a-z0-9]+$/.exec(of)?.[0] ?? of;
  const isMany = isPlural(word) && !COLLECTION.test(word) && !isNumbers(of);
  if (isMany) return join(singularOf(of), 'count');
  if (isPlural(FIRST_NOUN.exec(of)?.[0] ?? '') || MANY_OF_ONE.test(of)) return join(of, 'count');
  // `succeeded.length`, `toStart.length`: those that something was done with.
  if (property === 'length' && (/^to[A-Z]/.test(of) || isDone(of))) return join(of, 'count');
  return join(of, COLLECTION.test(withoutNumber(word)) ? 'size' : property);
}

/** `list` of `list1`. */
function withoutNumber(word: string): string {
  return word.slice(0, word.search(/(?<!\d)\d*$/));
}

/** `failed`, `skipped`: things, by what was done with them; what was done with a text (`encoded`) is one. */
function isDone(name: string): boolean {
  return /^[a-z]{3,}ed$/.test(name) && !MADE_TEXT.test(name);
}

const MADE_TEXT =
  /(?:cod|crypt|compress|hash|sign|format|trimm|escap|render|serializ|stringifi|minifi|normali[sz]|sanitiz|padd|mask|join|pars|translat|generat|embedd|feed|seed|encrypt|concatenat)ed$/;

/** The noun that a name is about where more is said of it: `keys` of `keysToDelete`. */
const FIRST_NOUN = /^[a-z0-9]+(?=(?:To|Of|For|With|Without|By|In|From)[A-Z])/;

/** `obtainedAchievementsInGame`: the plural before what says where they are. */
const MANY_OF_ONE = /[A-Z][a-z]+[^s\W]s(?=(?:To|Of|For|With|Without|By|In|From)[A-Z])/;

/** The name for one of many: `files` is `file`, `clientIps` is `clientIp`, `keysToDelete` is `keyToDelete`. */
function singularOf(name: string): string {
  const first = FIRST_NOUN.exec(name)?.[0];
  if (first !== undefined && isPlural(first)) return singular(first) + name.slice(first.length);
  const word = /[A-Z]?(?<![a-z0-9])[a-z0-9]+$/.exec(name)?.[0] ?? name;
  const one = singular(word);
  return one === word ? name : name.slice(0, name.length - word.length) + word.charAt(0) + one.slice(1);
}

/** The last word of an owner: `user` for `req.user`, so that `req.user.email` is `userEmail`. */
function ownerName(object: Expression): string | undefined {
  switch (object.kind) {
    case 'identifier':
      return bare(object.name);
    case 'member':
      if (typeof object.property === 'string') return bare(written(object.property));
      return singularOf(ownerName(unwrap(object.object)) ?? '') || undefined;
    case 'call': {
      // `require('./package.json').version`
      if (object.callee.text === 'require') return undefined;
      const named = namedByCall(object);
      return named && withOwner(named);
    }
    case 'unary':
      return object.operator === 'await' ? ownerName(unwrap(object.operand)) : undefined;
    default:
      return undefined;
  }
}

function namedByCall(call: Call): Named | undefined {
  const callee = unwrap(call.callee);
  const first = call.arguments[0];
  if (callee.kind === 'identifier') {
    // `moment().toISOString()`
    if (!first && CLOCKS.has(callee.name)) return { own: 'date' };
    const part = namedByPart(callee.name, first);
    if (part) return part;
    const named =
      first && (UNARY_FUNCTIONS.has(callee.name) || DRESSING.test(callee.name))
        ? namedBy(unwrap(first))
        : undefined;
    if (callee.name === 'get' && first?.kind === 'identifier') return namedByPath(first, call.arguments[1]);
    return named ?? converted(callee.name, first) ?? { own: withoutVerb(callee.name) };
  }
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
  const object = unwrap(callee.object);
  const method = callee.property;
  if (UNARY_FUNCTIONS.has(method) && first) return namedBy(unwrap(first));
  if (method === 'map') return namedByMapping(namedBy(object), first);
  if (CONVERSIONS.has(method) || /^to[A-Z]/.test(method)) return namedBy(object);
  // `period.end.formatDate()`, `dates.formatDate(end)`
  if (DRESSING.test(method)) {
    const dressed = namedBy(first && first.kind !== 'literal' ? unwrap(first) : object);
    // `Utils.formatAmount(total - paid)` is `amount`.
    const undressed = method.replace(/^(?:format|mask|sanitize|serialize|truncate|normalize)(?=[A-Z])/, '');
    if (dressed ?? undressed !== method) return dressed ?? { own: lowerFirst(undressed) };
  }
  // `app.get('port')`
  if (method === 'get' && first?.kind === 'literal') return { own: nameOfKey(bare(String(first.value))) };
  // `path.resolve(uri)`
  if (object.kind === 'identifier' && object.name === 'path' && PATH_MAKERS.has(method))
    return { own: 'path' };
  const part = object.kind === 'identifier' ? namedByPart(method, first) : undefined;
  if (part) return part;
  // `batches.indexOf(batch)`
  if (method === 'indexOf' || method === 'findIndex') {
    const of = namedBy(object);
    return of && { own: 'index', owner: singularOf(withOwner(of)) };
  }
  // `_.get(data, 'failure.code')`
  const [, path] = call.arguments;
  if (method === 'get' && first && path?.kind === 'literal' && typeof path.value === 'string')
    return namedByPath(first, path);
  const result = withoutVerb(method);
  const isNamespace = object.kind === 'identifier' && /^[A-Z]/.test(object.name);
  if (isNamespace && first && object.name === 'Promise') return namedBy(unwrap(first));
  if (isNamespace && first && object.name === 'Object') {
    const of = namedBy(unwrap(first));
    // All that is in an object is the object, written otherwise.
    return of && (result === 'entries' ? of : { own: join(withOwner(of), result) });
  }
  // `_.last(blocks)`
  if (object.kind === 'identifier' && object.name === '_' && first && /^(?:first|head|last)$/.test(method)) {
    const of = namedBy(unwrap(first));
    return of && { own: join(method, singularOf(withOwner(of))) };
  }
  const owner = isNamespace || object.kind === 'this' ? undefined : ownerName(object);
  return owner !== undefined && GENERAL.has(lowerFirst(result))
    ? { own: lowerFirst(result), owner }
    : { own: lowerFirst(result) };
}

/** `path.basename(backupPath)` is `backupName`: the part of what the path leads to. */
function namedByPart(method: string, path: Expression | undefined): Named | undefined {
  const part = Object.hasOwn(PATH_PARTS, method) ? PATH_PARTS[method] : undefined;
  if (part === undefined || !path) return undefined;
  const of = namedBy(unwrap(path));
  const thing = of && withOwner(of).replace(/(?:^p|(?<=[a-z0-9])P)ath(?:name)?$|(?<=[a-z0-9])Uri$/, '');
  // `path.basename(path)`: the name of a file.
  return {
    own:
      thing === undefined || thing === ''
        ? join('file', part)
        : join(thing.replace(/(?<=[fF]ile)[nN]ame$/, ''), part),
  };
}

/** `get(data, 'failure.code.0')` is `failureCode`: of an object and a path, the path names what is read. */
function namedByPath(object: Expression, path: Expression | undefined): Named | undefined {
  const written = path?.kind === 'literal' && typeof path.value === 'string' ? path.value : '';
  const names = written.split(/[.[\]]+/).filter((each) => /^[A-Za-z_$]/.test(each));
  const [own, owner] = names.reverse();
  if (own === undefined) return namedBy(unwrap(object));
  return { own: owner !== undefined && GENERAL.has(own) ? join(bare(owner), own) : bare(own) };
}

/** `(track) => track.id`, `({ id }) => id`: what is taken of each. */
const MAPPING = /^\(?(?:(\w+)\)?\s*=>\s*\1\??\.(\w+)|\{\s*(\w+)\s*\}\)\s*=>\s*\3)$/;

/** `allTracks.map((track) => track.id)` is `trackIds`. */
function namedByMapping(of: Named | undefined, each: Expression | undefined): Named | undefined {
  const [, , read, taken = read] = MAPPING.exec(each?.text ?? '') ?? [];
  if (!of || taken === undefined || !isPlural(of.own)) return of;
  const { own } = GENERAL.has(taken)
    ? { own: join(singularOf(withOwner(of)).replace(/^(?:all|my|the)(?=[A-Z])/, ''), taken) }
    : { own: taken };
  return { own: /(?:s|x|ch|sh)$/.test(own) ? `${own}es` : `${own}s` };
}

/** `bytesToKb(file.bytes)` is `fileKb`: a conversion gives what it is given, in another unit. */
function converted(converter: string, given: Expression | undefined): Named | undefined {
  const [, from = '', to = ''] = /^([a-z]+)To([A-Z]\w*)$/.exec(converter) ?? [];
  const of = given && from !== '' ? namedBy(unwrap(given)) : undefined;
  if (!of) return undefined;
  const name = withOwner(of);
  const rest = name.toLowerCase().endsWith(from) ? name.slice(0, -from.length) : name;
  return { own: rest === '' ? lowerFirst(to) : join(rest, to) };
}

function withoutVerb(name: string): string {
  // `hashEmail(email)`
  const hashed = /^hash([A-Z]\w*)$/.exec(name)?.[1];
  if (hashed !== undefined) return join(bare(hashed), 'hash');
  return bare(name.replace(VERB, ''));
}

function readsClock(expression: Expression): boolean {
  const read = unwrap(expression);
  if (read.kind !== 'call') return false;
  return /^(?:Date|performance)\.now$/.test(read.callee.text);
}

/** `event['body-json']` */
function written(property: string): string {
  return /^[\w$]*$/.test(property) ? property : nameOfKey(property);
}

/** Without the marks of privacy, and a constant's capitals as camelCase. */
function bare(name: string): string {
  const trimmed = name.replace(/^[_$#]+(?=[A-Za-z])/, '').replace(/(?<![_$])[_$]+$/, '');
  if (/^[A-Z0-9_]+$/.test(trimmed)) {
    return trimmed.toLowerCase().replace(/(?<!_)_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  }
  return lowerFirst(trimmed);
}

function join(first: string, second: string): string {
  return lowerFirst(first) + second.charAt(0).toUpperCase() + second.slice(1);
}

function lowerFirst(word: string): string {
  if (/^[A-Z]{2,}s?$/.test(word)) return word.toLowerCase();
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(word))
    return word.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  // `APIKey`
  const acronym = /^[A-Z]{2,}(?=[A-Z][a-z]{2})/.exec(word)?.[0];
  if (acronym !== undefined) return acronym.toLowerCase() + word.slice(acronym.length);
  return word.charAt(0).toLowerCase() + word.slice(1);
}
