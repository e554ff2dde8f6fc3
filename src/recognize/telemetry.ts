import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  type Attribute,
  baggageEntries,
  logAttributes,
  mayDescribeResource,
  mayPutBaggage,
  observationAttributes,
  resourceAttributes,
  spanCallAttributes,
  spanStartAttributes,
} from '../model/attribute.js';
import type { Expression } from '../model/expression.js';
import { logCallOf, mayBeLogger, mayLog } from '../model/log-call.js';
import type { MetricDefinition, MetricObservation } from '../model/metric.js';
import {
  mayBeMetric,
  mayDefine,
  mayObserve,
  metricDefinitionOf,
  metricObservationOf,
} from '../model/metric-read.js';
import { labelledByOptions } from '../model/metric-options.js';
import { mayMint } from '../model/request-id.js';
import { maySendMessages, messageCallOf } from '../model/message-call.js';
import { mayStartSpan, mayUseSpan, spanCallOf, spanStartOf } from '../model/span.js';
import { lostInjectionOf } from '../model/carrier.js';
import { maySend, outboundCallOf } from '../model/outbound-call.js';
import { AttributeSite } from './attribute-site.js';
import { CaughtSite, rejectionHandler } from './caught-site.js';
import { memberName } from './estree.js';
import { LintedFile } from './file.js';
import { maySetUp } from './setup-screen.js';
import { forgetTrees } from './paths/tree.js';
import { LogSite } from './log-site.js';
import { MessageSite } from './message-site.js';
import { MetricSite } from './metric-site.js';
import { LostInjectionSite, OutboundSite } from './outbound-site.js';
import { type MintedRequestId, mintedRequestId } from './request-id-site.js';
import { SpanCallSite, SpanSite } from './span-site.js';

