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
  private readonly listeners = new Map<string, readonly unknown[]>();
  private readonly running = new Map<Recogniser, boolean>();
  private audience: ReadonlyMap<string, readonly Subscription[]> | undefined;

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
    return this.listenersTo(event).length > 0;
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
    this.audience ??= this.byEvent();
    return (this.audience.get(event) ?? []).map((subscription) => this.listenerOf(subscription)[event]);
  }

  /** Who listens to what: most subscribers to one event or two. */
  private byEvent(): ReadonlyMap<string, readonly Subscription[]> {
    const found = new Map<string, Subscription[]>();
    for (const subscription of this.subscriptions) {
      const { subscriber } = subscription;
      subscriber.events ??= Object.keys(this.listenerOf(subscription));
      for (const event of subscriber.events) {
        const known = found.get(event);
        if (known) known.push(subscription);
        else found.set(event, [subscription]);
      }
    }
    return found;
  }

  private listenerOf(subscription: Subscription): TelemetryListener {
    return (subscription.listener ??= subscription.listen(this.file));
  }
}
