import { PRINT_FORMAT } from '../catalog/logs/names.js';
import { mentionsClient } from '../catalog/propagation/client-names.js';
import { MENTIONS_MESSAGING } from '../catalog/propagation/messaging.js';
import { PROMETHEUS_EXPORTERS } from '../catalog/metrics/conventions.js';
import { LIBRARIES_BY_MODULE } from '../catalog/index.js';
import { FOREIGN_FOLDER, FOREIGN_NAME } from '../catalog/propagation/public-hosts.js';
import type { Dialect, ModuleTrait, VersionRange } from '../catalog/schema.js';
import type { Attribute } from '../model/attributes/attribute.js';
import {
  type ConsoleOutput,
  type Runner,
  STDIO_SERVER,
  type ConsoleFacts,
  consoleOutputOf,
  ownOutputOf,
} from '../model/code/console-output.js';
import { isExample } from '../model/code/demonstration.js';
import { SENDS_CONSOLE_TO_LOGGER, SENDS_CONSOLE_TO_TRACKER } from '../model/code/replaced-console.js';
import { LISTENS, importsOf } from '../model/code/program-text.js';
import type { FileFacts } from '../model/code/file-facts.js';
import { type RoleVerdict, isOperation, roleOf } from '../model/code/role.js';
import { holdsFor } from '../model/code/version.js';
import { type FileStyle, fileStyleOf } from '../model/logs/dialect-text.js';
import { isGivenFields } from '../project/logged-fields.js';
import { messageKeyUsed } from '../project/record-names.js';
import { mayReadRecordsElsewhere } from '../project/replaced-logger.js';
import { LOG_DIALECTS } from '../catalog/logs/dialects.js';
import { mayLabelByOptions } from '../model/metrics/options.js';
import type { Settings } from '../model/settings.js';
import { deploysToEdge } from '../project/edge.js';
import { mayHaveHistogramViews } from '../project/histogram-views.js';
import { isWithinDesktopApp } from '../project/desktop-app.js';
import { isOfEditorExtension } from '../project/editor-extension.js';
import { factsOf } from '../project/file-facts.js';
import { type Tracing, tracingOf } from '../project/instrumentation.js';
import { isExamplePackage } from '../project/example-package.js';
import { isKeptCopy } from '../project/kept-copy.js';
import { type Package, packageOf, projectRootOf } from '../project/packages.js';
import { mayObserve } from '../model/metrics/helper.js';
import { importsMetrics, observesMetrics } from '../catalog/metrics/observing-text.js';
import { SERVER_PACKAGES } from '../catalog/packages.js';
import type { FunctionDeclaration } from '../model/values/resolver.js';
import {
  givesMetricHelpers,
  givesMetricMakers,
  importsMetricHelpers,
  importsMetricMakers,
} from '../project/metric-helpers.js';
import { someSourceSays, someSourceSurelySays, sourcesThatSay } from '../project/package-sources.js';
import { installedVersion } from '../project/installed.js';
import { dirname, join, relative } from '../project/path.js';
import type { Project } from '../project/project.js';
import { askedLogger } from '../project/asked-logger.js';
import { isOnlyForServer } from '../project/server-only.js';
import { isOfServiceAlone, runnerOf } from '../project/service-reach.js';
import { isInlined } from '../project/inlined.js';
import { isAmongComponents, isOfPage } from '../project/pages.js';
import { formatterSettingsOf } from '../project/formatter-settings.js';
import { takesLoggersFromPackage } from '../project/logger-packages.js';
import { isForAnyone, isPublished, isSharedLibrary } from '../project/shared-library.js';
import { isThirdParty } from '../project/third-party.js';
import type { EstreeSource } from '../estree/source.js';
import { type Expression, rootOf } from '../model/code/expression.js';
import { says } from '../model/code/source.js';
import { resolveModule } from '../project/resolve.js';
import { workspaceDependencies } from '../project/workspace.js';
import { removableRequireOf } from '../estree/requires.js';
import { FileSyntax, type ParsedText } from '../estree/syntax.js';

/** A name that a file imports, and where it uses it. */
export interface ImportUse {
  readonly name: string;
  readonly uses: readonly (readonly [number, number])[];
}

/** What says that a file surely runs in a browser. */
const COMPONENT: ReadonlySet<string> = new Set([
  'browser-jsx',
  'browser-hook',
  'browser-client-file',
  'browser-extension',
  'browser-angular',
]);
const HAS_LOADER = /\b(?:loader|action|getServerSideProps|getStaticProps)\b/;

