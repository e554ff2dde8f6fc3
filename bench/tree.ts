import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is generated: the same options give the same tree, to the byte. */
export interface TreeOptions {
  readonly files: number;
  readonly bytes: number;
  /** Files that write to the console. */
  readonly noisyFiles: number;
  /** Console calls in all of them. */
  readonly calls: number;
  /** Also structured logs, metrics and spans, in as many files as a service that is observed has them in. */
  readonly telemetry?: boolean;
}

export interface Tree {
  readonly root: string;
  readonly files: number;
  readonly bytes: number;
  readonly calls: number;
  /** Files with console calls, relative to the root. */
  readonly noisyFiles: readonly string[];
  /** Files without one that screening by text cannot rule out: they log already, or say "console". */
  readonly decoys: number;
}

export const DEFAULT_TREE: TreeOptions = { files: 3200, bytes: 22_000_000, noisyFiles: 190, calls: 660 };

const DOMAINS = [
  'accounts',
  'auditing',
  'billing',
  'bookings',
  'campaigns',
  'carts',
  'catalog',
  'checkout',
  'contracts',
  'deliveries',
  'discounts',
  'fulfilment',
  'identity',
  'inventory',
  'invoices',
  'loyalty',
  'memberships',
  'messaging',
  'payments',
  'payouts',
  'pricing',
  'refunds',
  'returns',
  'shipping',
  'subscriptions',
  'taxes',
];
const ENTITIES = [
  'Account',
  'Accrual',
  'Address',
  'Adjustment',
  'Allocation',
  'Batch',
  'Carrier',
  'Customer',
  'Entry',
  'Item',
  'Ledger',
  'Offer',
  'Order',
  'Parcel',
  'Plan',
  'Quote',
  'Rate',
  'Reservation',
  'Schedule',
  'Settlement',
  'Voucher',
];
const KINDS = ['service', 'repository', 'controller', 'mapper', 'policy', 'worker'];
const FIELDS = [
  ['reference', 'string'],
  ['status', 'string'],
  ['currency', 'string'],
  ['amount', 'number'],
  ['quantity', 'number'],
  ['attempts', 'number'],
  ['region', 'string'],
  ['tenantId', 'string'],
  ['ownerId', 'string'],
  ['version', 'number'],
  ['isActive', 'boolean'],
  ['notes', 'string | undefined'],
  ['tags', 'readonly string[]'],
  ['createdAt', 'Date'],
  ['expiresAt', 'Date | undefined'],
] as const;
const VERBS = [
  'load',
  'refresh',
  'reserve',
  'release',
  'settle',
  'cancel',
  'publish',
  'reconcile',
  'archive',
  'restore',
  'assign',
  'dispatch',
];
const NOUNS = ['Open', 'Pending', 'Stale', 'Overdue', 'Recent', 'Regional', 'Failed', 'Partial', 'Linked'];

/** Where a console call may be put: the text of a line that stands for one. */
const SLOT = /^( *)\u0000(start|done|skip|failed)$\n?/gm;
type Slot = 'start' | 'done' | 'skip' | 'failed';

/** Random numbers that are the same on every machine (mulberry32). */
class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let value = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  shuffled<Item>(items: readonly Item[]): Item[] {
    const list = [...items];
    for (let at = list.length - 1; at > 0; at--) {
      const other = this.below(at + 1);
      [list[at], list[other]] = [list[other]!, list[at]!];
    }
    return list;
  }

  /** Most are near 1, few are large. */
  skewed(): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.exp(0.75 * normal);
  }
}

