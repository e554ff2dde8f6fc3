import { mentionsClient } from '../../catalog/propagation/client-names.js';
import { MENTIONS_MESSAGING } from '../../catalog/propagation/messaging.js';
import { recognised } from '../../analysis/walk.js';
import type { Pass } from '../../analysis/pass.js';
import type { Session } from '../../analysis/session.js';
import { parseFile, parseModule } from '../../codemod/parser.js';
import { mayHoldLogCalls } from '../../codemod/prefilter.js';
import { MENTIONS_METRICS } from '../../model/metrics/helper.js';
import type { Settings } from '../../model/settings.js';
import { LineMap } from '../../model/text/lines.js';
import { relative } from '../../project/path.js';
import type { AnalysedFile } from '../../recognize/file.js';
import { calledName } from '../../recognize/recogniser.js';
import type {
  DefinitionFact,
  FileFacts,
  LogFact,
  ObservationFact,
  SetupFacts,
  SpanAttributeFact,
  SpanFact,
} from './facts.js';
import type { CallEntry, Place } from './inventory.js';
import { callEntry, mayBeCall } from './read-calls.js';
import { mayWriteExposition, writtenMetrics } from './read-exposition.js';
import { maySetUpMetrics, setupFacts } from './read-setup.js';
import { logFact } from './read-logs.js';
import type { MetricMakers } from './metric-makers.js';
import { type PlaceOf, definitionFact, observationFact } from './read-metrics.js';
import { spanAttributeFact, spanFacts } from './read-spans.js';
import { mayHandMetrics } from './typed-members.js';

/** A source file to read. */
export interface SourceFile {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const MENTIONS_SPANS = /span|tracer|startSegment|transaction|\.fn\(\s*['"`]/i;

/** Whether a text can say anything about telemetry: the cheap question that comes first. */
export function mayEmit(text: string): boolean {
  return (
    MENTIONS_METRICS.test(text) ||
    maySetUpMetrics(text) ||
    MENTIONS_SPANS.test(text) ||
    mentionsClient(text) ||
    MENTIONS_MESSAGING.test(text) ||
    mayHoldLogCalls(text)
  );
}

/** Files of these roles emit nothing that anybody reads. */
const LEFT: ReadonlySet<string> = new Set(['tests', 'generated', 'declaration']);

/** Code of a page's package that may as well run on its server: it measures and traces all the same. */
const MAY_SERVE: ReadonlySet<string> = new Set(['browser-maybe', 'browser-package']);

function isLeft({ role: { role, reason }, isExample }: AnalysedFile): boolean {
  return LEFT.has(role) || isExample || (role === 'browser' && !MAY_SERVE.has(reason.code));
}

/**
 * A file whose telemetry counts; undefined for tests, examples, generated code and what a browser runs. Throws where it does not
 * parse.
 */
export function openFile(
  { path, text }: SourceFile,
  session: Session,
  settings: Settings,
): AnalysedFile | undefined {
  const parsed = () => parseFile(text, path);
  const file = session.file({ path, text, settings, parse: parseModule, parsed });
  return isLeft(file) || !file.source.isJudged ? undefined : file;
}

/** The places of what stands in a file. */
export function placesIn(file: AnalysedFile, root: string): PlaceOf {
  const lines = new LineMap(file.text);
  const path = relative(root, file.path);
  return ({ range }) => ({ file: path, ...lines.position(range[0]) });
}

/** Whoever asks more of the files than what they emit. */
export interface FileReader {
  /** Whether a text may say something to it: the cheap question that comes first. */
  mayTell(text: string): boolean;
  /** Listens to what is recognised in a file. */
  listen(pass: Pass, file: AnalysedFile, placeOf: PlaceOf): void;
  /** Reads the rest of the file. */
  read(file: AnalysedFile, placeOf: PlaceOf): void;
}

/** Reads what a file emits. */
export function readFacts(
  file: AnalysedFile,
  session: Session,
  root: string,
  makers: MetricMakers,
  also?: FileReader,
): FileFacts {
  const path = relative(root, file.path);
  const placeOf = placesIn(file, root);
  const definitions: DefinitionFact[] = [];
  const observations: ObservationFact[] = [];
  let mayHand = false;
  const logs: LogFact[] = [];
  const spans: SpanFact[] = [];
  const spanAttributes: SpanAttributeFact[] = [];
  const calls: CallEntry[] = [];
  const setup: SetupFacts[] = [];
  const setsUp = maySetUpMetrics(file.text);
  const hasMetrics = MENTIONS_METRICS.test(file.text);
  const unseen: Place[] = [];
  for (const written of mayWriteExposition(file.text) ? writtenMetrics(file, placeOf) : []) {
    definitions.push(...written.facts);
    if (written.unseenAt) unseen.push(written.unseenAt);
    if (!written.open) continue;
    definitions.push(written.open.base);
    makers.noteHeader(written.open, file.source);
  }
  const pass = session.pass(file);
  also?.listen(pass, file, placeOf);
  pass.subscribe({}, () => ({
    metricDefinition: ({ event, node }) => {
      const fact = definitionFact(event, placeOf(node), file);
      definitions.push(fact);
      makers.note(event, fact);
    },
    metricObservation: (site) => {
      const place = placeOf(site.node);
      const { definition } = site.event;
      if (definition?.dialect.creation === undefined && definition)
        definitions.push(definitionFact(definition, place, file));
      observations.push(observationFact(site, place, false));
    },
    handedObservation: (site) => void observations.push(observationFact(site, placeOf(site.node), true)),
    logCall: (site) => {
      // What a page's package prints may as well stay in its users' browsers.
      if (file.role.role === 'browser' && !file.isOfServer) return;
      const fact = logFact(site, placeOf(site.node));
      if (fact) logs.push(fact);
    },
    spanStart: (site) => void spans.push(...spanFacts(site, placeOf(site.node))),
    spanCall: (site) => {
      const fact = spanAttributeFact(site);
      if (fact) spanAttributes.push(fact);
    },
  }));
  for (const node of recognised(file.source.program)) {
    pass.visit(node);
    const name = node.type === 'CatchClause' ? undefined : calledName(node);
    const sends = name !== undefined && mayBeCall(name, file);
    mayHand ||= node.type !== 'CatchClause' && hasMetrics && mayHandMetrics(node, file.text);
    if (!sends && !setsUp) continue;
    const call = file.source.expression(node);
    if (call.kind !== 'call' && call.kind !== 'new') continue;
    const sent = sends ? callEntry(call, file, () => placeOf(node)) : undefined;
    if (sent) calls.push(sent);
    if (setsUp) setup.push(setupFacts(call, file, () => placeOf(node)));
  }
  also?.read(file, placeOf);
  return { path, definitions, unseen, observations, mayHand, logs, spans, spanAttributes, calls, setup };
}
