import type { TSESLint } from '@typescript-eslint/utils';
import type { Subscriber, TelemetryListener } from '../analysis/pass.js';
import { type Expression, brief } from '../model/code/expression.js';
import { rulePage } from '../model/text/pages.js';
import type { AnalysedFile } from '../recognize/file.js';
import type { Schema } from '../model/schema.js';
import { optionsReader, publishedSchema } from './options.js';
import { type RuleContext, reportingTo } from './report.js';
import { onTelemetry } from './subscribe.js';

export type Signal = 'logs' | 'metrics' | 'traces' | 'propagation' | 'setup';

/** What the docs, the presets and the README's table are made from. */
export interface RuleDocs {
  /** One line. */
  readonly description: string;
  readonly signal: Signal;
  /** The least strict preset that has the rule; `off` is only in `all`. */
  readonly tier: 'recommended' | 'strict' | 'off';
  readonly url: string;
}

export type Rule = TSESLint.RuleModule<string, readonly unknown[], RuleDocs>;

interface RuleDefinition<Messages extends string, Options extends object> {
  readonly name: string;
  readonly meta: {
    readonly type: 'problem' | 'suggestion';
    readonly docs: Omit<RuleDocs, 'url'>;
    readonly fixable?: 'code';
    readonly hasSuggestions?: true;
    readonly messages: Record<Messages, string>;
    readonly schema: readonly Schema[];
    /** Of the one object that the options are; none for a rule without options. */
    readonly defaultOptions: readonly [Required<Options>] | readonly [];
  };
  /** Nothing is said of a test: it gives code what that must cope with, and nobody reads what it emits. */
  readonly sparesTests?: true;
  /** Names the model events that the rule judges. */
  create(context: RuleContext<Messages>, options: Required<Options>, file: AnalysedFile): TelemetryListener;
}

/** Makes an ESLint rule that judges model events instead of syntax. */
export function defineRule<Messages extends string, Options extends object = object>(
  definition: RuleDefinition<Messages, Options>,
): Rule {
  const { name, meta, sparesTests = false } = definition;
  const readOptions = optionsReader(name, meta);
  const rule: Subscriber = {};
  const reporterFor = (context: Parameters<Rule['create']>[0], file: AnalysedFile): RuleContext<Messages> => {
    const reporter = reportingTo(context, meta.messages);
    if (!sparesTests) return reporter;
    return {
      // What a file is takes looking around: it is asked where there is something to say.
      report: (found) => {
        if (file.role.role !== 'tests') reporter.report(found);
      },
    };
  };
  return {
    meta: {
      ...meta,
      schema: publishedSchema(meta.schema) as never,
      defaultOptions: [...meta.defaultOptions],
      docs: { ...meta.docs, url: rulePage(name) },
    },
    create(context) {
      // Whatever stands in the file: what is wrong with them is said where a rule finds nothing as well.
      const options = readOptions(context.options);
      return onTelemetry(context, rule, (file) =>
        definition.create(reporterFor(context, file), options, file),
      );
    },
  };
}

/** Options that every rule on presumed objects shares. */
export interface PresumedOption {
  /** Also judge a receiver that only its name says to be a logger. `strict` sets it. */
  readonly presumed?: boolean;
}

/** The schema of a rule with `PresumedOption` alone, which has it report what a sentence says. */
export const presumedSchemaFor = (description: string) =>
  [
    {
      type: 'object',
      properties: { presumed: { type: 'boolean', description } },
      additionalProperties: false,
    },
  ] as const;

/** The same of a rule on loggers. */
export const presumedSchema = presumedSchemaFor(
  'Also report a receiver that only its name says to be a logger.',
);

/** Only what is proven, as `recommended` wants it. */
export const presumedDefaults = [{ presumed: false }] as const;

/** Up to three expressions, as a message names them: `a`, `b` and 2 more. */
export function listed(expressions: readonly Expression[]): string {
  return namesListed(expressions.map((expression) => brief(expression)));
}

/** Up to three names, as a message lists them: `a`, `b` and 2 more. */
export function namesListed(all: readonly string[]): string {
  const names = [...new Set(all.map((name) => `\`${name}\``))];
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
