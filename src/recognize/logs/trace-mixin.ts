import { API } from '../../catalog/opentelemetry.js';
import { FORMAT_LOGGERS, MIXIN_LOGGERS } from '../../catalog/setup/log-correlation.js';
import type { TSESTree } from '@typescript-eslint/types';
import { type Edit, insertAt, replace } from '../../model/text/edits.js';
import type { LogCall } from '../../model/logs/library-call.js';
import type { AnalysedFile } from '../file.js';
import { reachExports } from '../reach-export.js';

/**
 * The edits that make pino put the ids of the active trace on each record by a mixin, and winston by a format. Undefined where the
 * logger is made in another file, or in a way that leaves nothing to write them into. `tests/catalog/log-correlation.test.ts` runs
 * what is written.
 */
export function traceMixin(call: LogCall, file: AnalysedFile): readonly Edit[] | undefined {
  const { creation, madeIn, library } = call;
  if (!creation || (madeIn && madeIn !== file.source)) return undefined;
  if (library === undefined || !(MIXIN_LOGGERS.has(library) || FORMAT_LOGGERS.has(library))) return undefined;
  const node = file.source.nodeOf(creation);
  if (node?.type !== 'CallExpression') return undefined;
  const api = reachExports(['trace'], API, node, file);
  const [trace] = api?.texts ?? [];
  if (!api || trace === undefined) return undefined;
  const written = MIXIN_LOGGERS.has(library) ? mixin(node, idsOf(trace)) : format(node, trace, file);
  return written && [...api.edits, written];
}

function idsOf(trace: string): string {
  return `{ traceId: trace_id, spanId: span_id } = ${trace}.getActiveSpan()?.spanContext() ?? {}`;
}

/** `pino({ mixin: () => … })` */
function mixin(made: TSESTree.CallExpression, ids: string): Edit | undefined {
  const option = `mixin: () => { const ${ids}; return { trace_id, span_id }; }`;
  return intoOptions(made, 'mixin', option);
}

/** `createLogger({ format: format.combine(withTrace(), …) })`, in front of what the logger is given already. */
function format(made: TSESTree.CallExpression, trace: string, file: AnalysedFile): Edit | undefined {
  const { callee } = made;
  // A format has to be made of winston's own: only its whole name is sure to be at hand.
  const from = callee.type === 'MemberExpression' ? file.syntax.textOf(callee.object) : undefined;
  if (from === undefined) return undefined;
  const marks = `${from}.format((info) => { const ${idsOf(trace)}; return Object.assign(info, { trace_id, span_id }); })()`;
  const [options] = made.arguments;
  const given = options?.type === 'ObjectExpression' ? propertyOf(options, 'format') : undefined;
  if (!given)
    return intoOptions(made, 'format', `format: ${from}.format.combine(${marks}, ${from}.format.json())`);
  return replace(given.value, `${from}.format.combine(${marks}, ${file.syntax.textOf(given.value)})`);
}

/** Writes an option into the object that a call is given; undefined where that has it, or is no object. */
function intoOptions(
  { arguments: given, range }: TSESTree.CallExpression,
  name: string,
  option: string,
): Edit | undefined {
  const [options] = given;
  if (!options) return insertAt(range[1] - 1, `{ ${option} }`);
  if (options.type !== 'ObjectExpression' || propertyOf(options, name)) return undefined;
  // What is spread may hold one as well.
  if (options.properties.some(({ type }) => type === 'SpreadElement')) return undefined;
  const isEmpty = options.properties.length === 0;
  return insertAt(options.range[0] + 1, ` ${option}${isEmpty ? ' ' : ','}`);
}

function propertyOf(object: TSESTree.ObjectExpression, name: string): TSESTree.Property | undefined {
  return object.properties.find(
    (each): each is TSESTree.Property =>
      each.type === 'Property' && !each.computed && each.key.type === 'Identifier' && each.key.name === name,
  );
}
