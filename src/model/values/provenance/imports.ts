import { SDK_NODE, SDK_NODE_MODULES } from '../../../catalog/opentelemetry.js';
import { SERVER_PACKAGES, isNodeModule } from '../../../catalog/packages.js';
import { LIBRARIES_BY_MODULE } from '../../../catalog/index.js';
import {
  LOGGER_EXPORT,
  LOGGER_FACTORY,
  LOGGER_HOLDERS,
  LOGGER_NAMES,
  LOGGER_PACKAGE,
  TERMINAL_PACKAGE,
} from '../../../catalog/logs/names.js';
import { METRICS_EXPORT, METRICS_PACKAGE, UNSEEN_CLIENT } from '../../../catalog/metrics/unseen-client.js';
import { type Expression, type Member, propertyName, unwrap } from '../../code/expression.js';
import { directoryOf, moduleKey } from '../../settings.js';
import type { NamedValue } from '../../settings/named-value.js';
import { relativeSpecifier } from '../../text/import-statement.js';
import type { VariableBinding } from '../../code/source.js';
import { requiredModule } from '../required-module.js';
import { MAX_HOPS } from '../budget.js';
import { packageBehind, packageMaking } from '../passed-on.js';
import type { Declaration } from '../resolver.js';
import { type Evidence, type OtherType, type TracedValue as Value, loggerOf } from '../traced.js';
import { type EvaluationContext, contextIn } from '../value.js';
import {
  STANDARD_GLOBALS,
  globalValue,
  mainModule,
  forkedMetrics,
  isOfCatalog,
  isPackage,
} from './modules.js';
import { namedOrigin, asFollowed, firstOf, ofOrigin } from './values.js';
import type { Tracer } from './tracer.js';

/** What modules export, and globals are, by the settings, the catalog, the project or an installed package. */
export class Imports {
  constructor(private readonly trace: Tracer) {}

  /** What a module exports under a name, by the settings first. */
  imported(module: string, name: string, context: EvaluationContext): Value {
    const wanted = this.trace.settings.logger?.import;
    if (wanted?.name === name && this.trace.settings.logger?.library) {
      const here = moduleKey(module, directoryOf(context.source.file));
      if (here === moduleKey(wanted.from, this.trace.settings.root)) {
        const origin = loggerOf(this.trace.settings.logger.library, 'settings');
        if (origin) return { at: 'origin', origin };
      }
    }
    const told = this.exportsNamed(module, name, context);
    return this.named(told, 1, () => this.importedValue(module, name, context));
  }

  private importedValue(module: string, name: string, context: EvaluationContext): Value {
    const catalogued = mainModule(module);
    if (LIBRARIES_BY_MODULE.has(catalogued) || catalogued === SDK_NODE)
      return this.packageExport(catalogued, name);
    if (name === '*') return { at: 'own-module', module, context };
    const found = this.hop(module, name, context);
    if (found)
      return asFollowed(this.trace.bound(found.binding, found.context) ?? this.calledLogger(name, found));
    const original = forkedMetrics(module);
    if (original !== undefined) return this.packageExport(original, name);
    if (METRICS_PACKAGE.test(module) && (name === 'default' || METRICS_EXPORT.test(name)))
      return this.unseenClient('import');
    // `import { logger } from '@acme/log'` of what is not installed: a logger, by the name of the export.
    const isLogger =
      name === 'default'
        ? this.isLoggerPackage(module)
        : LOGGER_EXPORT.test(name) && isPackage(module) && !TERMINAL_PACKAGE.test(module);
    return isLogger ? { at: 'other-type', module, type: 'Logger', isGuessed: true } : undefined;
  }

  /** What a library of the catalog exports under a name. */
  packageExport(module: string, name: string): Value {
    const whole = module === SDK_NODE ? SDK_NODE_MODULES.get(name) : undefined;
    if (whole !== undefined) return this.packageExport(whole, '*');
    for (const library of LIBRARIES_BY_MODULE.get(module) ?? []) {
      const kind = library.exports[name];
      if (kind) return ofOrigin({ library, kind, evidence: 'import', creation: undefined });
    }
    return name === '*' || name === 'default' ? { at: 'package', module } : undefined;
  }

  /** What a module exports under a name: one of the project's, else of an installed package by its declarations. */
  hop(module: string, name: string, context: EvaluationContext): Declaration | undefined {
    const own = this.trace.values.hop(module, name, context);
    if (own || !this.trace.isAboutLogger || LIBRARIES_BY_MODULE.has(module) || !this.trace.budget.spend())
      return own;
    const found = context.source.installed?.(module, name);
    return found && { binding: found.binding, context: contextIn(found.source, context, 0) };
  }

