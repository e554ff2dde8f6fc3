import { isConsole } from '../../catalog/index.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';
import type { Call, New } from '../code/expression.js';
import { propertyName, unwrap } from '../code/expression.js';
import { type Binding, type SignatureParameter, type Source, kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { telemetrySummaryOf } from '../summaries.js';
import { type OwnValue, ownOfBinding } from '../values/provenance.js';
import type { FunctionDeclaration } from '../values/resolver.js';
import { type ParameterUse, type Summary, parameterUses } from '../values/summary.js';
import { ERROR_NAME, levelOfMethod } from './own-contract.js';
import { provenContractOf } from './own-logger.js';
import { printedDialect } from './printed-dialect.js';
import type { Logger, TextMethod, TextTarget } from './logger.js';
import { uncoloured } from './terminal-text.js';
import { writtenBy } from './terminal-print.js';

/** What a name stands for, as a logger that is given text alone; undefined where it is not seen to log all of that, and nothing but that. */
export function textLoggerOf(
  binding: Binding,
  path: readonly string[],
  name: string,
  source: Source,
  settings: Settings,
): Logger | undefined {
  const own = ownOfBinding(binding, path, source, settings);
  if (!own || !('declaration' in own.by)) return undefined;
  const { declaration, source: declaredIn } = own.by;
  const key = own.hasStatic ? CLASS_TARGETS : TARGETS;
  const texts = kept(declaredIn, key, declaration, () => ({ is: textTargetOf(own, settings) })).is;
  if (!texts) return undefined;
  const returnsUndefined = [...texts.methods.values()].every((method) => method.returnsUndefined);
  return {
    ...{ text: name, texts, methods: new Set(texts.methods.keys()) },
    dialect: { ...printedDialect('argument'), returnsUndefined },
    ...{ hasContext: false, redacts: false, serializesErrors: true, writesFields: true },
  };
}

/** The keys of what is known of a declaration as such a logger: of its instances, and of a class itself. */
const TARGETS = {};
const CLASS_TARGETS = {};

function textTargetOf(own: OwnValue, settings: Settings): TextTarget | undefined {
  const methods = new Map<string, TextMethod>();
  for (const name of Object.keys(OWN_METHODS)) {
    const found = own.hasStatic?.(name) === false ? undefined : own.method(name);
    const method = found?.is === 'function' ? textMethodOf(name, found.declared, settings) : undefined;
    if (method) methods.set(name, method);
  }
  const goesOn = methods.has('info') || methods.has('log');
  return goesOn && methods.has('error') ? { own, methods } : undefined;
}

/** What a function that is called as a logger's method is takes, where it logs its first argument as text. */
function textMethodOf(
  name: string,
  declared: FunctionDeclaration,
  settings: Settings,
): TextMethod | undefined {
  const [text, ...others] = declared.binding.signature?.().parameters ?? [];
  if (!text || text.isRest || (text.takes !== 'text' && text.takes !== 'anything')) return undefined;
  const contract = provenContractOf(declared, settings);
  if (contract?.dialect && (contract.message !== 0 || contract.from > 0)) return undefined;
  const summary = contract ? telemetrySummaryOf(declared, settings) : writtenBy(declared);
  const uses = parameterUses(summary).filter(({ emission }) => emission.call.signal === 'log');
  if (!uses.some((use) => isText(use) && !use.emission.isNested)) return undefined;
  if (!uses.every((use) => logsAt(name, use))) return undefined;
  const needed = others.filter((each, index) => !mayBeLeftOut(each, index + 1, declared, uses));
  const takesError = printsError(others[0], uses);
  if (needed.some((each) => each !== others[0] || !takesError)) return undefined;
  if (!doesNothingElse(declared, summary, uses)) return undefined;
  return {
    error: needed.length > 0 ? 'needed' : takesError ? 'taken' : 'none',
    returnsUndefined: returnsNothing(declared, uses),
  };
}

/** Whether a call of a function is `undefined`: it returns nothing, or what a method of the console does, but not what a stream's does. */
function returnsNothing({ binding }: FunctionDeclaration, uses: readonly ParameterUse[]): boolean {
  const printing = uses.flatMap(({ emission: { call, at } }) =>
    isConsole(call.library) && at.call.callee.text.startsWith('console.') ? [at.call.range.join('-')] : [],
  );
  return (
    !binding.isAsync &&
    !binding.isGenerator &&
    binding.returns().every((each) => printing.includes(unwrap(each).range.join('-')))
  );
}

/** Whether a use is of the text: all of it, as a message or a part of one. */
function isText({ parameter, role }: ParameterUse): boolean {
  return parameter.index === 0 && parameter.path.length === 0 && LOGGED.has(role);
}

const LOGGED: ReadonlySet<string> = new Set(['message', 'values', 'record']);

/** Whether a library gets it at the level that the method is called by; the console may print what it likes. */
function logsAt(name: string, { emission: { call } }: ParameterUse): boolean {
  if (isConsole(call.library)) return true;
  return call.level === undefined ? call.library !== undefined : call.level === levelOfMethod(name);
}

/** Whether a call without an argument is one that the method is made for, and prints no `undefined`. */
function mayBeLeftOut(
  { name, isOptional, hasDefault, isRest }: SignatureParameter,
  at: number,
  { binding, context }: FunctionDeclaration,
  uses: readonly ParameterUse[],
): boolean {
  if (isRest || hasDefault) return true;
  if (!isOptional && /\.[cm]?tsx?$/.test(context.source.file)) return false;
  if (!uses.some(({ parameter }) => parameter.index === at)) return true;
  return name !== undefined && new RegExp(GUARDED.replaceAll('NAME', name)).test(binding.text?.() ?? '');
}

/** A test for an argument that may not be there. */
const GUARDED =
  '\\bif\\s*\\(\\s*!?NAME\\b|\\bNAME\\s*(?:\\?(?!\\s*:)|&&|\\|\\||!==?|instanceof\\b)|\\btypeof NAME\\b';

/** Whether the console prints an error that stands after the text as it is. */
function printsError(second: SignatureParameter | undefined, uses: readonly ParameterUse[]): boolean {
  if (!second || (second.takes !== 'error' && second.takes !== 'anything')) return false;
  const isOfError = second.isRest || second.takes === 'error' || ERROR_NAME.test(second.name ?? '');
  return (
    isOfError &&
    uses.some(
      ({ parameter, role, isWhole, emission }) =>
        parameter.index === 1 && isWhole && LOGGED.has(role) && isConsole(emission.call.library),
    )
  );
}

/** Whether a function is seen to give its text to nothing but a log, and to do nothing that is no logger's to do. */
function doesNothingElse(
  declared: FunctionDeclaration,
  summary: Summary,
  uses: readonly ParameterUse[],
): boolean {
  if (!summary.isComplete || summary.throws === 'yes' || summary.rejects === 'yes') return false;
  const logging = new Set(uses.map(({ emission }) => emission.at.call.range.join('-')));
  const steps = uses.flatMap(({ emission }) => emission.through);
  const followed = new Set(steps.map(({ call }) => call.range.join('-')));
  const isSeen = (call: Call | New) =>
    logging.has(call.range.join('-')) || followed.has(call.range.join('-'));
  return [declared, ...steps.map(({ to }) => to)].every(({ binding, context: { source } }) => {
    const text = binding.text?.() ?? '';
    if (ENDS.test(text) || binding.hasThrow?.() === true) return false;
    const names = madeOf(
      (binding.parameters ?? []).flatMap((name) => name ?? []),
      text,
    );
    const gets = (call: Call | New) =>
      call.arguments.some((argument) => names.some((name) => mentions(argument.text, name)));
    return (binding.calls?.() ?? []).every(
      ({ call }) => isSeen(call) || (gets(call) ? dresses(call, source) : !isStatement(call, text)),
    );
  });
}

/** What ends a program, or changes it. */
const ENDS = /\bprocess\.(?:exit|abort|kill|exitCode)\b/;

/** Names, and those of variables that are made of them. */
function madeOf(names: readonly string[], text: string): readonly string[] {
  const found = new Set(names);
  for (const name of found)
    for (const [, made = '', of = ''] of text.matchAll(ASSIGNED)) if (mentions(of, name)) found.add(made);
  return [...found];
}

const ASSIGNED = /\b(\w+)(?:: ?[\w<>[\]]+)? ?\+?= ?(?![=>])([^;]*)/g;

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`).test(text);
}

/** Whether a call stands for what it does, and not for what it gives. */
function isStatement(call: Call | New, text: string): boolean {
  const at = text.indexOf(call.text);
  const before = text.slice(0, Math.max(at, 0)).trimEnd();
  const line = text.slice(text.lastIndexOf('\n', at) + 1, Math.max(at, 0)).trim();
  if (at < 0 || before === '' || /^(?:await|void|return)$/.test(line)) return true;
  return /(?:[;)}]|(?<!\$)\{)$/.test(before) || (line === '' && /[\w'"`\]]$/.test(before));
}

/** Whether a call does nothing but make a text of another. */
function dresses(call: Call | New, source: Source): boolean {
  if (call.kind === 'new') return call.callee.text === 'Date';
  if (uncoloured(call, source)) return true;
  const callee = unwrap(call.callee);
  return MAKES_TEXT.test(propertyName(callee) ?? callee.text);
}

const MAKES_TEXT =
  /^(?:String|stringify|toString|toUpperCase|toLowerCase|padEnd|padStart|concat|join|replace|replaceAll|slice|trim|inspect|indexOf|includes|isArray|styleText|format\w*|colou?ri[sz]e\w*|paint|to[A-Z]\w*String|shouldLog|isEnabled|is[A-Z]\w*Enabled|red|green|blue|yellow|gr[ae]y|cyan|magenta|white|bold|dim)$/;
