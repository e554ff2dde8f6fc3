import { logEmission } from './logs/emission.js';
import { metricEmission } from './metrics/emission.js';
import { injectionEmission } from './propagation/injection.js';
import { isQuietTelemetry } from './quiet-telemetry.js';
import type { Settings } from './settings.js';
import { spanEmission } from './traces/emission.js';
import { valueConstancy } from './values/constant.js';
import { isError } from './values/error.js';
import { methodsRun } from './values/methods-run.js';
import type { Returned } from './values/outcomes.js';
import { kindOf, provenanceOf } from './values/provenance.js';
import type { FunctionDeclaration } from './values/resolver.js';
import { type Summary, summaryOf } from './values/summary.js';
import type { Recognition } from './values/telemetry-call.js';
import type { Term } from './values/term.js';
import type { Value } from './values/value.js';

/** The key of a file's summaries that know the telemetry of all signals. */
const ALL_SIGNALS = {};

/** What a call of one of the project's functions means for its caller, over the telemetry of all signals. */
export function telemetrySummaryOf(declared: FunctionDeclaration, settings: Settings): Summary {
  const recognition: Recognition = {
    key: ALL_SIGNALS,
    settings,
    recognise: (call, source) =>
      injectionEmission(call, source) ??
      logEmission(call, source, settings) ??
      metricEmission(call, source, settings) ??
      spanEmission(call, source, settings),
    methods: (call, source) => methodsRun(call, source, settings),
    isQuiet: (call, source) => isQuietTelemetry(call, source, settings),
  };
  return summaryOf(declared, recognition);
}

/** What kinds of value a function returns, each once. */
export function returnedBy({ returns }: Summary, settings: Settings): readonly Returned[] {
  if (returns.length === 0) return ['nothing'];
  return [...new Set(returns.flatMap((term) => kindsOf(term, settings)))];
}

function kindsOf(term: Term, settings: Settings): readonly Returned[] {
  switch (term.is) {
    case 'parameter':
      return ['parameter'];
    case 'choice':
      return term.of.length === 0 ? ['nothing'] : term.of.flatMap((each) => kindsOf(each, settings));
    case 'own':
      return [(term.path.length === 0 ? valueKind(term.value, settings) : undefined) ?? 'unknown'];
    case 'made':
      return [(term.by && valueKind(term.by, settings)) ?? (term.from.length > 0 ? 'made' : 'unknown')];
    case 'absent':
      return ['nothing'];
    case 'object':
    case 'list':
    case 'json':
      return ['made'];
    default:
      return ['unknown'];
  }
}

function valueKind({ expression, source }: Value, settings: Settings): Returned | undefined {
  switch (expression.kind) {
    case 'function':
      return 'function';
    case 'template':
    case 'object':
    case 'array':
      return undefined;
  }
  if (valueConstancy(expression, source) === 'constant') return 'constant';
  if (isError(expression, source)) return 'error';
  const provenance = provenanceOf(expression, source, settings);
  const kind = provenance.is === 'library' ? kindOf(provenance.origin) : undefined;
  return kind?.logger || kind?.instrument || kind?.span ? 'telemetry' : undefined;
}