/** Writes a service's sources under a folder, which is emptied first. */
export function writeTree(root: string, options: TreeOptions = DEFAULT_TREE): Tree {
  rmSync(root, { recursive: true, force: true });
  const random = new Random(20_240_917);
  const write = (path: string, text: string) => {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return Buffer.byteLength(text);
  };
  write('package.json', PACKAGE_JSON);
  write('tsconfig.json', TSCONFIG);
  write('.gitignore', 'node_modules\ndist\ncoverage\n');
  let bytes = 0;
  const shared = Object.entries({ ...SHARED, ...(options.telemetry ? SHARED_TELEMETRY : {}) });
  for (const [path, text] of shared) bytes += write(path, text);

  const paths = places(options.files - shared.length);
  const sizes = sizesOf(paths.length, options.bytes, random);
  const order = random.shuffled([...paths.keys()]);
  const counts = new Map(
    spread(options.noisyFiles, options.calls, random).map((calls, index) => [order[index]!, calls]),
  );
  const decoys = new Set(order.slice(options.noisyFiles, options.noisyFiles + 90));
  const noisyFiles: string[] = [];
  // Of its own: without telemetry the tree is the same to the byte, whatever is added here.
  const telemetryRandom = new Random(7);
  paths.forEach((place, index) => {
    const calls = counts.get(index) ?? 0;
    const decoy = decoys.has(index) ? (index % 3 === 0 ? 'word' : 'logger') : undefined;
    const signals = options.telemetry ? signalsOf(telemetryRandom) : NO_SIGNALS;
    const source = new SourceText(place, sizes[index]!, calls, decoy, random, signals);
    bytes += write(place.path, source.text());
    if (calls > 0) noisyFiles.push(place.path);
  });
  return {
    root,
    files: options.files,
    bytes,
    calls: options.calls,
    noisyFiles,
    decoys: decoys.size,
  };
}

interface Place {
  readonly path: string;
  readonly entity: string;
  readonly kind: string;
  readonly domain: string;
}

/** Files of a kind for each entity of each domain, until there are enough. */
function places(count: number): Place[] {
  const list: Place[] = [];
  for (const kind of KINDS) {
    for (const entity of ENTITIES) {
      for (const domain of DOMAINS) {
        if (list.length === count) return list;
        const name = entity.toLowerCase();
        list.push({ path: `src/${domain}/${name}/${name}.${kind}.ts`, entity, kind, domain });
      }
    }
  }
  throw new RangeError(`no more than ${list.length} files can be named`);
}

function sizesOf(count: number, bytes: number, random: Random): number[] {
  const raw = Array.from({ length: count }, () => random.skewed());
  const clamp = (size: number) => Math.min(Math.max(size, 1_000), 40_000);
  // What clamping takes away is given back by scaling again.
  let scale = bytes / raw.reduce((sum, size) => sum + size, 0);
  for (let round = 0; round < 20; round++) {
    scale *= bytes / raw.reduce((sum, size) => sum + clamp(size * scale), 0);
  }
  return raw.map((size) => clamp(size * scale));
}

/** Shares calls out over files: at least one each, most to a few. */
function spread(files: number, calls: number, random: Random): number[] {
  const raw = Array.from({ length: files }, () => random.skewed());
  const total = raw.reduce((sum, share) => sum + share, 0);
  const shares = raw.map((share) => 1 + Math.floor((share / total) * (calls - files)));
  let rest = calls - shares.reduce((sum, share) => sum + share, 0);
  for (let at = 0; rest > 0; at = (at + 1) % files, rest--) shares[at]!++;
  return shares;
}

/** Which telemetry a file emits. */
interface Signals {
  readonly logs: boolean;
  readonly metrics: boolean;
  readonly spans: boolean;
}

const NO_SIGNALS: Signals = { logs: false, metrics: false, spans: false };

/**
 * Of seven repositories of services (novu, medusa, trigger.dev, crowd.dev, unkey, formbricks, supabase/storage), from 2 to
 * 21 files in a hundred write log records; this tree has as many as the one that has most.
 */
function signalsOf(random: Random): Signals {
  return { logs: random.next() < 0.2, metrics: random.next() < 0.06, spans: random.next() < 0.03 };
}

/** One source file, section by section until it is long enough. */
class SourceText {
  private readonly names = new Set<string>();
  private readonly type: string;
  private readonly variable: string;

  constructor(
    private readonly place: Place,
    private readonly size: number,
    private readonly calls: number,
    private readonly decoy: 'word' | 'logger' | undefined,
    private readonly random: Random,
    private readonly signals: Signals,
  ) {
    this.type = place.entity;
    this.variable = place.entity.toLowerCase();
  }

