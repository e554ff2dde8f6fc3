import { EstreeSource, type EstreeInput, type ParsedFile } from '../estree/source.js';
import { Modules, type Parse } from '../estree/modules.js';
import type { Settings } from '../model/settings.js';
import type { Host } from '../project/host.js';
import { Project } from '../project/project.js';
import { AnalysedFile } from '../recognize/file.js';
import { RECOGNISERS } from '../recognize/index.js';
import type { EventName, Recogniser, TelemetryEvents } from '../recognize/recogniser.js';
import { NamePrefilter } from './name-prefilter.js';
import { Pass, Subscribers, type TelemetryListener } from './pass.js';
import { recognised } from './walk.js';

/** A file to analyse. */
export interface FileInput {
  /** Absolute, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly settings: Settings;
  /** How the project's modules are parsed beside it, and the file itself where it is not yet. */
  readonly parse: Parse;
  /** The file's own tree, where it is parsed in another way than modules are. Whatever it throws, who asks gets. */
  readonly parsed?: () => ParsedFile | undefined;
  /** What a type checker says, where there is one. */
  readonly types?: Pick<EstreeInput, 'typeOf' | 'valuesOf'>;
}

/** What was recognised, in the order of the text. */
export type TelemetryEvent = {
  [Name in EventName]: { readonly event: Name; readonly found: TelemetryEvents[Name] };
}[EventName];

/**
 * The engine: everything that is kept from one file to the next. ESLint, the codemod and whatever else looks at code ask
 * a session of their own; a host tells it what stands around a file.
 */
export class Session {
  readonly project: Project;
  private readonly modules = new Map<Parse, Modules>();
  private readonly subscribers = new Subscribers();
  private readonly prefilters = new WeakMap<Settings, NamePrefilter>();

  constructor(
    host: Host,
    private readonly recognisers: readonly Recogniser[] = RECOGNISERS,
  ) {
    this.project = new Project(host);
  }

  /** A file as recognisers and judgements see it. Lazy: what nobody asks of it costs nothing. */
  file({ path, text, settings, parse, parsed, types }: FileInput): AnalysedFile {
    const modules = this.modulesOf(parse);
    const source = new EstreeSource({
      file: path,
      text,
      parsed: parsed ?? (() => parse(text, path)),
      ...modules.around(path),
      ...types,
    });
    return new AnalysedFile(source, this.project, settings);
  }

  /** A recognition pass over a file, for listeners to subscribe to. */
  pass(file: AnalysedFile): Pass {
    let prefilter = this.prefilters.get(file.settings);
    if (!prefilter) {
      prefilter = new NamePrefilter(this.recognisers, file.settings);
      this.prefilters.set(file.settings, prefilter);
    }
    return new Pass(file, prefilter, this.subscribers);
  }

  /** All events of a file. */
  analyse(input: FileInput): readonly TelemetryEvent[] {
    const file = this.file(input);
    const pass = this.pass(file);
    const events: TelemetryEvent[] = [];
    pass.subscribe({}, () => recorder(this.recognisers, events));
    for (const node of recognised(file.source.program)) pass.visit(node);
    pass.end();
    return events;
  }

  /** The project's modules as a parser reads them. */
  modulesOf(parse: Parse): Modules {
    let modules = this.modules.get(parse);
    if (!modules) this.modules.set(parse, (modules = new Modules(this.project, parse)));
    return modules;
  }
}

/** A listener that writes every event down. */
function recorder(recognisers: readonly Recogniser[], events: TelemetryEvent[]): TelemetryListener {
  const names = new Set(recognisers.flatMap((each) => each.events));
  return Object.fromEntries(
    [...names].map((event) => [event, (found: never) => events.push({ event, found })]),
  );
}
