import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import {
  type Attribute,
  baggageEntries,
  logAttributes,
  observationAttributes,
  resourceAttributes,
  spanCallAttributes,
  spanStartAttributes,
} from '../model/attributes/attribute.js';
import type { Expression } from '../model/code/expression.js';
import { logCallOf, mayBeLogger } from '../model/logs/call.js';
import type { MetricDefinition, MetricObservation } from '../model/metrics/metric.js';
import {
  isNamedFactory,
  mayBeMetric,
  metricDefinitionOf,
  metricObservationOf,
} from '../model/metrics/read.js';
import { labelledByOptions } from '../model/metrics/options.js';
import { messageCallOf } from '../model/propagation/message-call.js';
import { spanCallOf, spanStartOf } from '../model/traces/span.js';
import { lostInjectionOf } from '../model/propagation/carrier.js';
import { outboundCallOf } from '../model/propagation/outbound-call.js';
import { AttributeSite } from '../recognize/attributes/attribute-site.js';
import { CaughtSite, rejectionHandler } from '../recognize/logs/caught-site.js';
import { memberName } from '../estree/source.js';
import { LintedFile } from './linted-file.js';
import { screenOf } from '../recognize/name-prefilter.js';
import { maySetUp } from '../recognize/setup/prefilter.js';
import { forgetTrees } from '../estree/tree.js';
import { LogSite } from '../recognize/logs/log-site.js';
import { MessageSite } from '../recognize/propagation/message-site.js';
import { MetricSite } from '../recognize/metrics/metric-site.js';
import { LostInjectionSite, OutboundSite } from '../recognize/propagation/outbound-site.js';
import { type MintedRequestId, mintedRequestId } from '../recognize/logs/request-id-site.js';
import { SpanCallSite, SpanSite } from '../recognize/traces/span-site.js';

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
  /** The whole file was seen: for judgements over several events. Not told where there was none. */
  readonly fileEnd?: () => void;
  /** The whole file was seen, and its text speaks of setting telemetry up or of answering a probe. */
  readonly setup?: () => void;
  /** An HTTP request, in a package that traces. */
  readonly outboundCall?: (site: OutboundSite) => void;
  readonly lostInjection?: (site: LostInjectionSite) => void;
  /** A call that sends messages, or makes the command that does, in a package that traces. */
  readonly messageCall?: (site: MessageSite) => void;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

type Event = keyof TelemetryListener;
type Listeners = { [Name in Event]?: readonly NonNullable<TelemetryListener[Name]>[] };

/** A rule, and what it listens to, which is the same in every file: learned when it is first asked. */
export interface Subscriber {
  events?: ReadonlySet<string>;
}

/** A rule in one file. It is asked for its listener when there is an event for it: most files have one for few rules. */
interface Subscription {
  readonly rule: Subscriber;
  readonly listen: (file: LintedFile) => TelemetryListener;
  listener?: TelemetryListener;
}

/** One recognition pass over one file, shared by every rule that runs on it. */
interface Pass {
  readonly file: LintedFile;
  readonly subscriptions: Subscription[];
  /** By the events that there were. */
  readonly listeners: Listeners;
  /** Where attributes were seen: an object may be given to several spans. */
  readonly attributes: Map<Attribute['value'], AttributeSite>;
}

const NOTHING: TSESLint.RuleListener = {};

/**
 * The pass over the file whose rules are being made: they are all made before any is run, and one file after the other.
 * Told by the tree, not the SourceCode: oxlint hands out one SourceCode object for all files.
 */
let current: { readonly tree: TSESTree.Program; readonly pass: Pass } | undefined;

/**
 * Subscribes a rule to the model events of the file. The first rule of a file gets the visitor that
 * recognises for all of them; the others get an empty one.
 */