  text(): string {
    const { kind, domain } = this.place;
    const head = [this.header(), this.imports(), this.types()];
    const methods: string[] = [];
    const functions: string[] = [];
    const length = () =>
      [...head, ...methods, ...functions].reduce((sum, each) => sum + each.length + 2, 400);
    const slots = () => [...methods.join('').matchAll(/\u0000/g)].length;
    // A console call may take its share of the size.
    const wanted = this.size - this.calls * 60;
    methods.push(this.method());
    while (length() < wanted || slots() < Math.min(this.calls, 12)) {
      if (this.random.next() < 0.62 || slots() < Math.min(this.calls, 12)) methods.push(this.method());
      else functions.push(this.helper());
    }
    methods.push(...this.observedMethods());
    const store = `${this.type}Store`;
    const body = [
      ...head,
      `export class ${this.type}${capital(kind)} {
  private readonly cache = new Map<string, ${this.type}>();

  constructor(
    private readonly store: ${store},
    private readonly clock: Clock,
    private readonly ${domain}Limit = ${10 + this.random.below(90)},
  ) {}

${methods.join('\n\n')}

  private isDue(${this.variable}: ${this.type}): boolean {
    const { expiresAt } = ${this.variable};
    return expiresAt !== undefined && expiresAt.getTime() <= this.clock.now().getTime();
  }
}`,
      ...functions,
    ];
    return this.fill(`${body.join('\n\n')}\n`);
  }

  private header(): string {
    const { kind, domain } = this.place;
    const word = this.decoy === 'word' ? ' Operators see the outcome in the admin console.' : '';
    return `/**\n * ${capital(kind)} of ${domain}: keeps every ${this.variable} consistent with what the ledger says about it.${word}\n */`;
  }

  private imports(): string {
    const up = '../..';
    const lines = [
      `import { randomUUID } from 'node:crypto';`,
      `import { ValidationError } from '${up}/shared/errors.js';`,
      `import type { Clock } from '${up}/shared/clock.js';`,
      `import { retry } from '${up}/shared/retry.js';`,
    ];
    if (this.decoy === 'logger' || this.signals.logs) lines.push(`import { logger } from '${up}/logger.js';`);
    if (this.signals.metrics)
      lines.push(`import { operations, queueDepth, operationSeconds } from '${up}/shared/metrics.js';`);
    if (this.signals.spans) lines.push(`import { SpanStatusCode, trace } from '@opentelemetry/api';`);
    return lines.join('\n');
  }

  private types(): string {
    const fields = FIELDS.map(
      ([name, type]) =>
        `${this.random.next() < 0.3 ? `  /** ${capital(name)} as the upstream system reported it. */\n` : ''}  readonly ${name}: ${type};`,
    );
    return `export interface ${this.type} {
  readonly id: string;
${fields.join('\n')}
}

export interface ${this.type}Store {
  find(id: string): Promise<${this.type} | undefined>;
  list(filter: Partial<${this.type}>, limit: number): Promise<readonly ${this.type}[]>;
  save(${this.variable}: ${this.type}): Promise<void>;
  remove(id: string): Promise<boolean>;
}`;
  }

  /** Methods that count, time and trace, as a service that is observed well has them. */
  private observedMethods(): string[] {
    const { type, variable } = this;
    const { domain } = this.place;
    const metered = `  async count${type}s(status: 'open' | 'closed'): Promise<number> {
    const stop = operationSeconds.startTimer({ domain: '${domain}', operation: 'count' });
    queueDepth.inc({ domain: '${domain}' });
    try {
      const list = await this.store.list({ status }, this.${domain}Limit);
      operations.inc({ domain: '${domain}', outcome: 'ok', status });
      return list.length;
    } catch (error) {
      operations.inc({ domain: '${domain}', outcome: 'failed', status });
      throw error;
    } finally {
      queueDepth.dec({ domain: '${domain}' });
      stop();
    }
  }`;
    const traced = `  async traced${type}(id: string): Promise<${type} | undefined> {
    return trace.getTracer('${domain}').startActiveSpan('${domain}.${variable}.find', async (span) => {
      span.setAttribute('app.${variable}.id', id);
      try {
        return await this.store.find(id);
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  }`;
    return [...(this.signals.metrics ? [metered] : []), ...(this.signals.spans ? [traced] : [])];
  }

