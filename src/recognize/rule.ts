import type { TSESLint } from '@typescript-eslint/utils';
import { type Expression, brief } from '../model/expression.js';
import type { LintedFile } from './file.js';
import { type TelemetryListener, onTelemetry } from './telemetry.js';

export type Signal = 'logs' | 'metrics' | 'traces' | 'propagation' | 'setup';

/** What the docs, the presets and the README's table are made from. */
export interface RuleDocs {
  /** One line, as in DESIGN's rule table. */
  readonly description: string;
  readonly signal: Signal;
  /** The least strict preset that has the rule; `off` is only in `all`. */
  readonly tier: 'recommended' | 'strict' | 'off';
  readonly url: string;
}

/** Options that every rule on presumed objects shares. */
export interface PresumedOption {
  /** Also judge a receiver that only its name says to be a logger. `strict` sets it. */
  readonly presumed?: boolean;
}

export type Rule = TSESLint.RuleModule<string, readonly unknown[], RuleDocs>;

interface RuleDefinition<Messages extends string, Options extends object> {
  readonly name: string;
  readonly description: string;
  readonly signal: Signal;
  readonly tier: RuleDocs['tier'];
  readonly type?: 'problem' | 'suggestion';
  readonly fixable?: boolean;
  readonly hasSuggestions?: boolean;
  readonly messages: Record<Messages, string>;
  /** JSON schema of each option, with its `default`. */
  readonly options?: {
    readonly [Key in keyof Options]-?: { readonly default: Options[Key] } & Record<string, unknown>;
  };
  /** Names the model events that the rule judges. */
  create(
    context: Readonly<TSESLint.RuleContext<Messages, readonly unknown[]>>,
    options: Required<Options>,
    file: LintedFile,
  ): TelemetryListener;
}

/** Makes an ESLint rule that judges model events instead of syntax. */
export function defineRule<Messages extends string, Options extends object = object>(
  definition: RuleDefinition<Messages, Options>,
): Rule {
  const { name, description, signal, tier, messages } = definition;
  const schema = definition.options ?? {};
  const defaults = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, (value as { default: unknown }).default]),
  );
  return {
    meta: {
      type: definition.type ?? 'problem',
      docs: {
        description,
        signal,
        tier,
        url: `https://unpkg.com/eslint-plugin-observability/docs/rules/${name}.md`,
      },
      ...(definition.fixable ? { fixable: 'code' } : {}),
      ...(definition.hasSuggestions ? { hasSuggestions: true } : {}),
      messages,
      schema: [{ type: 'object', properties: schema as never, additionalProperties: false }],
      defaultOptions: [defaults],
    },
    defaultOptions: [defaults],
    create(context) {
      const options = { ...defaults, ...(context.options[0] as object | undefined) } as Required<Options>;
      const typed = context as unknown as Readonly<TSESLint.RuleContext<Messages, readonly unknown[]>>;
      return onTelemetry(context, (file) => definition.create(typed, options, file));
    },
  };
}

/** The schema of `PresumedOption`. */
export const presumedOption = {
  presumed: {
    type: 'boolean',
    description: 'Also report a receiver that only its name says to be a logger.',
    default: false,
  },
} as const;

/** Up to three expressions, as a message names them: `a`, `b` and 2 more. */
export function listed(expressions: readonly Expression[]): string {
  const names = [...new Set(expressions.map((expression) => `\`${brief(expression)}\``))];
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return shown.length === 1 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}
