import { EMITTERS, type Emitter, type SetupOptions } from '../../catalog/metrics/emitted.js';
import { MENTIONS_METRIC_SETUP, METRIC_EXPORTERS } from '../../catalog/metrics/exporters.js';
import { type Call, type Expression, type New, propertyName, unwrap } from '../../model/code/expression.js';
import { accessPathOf } from '../../model/values/access-path.js';
import { objectOf } from '../../model/values/literal.js';
import { provenanceOf } from '../../model/values/provenance.js';
import { contextOf } from '../../model/values/value.js';
import type { AnalysedFile } from '../../recognize/file.js';
import type { Place } from './inventory.js';
import { labelFact } from './read-metrics.js';
import type { LabelFact, SetupFacts } from './facts.js';
import { setupOptions } from './setup-options.js';

const NOTHING: SetupFacts = { emitted: [], exporters: [], defaultLabels: [] };

/** Whether a file's text may set up what emits or exports metrics: the cheap question that comes first. */
export function maySetUpMetrics(text: string): boolean {
  return MENTIONS_METRIC_SETUP.test(text);
}

/** Reads what a call sets up. */
export function setupFacts(call: Call | New, file: AnalysedFile, place: () => Place): SetupFacts {
  const labels = defaultLabels(call, file);
  if (labels) return { ...NOTHING, defaultLabels: labels };
  const started = emitterOf(call, file);
  if (started) {
    const { emitter, options } = started;
    const emitted = emitter.metrics(options).map((metric) => ({
      from: emitter.id,
      namedBy: emitter.namedBy,
      metric,
      place: place(),
    }));
    return { ...NOTHING, emitted };
  }
  const exporter = METRIC_EXPORTERS.find((each) => isMade(unwrap(call.callee), each, file));
  if (!exporter) return NOTHING;
  const { kind, prefix } = exporter;
  const options = setupOptions(call.arguments[0], contextOf(file.source));
  return {
    ...NOTHING,
    exporters: [{ kind, at: place(), prefix: prefix === undefined ? undefined : options.prefix(prefix) }],
  };
}

/** Whether a call sets up what serves metrics at a route of its own. */
export function setsUpRoute(call: Call | New, file: AnalysedFile): boolean {
  const started = emitterOf(call, file);
  return started?.emitter.serves?.(started.options) ?? false;
}

/** What a call starts that emits metrics by itself, and the options that it is given. */
function emitterOf(
  call: Call | New,
  file: AnalysedFile,
): { readonly emitter: Emitter; readonly options: SetupOptions } | undefined {
  const callee = unwrap(call.callee);
  const [first, second] = call.arguments;
  const handed = propertyName(callee);
  for (const emitter of EMITTERS) {
    const isHanded = emitter.handedTo !== undefined;
    if (isHanded && emitter.handedTo !== handed) continue;
    const made = isHanded ? first : callee;
    if (!made || !isMade(made, emitter, file)) continue;
    const options = isHanded ? second : call.arguments[emitter.optionsAt ?? 0];
    return { emitter, options: setupOptions(options, contextOf(file.source)) };
  }
  return undefined;
}

interface Made {
  readonly packages: readonly string[] | RegExp;
  readonly makes: readonly string[];
}

/** Whether an expression reads one of the exports of the packages. */
function isMade(expression: Expression, { packages, makes }: Made, { source }: AnalysedFile): boolean {
  const access = accessPathOf(expression, contextOf(source));
  if (access?.from !== 'module') return false;
  const isFrom = packages instanceof RegExp ? packages.test(access.name) : packages.includes(access.name);
  if (!isFrom) return false;
  const path = access.path.length > 1 && access.path[0] === 'default' ? access.path.slice(1) : access.path;
  return makes.includes(path.length === 0 ? '*' : path.join('.'));
}

/** `register.setDefaultLabels({ service: 'shop' })` */
function defaultLabels(call: Call | New, file: AnalysedFile): readonly LabelFact[] | undefined {
  const callee = unwrap(call.callee);
  if (callee.kind !== 'member' || propertyName(callee) !== 'setDefaultLabels') return undefined;
  const { source, settings } = file;
  if (provenanceOf(callee.object, source, settings).is !== 'library') return undefined;
  return (objectOf(call.arguments[0], source)?.properties ?? []).flatMap(({ key, value }) =>
    typeof key === 'string' ? [labelFact({ name: key, value }, file)] : [],
  );
}