  /** A record for a place that holds no console call; by the place, as another draw would change the tree. */
  private record(slot: Slot, index: number): string {
    if (!this.signals.logs || index % 2 === 1) return '';
    const { variable } = this;
    const records: Readonly<Record<Slot, string>> = {
      start: `logger.debug({ ${variable}Id: id, attempt }, '${capital(this.place.domain)} started');`,
      done: `logger.info({ ${variable}Id: next.id, region: next.region }, '${capital(variable)} saved');`,
      skip: `logger.warn({ ${variable}Id: ${variable}.id, attempts: ${variable}.attempts }, '${capital(variable)} skipped');`,
      failed: `logger.error({ err: error, ${variable}Id: id }, '${capital(variable)} failed');`,
    };
    return records[slot];
  }

  /** A name that the file does not have yet. */
  private name(): string {
    const wanted = `${this.random.pick(VERBS)}${this.random.pick(NOUNS)}${this.type}`;
    let name = wanted;
    for (let number = 2; this.names.has(name); number++) name = `${wanted}${number}`;
    this.names.add(name);
    return name;
  }

  private method(): string {
    const name = this.name();
    const { type, variable } = this;
    const log =
      this.decoy === 'logger'
        ? `    logger.info({ ${variable}Id: id, attempts: 1 }, '${sentence(name)} requested');\n`
        : '';
    const field = this.random.pick(['reference', 'region', 'tenantId', 'ownerId']);
    switch (this.random.below(4)) {
      case 0:
        return `  /** Takes one ${variable} through "${sentence(name)}", once, however often it is asked to. */
  async ${name}(id: string, attempt = 1): Promise<${type}> {
    \u0000start
${log}    const known = this.cache.get(id);
    if (known && !this.isDue(known)) return known;
    try {
      const ${variable} = await retry(() => this.store.find(id), { attempts: ${1 + this.random.below(5)}, delayMs: ${50 * (1 + this.random.below(9))} });
      if (!${variable}) throw new ValidationError(\`no ${variable} \${id}\`);
      const next: ${type} = { ...${variable}, status: '${this.random.pick(VERBS)}', version: ${variable}.version + 1 };
      await this.store.save(next);
      this.cache.set(id, next);
      \u0000done
      return next;
    } catch (error) {
      \u0000failed
      throw error;
    }
  }`;
      case 1:
        return `  async ${name}s(id: string, attempt = 0): Promise<number> {
    \u0000start
${log}    const found = await this.store.list({ ${field}: id, isActive: ${this.random.pick(['true', 'false'])} }, this.${this.place.domain}Limit);
    let done = 0;
    for (const ${variable} of found) {
      // Whoever changed it last wins; the next run picks up what was missed.
      if (${variable}.attempts > ${2 + this.random.below(8)} || !this.isDue(${variable})) {
        \u0000skip
        continue;
      }
      try {
        await this.store.save({ ...${variable}, attempts: ${variable}.attempts + 1, reference: randomUUID() });
        done += 1;
      } catch (error) {
        \u0000failed
        if (attempt > 3) throw error;
      }
    }
    return done;
  }`;
      case 2:
        return `  /**
   * Sums what the open ones are worth, by currency.
   *
   * @param id of the ${field} they belong to
   */
  async ${name}Totals(id: string): Promise<ReadonlyMap<string, number>> {
    const attempt = this.cache.size;
    \u0000start
${log}    const totals = new Map<string, number>();
    for (const ${variable} of await this.store.list({ ${field}: id }, this.${this.place.domain}Limit)) {
      if (${variable}.status === 'closed') {
        \u0000skip
        continue;
      }
      const before = totals.get(${variable}.currency) ?? 0;
      totals.set(${variable}.currency, before + ${variable}.amount * Math.max(${variable}.quantity, 1));
    }
    return totals;
  }`;
      default:
        return `  async ${name}OrFail(id: string, attempt: number): Promise<boolean> {
${log}    const ${variable} = this.cache.get(id) ?? (await this.store.find(id));
    if (!${variable} || ${variable}.tags.includes('frozen')) return false;
    const isLate = ${variable}.createdAt.getTime() + ${1 + this.random.below(30)} * 86_400_000 < this.clock.now().getTime();
    if (isLate && ${variable}.amount > ${100 * (1 + this.random.below(50))}) {
      \u0000skip
      return attempt > 1;
    }
    const isRemoved = await this.store.remove(${variable}.id).catch((error: unknown) => {
      \u0000failed
      return false;
    });
    if (isRemoved) this.cache.delete(id);
    return isRemoved;
  }`;
    }
  }

