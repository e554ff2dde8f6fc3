import { type Call, type Expression, isNothing, lastName, unwrap } from '../code/expression.js';
import type { Source, VariableBinding } from '../code/source.js';
import type { Budget } from './budget.js';

/**
 * Whether a value is merely passed on, or a child of what is: `options.log`, `log || options.log`, `log.child({ … })`.
 *
 * @param isNamed whether something is called as what is asked about
 */
export function isPassedOn(
  expression: Expression,
  budget: Budget,
  isNamed: (read: Expression) => boolean,
): boolean {
  if (!budget.spend()) return false;
  const read = unwrap(expression);
  switch (read.kind) {
    case 'identifier':
    case 'member':
      return isNamed(read);
    case 'call': {
      const callee = unwrap(read.callee);
      // `app.getLog()`
      if (read.arguments.length === 0 && callee.kind === 'member' && isNamed(callee)) return true;
      // What a logger's method gives that is handed on as a logger is a child of it.
      return callee.kind === 'member' && isPassedOn(callee.object, budget, isNamed);
    }
    case 'operation':
      return areEach([read.left, read.right], budget, isNamed);
    case 'conditional':
      return areEach([read.whenTrue, read.whenFalse], budget, isNamed);
    default:
      return false;
  }
}

function areEach(
  parts: readonly Expression[],
  budget: Budget,
  isNamed: (read: Expression) => boolean,
): boolean {
  return parts.every((each) => isNothing(unwrap(each)) || isPassedOn(each, budget, isNamed));
}

/** Whether a value says in its name that it is a logger which does nothing: `new NoopLogger()`, `silentLog`. */
export function isStandIn(expression: Expression): boolean {
  const read = unwrap(expression);
  const named = read.kind === 'new' || read.kind === 'call' ? unwrap(read.callee) : read;
  const name = lastName(named);
  return name !== undefined && STAND_IN.test(name);
}

/**
 * Whether a value is of the language's own, whatever it is called: a text, a list, a flag, `rule.log || false`. What has no methods is no
 * logger, and says nothing of what is called so elsewhere.
 */
export function isPlain(expression: Expression): boolean {
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
    case 'template':
    case 'array':
    case 'function':
      return true;
    case 'unary':
      return read.operator !== 'await';
    case 'operation':
      return CHOOSING.has(read.operator) ? [read.left, read.right].some(isFlag) : true;
    case 'conditional':
      return [read.whenTrue, read.whenFalse].some(isFlag);
    default:
      return false;
  }
}

/** Operators that give one of their operands. */
const CHOOSING: ReadonlySet<string> = new Set(['||', '&&', '??']);

/** A value that stands for a flag, a number or a text; nothing, `null`, stands for any. */
function isFlag(expression: Expression): boolean {
  return !isNothing(unwrap(expression)) && isPlain(expression);
}

const STAND_IN = /no_?op|null|silent|dummy|fake|mock|stub/i;

/**
 * Whether something is of the package's own: what it is handed, makes or imports from its other files. What another package makes
 * has members of its own.
 */
export function isOfPackage(expression: Expression, source: Source, budget: Budget): boolean {
  const read = rootOf(expression);
  if (read.kind === 'this') return true;
  if (read.kind !== 'identifier' || !budget.spend()) return false;
  const binding = source.binding(read);
  switch (binding.kind) {
    case 'parameter':
    case 'function':
    case 'class':
      return true;
    case 'import':
      return binding.module.startsWith('.');
    case 'variable':
      return isMadeHere(binding, source, budget);
    default:
      return false;
  }
}

/** The package whose export a call or `new` starts at: `acme` of `require('acme').make('orders')`. */
export function packageMaking(expression: Expression, source: Source): string | undefined {
  const made = unwrap(expression);
  return made.kind === 'call' || made.kind === 'new' ? packageBehind(made, source) : undefined;
}

/** The package whose export a chain of members and calls starts at: `acme` of `require('acme').Logger`. */
export function packageBehind(expression: Expression, source: Source): string | undefined {
  const root = rootOf(expression);
  if (root.kind === 'call') return moduleOf(root);
  const binding = root.kind === 'identifier' ? source.binding(root) : undefined;
  if (binding?.kind === 'import') return binding.module;
  const init = binding?.kind === 'variable' ? binding.init?.() : undefined;
  const loaded = init && rootOf(init);
  if (loaded?.kind === 'call') return moduleOf(loaded);
  // `const acme = makeAcme()`
  const maker = loaded?.kind === 'identifier' ? source.binding(loaded) : undefined;
  return maker?.kind === 'import' ? maker.module : undefined;
}

function moduleOf({ arguments: [module] }: Call): string | undefined {
  return module?.kind === 'literal' && typeof module.value === 'string' ? module.value : undefined;
}

function isMadeHere({ init, elementOf }: VariableBinding, source: Source, budget: Budget): boolean {
  if (elementOf) return isOfPackage(elementOf(), source, budget);
  const made = init?.();
  if (!made || isNothing(unwrap(made)) || unwrap(made).kind === 'object') return true;
  const root = rootOf(made);
  if (root.kind === 'call') return moduleOf(root)?.startsWith('.') === true;
  return isOfPackage(root, source, budget);
}

/** What a chain of members and calls starts with; of `require('./log').make()`, the call of `require`. */
function rootOf(expression: Expression): Expression {
  let at = unwrap(expression);
  for (;;) {
    if (at.kind === 'member') at = unwrap(at.object);
    else if (at.kind === 'unary') at = unwrap(at.operand);
    else if (at.kind === 'new') at = unwrap(at.callee);
    else if (at.kind === 'call' && !/^(?:require|import)$/.test(at.callee.text)) at = unwrap(at.callee);
    else return at;
  }
}