/** What a rule can subscribe to: one entry an event of the telemetry model. */
export interface TelemetryListener {
  readonly logCall?: (site: LogSite) => void;
  /** An error caught by a `catch` clause or a promise's callback. */
  readonly caughtError?: (site: CaughtSite) => void;
  /** An id minted for a request that is being served, without a look at the one it came with. */
  readonly mintedRequestId?: (minted: MintedRequestId) => void;
  readonly metricDefinition?: (site: MetricSite<MetricDefinition>) => void;
  readonly metricObservation?: (site: MetricSite<MetricObservation>) => void;
  /** A series that is taken out again by its labels: `counter.remove({ shop })`. */
  readonly metricRemoval?: (site: MetricSite<MetricObservation>) => void;
  readonly spanStart?: (site: SpanSite) => void;
  readonly spanCall?: (site: SpanCallSite) => void;
  /** An attribute, label or field of any signal, once where it is written. */
  readonly attribute?: (site: AttributeSite) => void;
  /** The whole file was seen: for judgements over several events. */
  readonly fileEnd?: () => void;
  /** An HTTP request, in a package that traces. */
  readonly outboundCall?: (site: OutboundSite) => void;
  readonly lostInjection?: (site: LostInjectionSite) => void;
  /** A call that sends messages, or makes the command that does. */
  readonly messageCall?: (site: MessageSite) => void;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** One recognition pass over one file, shared by every rule that runs on it. */
interface Pass {
  readonly file: LintedFile;
  /** Rules that were not asked yet what they listen to: most files have nothing for any. */
  readonly waiting: ((file: LintedFile) => TelemetryListener)[];
  readonly listeners: TelemetryListener[];
  /** The listeners to any event of a group. */
  readonly wanted: Map<Events, readonly TelemetryListener[]>;
  /** Where attributes were seen: an object may be given to several spans. */
  readonly attributes: Map<Attribute['value'], AttributeSite>;
}

/** Events that one call may be told as. Named once each, as they are looked up at every call. */
type Events = readonly (keyof TelemetryListener)[];
const LOG: Events = ['logCall', 'attribute'];
const CAUGHT: Events = ['caughtError'];
const REQUEST_ID: Events = ['mintedRequestId'];
const OBSERVATION: Events = ['metricObservation', 'metricRemoval', 'attribute'];
const LABEL_OPTIONS: Events = ['metricObservation'];
const DEFINITION: Events = ['metricDefinition'];
const SPAN_START: Events = ['spanStart', 'attribute'];
const SPAN_CALL: Events = ['spanCall', 'attribute'];
const ATTRIBUTE: Events = ['attribute'];
const OUTBOUND: Events = ['outboundCall'];
const INJECTION: Events = ['lostInjection'];
const MESSAGE: Events = ['messageCall'];

// By the tree, not the SourceCode: oxlint hands out one SourceCode object for all files.
const passes = new WeakMap<TSESTree.Program, Pass>();

/**
 * Subscribes a rule to the model events of the file. The first rule of a file gets the visitor that
 * recognises for all of them; the others get an empty one.
 */
export function onTelemetry(
  context: Context,
  listen: (file: LintedFile) => TelemetryListener,
): TSESLint.RuleListener {
  const { sourceCode } = context;
  const shared = passes.get(sourceCode.ast);
  if (shared) {
    shared.waiting.push(listen);
    return {};
  }
  forgetTrees();
  const pass: Pass = {
    file: new LintedFile(context, sourceCode),
    waiting: [listen],
    listeners: [],
    wanted: new Map(),
    attributes: new Map(),
  };
  passes.set(sourceCode.ast, pass);
  return {
    CallExpression(node) {
      const name = nameOfCallee(node.callee);
      if (name === undefined) return;
      const isMethod = node.callee.type === 'MemberExpression';
      if (isMethod && mayLog(name)) recogniseLogCall(node, pass);
      if (isMethod && (name === 'catch' || name === 'then'))
        recogniseCaughtError(rejectionHandler(node), pass);
      if (mayMint(name)) recogniseRequestId(node, pass);
      if (isMethod && mayObserve(name)) recogniseObservation(node, pass);
      if (mayDefine(name, pass.file.settings)) recogniseDefinition(node, pass);
      recogniseLabelOptions(node, pass);
      if (mayDescribeResource(name)) recogniseResource(node, pass);
      if (isMethod && mayPutBaggage(name)) recogniseBaggage(node, pass);
      if (maySend(name) && pass.file.mentionsClients) recogniseOutboundCall(node, pass);
      if (isMethod && name === 'inject') recogniseInjection(node, pass);
      if (isMethod && maySendMessages(name)) recogniseMessageCall(node, pass);
      if (!pass.file.mentionsSpans) return;
      if (mayStartSpan(name)) recogniseSpanStart(node, pass);
      if (isMethod && mayUseSpan(name)) recogniseSpanCall(node, pass);
    },
    CatchClause: (node) => recogniseCaughtError(node, pass),
    NewExpression(node) {
      recogniseLabelOptions(node, pass);
      const name = nameOfCallee(node.callee);
      if (name !== undefined && mayDefine(name, pass.file.settings)) recogniseDefinition(node, pass);
      if (name !== undefined && mayDescribeResource(name)) recogniseResource(node, pass);
      if (name !== undefined && maySendMessages(name)) recogniseMessageCall(node, pass);
    },
    'Program:exit'() {
      // A rule that heard of nothing can only have the whole file's set-up to judge.
      if (pass.listeners.length === 0 && !maySetUp(pass.file.sourceCode.text)) return;
      for (const listener of listenersOf(pass)) listener.fileEnd?.();
    },
  };
}

function nameOfCallee(callee: TSESTree.Expression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}

function listenersOf(pass: Pass): readonly TelemetryListener[] {
  for (const listen of pass.waiting.splice(0)) pass.listeners.push(listen(pass.file));
  return pass.listeners;
}

/** The listeners to any of these events: asked for at every call, gathered once. */
function wanting(pass: Pass, events: Events): readonly TelemetryListener[] {
  let found = pass.wanted.get(events);
  if (!found) {
    found = listenersOf(pass).filter((listener) => events.some((event) => listener[event]));
    pass.wanted.set(events, found);
  }
  return found;
}

/** What a method is called on. */
function receiverOf({ callee }: TSESTree.CallExpression, { source }: LintedFile): Expression | undefined {
  return callee.type === 'MemberExpression' ? source.expression(callee.object) : undefined;
}

function recogniseLogCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, LOG);
  const receiver = listening.length > 0 ? receiverOf(node, file) : undefined;
  if (!receiver || !mayBeLogger(receiver, file.source, file.settings)) return;
  const expression = file.source.expression(node);
  if (expression?.kind !== 'call') return;
  const call = logCallOf(expression, file.source, file.settings, () => file.loggingLibrary);
  if (!call) return;
  const site = new LogSite(call, node, file);
  for (const listener of listening) listener.logCall?.(site);
  tellAttributes(() => logAttributes(call, file.source), pass);
}