  private helper(): string {
    const name = this.name();
    const { type, variable } = this;
    switch (this.random.below(3)) {
      case 0:
        return `/** Orders by how urgent they are; equal ones keep their order. */
export function ${name}First(list: readonly ${type}[]): ${type}[] {
  const weight = (${variable}: ${type}) => ${variable}.attempts * ${1 + this.random.below(9)} + (${variable}.isActive ? ${this.random.below(5)} : 0);
  return [...list].sort((a, b) => weight(b) - weight(a) || a.createdAt.getTime() - b.createdAt.getTime());
}`;
      case 1:
        return `const ${name}Labels: Readonly<Record<string, string>> = {
${VERBS.map((verb) => `  ${verb}: '${capital(verb)} this ${variable} in ${this.random.pick(DOMAINS)}',`).join('\n')}
};

export function ${name}Label(${variable}: ${type}): string {
  const label = ${name}Labels[${variable}.status];
  return label === undefined ? \`\${${variable}.reference} (\${${variable}.region})\` : \`\${label}: \${${variable}.reference}\`;
}`;
      default:
        return `export interface ${capital(name)}Input {
  readonly ids: readonly string[];
  readonly region?: string;
  readonly limit?: number;
}

/** Throws a ValidationError that names everything that is wrong with the input. */
export function ${name}Input(input: Partial<${capital(name)}Input>): ${capital(name)}Input {
  const problems: string[] = [];
  const { ids = [], region, limit } = input;
  if (ids.length === 0) problems.push('ids: at least one is needed');
  if (ids.some((id) => id.trim() === '')) problems.push('ids: one of them is empty');
  if (limit !== undefined && (limit < 1 || limit > ${100 * (1 + this.random.below(20))})) problems.push(\`limit: \${limit} is out of range\`);
  if (region !== undefined && !/^[a-z]{2}-[a-z]+-\\d$/.test(region)) problems.push(\`region: \${region} is not one\`);
  if (problems.length > 0) throw new ValidationError(problems.join('; '));
  return { ids: [...new Set(ids)], ...(region === undefined ? {} : { region }), limit: limit ?? ${10 * (1 + this.random.below(9))} };
}`;
    }
  }

  /** Puts the console calls in, as evenly over the places for them as they go. */
  private fill(text: string): string {
    const slots = [...text.matchAll(SLOT)].length;
    const shares = new Array<number>(slots).fill(0);
    for (let call = 0; call < this.calls;) {
      for (const slot of this.random.shuffled([...shares.keys()]).slice(0, this.calls - call)) {
        shares[slot]!++;
        call++;
      }
    }
    let at = 0;
    return text.replace(SLOT, (_, indent: string, slot: Slot) => {
      const share = shares[at++]!;
      if (share === 0) return this.record(slot, at).replace(/^.+/, (line) => `${indent}${line}\n`);
      return Array.from({ length: share }, () => `${this.call(slot).replace(/^/gm, indent)}\n`).join('');
    });
  }