/** Everything the rules share about the file that is linted. Lazy: a file that logs nothing costs nothing. */
export class AnalysedFile {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** Where attributes were seen: an object may be given to several spans. */
  readonly attributes = new Map<Attribute['value'], { reach(via: Attribute['via']): void }>();
  private syntaxRead: FileSyntax | undefined;
  private importsUsed: readonly ImportUse[] | undefined;
  private styleRead: FileStyle | undefined;
  private readonly computed = new Map<unknown, Map<object, unknown>>();
  private packageFound: Package | undefined;
  private factsFound: FileFacts | undefined;
  private roleFound: RoleVerdict | undefined;
  private ofServer: boolean | undefined;
  private runnerFound: Runner | undefined;
  private outputFound: { readonly of: ConsoleOutput | undefined } | undefined;
  private tracingFound: Tracing | undefined;
  private consoleReplaced: boolean | undefined;
  private consoleTracked: boolean | undefined;
  private clientsMentioned: boolean | undefined;
  private spansMentioned: boolean | undefined;
  private messagesMentioned: boolean | undefined;
  private labelOptions: boolean | undefined;
  private metricHelpers: boolean | undefined;
  private metricMakers: boolean | undefined;
  private detectedLibrary: { id: string | undefined } | undefined;

  constructor(
    readonly source: EstreeSource,
    readonly project: Project,
    readonly settings: Settings,
  ) {
    this.path = source.file;
  }

  /** The file's tree with its text, comments and scopes. */
  get syntax(): FileSyntax {
    return (this.syntaxRead ??= new FileSyntax(new ParsedSource(this.source)));
  }

  /** The names that the file imports and uses, with the ranges of their uses. */
  get importUses(): readonly ImportUse[] {
    return (this.importsUsed ??= this.syntax.variables.flatMap(({ name, defs, references }) => {
      const [def] = defs;
      const isImport =
        def?.node.type.startsWith('Import') === true ||
        (def?.parent?.parent?.type === 'Program' && removableRequireOf(def.parent) !== undefined);
      const uses = isImport ? references.filter((each) => each.isRead()) : [];
      return uses.length > 0 ? [{ name, uses: uses.map(({ identifier }) => identifier.range) }] : [];
    }));
  }

  /** How the file is written as a whole. */
  get style(): FileStyle {
    return (this.styleRead ??= this.readStyle());
  }