  /** `require('./logger')` as a value: what the module sets `module.exports` to. */
  settled(value: Value): Value {
    if (value?.at === 'named') return this.settled(value.or);
    if (value?.at !== 'own-module') return value;
    const told = this.exportsNamed(value.module, 'default', value.context);
    if (told.length > 0) return this.settled(this.named(told, 1, () => undefined));
    const found = this.hop(value.module, '*', value.context);
    // `module.exports = require('./manager.js')`
    if (found) {
      const whole = this.trace.bound(found.binding, found.context) ?? this.calledLogger('logger', found);
      return this.settled(asFollowed(whole));
    }
    if (METRICS_PACKAGE.test(value.module)) return this.unseenClient('import');
    return this.isLoggerPackage(value.module)
      ? { at: 'other-type', module: value.module, type: 'Logger', isGuessed: true }
      : undefined;
  }

  /** What the settings say of exports of this name and module. */
  exportsNamed(module: string, name: string, context: EvaluationContext): readonly NamedValue[] {
    const named = this.trace.settings.named?.exports.get(name);
    return named?.filter(({ from = '' }) => this.isExport(from, module, name, context)) ?? [];
  }

  /** Whether a module is the one that the settings mean: by its specifier, or as what both export is declared in one place. */
  private isExport(from: string, module: string, name: string, context: EvaluationContext): boolean {
    const directory = directoryOf(context.source.file);
    if (moduleKey(module, directory) === from) return true;
    const declaredIn = (specifier: string) => {
      const found = this.trace.values.exported(specifier, name, context);
      return found && moduleKey(found.context.source.file, '');
    };
    const file = declaredIn(module);
    if (file === undefined || file === from) return file !== undefined;
    const isPath = /^(?:[A-Za-z]:)?\//.test(from);
    return declaredIn(isPath ? relativeSpecifier(from, directory, 'source') : from) === file;
  }

  /** What the settings say that a value is, so many steps on the way to it; else what it is itself. */
  named(of: readonly NamedValue[], steps: number, otherwise: () => Value): Value {
    const is = of.find(({ path }) => path.length === steps)?.is;
    if (is) return 'library' in is ? namedOrigin(is) : { at: 'example', example: is };
    const or = otherwise();
    return of.length > 0 ? { at: 'named', of, steps, or } : or;
  }

  /** A global, by the settings first. */
  global(name: string, context: EvaluationContext): Value {
    const told = this.trace.settings.named?.globals.get(name) ?? [];
    return this.named(told, 1, () => this.globalValue(name, context));
  }

  /** A global, by the catalog or by what code of the package gives it. */
  private globalValue(name: string, context: EvaluationContext): Value {
    const known = globalValue(name);
    if (known || STANDARD_GLOBALS.has(name) || context.hops >= MAX_HOPS) return known;
    return firstOf(context.source.globalValues?.(name) ?? [], ({ binding, source }) =>
      this.trace.bound(binding, contextIn(source, context, context.hops + 1)),
    );
  }

  /**
   * Whether a package that is not in the catalog is a logger as a whole, by its own name or because the project calls it one:
   * `const logger = require('acme-ops')`.
   */
  private isLoggerPackage(module: string): boolean {
    if (!isPackage(module) || LIBRARIES_BY_MODULE.has(module) || TERMINAL_PACKAGE.test(module)) return false;
    if (LOGGER_PACKAGE.test(module)) return true;
    return this.trace.isAboutLogger && !isOfCatalog(module) && !isNodeModule(module);
  }

  /** A client for metrics, by what the package is called that it comes from. */
  unseenClient(evidence: Evidence): Value {
    return ofOrigin({ library: UNSEEN_CLIENT, kind: 'client', evidence, creation: undefined });
  }

  /** `container.logger` of what a package exports that is not seen, `this.logger` of a class that extends that. */
  loggerOfPackage(owner: Expression, name: string, context: EvaluationContext): Value {
    if (!this.trace.isAboutLogger) return undefined;
    const found = exportRead(owner, context);
    if (!found || LIBRARIES_BY_MODULE.has(found.module)) return undefined;
    const logger = this.loggerIn({ at: 'other-type', module: found.module, context }, name);
    return logger && !this.hop(found.module, found.imported, context) ? logger : undefined;
  }

