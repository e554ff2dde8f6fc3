import { parser } from '@grafana/lezer-logql';
import type { Hole } from '../promql/hole.js';
import { mask } from '../promql/mask.js';
import { MAX_LENGTH, type SyntaxFault } from '../promql/parse.js';
import { type LogPipeline, PipelineReader } from './pipeline.js';

/** A LogQL query, as far as it is read: the texts that its line filters look for, and the fields that it reads of records. */
export interface LogQuery {
  readonly text: string;
  readonly holes: readonly Hole[];
  readonly filters: readonly LineFilter[];
  readonly pipelines: readonly LogPipeline[];
  readonly fault: SyntaxFault | undefined;
}

export interface LineFilter {
  readonly operator: '|=' | '|~' | '!=' | '!~';
  readonly value: string;
  readonly at: number;
}

/** What only LogQL has: a filter or a stage after the stream selector, functions of log ranges. */
const LOGQL =
  /\}\s*(?:\|[=~>]|\|\s*[a-z_]|!=\s*(?:["`']|ip\()|!~|!>)|\b(?:bytes_rate|bytes_over_time|rate_counter)\s*\(/;

/** Whether an expression can only be LogQL. */
export function looksLikeLogql(text: string): boolean {
  return LOGQL.test(text);
}

/** Reads a LogQL query. What is filled in later is masked. */
export function parseLogql(text: string): LogQuery {
  if (text.length > MAX_LENGTH)
    return {
      text,
      holes: [],
      filters: [],
      pipelines: [],
      fault: { at: 0, message: `it is ${text.length} characters long` },
    };
  const { text: masked, holes } = mask(text);
  const filters: LineFilter[] = [];
  const pipelines = new PipelineReader(masked, holes);
  let fault: SyntaxFault | undefined;
  parser.parse(masked).iterate({
    enter: (node) => {
      if (node.type.isError) fault ??= { at: node.from, message: 'not a LogQL query' };
      pipelines.enter(node.name, node.from, node.to);
      if (node.name !== 'LineFilter') return;
      const written = /^(\|=|\|~|!=|!~)\s*(["`])(.*)\2$/s.exec(masked.slice(node.from, node.to));
      if (written)
        filters.push({
          operator: written[1] as LineFilter['operator'],
          value: written[2] === '`' ? (written[3] ?? '') : (written[3] ?? '').replace(/\\(.)/gs, '$1'),
          at: node.from,
        });
    },
  });
  return { text, holes, filters, pipelines: pipelines.done(), fault };
}