  /** What says nothing of quotes is written as the formatter wants it. */
  private readStyle(): FileStyle {
    const style = fileStyleOf(this.text);
    if (/['"]/.test(this.text)) return style;
    return { ...style, quote: formatterSettingsOf(this.package)?.quote ?? style.quote };
  }

  /** What is computed of a part of the file, once for each part. */
  cached<Key extends object, Value>(compute: (key: Key, file: AnalysedFile) => Value, key: Key): Value {
    let values = this.computed.get(compute);
    if (!values) this.computed.set(compute, (values = new Map<object, unknown>()));
    if (!values.has(key)) values.set(key, compute(key, this));
    return values.get(key) as Value;
  }

  get text(): string {
    return this.source.text;
  }

  /** Whether the file's text matches a pattern: read once, however many calls of the file ask. */
  says(pattern: RegExp): boolean {
    return says(this.source, pattern);
  }

  get package(): Package {
    return (this.packageFound ??= packageOf(this.project, this.path, this.settings.root));
  }

  /** What the file is for, which decides whether its console output is a log. */
  get role(): RoleVerdict {
    return (this.roleFound ??= roleOf(this.facts));
  }

  /** Whether the file runs on a server, by its role, by what alone imports it or by what it calls. */
  get isOfServer(): boolean {
    return (this.ofServer ??= this.readIsOfServer());
  }

  private readIsOfServer(): boolean {
    const { role, reason } = this.role;
    if (role === 'server') return true;
    return (
      reason.code === 'browser-maybe' &&
      (isOnlyForServer(this.project, this.path) || isOfServiceAlone(this.project, this.path))
    );
  }

  /** Who reads what the file prints to the console; undefined where it is the log of a server. */
  get consoleOutput(): ConsoleOutput | undefined {
    return (this.outputFound ??= { of: consoleOutputOf(this.consoleFacts()) }).of;
  }

  /** Whether the file is the project's own logger, which prints to the console for all others. */
  get isOwnLogger(): boolean {
    const output = this.outputFound ? this.outputFound.of : ownOutputOf(this.consoleFacts());
    return output?.reason.code === 'own-logger';
  }

  private consoleFacts(): ConsoleFacts {
    return {
      file: this.facts,
      role: this.role,
      deploysToEdge: () => deploysToEdge(this.package, this.path),
      servesOverStdio: () => someSourceSays(this.package, STDIO_SERVER),
      isSharedLibrary: () => isSharedLibrary(this.package),
      isForAnyone: () => isForAnyone(this.package),
      runner: () => this.runner,
      isOfServer: () => this.isOfServer,
      isOfPage: () => isOfPage(this.package, this.path, this.text),
      isAmongComponents: () => isAmongComponents(this.package, this.path),
      isInlined: () => isInlined(this.package, this.path),
      isOfEditorExtension: () => isOfEditorExtension(this.package),
      isThirdParty: () => isThirdParty(this.package, this.path),
      isWithinDesktopApp: () => isWithinDesktopApp(this.package),
      isOfExamplePackage: () => isExamplePackage(this.package),
      isKeptCopy: () => isKeptCopy(this.package, this.path),
    };
  }

  /** Who runs the file, as far as it and what imports it say. */
  get runner(): Runner {
    return (this.runnerFound ??= runnerOf(this.package, this.path, this.text));
  }

  /** Whether a module of the package makes the console's methods write to a logger: `console.log = logger.info.bind(logger)`. */
  get sendsConsoleToLogger(): boolean {
    return (this.consoleReplaced ??= this.replacesConsole(SENDS_CONSOLE_TO_LOGGER));
  }

  /** Whether an error tracker is told of the errors and warnings that the console prints. */
  get sendsConsoleToTracker(): boolean {
    return (this.consoleTracked ??= this.replacesConsole(SENDS_CONSOLE_TO_TRACKER));
  }

  /** Whether the package, or one of its workspace that it depends on, says what takes the console's place. */
  private replacesConsole(how: RegExp): boolean {
    const { project, root } = this.package;
    return [root, ...workspaceDependencies(this.package)].some((each) =>
      someSourceSurelySays({ project, root: each }, how, 'onsole'),
    );
  }

  /** Whether the file is the one of its package that says something which concerns all of it. */
  isFirstToSay(what: string): boolean {
    return this.project.isFirstToSay(JSON.stringify([this.package.root, what]), this.path);
  }

  private get facts(): FileFacts {
    return (this.factsFound ??= factsOf(this.path, this.text, this.package));
  }

  /**
   * Whether the file's records are queried by whoever runs the service. A command line, a script, an installer or a migration
   * talks to the person who started it and watches, an example to its reader, and nobody queries a test's; what a component logs
   * stays in its user's browser.
   */
  get logsForOperators(): boolean {
    if (!this.storesLogs || this.isRunByHand || this.isExample || this.isComponent) return false;
    return !this.isOfCommandLine;
  }

  /** Whether somebody runs the file and watches. What a service imports is a part of it, in whatever folder it is. */
  private get isRunByHand(): boolean {
    const { role, reason } = this.role;
    return role === 'scripts' && !(reason.code === 'script' && this.runner === 'service');
  }

  /** Whether a command line that serves nothing is all that uses the file: it talks to who started it. Asked last: it follows imports. */
  private get isOfCommandLine(): boolean {
    const { hasBin, dependencies } = this.package;
    if (!hasBin || [...dependencies].some((name) => SERVER_PACKAGES.has(name))) return false;
    return this.runner === 'commands' && !someSourceSays(this.package, LISTENS);
  }

  /** Whether the file surely runs in a browser: a component, a hook, an extension. What has a loader is rendered on a server too. */
  private get isComponent(): boolean {
    return this.role.role === 'browser' && COMPONENT.has(this.role.reason.code) && !this.says(HAS_LOADER);
  }

  /** Whether the file's records are kept where others can read them: those of a migration are, when it runs with a deployment. */
  get storesLogs(): boolean {
    const { role } = this.role;
    return role === 'cli' ? this.isServiceWithOptions : role !== 'tests';
  }

  /**
   * Whether a program that reads options goes on to serve, or is started to: what it prints beside its records is for who starts it,
   * its records are for whoever runs it. What a package's own command leads to may serve whoever typed that, and whoever installs or
   * upgrades watches.
   */
  private get isServiceWithOptions(): boolean {
    return this.facts.bin() === 'no' && !isOperation(this.facts) && this.runner === 'service';
  }

  /**
   * Whether the file is an example in its package, or of a package that is one. A service is what its own package says, wherever in the
   * repository it is.
   */
  get isExample(): boolean {
    return isExample(this.facts.path) || isExamplePackage(this.package);
  }

  /** Whether the OpenTelemetry SDK of the workspace may give histograms other boundaries than its default ones. */
  get mayHaveHistogramViews(): boolean {
    return mayHaveHistogramViews(this.package);
  }

  /** Whether the package is published: what it emits is read by others, so that another name breaks what they have. */
  get isPublished(): boolean {
    return isPublished(this.package);
  }

  /** Whether some module of the project has a format of its own by which a logger of a library may print the message alone. */
  mayPrintMessageAlone({ writesFields }: Dialect): boolean {
    const { project } = this;
    const made = sourcesThatSay({ project, root: projectRootOf(this.package) }, PRINT_FORMAT);
    // There may be more files than are read.
    if (!writesFields || made.length === 0) return this.projectSays(PRINT_FORMAT);
    return made.some((path) => writesFields(project.read(path) ?? '') !== true);
  }

  /** Whether many modules of the package give fields to the logger that is written so here: `logger`, `this.log`. */
  logsFields(logger: string): boolean {
    return isGivenFields(this.package, this.path, this.text, logger.split('.').at(-1) ?? logger);
  }

  /**
   * The key that a library's logger reads a record's text from. Where a logger of the project may stand in its place, it is the one
   * that the package uses; undefined where that is not seen.
   */
  messageKeyOf({ messageKey, messageKeyOver, replacedBy }: Dialect): string | undefined {
    const { project, root } = this.package;
    const known = messageKeyOver?.(this.package);
    if (known !== undefined || !replacedBy || !mayReadRecordsElsewhere(this.package, replacedBy))
      return known ?? messageKey;
    return messageKeyUsed(project, root);
  }

  /** Whether the file has records wait until the program has its logger. */
  get holdsLogsBack(): boolean {
    return LOG_DIALECTS.some(({ heldBackBy }) => heldBackBy?.test(this.text));
  }

  /** Whether every format that the package writes for a library's loggers prints the message alone. */
  printsMessagesAlone({ formats, hasForeignFormat }: Dialect): boolean {
    if (!formats || hasForeignFormat) return false;
    const found = sourcesThatSay(this.package, formats.madeIn).map((path) =>
      formats.printMessageAlone(this.project.read(path) ?? ''),
    );
    return found.includes(true) && !found.includes(false);
  }

  /** Whether the project's loggers may come from a package that makes them for others: how those are made is not seen. */
  get takesLoggersFromPackage(): boolean {
    const { project } = this;
    return takesLoggersFromPackage(project, projectRootOf(this.package));
  }

  /** Whether some module of the project says something, or may say it where there are too many to be read. */
  projectSays(what: RegExp): boolean {
    const { project } = this;
    return someSourceSays({ project, root: projectRootOf(this.package) }, what);
  }

  /** Whether some module of the project, tests aside, is seen to say something. */
  projectSurelySays(what: RegExp): boolean {
    const { project } = this;
    return someSourceSurelySays({ project, root: projectRootOf(this.package) }, what);
  }

  /** Whether some module of the project, tests aside, has a trait; also where too many may have it for each to be read. */
  projectSurelyHas(trait: ModuleTrait): boolean {
    return this.cached(hasModuleWith, trait);
  }

  /** Whether Prometheus scrapes what the package measures with OpenTelemetry. */
  get exportsToPrometheus(): boolean {
    return PROMETHEUS_EXPORTERS.some((name) => this.asksFor(name) !== undefined);
  }

  /** The project's logging library: from the settings, else this file's imports, else its package.json. */
  get loggingLibrary(): string | undefined {
    return (this.detectedLibrary ??= { id: this.detect() }).id;
  }

  /**
   * Whether what holds for some versions of a library only holds here: by the version that is installed, else by the range that a
   * package.json asks for. Undefined where that is not known.
   */
  holds(versions: readonly VersionRange[]): boolean | undefined {
    return holdsFor(versions, (name) => this.versionOf(name));
  }

  /** The version of a package that is installed for the file, or the range of versions that is asked for. */
  versionOf(name: string): string | undefined {
    return installedVersion(this.project, name, this.path) ?? this.asksFor(name);
  }

  /** Whether a module is of a package that the file's own, or its workspace, asks for; true where there is no manifest. */
  dependsOn(module: string): boolean {
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module;
    return this.asksFor(name) !== undefined || Object.keys(this.package.json).length === 0;
  }

  /** The version or range that the file's package, or its workspace, asks for. */
  private asksFor(name: string): string | undefined {
    return this.package.versions.get(name) ?? this.workspace.versions.get(name);
  }

  private get workspace(): Package {
    return packageOf(this.project, join(projectRootOf(this.package), 'package.json'), this.settings.root);
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
    const path = relative(projectRootOf(this.package), this.path);
    return this.isOfServer && !TEST_PACKAGE.test(path) && !this.says(EXPORTER);
  }

  /** Whether the file is about somebody else's service, by where it stands: `integrations/`, `slack/client.ts`. */
  get servesForeignService(): boolean {
    const path = relative(this.package.root, this.path);
    return FOREIGN_FOLDER.test(path) || FOREIGN_NAME.test(path);
  }

  /** Whether the text speaks of an HTTP client, by its name or its methods. */
  get mentionsClients(): boolean {
    return (this.clientsMentioned ??= mentionsClient(this.text));
  }

  /** Whether the text speaks of messages: of a broker, or of what is named for sending to one. */
  get mentionsMessaging(): boolean {
    return (this.messagesMentioned ??= MENTIONS_MESSAGING.test(this.text));
  }

  /** Whether the text speaks of spans at all: most files do not, and are asked nothing about them. */
  get mentionsSpans(): boolean {
    return (this.spansMentioned ??= /span|trac|transaction|startSegment|\.fn\(\s*['"`]/i.test(this.text));
  }

  /** Whether a function that the file calls may observe metrics: one of its own, or of a module that it imports. */
  get mayUseMetricHelpers(): boolean {
    return (this.metricHelpers ??=
      observesMetrics(this.text) || importsMetricHelpers(this.project, this.path));
  }

  /** Whether a function that a call in this file runs may observe metrics, by its text and its module: this one, or another. */
  mayObserveIn({ binding, context: { source } }: FunctionDeclaration): boolean {
    if (!mayObserve(binding.text?.() ?? '')) return false;
    return source === this.source ? this.mayUseMetricHelpers : givesMetricHelpers(this.project, source.file);
  }

  /** Whether what a name, or a member of it, stands for may observe metrics: not where it is of a module that does not. */
  mayObserveBy(callee: Expression): boolean {
    const imported = this.importBehind(callee);
    if (imported === undefined) return true;
    const module = resolveModule(this.project, imported, this.path);
    return module !== undefined && givesMetricHelpers(this.project, module);
  }

  /** Whether a function of the project's may make metrics: not where neither the file nor what it imports has to do with any. */
  mayMakeMetricsBy(callee: Expression): boolean {
    const imported = this.importBehind(callee);
    if (imported === undefined) return this.mayMakeMetrics;
    const module = resolveModule(this.project, imported, this.path);
    // What a package gives is told by its declarations.
    return module === undefined || importsMetrics(this.text) || givesMetricMakers(this.project, module);
  }

  private get mayMakeMetrics(): boolean {
    return (this.metricMakers ??=
      this.mayUseMetricHelpers || importsMetrics(this.text) || importsMetricMakers(this.project, this.path));
  }

  /** The module that a name, or what it is a member of, is imported from. */
  private importBehind(callee: Expression): string | undefined {
    const root = rootOf(callee);
    const binding = root && this.source.binding(root);
    return binding?.kind === 'import' ? binding.module : undefined;
  }

  /** Whether options in this file may label metrics. */
  get mayLabelByOptions(): boolean {
    return (this.labelOptions ??= mayLabelByOptions(this.text));
  }

  get directory(): string {
    return dirname(this.path);
  }

  private detect(): string | undefined {
    if (this.settings.logger?.library) return this.settings.logger.library;
    for (const module of importsOf(this.text)) {
      const library = LIBRARIES_BY_MODULE.get(module)?.find((each) =>
        Object.values(each.kinds).some(({ logger }) => logger && logger.isTarget !== false),
      );
      if (library) return library.loggerDependency?.writes ?? library.id;
    }
    return askedLogger(this.package)?.library;
  }
}

/** A source's text and tree, and its scopes when they are asked for. */
class ParsedSource implements ParsedText {
  readonly text: string;
  readonly ast: ParsedText['ast'];

  constructor(private readonly source: EstreeSource) {
    this.text = source.text;
    this.ast = source.program;
  }

  get scopeManager(): ParsedText['scopeManager'] {
    return this.source.scopes;
  }
}

function hasModuleWith({ says, holds }: ModuleTrait, file: AnalysedFile): boolean {
  if (!file.projectSurelySays(says)) return false;
  const { project } = file;
  const modules = sourcesThatSay({ project, root: projectRootOf(file.package) }, says);
  return modules.length === 0 || modules.some((path) => holds(project.read(path) ?? ''));
}

/** A package of a workspace that holds tests, whose files are named in any way. */
const TEST_PACKAGE = /(?:^|\/)(?:tests?|testing|e2e|[\w-]+-tests?)\//;
const EXPORTER = /\b(?:Span|Metric|LogRecord)(?:Exporter|Processor)\b/;
