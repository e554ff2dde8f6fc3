import { REQUEST_LOGGING_PACKAGES, TRACKER_PACKAGES } from '../../catalog/contract/audit.js';
import { INSTRUMENTED_LOGGERS, TRACE_ID_PACKAGES } from '../../catalog/setup/log-correlation.js';
import { isConsole } from '../../catalog/index.js';
import { namesRequestId } from '../../model/logs/request-id.js';
import { hasConstantMessage } from '../inventory/constant-message.js';
import type { LogEntry, PackageInventory } from '../inventory/inventory.js';
import { EXPOSITION } from '../inventory/read-exposition.js';
import { type Evidence, type LevelVerdict, type State, shown } from './audit.js';
import type { CodeFacts } from './facts.js';
import type { Reader, Readers } from './readers.js';

/** All that is known of one service. */
export interface ServiceFacts {
  readonly inventory: PackageInventory;
  readonly code: CodeFacts;
  readonly readers: Readers;
}

/** The share of records that has to be structured, and of errors that has to be kept. */
const STRUCTURED = 0.9;
const ERROR_FIELD = /^(?:err|error|exception)$/;

/** Judges each level by itself: whether those below it hold is not asked here. */
export function levelsOf(service: ServiceFacts): readonly LevelVerdict[] {
  return [logger, structured, correlated, measured, tracked, traced, promised].map((judge) => judge(service));
}

function verdict(level: number, title: string, { found, against, next, provenBy }: Found): LevelVerdict {
  const state: State = against.length > 0 ? 'contradicted' : found.length > 0 ? 'proven' : 'not found';
  return { level, title, state, evidence: against.length > 0 ? against : found, next, provenBy };
}

interface Found {
  readonly found: readonly Evidence[];
  /** What shows that it is not so, whatever else is found. */
  readonly against: readonly Evidence[];
  readonly next: string;
  readonly provenBy?: string;
}

function logger({ inventory }: ServiceFacts): LevelVerdict {
  const logs = inventory.logs.filter(({ library }) => !isConsole(library));
  const byLibrary = new Map<string, LogEntry[]>();
  for (const log of logs) byLibrary.set(log.library, [...(byLibrary.get(log.library) ?? []), log]);
  return verdict(1, 'A logger', {
    found: [...byLibrary].flatMap(([library, each]) => shown(`logs with ${library}`, placesOf(each))),
    against: [],
    next: 'Log with a logger: `npx obs-codemod` moves the console output of the service to one.',
    provenBy: 'no-console-logging',
  });
}

function structured({ inventory, code }: ServiceFacts): LevelVerdict {
  const records = inventory.logs.flatMap((log) => log.at.map((at) => ({ log, at })));
  const plain = records.filter(({ log }) => isConsole(log.library) || !hasConstantMessage(log));
  const share = records.length === 0 ? 0 : 1 - plain.length / records.length;
  const isPrinted = ({ log }: (typeof records)[number]) => isConsole(log.library);
  const what = records.some(isPrinted) ? 'are a logger’s with a constant message' : 'have a constant message';
  const percent = `${Math.floor(share * 100)} % of ${records.length} records ${what}`;
  const kept = records.filter(({ log }) => log.fields.some((field) => ERROR_FIELD.test(field))).length;
  const isLost = code.lostErrors.length > (1 - STRUCTURED) * (kept + code.lostErrors.length);
  const isReached = records.length > 0 && share >= STRUCTURED && !isLost;
  const lost = isLost ? shown('a record that loses its error', code.lostErrors) : [];
  const first = plain[0];
  return verdict(2, 'Structured records', {
    found: isReached ? [{ what: percent, at: undefined, more: 0 }] : [],
    against:
      isReached || records.length === 0
        ? []
        : [
            ...(share < STRUCTURED && first
              ? [
                  {
                    what: `${percent}; ${isPrinted(first) ? 'this one is printed' : 'this one has not'}`,
                    at: first.at,
                    more: plain.length - 1,
                  },
                ]
              : []),
            ...lost,
          ],
    next: 'Make messages constant, with their values as fields and errors whole: `eslint --fix` and `npx obs-codemod` do most of it.',
    provenBy: 'no-interpolated-message, log-error-object',
  });
}

function correlated({ inventory, code }: ServiceFacts): LevelVerdict {
  const withId = inventory.logs.filter(({ fields }) => fields.some(namesRequestId));
  // A logger of each request is of use to a service that logs with one.
  const binders = inventory.logs.every(({ library }) => isConsole(library))
    ? []
    : [...code.dependencies].filter((name) => REQUEST_LOGGING_PACKAGES.has(name)).sort();
  return verdict(3, 'Correlated records', {
    found: [
      ...traceIdsOf({ inventory, code }),
      ...shown('a logger with the id of its request', code.boundIds),
      ...shown('a record with the id of its request', placesOf(withId)),
      ...binders.slice(0, 1).map((name) => named(`${name} gives each request a logger with its id`)),
    ],
    against: shown('an id is generated, and the one that came is not read', code.ignoredIds),
    next: 'Give each record the id of its request or trace: a child logger per request, or the trace id in a mixin.',
    provenBy: 'honor-request-id',
  });
}

/** How trace ids come to the records. */
function traceIdsOf({ inventory, code }: Pick<ServiceFacts, 'inventory' | 'code'>): readonly Evidence[] {
  const dependencies = [...code.dependencies];
  // They know these loggers alone, and neither Nest's own nor one that the project wrote over the console.
  const carriers = dependencies.some((name) => INSTRUMENTED_LOGGERS.has(name))
    ? dependencies.filter((name) => TRACE_ID_PACKAGES.has(name)).sort()
    : [];
  const inFields = inventory.logs.filter(({ fields }) => fields.some((field) => /^trace_?id$/i.test(field)));
  return [
    ...(code.traces ? carriers.slice(0, 1).map((name) => named(`${name} puts the trace id on records`)) : []),
    ...shown('the trace id is put on records', [...code.traceIds, ...placesOf(inFields)]),
  ];
}

