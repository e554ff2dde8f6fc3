import type { AnalysedFile } from '../recognize/file.js';
import type {
  EventName,
  Events,
  NodeType,
  RecognisedNodes,
  Recogniser,
  TelemetryEvents,
} from '../recognize/recogniser.js';
import { calledName } from '../recognize/recogniser.js';
import { maySetUp } from '../recognize/setup/prefilter.js';
import type { NamePrefilter } from './name-prefilter.js';

/** What can be listened to: one entry an event of the telemetry model, and two for the file as a whole. */
export type TelemetryListener = {
  readonly [Name in EventName]?: (found: TelemetryEvents[Name]) => void;
} & {
  /** The whole file was seen: for judgements over several events. Not called where there was none. */
  readonly fileEnd?: () => void;
  /** The whole file was seen, and its text mentions setting telemetry up or answering a probe. */
  readonly setup?: () => void;
};

/** Whoever listens, and to what, which is the same in every file: learned when it is first asked. */
export interface Subscriber {
  events?: readonly string[];
}

/** A subscriber in one file. It is asked for its listener when there is an event for it: most files have one for few. */
interface Subscription {
  readonly subscriber: Subscriber;
  readonly listen: (file: AnalysedFile) => TelemetryListener;
  listener?: TelemetryListener;
}

type Listener<Name extends EventName> = (found: TelemetryEvents[Name]) => void;

/** One recognition pass over one file, shared by everyone who listens. */
export class Pass implements Events {
  private readonly subscriptions: Subscription[] = [];
  private readonly audiences = new Map<string, readonly Subscription[]>();
  private readonly listeners = new Map<string, readonly unknown[]>();
  private readonly running = new Map<Recogniser, boolean>();

  constructor(
    readonly file: AnalysedFile,
    private readonly prefilter: NamePrefilter,
  ) {}

  /** Adds a listener, in the order in which they are called. All are added before the first node is visited. */
  subscribe(subscriber: Subscriber, listen: (file: AnalysedFile) => TelemetryListener): void {
    this.subscriptions.push({ subscriber, listen });
  }

  /** Recognises what a node is, and calls whoever listens to that. */
  visit(node: RecognisedNodes[NodeType]): void {
    const name = node.type === 'CatchClause' ? undefined : calledName(node);
    for (const each of this.prefilter.forNode(node.type, name))
      if (this.runs(each)) each.recognise(node, this.file, this);
  }

  /** Calls those who wait for the end of the file. */
  end(): void {
    if (maySetUp(this.file.text)) for (const tell of this.listenersTo('setup')) tell();
    // Who heard of nothing has nothing to judge at the end.
    for (const { listener } of this.subscriptions) listener?.fileEnd?.();
  }

  hears(event: EventName): boolean {
    return this.audienceOf(event).length > 0;
  }

  emit<Name extends EventName>(event: Name, found: TelemetryEvents[Name]): void {
    for (const tell of this.listenersTo(event)) (tell as Listener<Name>)(found);
  }

  private runs(each: Recogniser): boolean {
    let runs = this.running.get(each);
    if (runs === undefined) {
      const isAskedFor = each.events.some((event) => this.hears(event)) && each.in?.(this.file) !== false;
      runs = isAskedFor && this.file.source.isJudged;
      this.running.set(each, runs);
    }
    return runs;
  }

  private listenersTo<Name extends keyof TelemetryListener>(
    event: Name,
  ): readonly NonNullable<TelemetryListener[Name]>[] {
    let found = this.listeners.get(event);
    if (!found) this.listeners.set(event, (found = this.subscribed(event)));
    return found as readonly NonNullable<TelemetryListener[Name]>[];
  }

  private subscribed(event: keyof TelemetryListener): unknown[] {
    return this.audienceOf(event).map((subscription) => this.listenerOf(subscription)[event]);
  }

  /** Who listens to an event. They are not asked for their listeners before there is one. */
  private audienceOf(event: keyof TelemetryListener): readonly Subscription[] {
    let found = this.audiences.get(event);
    if (!found)
      this.audiences.set(event, (found = this.subscriptions.filter((each) => this.isFor(each, event))));
    return found;
  }

  private isFor(subscription: Subscription, event: string): boolean {
    const { subscriber } = subscription;
    subscriber.events ??= Object.keys(this.listenerOf(subscription));
    return subscriber.events.includes(event);
  }

  private listenerOf(subscription: Subscription): TelemetryListener {
    return (subscription.listener ??= subscription.listen(this.file));
  }
}