  private call(slot: Slot): string {
    const { variable } = this;
    const label = `[${capital(this.place.domain)}]`;
    const what = this.random.pick(VERBS);
    const why = this.random.pick(['limit reached', 'not due', 'closed upstream', 'locked by another run']);
    const calls: Readonly<Record<Slot, readonly string[]>> = {
      start: [
        `console.log(\`Going to ${what} ${variable} \${id} (attempt \${attempt})\`);`,
        `console.info('${label} about to ${what} ${variable}', id);`,
        `console.debug('${capital(what)} requested', { id, attempt });`,
        `console.log('${capital(what)} ${variable} ' + id + ' with ' + this.cache.size + ' cached');`,
      ],
      done: [
        `console.log(\`${capital(variable)} \${${variable}.id} is now \${next.status} in \${next.region}\`);`,
        `console.log('${label} ${variable} saved:', next.id, next.version);`,
        `console.info(\n  \`${label} ${what} done: id=\${next.id}, amount=\${next.amount.toFixed(2)} \${next.currency}\`,\n);`,
        `console.log('${capital(what)} finished', { ${variable}Id: next.id, version: next.version });`,
      ],
      skip: [
        `console.warn(\`Skipping ${variable} \${${variable}.id}: ${why}\`);`,
        `console.warn('${label} ${why}', ${variable}.id, ${variable}.attempts);`,
        `console.debug(\`${capital(variable)} \${${variable}.reference} left out (${why}), \${${variable}.tags.length} tags\`);`,
      ],
      failed: [
        `console.error('Failed to ${what} ${variable}', error);`,
        `console.error(\`Failed to ${what} ${variable} \${id}:\`, error);`,
        `console.error(\n  '${label} could not ${what} ${variable}',\n  { id, attempt },\n  error,\n);`,
        `console.warn(\`Could not ${what} ${variable} \${id}, attempt \${attempt}\`, error);`,
      ],
    };
    return this.random.pick(calls[slot]);
  }
}

/** `loadOpenOrder2` → `load open order 2`. */
function sentence(name: string): string {
  return name.replace(/[A-Z\d]+/g, (part) => ` ${part.toLowerCase()}`);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const PACKAGE_JSON = `${JSON.stringify(
  {
    name: 'commerce',
    version: '4.2.0',
    private: true,
    type: 'module',
    scripts: { build: 'tsc', start: 'node dist/main.js' },
    dependencies: { express: '^5.0.0', pino: '^10.0.0' },
    devDependencies: { typescript: '^5.9.0' },
  },
  null,
  2,
)}\n`;

const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'ES2023',
      module: 'NodeNext',
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      outDir: 'dist',
    },
    include: ['src'],
  },
  null,
  2,
)}\n`;

const SHARED: Readonly<Record<string, string>> = {
  'src/logger.ts': `import pino from 'pino';
import { environment } from './shared/environment.js';

export const logger = pino({ name: 'commerce', level: environment.logLevel });
`,
  'src/shared/environment.ts': `/** Read once, when the process starts. */
export const environment = {
  logLevel: process.env.LOG_LEVEL ?? 'info',
  region: process.env.REGION ?? 'eu-west-1',
};
`,
  'src/shared/errors.ts': `/** The caller sent something that cannot be worked with. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}
`,
  'src/shared/clock.ts': `export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
`,
  'src/shared/retry.ts': `export interface RetryOptions {
  readonly attempts: number;
  readonly delayMs: number;
}

/** Calls until it succeeds, at most as often as is said; throws what the last attempt threw. */
export async function retry<Value>(
  call: () => Promise<Value>,
  { attempts, delayMs }: RetryOptions,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs * 2 ** attempt));
    }
  }
}
`,
};

/** Metrics in a module of their own, so that what imports them has to be followed. */
const SHARED_TELEMETRY: Readonly<Record<string, string>> = {
  'src/shared/metrics.ts': `import { Counter, Gauge, Histogram } from 'prom-client';

export const operations = new Counter({
  name: 'commerce_operations_total',
  help: 'Operations by their outcome',
  labelNames: ['domain', 'outcome', 'status'],
});

export const queueDepth = new Gauge({
  name: 'commerce_operations_in_progress',
  help: 'Operations that are running',
  labelNames: ['domain'],
});

export const operationSeconds = new Histogram({
  name: 'commerce_operation_duration_seconds',
  help: 'How long operations take',
  labelNames: ['domain', 'operation'],
  buckets: [0.005, 0.025, 0.1, 0.5, 2.5, 10],
});
`,
};