export function onTelemetry(
  context: Context,
  rule: Subscriber,
  listen: (file: LintedFile) => TelemetryListener,
): TSESLint.RuleListener {
  const { sourceCode } = context;
  if (current?.tree === sourceCode.ast) {
    current.pass.subscriptions.push({ rule, listen });
    return NOTHING;
  }
  const pass: Pass = {
    file: new LintedFile(context, sourceCode),
    subscriptions: [{ rule, listen }],
    listeners: {},
    attributes: new Map(),
  };
  current = { tree: sourceCode.ast, pass };
  return {
    CallExpression(node) {
      recogniseLabelOptions(node, pass);
      const name = nameOfCallee(node.callee);
      if (name === undefined) return;
      const may = screenOf(name);
      if (may.defines || isNamedFactory(name, pass.file.settings)) recogniseDefinition(node, pass);
      if (!may.isAny) return;
      if (node.callee.type === 'MemberExpression') {
        if (may.logs) recogniseLogCall(node, pass);
        if (may.handlesRejection) recogniseCaughtError(rejectionHandler(node), pass);
        if (may.observes) recogniseObservation(node, pass);
        if (may.putsBaggage) recogniseBaggage(node, pass);
        if (may.injects) recogniseInjection(node, pass);
        if (may.sendsMessages) recogniseMessageCall(node, pass);
      }
      if (may.mints) recogniseRequestId(node, pass);
      if (may.describesResource) recogniseResource(node, pass);
      if (may.sends) recogniseOutboundCall(node, pass);
      if (!pass.file.mentionsSpans) return;
      if (may.startsSpan) recogniseSpanStart(node, pass);
      if (may.usesSpan && node.callee.type === 'MemberExpression') recogniseSpanCall(node, pass);
    },
    CatchClause: (node) => recogniseCaughtError(node, pass),
    NewExpression(node) {
      recogniseLabelOptions(node, pass);
      const name = nameOfCallee(node.callee);
      if (name === undefined) return;
      const may = screenOf(name);
      if (may.defines || isNamedFactory(name, pass.file.settings)) recogniseDefinition(node, pass);
      if (may.describesResource) recogniseResource(node, pass);
      if (may.sendsMessages) recogniseMessageCall(node, pass);
    },
    'Program:exit'() {
      if (maySetUp(pass.file.sourceCode.text)) for (const tell of listenersTo('setup', pass)) tell();
      // A rule that heard of nothing has nothing to judge at the end.
      for (const { listener } of pass.subscriptions) listener?.fileEnd?.();
      // ESLint lets go of a tree before it parses the next file: kept here, all of it would be copied by the collector.
      current = undefined;
      forgetTrees();
    },
  };
}

function nameOfCallee(callee: TSESTree.Expression): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}

/** What is to be told of an event, in the order of the rules. */
function listenersTo<Name extends Event>(
  event: Name,
  pass: Pass,
): readonly NonNullable<TelemetryListener[Name]>[] {
  const known = pass.listeners[event];
  if (known) return known;
  const found = subscribedTo(event, pass);
  pass.listeners[event] = found as Listeners[Name];
  return found;
}

function subscribedTo<Name extends Event>(
  event: Name,
  { subscriptions, file }: Pass,
): NonNullable<TelemetryListener[Name]>[] {
  const found: NonNullable<TelemetryListener[Name]>[] = [];
  for (const subscription of subscriptions) {
    const { rule } = subscription;
    if (rule.events?.has(event) !== false) subscription.listener ??= subscription.listen(file);
    const { listener } = subscription;
    if (!listener) continue;
    rule.events ??= new Set(Object.keys(listener));
    const tell = listener[event];
    if (tell) found.push(tell);
  }
  return found;
}

/** What a method is called on. */
function receiverOf({ callee }: TSESTree.CallExpression, { source }: LintedFile): Expression | undefined {
  return callee.type === 'MemberExpression' ? source.expression(callee.object) : undefined;
}

/** Whether a method is called on a collection of the language's own: most calls of `set` and `add` are. */
function isOnCollection({ callee }: TSESTree.CallExpression, { source }: LintedFile): boolean {
  return callee.type === 'MemberExpression' && source.isCollection(callee.object);
}

function recogniseLogCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const logCall = listenersTo('logCall', pass);
  const attribute = listenersTo('attribute', pass);
  const receiver = logCall.length + attribute.length > 0 ? receiverOf(node, file) : undefined;
  if (!receiver || !mayBeLogger(receiver, file.source, file.settings)) return;
  const expression = file.source.expression(node);
  if (expression?.kind !== 'call') return;
  const call = logCallOf(expression, file.source, file.settings, () => file.loggingLibrary);
  if (!call) return;
  const site = new LogSite(call, node, file);
  for (const tell of logCall) tell(site);
  if (attribute.length > 0) tellAttributes(logAttributes(call, file.source), pass);
}

function recogniseCaughtError(node: CaughtSite['node'] | undefined, pass: Pass): void {
  if (!node) return;
  const caughtError = listenersTo('caughtError', pass);
  if (caughtError.length === 0) return;
  const site = new CaughtSite(node, pass.file);
  for (const tell of caughtError) tell(site);
}

function recogniseRequestId(node: TSESTree.CallExpression, pass: Pass): void {
  const listening = listenersTo('mintedRequestId', pass);
  const minted = listening.length > 0 ? mintedRequestId(node, pass.file) : undefined;
  if (!minted) return;
  for (const tell of listening) tell(minted);
}

