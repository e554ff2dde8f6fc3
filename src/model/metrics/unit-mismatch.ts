import type { Expression } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { MetricDefinition } from './metric.js';
import { quantityOf } from './quantity.js';
import { type Unit, UNITS, contradictingUnit, unitFrom, unitOfMetric } from './unit.js';

/** A value recorded in another unit than its metric declares. */
export interface UnitMismatch {
  readonly recorded: Unit;
  readonly declared: Unit;
  /** What turns the recorded value into the declared unit, to append: ` / 1000`. */
  readonly conversion: string;
  /** The whole converted value, in parentheses or `Number()` where the conversion needs them. */
  readonly replacement: string;
}

/**
 * How a recorded value's unit differs from the metric's. Undefined where either is unknown, where they measure
 * different things, or where the metric's name and `unit` contradict each other.
 */
export function unitMismatch(
  definition: MetricDefinition,
  value: Expression,
  source: Source,
): UnitMismatch | undefined {
  const declared = unitOfMetric(definition);
  if (declared === undefined || contradictingUnit(definition)) return undefined;
  const measured = quantityOf(value, source);
  const recorded = measured?.kind === 'measure' ? unitFrom(measured) : undefined;
  if (measured?.kind !== 'measure' || recorded === undefined || recorded === declared) return undefined;
  if (UNITS[recorded].dimension !== UNITS[declared].dimension) return undefined;
  const conversion = conversionOf(UNITS[recorded].scale / UNITS[declared].scale);
  const text = measured.isBigint
    ? `Number(${value.text})`
    : bindsTighter(value)
      ? value.text
      : `(${value.text})`;
  return { recorded, declared, conversion, replacement: text + conversion };
}

function conversionOf(factor: number): string {
  const by = Math.round(factor > 1 ? factor : 1 / factor);
  return ` ${factor > 1 ? '*' : '/'} ${by === 1000 ? '1000' : `1e${Math.round(Math.log10(by))}`}`;
}

/** Whether `text / 1000` divides the whole expression. */
function bindsTighter(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'identifier':
    case 'this':
    case 'member':
    case 'call':
    case 'unary':
      return true;
    case 'operation':
      return expression.operator === '*' || expression.operator === '/';
    default:
      return false;
  }
}
