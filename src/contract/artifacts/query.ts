import { looksLikeLogql, parseLogql } from '../logql/parse.js';
import { parsePromql } from '../promql/parse.js';
import type { Query } from './artifact.js';
import type { Owner } from './owner.js';
import { type DataScalar, stringSource } from './data.js';
import type { Surroundings } from './surroundings.js';

/** Reads an expression in the language of its data source; undefined where that is neither PromQL nor LogQL. */
export function queryOf(
  expr: DataScalar & { readonly value: string },
  around: Surroundings,
  owner: Owner,
): Query | undefined {
  const source = stringSource(around.source, expr);
  const language = languageOf(expr.value, around.datasource);
  if (language === undefined) return undefined;
  return language === 'logql'
    ? { language, source, owner, query: parseLogql(expr.value) }
    : { language, source, owner, expression: parsePromql(expr.value), lists: undefined };
}

function languageOf(text: string, datasource: string | undefined): Query['language'] | undefined {
  if (looksLikeLogql(text) || (datasource !== undefined && /loki/i.test(datasource))) return 'logql';
  return datasource !== undefined && OTHER_SOURCES.test(datasource) ? undefined : 'promql';
}

/** Data sources whose expressions are none of ours. */
const OTHER_SOURCES =
  /^(?:__expr__|tempo|jaeger|zipkin|elasticsearch|opensearch|influxdb|graphite|cloudwatch|mysql|postgres(?:ql)?|mssql|grafana-(?:pyroscope|postgresql|clickhouse|bigquery)\S*|victoriametrics-logs\S*)$/i;
