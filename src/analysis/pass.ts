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

/**
 * Those who listen to a pass, in their order. The same rules listen to each file of a run: who of them hears of an event is found out
 * once.
 */
export class Subscribers {
  /** By the event, the places of those who listen to it. */
  readonly audiences = new Map<string, readonly number[]>();
  private readonly next = new WeakMap<Subscriber, Subscribers>();
  /** Whoever came next in the file before, as a rule, with whom these are then. */
  private last: { readonly subscriber: Subscriber; readonly with: Subscribers } | undefined;

  /** The same with one more. */
  with(subscriber: Subscriber): Subscribers {
    if (this.last?.subscriber === subscriber) return this.last.with;
    let found = this.next.get(subscriber);
    if (!found) this.next.set(subscriber, (found = new Subscribers()));
    this.last = { subscriber, with: found };
    return found;
  }
}

type Listener<Name extends EventName> = (found: TelemetryEvents[Name]) => void;

/** One recognition pass over one file, shared by everyone who listens. */
export class Pass implements Events {
  private readonly subscriptions: Subscription[] = [];
  private readonly listeners = new Map<string, readonly unknown[]>();
  private readonly running = new Map<Recogniser, boolean>();
  private readonly runningOf = new Map<readonly Recogniser[], readonly Recogniser[]>();

  constructor(
    readonly file: AnalysedFile,
    private readonly prefilter: NamePrefilter,
    private subscribers: Subscribers,
  ) {}

  /** Adds a listener, in the order in which they are called. All are added before the first node is visited. */
  subscribe(subscriber: Subscriber, listen: (file: AnalysedFile) => TelemetryListener): void {
    this.subscriptions.push({ subscriber, listen });
    this.subscribers = this.subscribers.with(subscriber);
  }

  /** Recognises what a node is, and calls whoever listens to that. */
  visit(node: RecognisedNodes[NodeType]): void {
    const name = node.type === 'CatchClause' ? undefined : calledName(node);
    for (const each of this.runningAmong(this.prefilter.forNode(node.type, name)))
      each.recognise(node, this.file, this);
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

  /** Those that run in this file: nearly all names have the same recognisers, of which few do. */
  private runningAmong(recognisers: readonly Recogniser[]): readonly Recogniser[] {
    if (recognisers.length === 0) return recognisers;
    let found = this.runningOf.get(recognisers);
    if (!found) this.runningOf.set(recognisers, (found = recognisers.filter((each) => this.runs(each))));
    return found;
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
    return this.audienceOf(event).map((place) => this.listenerAt(place)[event]);
  }

  /** The places of those who listen to an event. They are not asked for their listeners before there is one. */
  private audienceOf(event: keyof TelemetryListener): readonly number[] {
    const { audiences } = this.subscribers;
    let found = audiences.get(event);
    if (!found) {
      found = [...this.subscriptions.keys()].filter((place) => this.isFor(place, event));
      audiences.set(event, found);
    }
    return found;
  }

  private isFor(place: number, event: string): boolean {
    const subscriber = this.subscriptions[place]?.subscriber;
    if (!subscriber) return false;
    subscriber.events ??= Object.keys(this.listenerAt(place));
    return subscriber.events.includes(event);
  }

  private listenerAt(place: number): TelemetryListener {
    const subscription = this.subscriptions[place];
    return subscription ? (subscription.listener ??= subscription.listen(this.file)) : {};
  }
}