function measured({ inventory, code, readers }: ServiceFacts): LevelVerdict {
  const own = inventory.metrics.filter(({ from }) => from === undefined);
  const exporters = inventory.exporters.flatMap(({ at }) => at ?? []);
  const isPushed = inventory.exporters.some(({ kind }) => kind !== 'registry');
  const isWritten = own.some(({ library }) => library === EXPOSITION);
  const exposed = [...exporters, ...code.exposures, ...(isWritten ? code.metricsRoutes : [])];
  const mine = readsOf(inventory);
  const panels = readers.panels.filter(mine);
  const alerts = readers.alerts.filter(mine);
  const missing = [
    own.length === 0 ? 'a metric of its own' : '',
    exposed.length === 0 && !isPushed ? 'where its metrics are served' : '',
    panels.length === 0 ? 'a dashboard that shows one' : '',
    alerts.length === 0 ? 'an alert that can fire on one' : '',
  ].filter((each) => each !== '');
  const found = [
    ...shown(
      `${own.length} ${own.length === 1 ? 'metric' : 'metrics'} of its own`,
      own.flatMap(({ definedAt }) => definedAt.slice(0, 1)).slice(0, 1),
    ),
    ...shown('its metrics are served', exposed),
    ...panels.slice(0, 1).map(({ name, at }) => ({ what: `panel ${name}`, at, more: panels.length - 1 })),
    ...alerts.slice(0, 1).map(({ name, at }) => ({ what: `alert ${name}`, at, more: alerts.length - 1 })),
  ];
  const isReached = missing.length === 0;
  return {
    ...verdict(4, 'Metrics that are watched', {
      found: isReached ? found : [],
      against: [],
      next: `Still missing: ${missing.join('; ')}.`,
      provenBy: 'obs-contract check',
    }),
    evidence: found,
  };
}

function tracked({ code }: ServiceFacts): LevelVerdict {
  const trackers = [...code.dependencies].filter((name) => TRACKER_PACKAGES.test(name)).sort();
  return verdict(5, 'Error tracking', {
    found: shown('errors are tracked from here', code.trackers),
    against: [],
    next:
      trackers[0] === undefined
        ? 'Send unexpected errors to an error tracker.'
        : `${trackers[0]} is a dependency, and nothing is seen to start it.`,
  });
}

function traced({ inventory, code }: ServiceFacts): LevelVerdict {
  const unpropagated = inventory.calls
    .filter(({ propagated, at }) => propagated === 'no' && code.sendingFiles.has(at.file))
    .map(({ at }) => at);
  const isLinked = traceIdsOf({ inventory, code }).length > 0;
  const started =
    code.sdks.length > 0
      ? shown('tracing starts here', code.sdks)
      : code.traces
        ? [named('its scripts or manifests start tracing')]
        : [];
  return verdict(6, 'Tracing', {
    found: isLinked ? started : [],
    against:
      started.length === 0
        ? []
        : [
            ...shown('tracing starts after what it instruments', code.lateSdks),
            ...shown('a request leaves without the trace', unpropagated),
          ],
    next:
      started.length === 0
        ? 'Start a tracing SDK before everything else.'
        : isLinked
          ? 'Start it first, and send the trace along with each request.'
          : 'Put the trace id on each record.',
    provenBy: 'telemetry-first-import, require-http-propagation, require-log-correlation',
  });
}

function promised({ inventory, readers }: ServiceFacts): LevelVerdict {
  const mine = readsOf(inventory);
  const slos = readers.slos.filter(mine);
  const alerts = readers.alerts.filter(mine);
  const burning = alerts.filter(({ name, rule }) => isBurnRate(name, rule.labels));
  const withoutRunbook = alerts.filter(
    ({ rule }) => ![...rule.annotations.keys()].some((key) => /runbook/i.test(key)),
  ).length;
  const missing = [
    slos.length === 0 && burning.length === 0 ? 'an SLO on its metrics' : '',
    burning.length === 0 && !slos.some(({ isAlertedOn }) => isAlertedOn) ? 'a burn-rate alert' : '',
    withoutRunbook > 0
      ? withoutRunbook === 1
        ? 'a runbook for one alert'
        : `runbooks for ${withoutRunbook} alerts`
      : '',
  ].filter((each) => each !== '');
  const found = [
    ...slos.slice(0, 1).map(({ name, at }) => ({ what: `SLO ${name}`, at, more: slos.length - 1 })),
    ...burning
      .slice(0, 1)
      .map(({ name, at }) => ({ what: `burn-rate alert ${name}`, at, more: burning.length - 1 })),
  ];
  return {
    ...verdict(7, 'SLOs', {
      found: missing.length === 0 ? found : [],
      against: [],
      next: `Still missing: ${missing.join('; ')}.`,
      provenBy: 'slo-spec, burn-rate-windows, alert-runbook',
    }),
    evidence: found,
  };
}

function isBurnRate(name: string, labels: ReadonlyMap<string, string>): boolean {
  return /burn|budget/i.test(name) || labels.has('slo') || labels.has('sloth_slo');
}

/** Whether something reads a metric of a package. */
function readsOf({ metrics }: PackageInventory): (reader: Reader) => boolean {
  const own = new Set(metrics);
  return (reader) => [...reader.metrics.keys()].some((metric) => own.has(metric));
}

function named(what: string): Evidence {
  return { what, at: undefined, more: 0 };
}

function placesOf(logs: readonly LogEntry[]) {
  return logs.flatMap(({ at }) => at);
}
