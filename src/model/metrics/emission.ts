import type { MetricMethod } from '../../catalog/schema.js';
import type { Call } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Settings } from '../settings.js';
import type { TelemetryCall } from '../values/telemetry-call.js';
import type { Term } from '../values/term.js';
import { type Use, keyedUses, namedUse, useOf } from '../values/uses.js';
import { labelNamesOf, observingMethodOf } from './read.js';

/** Reads a call that observes a proven metric: which of its arguments become labels, and which the value. */
export function metricEmission(call: Call, source: Source, settings: Settings): TelemetryCall | undefined {
  const found = observingMethodOf(call, source, settings);
  if (!found) return undefined;
  const { method, origin } = found;
  const read = (given: readonly Term[]) => observationUses(method, given, () => labelNamesOf(origin));
  return { signal: 'metric', library: origin.library.id, given: call.arguments, read };
}

function observationUses(
  { arguments: order }: MetricMethod,
  given: readonly Term[],
  labelNames: () => readonly string[] | undefined,
): readonly Use[] {
  const [first, second, third] = given;
  if (given.some((each) => each.is === 'spread')) return [];
  const name = () => useOf('metricName', first);
  switch (order) {
    case 'labels-value':
      // `inc(2)` and `inc({ path })`, which only the values tell apart.
      return second || first?.is === 'object'
        ? [...labelsOf(first), ...useOf('value', second)]
        : useOf('value', first);
    case 'labels-and-value': {
      const labels = [first, second].find((each) => each?.is === 'object');
      return [...labelsOf(labels), ...useOf('value', labels === first ? second : first)];
    }
    case 'value-labels':
      return [...useOf('value', first), ...labelsOf(second)];
    case 'instrument-value-labels':
      return [...useOf('value', second), ...labelsOf(third)];
    case 'labels':
      return labelsOf(first);
    case 'labels-or-values':
      // The values of labels come one by one, in the order of the definition.
      return second || first?.is !== 'object' ? labelsInOrder(given, labelNames()) : labelsOf(first);
    case 'label':
      return namedUse('label', first, second);
    case 'value':
      return useOf('value', first);
    case 'name-value-unit':
    case 'name-value-options':
      return [...name(), ...useOf('value', second)];
    case 'name-labels-value':
      return [...name(), ...labelsOf(second), ...useOf('value', third)];
    case 'name-attributes':
      return name();
    case 'name-unit-value':
      return [...name(), ...useOf('value', third)];
    case 'name-value-tags': {
      const tags = given.slice(1).find((each) => each.is === 'object') ?? (third && given.at(-1));
      return [...name(), ...useOf('value', second === tags ? undefined : second), ...labelsOf(tags)];
    }
    case 'none':
      return [];
  }
}

/** `labels('GET', '/')`; one argument alone may be an object of labels. */
function labelsInOrder(given: readonly Term[], names: readonly string[] | undefined): readonly Use[] {
  if (given.length === 1 && names?.length !== 1) return labelsOf(given[0]);
  return given.map((term, i) => ({ role: 'label' as const, term, ...(names?.[i] && { key: names[i] }) }));
}

function labelsOf(term: Term | undefined): readonly Use[] {
  return keyedUses(term, 'label', 'labels');
}