  /**
   * What a method makes that says it makes a logger, of what a package that is not in the catalog gives or declares:
   * `components.logs.getLogger('orders')`.
   */
  loggerMadeBy(owner: Value, callee: Member, context: EvaluationContext): Value {
    if (!this.trace.isAboutLogger || !LOGGER_FACTORY.test(propertyName(callee) ?? '')) return undefined;
    const module = owner?.at === 'other-type' ? owner.module : this.packageGiving(owner, callee, context);
    if (module === undefined || !isPackage(module)) return undefined;
    return { at: 'other-type', module, type: 'Logger', isGuessed: true };
  }

  /** The package that makes what a method is called on, where nothing of that is seen. */
  private packageGiving(owner: Value, { object }: Member, context: EvaluationContext): string | undefined {
    const module = owner ? undefined : packageBehind(object, context.source);
    const isOther = module !== undefined && !isOfCatalog(module) && !this.hop(module, '*', context);
    return isOther ? module : undefined;
  }

  /** What a package that is not in the catalog makes, and that is kept under a logger's name: `const logger = acme.make('orders')`. */
  calledLogger(name: string, { binding, context }: Declaration): Value {
    if (!this.trace.isAboutLogger || !(LOGGER_NAMES.has(name) || LOGGER_VARIABLE.test(name)))
      return undefined;
    if (binding.kind !== 'variable' || binding.path.length > 0 || binding.type) return undefined;
    const init = binding.init?.();
    const module = init && packageMaking(init, context.source);
    if (module === undefined || !isPackage(module) || isOfCatalog(module)) return undefined;
    if (TERMINAL_PACKAGE.test(module) || this.hop(module, '*', context)) return undefined;
    return { at: 'other-type', module, type: 'Logger', isGuessed: true };
  }

  /** `new Logger()`, `createLogger()` of a package that is not in the catalog: a logger, by the name of the export. */
  packageLogger(callee: Expression, names: RegExp, context: EvaluationContext): Value {
    const read = unwrap(callee);
    const binding = read.kind === 'identifier' ? context.source.binding(read) : undefined;
    const taken = binding?.kind === 'variable' ? this.takenFrom(binding, context) : undefined;
    const { module, imported } = binding?.kind === 'import' ? binding : (taken ?? {});
    if (module === undefined || imported === undefined || !names.test(imported)) return undefined;
    const isOther =
      isPackage(module) && !LIBRARIES_BY_MODULE.has(module) && !this.hop(module, imported, context);
    return isOther ? { at: 'other-type', module, type: 'Logger' } : undefined;
  }

  /** `const { loggerFactory } = require('@acme/parts').Logger`, and of an ES module's own `require`. */
  private takenFrom(
    { path, init }: VariableBinding,
    { source }: EvaluationContext,
  ): { readonly module: string; readonly imported: string } | undefined {
    const [imported] = path;
    const from = imported !== undefined && path.length === 1 ? init && unwrap(init()) : undefined;
    const module =
      from?.kind === 'call'
        ? requiredModule(from, source)
        : from?.kind === 'member'
          ? packageBehind(from, source)
          : undefined;
    return module === undefined || imported === undefined ? undefined : { module, imported };
  }

  /**
   * `context.logger`, `context.deps.log` of a type of a package whose declarations are not seen: a logger, by that name. Frameworks of
   * servers have what the project puts there.
   */
  loggerIn({ module, isGuessed, context }: OtherType, name: string): Value {
    if (!this.trace.isAboutLogger || isGuessed || module === undefined || !isPackage(module))
      return undefined;
    if (SERVER_PACKAGES.has(module)) return undefined;
    if (LOGGER_MEMBER.test(name)) return { at: 'other-type', module, type: 'Logger', isGuessed: true };
    return LOGGER_HOLDERS.has(name) ? { at: 'other-type', module, ...(context && { context }) } : undefined;
  }
}

/** The export of a module that is read: `Base`, `clients.Base` of an imported namespace. */
function exportRead(
  expression: Expression,
  { source }: EvaluationContext,
): { readonly module: string; readonly imported: string } | undefined {
  const read = unwrap(expression);
  const root = read.kind === 'member' ? unwrap(read.object) : read;
  const binding = root.kind === 'identifier' ? source.binding(root) : undefined;
  if (binding?.kind !== 'import') return undefined;
  const name = read.kind === 'member' && binding.imported === '*' ? propertyName(read) : undefined;
  return { module: binding.module, imported: name ?? binding.imported };
}

/** What projects call a variable for the logger of a part: `auditLogger`, `rootHttpLogger`. */
const LOGGER_VARIABLE = /^[a-z]\w*[a-zA-Z\d]Logger$/;

/** What packages call a logger that something of theirs has. */
const LOGGER_MEMBER = /^(?:log|logger)$/;
