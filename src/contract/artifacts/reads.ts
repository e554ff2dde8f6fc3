import { type Around, type Expr, type Selector, selectorsOf } from '../promql/expression.js';
import type { ArtifactFile, PromqlQuery } from './artifact.js';

/** A PromQL query of a file that parses. */
export interface ParsedQuery {
  readonly query: PromqlQuery;
  readonly root: Expr;
}

/** A place in a query that reads series, with what is done with them from the inside out. */
export interface Read {
  readonly query: PromqlQuery;
  readonly selector: Selector;
  readonly around: readonly Around[];
}

/** The PromQL queries of a file. */
export function promqlOf(artifact: ArtifactFile): readonly PromqlQuery[] {
  return artifact.queries.filter((query): query is PromqlQuery => query.language === 'promql');
}

/** Those of them that parse. */
export function* parsedIn(artifact: ArtifactFile): Generator<ParsedQuery> {
  for (const query of promqlOf(artifact)) {
    const { root } = query.expression;
    if (root) yield { query, root };
  }
}

/** All that a file reads. */
export function* readsIn(artifact: ArtifactFile): Generator<Read> {
  for (const { query, root } of parsedIn(artifact))
    for (const { selector, around } of selectorsOf(root)) yield { query, selector, around };
}