function recogniseCaughtError(node: CaughtSite['node'] | undefined, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, CAUGHT);
  if (!node || listening.length === 0) return;
  const site = new CaughtSite(node, file);
  for (const listener of listening) listener.caughtError?.(site);
}

function recogniseRequestId(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, REQUEST_ID);
  const minted = listening.length > 0 ? mintedRequestId(node, file) : undefined;
  if (!minted) return;
  for (const listener of listening) listener.mintedRequestId?.(minted);
}

function recogniseObservation(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, OBSERVATION);
  const receiver = listening.length > 0 ? receiverOf(node, file) : undefined;
  if (!receiver || !mayBeMetric(receiver, file.source, file.settings)) return;
  const expression = file.source.expression(node);
  if (expression?.kind !== 'call') return;
  const observation = metricObservationOf(expression, file.source, file.settings);
  if (!observation) return;
  const site = new MetricSite(observation, node, file);
  const event = observation.operation === 'remove' ? 'metricRemoval' : 'metricObservation';
  for (const listener of listening) listener[event]?.(site);
  tellAttributes(() => observationAttributes(observation, file.source), pass);
}

/** Options that label all metrics of a library, in a call of any name. */
function recogniseLabelOptions(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  const hasOptions = node.arguments.some(({ type }) => type === 'ObjectExpression' || type === 'Identifier');
  if (!hasOptions || !file.mayLabelByOptions) return;
  const listening = wanting(pass, LABEL_OPTIONS);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
  const observation = labelledByOptions(expression, file.source, file.settings);
  if (!observation) return;
  const site = new MetricSite(observation, node, file);
  for (const listener of listening) listener.metricObservation?.(site);
}

function recogniseDefinition(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, DEFINITION);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
  const definition = metricDefinitionOf(expression, file.source, file.settings);
  if (!definition) return;
  const site = new MetricSite(definition, node, file);
  for (const listener of listening) listener.metricDefinition?.(site);
}

function recogniseSpanStart(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, SPAN_START);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call') return;
  const start = spanStartOf(expression, file.source, file.settings);
  if (!start) return;
  const site = new SpanSite(start, node, file);
  for (const listener of listening) listener.spanStart?.(site);
  tellAttributes(() => spanStartAttributes(start, file.source), pass);
}

function recogniseSpanCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, SPAN_CALL);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call') return;
  const call = spanCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new SpanCallSite(call, node, file);
  for (const listener of listening) listener.spanCall?.(site);
  tellAttributes(() => spanCallAttributes(call, file.source), pass);
}

function recogniseResource(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { source, settings } = pass.file;
  tellAttributes(() => {
    const expression = source.expression(node);
    const isCreation = expression.kind === 'call' || expression.kind === 'new';
    return isCreation ? resourceAttributes(expression, source, settings) : [];
  }, pass);
}

function recogniseBaggage(node: TSESTree.CallExpression, pass: Pass): void {
  const { source, settings } = pass.file;
  tellAttributes(() => {
    const expression = source.expression(node);
    return expression.kind === 'call' ? baggageEntries(expression, source, settings) : [];
  }, pass);
}

/** Hands each attribute that was not seen before to the rules that want attributes; reads none when there are none. */
function tellAttributes(read: () => readonly Attribute[], pass: Pass): void {
  const { file, attributes } = pass;
  const listening = wanting(pass, ATTRIBUTE);
  if (listening.length === 0) return;
  for (const attribute of read()) {
    const known = attributes.get(attribute.value);
    known?.reach(attribute.via);
    if (known) continue;
    const site = new AttributeSite(attribute, file);
    attributes.set(attribute.value, site);
    for (const listener of listening) listener.attribute?.(site);
  }
}

function recogniseOutboundCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, OUTBOUND);
  const expression = listening.length > 0 && file.tracing.traces ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call') return;
  const call = outboundCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new OutboundSite(call, node, file);
  for (const listener of listening) listener.outboundCall?.(site);
}

function recogniseInjection(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, INJECTION);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  const lost = expression?.kind === 'call' ? lostInjectionOf(expression, file.source) : undefined;
  if (!lost) return;
  const site = new LostInjectionSite(lost, node, file);
  for (const listener of listening) listener.lostInjection?.(site);
}

function recogniseMessageCall(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  const listening = wanting(pass, MESSAGE);
  const expression =
    listening.length > 0 && file.mentionsMessaging ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
  const call = messageCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new MessageSite(call, node, file);
  for (const listener of listening) listener.messageCall?.(site);
}
