import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { DETECTABLE } from '../catalog/logs/detection.js';
import { MENTIONS_CLIENT } from '../catalog/propagation/client-names.js';
import { METRIC_FACTORIES } from '../catalog/metrics/factories.js';
import { MENTIONS_MESSAGING } from '../catalog/propagation/messaging.js';
import { LIBRARIES_BY_MODULE } from '../catalog/index.js';
import { FOREIGN_FOLDER, FOREIGN_NAME } from '../catalog/propagation/public-hosts.js';
import { type RoleVerdict, importsOf, roleOf } from '../model/code/role.js';
import { mayLabelByOptions } from '../model/metrics/options.js';
import type { Settings } from '../model/settings.js';
import type { TypeOrigin } from '../model/code/source.js';
import { type Tracing, tracingOf } from '../project/instrumentation.js';
import { binReach } from '../project/import-graph.js';
import { mayHaveHistogramViews } from '../project/histogram-views.js';
import { lintBegins } from '../project/cache.js';
import { type Package, factsOf, packageOf, projectRootOf } from '../project/package-json.js';
import { EstreeSource } from '../estree/source.js';
import { moduleLoader } from './modules.js';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Everything the rules share about the file that is linted. Lazy: a file that logs nothing costs nothing. */
export class LintedFile {
  readonly path: string;
  readonly source: EstreeSource;
  readonly settings: Settings;
  private packageFound: Package | undefined;
  private roleFound: RoleVerdict | undefined;
  private tracingFound: Tracing | undefined;
  private clientsMentioned: boolean | undefined;
  private spansMentioned: boolean | undefined;
  private messagesMentioned: boolean | undefined;
  private labelOptions: boolean | undefined;
  private detectedLibrary: { id: string | undefined } | undefined;

  constructor(
    context: Context,
    readonly sourceCode: Readonly<TSESLint.SourceCode>,
  ) {
    lintBegins();
    const root = context.cwd ?? process.cwd();
    this.path = isAbsolute(context.filename) ? context.filename : resolve(root, context.filename);
    this.settings = { ...readSettings(context.settings), root };
    const load = moduleLoader(context);
    this.source = new EstreeSource({
      file: this.path,
      text: sourceCode.text,
      parsed: () => sourceCode,
      follow: (module) => load(module, this.path),
      typeOf: typeReader(sourceCode),
      valuesOf: valueCounter(sourceCode),
    });
  }

  get package(): Package {
    return (this.packageFound ??= packageOf(this.path, this.settings.root));
  }

  /** What the file is for, which decides whether its console output is a log. */
  get role(): RoleVerdict {
    return (this.roleFound ??= roleOf(
      factsOf(this.path, this.sourceCode.text, this.package, () => binReach(this.package, this.path)),
    ));
  }

  /**
   * Whether the file's records are written for whoever runs the service. A command line's logger talks to the
   * person who typed the command, and nobody queries a test's.
   */
  get logsForOperators(): boolean {
    return this.role.role !== 'cli' && this.role.role !== 'tests';
  }

  /** Whether the OpenTelemetry SDK of the workspace may give histograms other boundaries than its default ones. */
  get mayHaveHistogramViews(): boolean {
    return mayHaveHistogramViews(this.package);
  }

  /** The project's logging library: from the settings, else this file's imports, else its package.json. */
  get loggingLibrary(): string | undefined {
    return (this.detectedLibrary ??= { id: this.detect() }).id;
  }

  /** What injects the trace context into what the package sends. */
  get tracing(): Tracing {
    return (this.tracingFound ??= tracingOf(this.package, this.settings.instrumentation));
  }

  /**
   * Whether what the file sends is part of what a service does: not a test's request, a script's or a browser's,
   * and not an exporter's own.
   */
  get sendsForService(): boolean {
    const path = relative(projectRootOf(this.package), this.path).replaceAll('\\', '/');
    return this.role.role === 'server' && !TEST_PACKAGE.test(path) && !EXPORTER.test(this.sourceCode.text);
  }

  /** Whether the file is about somebody else's service, by where it stands: `integrations/`, `slack/client.ts`. */
  get servesForeignService(): boolean {
    const path = relative(this.package.root, this.path).replaceAll('\\', '/');
    return FOREIGN_FOLDER.test(path) || FOREIGN_NAME.test(path);
  }

  /** Whether the text speaks of an HTTP client, by its name or its methods. */
  get mentionsClients(): boolean {
    return (this.clientsMentioned ??= MENTIONS_CLIENT.test(this.sourceCode.text));
  }

  /** Whether the text speaks of messages: of a broker, or of what is named for sending to one. */
  get mentionsMessaging(): boolean {
    return (this.messagesMentioned ??= MENTIONS_MESSAGING.test(this.sourceCode.text));
  }

  /** Whether the text speaks of spans at all: most files do not, and are asked nothing about them. */
  get mentionsSpans(): boolean {
    return (this.spansMentioned ??= /span|trac|transaction/i.test(this.sourceCode.text));
  }

  /** Whether options in this file may label metrics. */
  get mayLabelByOptions(): boolean {
    return (this.labelOptions ??= mayLabelByOptions(this.sourceCode.text));
  }