function recogniseObservation(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  if (isOnCollection(node, file)) return;
  const metricObservation = listenersTo('metricObservation', pass);
  const metricRemoval = listenersTo('metricRemoval', pass);
  const attribute = listenersTo('attribute', pass);
  if (metricObservation.length + metricRemoval.length + attribute.length === 0) return;
  const receiver = receiverOf(node, file);
  if (!receiver || !mayBeMetric(receiver, file.source, file.settings)) return;
  const expression = file.source.expression(node);
  if (expression?.kind !== 'call') return;
  const observation = metricObservationOf(expression, file.source, file.settings);
  if (!observation) return;
  const site = new MetricSite(observation, node, file);
  for (const tell of observation.operation === 'remove' ? metricRemoval : metricObservation) tell(site);
  if (attribute.length > 0) tellAttributes(observationAttributes(observation, file.source), pass);
}

/** Options that label all metrics of a library, in a call of any name. */
function recogniseLabelOptions(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  if (!file.mayLabelByOptions) return;
  const hasOptions = node.arguments.some(({ type }) => type === 'ObjectExpression' || type === 'Identifier');
  if (!hasOptions) return;
  const listening = listenersTo('metricObservation', pass);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
  const observation = labelledByOptions(expression, file.source, file.settings);
  if (!observation) return;
  const site = new MetricSite(observation, node, file);
  for (const tell of listening) tell(site);
}

function recogniseDefinition(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  const listening = listenersTo('metricDefinition', pass);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call' && expression?.kind !== 'new') return;
  const definition = metricDefinitionOf(expression, file.source, file.settings);
  if (!definition) return;
  const site = new MetricSite(definition, node, file);
  for (const tell of listening) tell(site);
}

function recogniseSpanStart(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const spanStart = listenersTo('spanStart', pass);
  const attribute = listenersTo('attribute', pass);
  const expression = spanStart.length + attribute.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call') return;
  const start = spanStartOf(expression, file.source, file.settings);
  if (!start) return;
  const site = new SpanSite(start, node, file);
  for (const tell of spanStart) tell(site);
  if (attribute.length > 0) tellAttributes(spanStartAttributes(start, file.source), pass);
}

function recogniseSpanCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const spanCall = listenersTo('spanCall', pass);
  const attribute = listenersTo('attribute', pass);
  const expression = spanCall.length + attribute.length > 0 ? file.source.expression(node) : undefined;
  if (expression?.kind !== 'call') return;
  const call = spanCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new SpanCallSite(call, node, file);
  for (const tell of spanCall) tell(site);
  if (attribute.length > 0) tellAttributes(spanCallAttributes(call, file.source), pass);
}

function recogniseResource(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { source, settings } = pass.file;
  if (listenersTo('attribute', pass).length === 0) return;
  const expression = source.expression(node);
  if (expression.kind !== 'call' && expression.kind !== 'new') return;
  tellAttributes(resourceAttributes(expression, source, settings), pass);
}

function recogniseBaggage(node: TSESTree.CallExpression, pass: Pass): void {
  const { source, settings } = pass.file;
  if (listenersTo('attribute', pass).length === 0) return;
  const expression = source.expression(node);
  if (expression.kind === 'call') tellAttributes(baggageEntries(expression, source, settings), pass);
}

/** Hands each attribute that was not seen before to the rules that want attributes. */
function tellAttributes(found: readonly Attribute[], pass: Pass): void {
  const { file, attributes } = pass;
  for (const attribute of found) {
    const known = attributes.get(attribute.value);
    known?.reach(attribute.via);
    if (known) continue;
    const site = new AttributeSite(attribute, file);
    attributes.set(attribute.value, site);
    for (const tell of listenersTo('attribute', pass)) tell(site);
  }
}

function recogniseOutboundCall(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = listenersTo('outboundCall', pass);
  if (listening.length === 0 || !file.tracing.traces || !file.mentionsClients) return;
  const expression = file.source.expression(node);
  if (expression.kind !== 'call') return;
  const call = outboundCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new OutboundSite(call, node, file);
  for (const tell of listening) tell(site);
}

function recogniseInjection(node: TSESTree.CallExpression, pass: Pass): void {
  const { file } = pass;
  const listening = listenersTo('lostInjection', pass);
  const expression = listening.length > 0 ? file.source.expression(node) : undefined;
  const lost = expression?.kind === 'call' ? lostInjectionOf(expression, file.source) : undefined;
  if (!lost) return;
  const site = new LostInjectionSite(lost, node, file);
  for (const tell of listening) tell(site);
}

function recogniseMessageCall(node: TSESTree.CallExpression | TSESTree.NewExpression, pass: Pass): void {
  const { file } = pass;
  const listening = listenersTo('messageCall', pass);
  if (listening.length === 0 || !file.tracing.traces || !file.mentionsMessaging) return;
  const expression = file.source.expression(node);
  if (expression.kind !== 'call' && expression.kind !== 'new') return;
  const call = messageCallOf(expression, file.source, file.settings);
  if (!call) return;
  const site = new MessageSite(call, node, file);
  for (const tell of listening) tell(site);
}
