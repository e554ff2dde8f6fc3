import { parsePromql } from '../promql/parse.js';
import type { PromqlQuery } from './artifact.js';
import type { Owner } from './owner.js';
import type { Surroundings } from './surroundings.js';
import { type DataMap, type Source, asString, child, stringSource, textOf } from './data.js';

/** `label_values(metric, label)`, `query_result(expression)`. */
const CALL = /^\s*(label_values|query_result)\s*\(([\s\S]*)\)\s*$/;

/** The query of a dashboard's variable, as far as it reads metrics. */
export function variableAt(map: DataMap, around: Surroundings): PromqlQuery | undefined {
  const query = child(map, 'query');
  const written =
    asString(query) ??
    asString(child(query, 'query')) ??
    asString(child(query, 'spec', 'query')) ??
    undefined;
  const isVariable = textOf(child(map, 'type')) === 'query' || query?.kind === 'map';
  const call = written && isVariable ? CALL.exec(written.value) : null;
  const name = textOf(child(map, 'name'));
  if (!written || !call || name === undefined) return undefined;
  const owner: Owner = { kind: 'variable', name, position: around.source.position(map.at) };
  const inside = call[2] ?? '';
  const start = call[0].indexOf('(') + 1;
  const source = stringSource(around.source, written);
  if (call[1] === 'query_result') return variable(part(source, start, inside), owner, undefined);
  // The label is the last argument; alone, it is one of any metric.
  const comma = lastComma(inside);
  if (comma === -1) return undefined;
  const label = inside.slice(comma + 1);
  const at = comma + 1 + (label.length - label.trimStart().length);
  return variable(part(source, start, inside.slice(0, comma)), owner, { label: label.trim(), at });
}

function variable(source: Source, owner: Owner, lists: PromqlQuery['lists']): PromqlQuery {
  return { language: 'promql', source, owner, expression: parsePromql(source.text), lists };
}

function part(source: Source, start: number, text: string): Source {
  return { file: source.file, text, position: (offset) => source.position(start + offset) };
}

/** The last comma outside of braces and strings. */
function lastComma(text: string): number {
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(')'), text.lastIndexOf('"'));
  return !text.includes(',', end + 1) ? -1 : text.lastIndexOf(',');
}