  get directory(): string {
    return dirname(this.path).replaceAll('\\', '/');
  }

  private detect(): string | undefined {
    if (this.settings.logger?.library) return this.settings.logger.library;
    for (const module of importsOf(this.sourceCode.text)) {
      const library = LIBRARIES_BY_MODULE.get(module)?.find((each) =>
        Object.values(each.kinds).some(({ logger }) => logger && logger.isTarget !== false),
      );
      if (library) return library.id;
    }
    return DETECTABLE.find(({ dependency }) => this.package.dependencies.has(dependency))?.library;
  }
}

/** A package of a workspace that holds tests, whose files are named in any way. */
const TEST_PACKAGE = /(?:^|\/)(?:tests?|testing|e2e|[\w-]+-tests?)\//;
const EXPORTER = /\b(?:Span|Metric|LogRecord)(?:Exporter|Processor)\b/;

/** `settings.observability`, with anything that is not of its shape left out. */
function readSettings(settings: Readonly<Record<string, unknown>>): Omit<Settings, 'root'> {
  const own = settings.observability as
    | {
        logger?: unknown;
        metricFactories?: unknown;
        tracers?: unknown;
        instrumentation?: unknown;
      }
    | undefined;
  const logger = readLogger(own?.logger);
  const metricFactories = readMetricFactories(own?.metricFactories);
  const instrumentation = INSTRUMENTATION.find((each) => each === own?.instrumentation);
  const tracers = Array.isArray(own?.tracers)
    ? own.tracers.filter((name): name is string => typeof name === 'string')
    : [];
  return {
    ...(logger ? { logger } : {}),
    ...(metricFactories ? { metricFactories } : {}),
    ...(tracers.length > 0 ? { tracers } : {}),
    ...(instrumentation ? { instrumentation } : {}),
  };
}

const INSTRUMENTATION = ['auto', 'manual', 'none'] as const;

function readLogger(setting: unknown): Settings['logger'] {
  const logger = setting as
    { library?: unknown; import?: { from?: unknown; name?: unknown } } | null | undefined;
  if (typeof logger !== 'object' || logger === null) return undefined;
  const { from, name } = logger.import ?? {};
  return {
    ...(typeof logger.library === 'string' ? { library: logger.library } : {}),
    ...(typeof from === 'string' && typeof name === 'string' ? { import: { from, name } } : {}),
  };
}

function readMetricFactories(setting: unknown): Settings['metricFactories'] {
  if (typeof setting !== 'object' || setting === null) return undefined;
  const known = Object.entries(setting).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && Object.hasOwn(METRIC_FACTORIES, entry[1]),
  );
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** Reads types where the parser made a program of the whole project. */
function typeReader(
  sourceCode: Readonly<TSESLint.SourceCode>,
): ((node: TSESTree.Node) => TypeOrigin | undefined) | undefined {
  const services = sourceCode.parserServices;
  if (!services?.program || !services.esTreeNodeToTSNodeMap) return undefined;
  const { program, esTreeNodeToTSNodeMap } = services;
  return (node) => {
    const type = program.getTypeChecker().getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    // A project's own alias of a library's type leads on to that type.
    for (const symbol of [type.aliasSymbol, type.getSymbol()]) {
      const file = symbol?.declarations?.[0]?.getSourceFile().fileName;
      const owner = file && /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
      if (symbol && owner) return { package: owner.replace(/^@types\//, ''), name: symbol.name };
    }
    // A branded text has no symbol but its alias.
    const name = type.getSymbol()?.name ?? type.aliasSymbol?.name;
    return name === undefined ? undefined : { package: '', name };
  };
}

/** Counts the values of types that allow only so many, where the parser made a program of the whole project. */
function valueCounter(
  sourceCode: Readonly<TSESLint.SourceCode>,
): ((node: TSESTree.Node) => number | undefined) | undefined {
  const services = sourceCode.parserServices;
  if (!services?.program || !services.esTreeNodeToTSNodeMap) return undefined;
  const { program, esTreeNodeToTSNodeMap } = services;
  type Type = ReturnType<ReturnType<typeof program.getTypeChecker>['getTypeAtLocation']>;
  /** The literals of a type. Told without TypeScript's flags, whose numbers differ between its versions. */
  const literals = (type: Type): readonly string[] | undefined => {
    if (type.isUnion()) {
      const all = type.types.map(literals);
      return all.every((each) => each !== undefined) ? all.flat() : undefined;
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return [JSON.stringify(type.value)];
    const { intrinsicName } = type as { intrinsicName?: string };
    return intrinsicName !== undefined && /^(?:true|false|null|undefined)$/.test(intrinsicName)
      ? [intrinsicName]
      : undefined;
  };
  return (node) => {
    const checker = program.getTypeChecker();
    const type = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(node));
    const found = literals(checker.getBaseConstraintOfType(type) ?? type);
    // A value that can only be missing is one whose type could not be told.
    return found?.some((value) => !/^(?:null|undefined)$/.test(value)) ? new Set(found).size : undefined;
  };
}
