import type { TSESTree } from '@typescript-eslint/types';
import type { MetricDefinition, MetricObservation } from '../model/metrics/metric.js';
import type { Settings } from '../model/settings.js';
import { memberName } from '../estree/member-name.js';
import { COMPUTED_METHOD } from '../catalog/logs/names.js';
import type { AttributeSite } from './attributes/attribute-site.js';
import type { AnalysedFile } from './file.js';
import type { CaughtSite } from './logs/caught-site.js';
import type { TextChild } from './logs/text-child.js';
import type { LogSite } from './logs/log-site.js';
import type { GeneratedRequestId } from './logs/request-id-site.js';
import type { KeptRequestId } from './logs/kept-request-id.js';
import type { MetricSite } from './metrics/metric-site.js';
import type { LostExtraction } from './propagation/lost-extraction.js';
import type { MessageSite } from './propagation/message-site.js';
import type { LostInjectionSite, OutboundSite } from './propagation/outbound-site.js';
import type { SpanCallSite, SpanSite } from './traces/span-site.js';

/** The events of the telemetry model, each with what is handed to whoever listens. */
export interface TelemetryEvents {
  readonly logCall: LogSite;
  /** A call of what prints for who looks for a fault alone, and is off in a service that runs: no record of it. */
  readonly diagnosticCall: LogSite;
  /** The console used without being called: its method held by a name, handed on, or called through `call`. */
  readonly consoleReference: LogSite;
  /** A child of a logger that is made of a text: its letters become fields. */
  readonly textChild: TextChild;
  /** An error caught by a `catch` clause or a promise's callback. */
  readonly caughtError: CaughtSite;
  /** An id generated for a request that is being served, without a look at the one it came with. */
  readonly generatedRequestId: GeneratedRequestId;
  /** The id that a middleware gives the request it serves, be it the caller's or a new one; found out for who asks. */
  readonly keptRequestId: () => KeptRequestId | undefined;
  readonly metricDefinition: MetricSite<MetricDefinition>;
  readonly metricObservation: MetricSite<MetricObservation>;
  /** What a function of the project observes with what a call gives it: `countRequest(req.path)`. */
  readonly handedObservation: MetricSite<MetricObservation>;
  /** A series that is taken out again by its labels: `counter.remove({ shop })`. */
  readonly metricRemoval: MetricSite<MetricObservation>;
  readonly spanStart: SpanSite;
  readonly spanCall: SpanCallSite;
  /** An attribute, label or field of any signal, once where it is written. */
  readonly attribute: AttributeSite;
  /** An HTTP request, in a package that traces. */
  readonly outboundCall: OutboundSite;
  readonly lostInjection: LostInjectionSite;
  /** The trace context read, without a getter, from headers that hold no texts. */
  readonly lostExtraction: LostExtraction;
  /** A call that sends messages, or makes the command that does, in a package that traces. */
  readonly messageCall: MessageSite;
}

export type EventName = keyof TelemetryEvents;

/** Where a recogniser puts what it found. */
export interface Events {
  /** Whether anybody listens: what nobody listens to need not be found out. */
  hears(event: EventName): boolean;
  emit<Name extends EventName>(event: Name, found: TelemetryEvents[Name]): void;
}

/** Nodes that can be an event of telemetry. */
export interface RecognisedNodes {
  readonly CallExpression: TSESTree.CallExpression;
  readonly NewExpression: TSESTree.NewExpression;
  readonly CatchClause: TSESTree.CatchClause;
}
export type NodeType = keyof RecognisedNodes;

/** Turns one kind of syntax into events of the model. To add an event, add one of these to its signal's list. */
export interface Recogniser<Type extends NodeType = NodeType> {
  readonly nodes: readonly Type[];
  /**
   * Whether a call or construction is worth a look, by the last name of what is called. Asked once for each name; absent
   * where the name says nothing.
   */
  readonly names?: (name: string, settings: Settings) => boolean;
  /** Whether a file can hold any, asked once for each file that has a name for it. */
  readonly in?: (file: AnalysedFile) => boolean;
  /** The events it may give: it is not run where nobody listens to any of them. */
  readonly events: readonly EventName[];
  recognise(node: RecognisedNodes[Type], file: AnalysedFile, events: Events): void;
}

/** Gives a recogniser its type. */
export function recogniser<Type extends NodeType>(made: Recogniser<Type>): Recogniser {
  return made;
}

/** The last name of what a call or construction calls: `info` of `this.logger.info()`. */
export function calledName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | undefined {
  const { callee } = node;
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression') return undefined;
  return memberName(callee) ?? COMPUTED_METHOD;
}

/** Whether a method is called on a collection of the language's own: most calls of `set` and `add` are. */
export function isOnCollection({ callee }: TSESTree.CallExpression, { source }: AnalysedFile): boolean {
  return callee.type === 'MemberExpression' && source.isCollection(callee.object);
}
