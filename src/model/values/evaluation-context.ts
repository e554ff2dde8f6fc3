import type { Expression } from '../code/expression.js';
import type { Source } from '../code/source.js';
import type { Vocabulary } from '../settings.js';
import type { Cardinality } from './lattice.js';
import { Resolver } from './resolver.js';
import { type EvaluationContext, type Value, contextOf } from './value.js';

/** Where an expression is judged: with the question that is asked, whose budget all share that is asked on the way. */
export interface JudgedContext extends EvaluationContext {
  readonly question: Question;
}

/** Judges how many values an expression takes where it is read. */
export type JudgeAt = (expression: Expression, context: JudgedContext) => Cardinality;

/** One question about a value. */
export interface Question {
  readonly values: Resolver;
  /** The project's own words, where its settings have any. */
  readonly vocabulary: Vocabulary | undefined;
  /** The ways that were asked for already, by the expressions they lead to: tests are compared with every part. */
  readonly ways: Map<Expression, Way>;
}

/** An expression as the way to it: `ctx.request.get('x')` is the root `ctx` and `['request', 'get()']`. */
export interface Way {
  readonly root: Expression;
  readonly context: JudgedContext;
  readonly steps: readonly string[];
}

/** Where the expressions of a file are judged. */
export function judgedIn(source: Source, vocabulary?: Vocabulary): JudgedContext {
  return {
    ...contextOf(source),
    question: { values: new Resolver(), vocabulary, ways: new Map<Expression, Way>() },
  };
}

/** Where a value is judged that another expression was followed to. */
export function entering(value: Value, { question }: JudgedContext): JudgedContext {
  return { ...value, question };
}
