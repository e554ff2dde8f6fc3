import type { MetricEntry, PackageInventory } from '../inventory/inventory.js';
import type { SignalVerdict } from './audit.js';
import type { Reader, Readers } from './readers.js';

interface Signal {
  readonly name: string;
  /** Shown although nothing emits it. */
  readonly isExpected: boolean;
  readonly isIn: (metric: MetricEntry) => boolean;
  /** What shows it best, where several do: the first that holds for one of them. */
  readonly best?: readonly ((metric: MetricEntry) => boolean)[];
  /** Where one of these is emitted, only these are of it. */
  readonly isFirst?: (metric: MetricEntry) => boolean;
  /** Whether it is what one reads that asks a metric for series of these names; always, where it is not said. */
  readonly isReadBy?: (metric: MetricEntry, names: ReadonlySet<string>) => boolean;
  /** The label that tells it apart on a metric that has other signals as well. */
  readonly by?: RegExp;
  /** Metrics that are of it alone. */
  readonly isOnly?: (metric: MetricEntry) => boolean;
}

const has =
  (words: RegExp) =>
  ({ name }: MetricEntry) =>
    words.test(name);
const isTimed = ({ kind, unit, name }: MetricEntry) =>
  (kind === 'histogram' || kind === 'summary' || kind === 'timer') &&
  (/^(?:m|u|n)?s$|second/i.test(unit ?? '') || /duration|latency|second|_ms\b|time|elapsed/i.test(name));
const counts = ({ kind, operations }: MetricEntry) => kind === 'counter' || operations.includes('add');
const OUTCOME = /^(?:status|status_?code|code|outcome|result|error|error_?type|success|http_.*status.*)$/i;
const hasOutcome = ({ labels }: MetricEntry) => labels.some(({ name }) => OUTCOME.test(name));
const isOf = (words: RegExp, also: (metric: MetricEntry) => boolean) => (metric: MetricEntry) =>
  words.test(metric.name) && also(metric);

/** What a runtime or a host tells of itself: it may be saturated, and says nothing of the service's work. */
const isRuntime = ({ name, from }: MetricEntry) =>
  from !== undefined && /^\*?(?:\w+_)?(?:nodejs|process|v8js|system)[._]/.test(name);
/** How the service answers Prometheus. */
const isOfScrapes = has(/(?:^|[._])scrapes?(?:[._]|$)/i);
/** The sizes of requests and answers, which are no amount of data that was worked on. */
const isOfTransport = has(/(?:^|[._])(?:http|grpc|rpc|websocket|ws)[._]/);
/** What only models do, and what others do as well: games complete, queues hand out tokens, markets predict. */
const MODEL_WORK = /(?:^|[._])(?:inferences?|classifi\w+|llm|gen_?ai)(?:[._]|$)/i;
const MAY_BE_MODEL_WORK = /(?:^|[._])(?:predict\w*|completions?|tokens?)(?:[._]|$)/i;
const OF_MODEL = /(?:^|[._])(?:models?|gpt|openai|anthropic|claude|prompts?|chat|ai|ml)(?:[._]|$)/i;
const isOfModel = ({ name, labels, from }: MetricEntry) =>
  // An instrumentation of model clients is there in programs that have none.
  from === undefined &&
  (MODEL_WORK.test(name) ||
    (MAY_BE_MODEL_WORK.test(name) &&
      (OF_MODEL.test(name) || labels.some((label) => OF_MODEL.test(label.name)))));
const isOfErrors = isOf(/error|fail|exception|reject|timeout|dropped|dead_?letter|retr(?:y|ies)/i, counts);

/** What a service may have too much of: `active_handles`, not an `active_set`. */
const IS_LOAD =
  /queue|pool|in_?flight|active(?:$|[._][a-z]+s(?:$|[._]))|lag|heap|memory|cpu|utili[sz]ation|connections|concurren|pending|backlog|capacity|open_fds/i;
/** What is on or off, or one of a few things. */
const IS_STATE = /[._](?:state|status|info|enabled|healthy|up)$/i;

/** What a service asks of others, whose latency and errors are not those that its own callers see. */
const isOutbound = has(
  /(?:^|[._])(?:outgoing|outbound|upstream|downstream|clients?|external|third_?party|db|database|sql|postgres(?:ql)?|pg|mysql|mongo(?:db)?|redis|cache|s3|smtp)(?:[._]|$)/i,
);
const isInbound = (metric: MetricEntry) => /server|request|http/i.test(metric.name) && !isOutbound(metric);
const isWork = (metric: MetricEntry) =>
  /job|task|handle|process(?:ing|ed)|execut|cycle|operation|message|event/i.test(metric.name) &&
  !isOutbound(metric);
const isOwn = (metric: MetricEntry) => !isOutbound(metric);

const isTotalOfTimes = (metric: MetricEntry, names: ReadonlySet<string>) =>
  !isTimed(metric) || ![...names].some((name) => /_(?:bucket|sum)$/.test(name));
const isTime = (_metric: MetricEntry, names: ReadonlySet<string>) =>
  [...names].some((name) => !name.endsWith('_count'));

/** The golden signals of the SRE book; the saturation of a runtime is a saturation. */
const GOLDEN: readonly Signal[] = [
  {
    name: 'latency',
    isExpected: true,
    isIn: isTimed,
    best: [isInbound, isWork, isOwn],
    isReadBy: isTime,
  },
  {
    name: 'traffic',
    isExpected: true,
    best: [(metric) => counts(metric) && isInbound(metric), isInbound, counts],
    // What a service that answers requests counts besides is no traffic: suspicious events, retried jobs.
    isFirst: isInbound,
    isReadBy: isTotalOfTimes,
    isIn: (metric) =>
      isTimed(metric) ||
      isOf(
        /request|call|message|event|job|order|operation|query|processed|handled|received|sent/i,
        (each) => counts(each) && !isOfErrors(each),
      )(metric),
  },
  {
    name: 'errors',
    isExpected: true,
    isIn: (metric) => isOfErrors(metric) || (hasOutcome(metric) && (counts(metric) || isTimed(metric))),
    best: [
      (metric) => isInbound(metric) && !isTimed(metric),
      isInbound,
      (metric) => isOfErrors(metric) && isOwn(metric),
      isOwn,
    ],
    by: OUTCOME,
    isOnly: (metric) => isOfErrors(metric),
  },
  {
    name: 'saturation',
    isExpected: true,
    isIn: (metric) => metric.kind !== 'counter' && IS_LOAD.test(metric.name) && !IS_STATE.test(metric.name),
    best: [
      (metric) => !isRuntime(metric),
      has(/event_?loop_lag_seconds$/),
      has(/event_?loop/),
      has(/heap|memory/),
    ],
  },
];

/** What work on data is watched by, and what models are; each where the code shows it. */
const OF_DATA: readonly Signal[] = [
  {
    name: 'freshness',
    isExpected: false,
    isIn: isOf(
      /last_?(?:success|run|sync|completed)|freshness|staleness|(?:data|backup|snapshot|index|feed|price|sync|record)s?_age_seconds/i,
      ({ kind }) => kind === 'gauge',
    ),
  },
  {
    name: 'volume',
    isExpected: false,
    isIn: isOf(
      /rows|records|bytes|items|documents|batch/i,
      (metric) => counts(metric) && !isOfErrors(metric) && !isOfTransport(metric),
    ),
  },
  { name: 'drift', isExpected: false, isIn: has(/drift|distribution_shift|psi_/i) },
  {
    name: 'model outcomes',
    isExpected: false,
    isIn: isOfModel,
  },
];

/** How far each signal of a service goes: emitted, on a dashboard, alerted on. */
export function signalsOf({ metrics }: PackageInventory, readers: Readers): readonly SignalVerdict[] {
  return [...GOLDEN, ...OF_DATA].flatMap((signal): readonly SignalVerdict[] => {
    const all = metrics.filter(
      (metric) =>
        signal.isIn(metric) && !isOfScrapes(metric) && (signal.name === 'saturation' || !isRuntime(metric)),
    );
    if (all.length === 0 && !signal.isExpected) return [];
    const first = signal.isFirst === undefined ? [] : all.filter(signal.isFirst);
    const of = first.length > 0 ? first : all;
    const own = new Set(of);
    // What the code makes itself says more than what a runtime does.
    const made = of.filter(({ from }) => from === undefined);
    const shown = made.length > 0 ? made : of;
    const readOf = ({ metrics: read, labels }: Reader) =>
      [...read].find(
        ([metric, names]) =>
          own.has(metric) && isTold(signal, metric, labels) && (signal.isReadBy?.(metric, names) ?? true),
      )?.[0];
    const panel = readers.panels.find(readOf);
    const alert = readers.alerts.find(readOf);
    // What is watched is what the signal is known by.
    const watched = (alert && readOf(alert)) ?? (panel && readOf(panel));
    return [
      {
        signal: signal.name,
        emitted: (watched ?? bestOf(shown, signal.best ?? []))?.name,
        onDashboard: panel?.name,
        alertedOn: alert?.name,
      },
    ];
  });
}

/** Whether what reads a metric with certain labels reads this signal of it. */
function isTold({ by, isOnly }: Signal, metric: MetricEntry, labels: ReadonlySet<string>): boolean {
  return by === undefined || isOnly?.(metric) === true || [...labels].some((label) => by.test(label));
}

function bestOf(
  metrics: readonly MetricEntry[],
  [holds, ...others]: NonNullable<Signal['best']>,
): MetricEntry | undefined {
  if (!holds) return metrics[0];
  return metrics.find(holds) ?? bestOf(metrics, others);
}
