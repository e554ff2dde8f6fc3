import { type Expression, propertyName, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { wordsOf } from '../text/words.js';
import { pathFrom } from './access-path.js';
import { Budget } from './budget.js';
import { Resolver } from './resolver.js';
import { contextOf } from './value.js';

/** Words of names that hold the configuration of a process, and those that stand beside them. */
const HOLDS = /^(?:config|configs|configuration|env|environment|settings)$/;
const BESIDE =
  /^(?:app|application|api|server|service|services|provider|global|runtime|base|my|the|process)$/;

/**
 * Whether a value is the process's own configuration, by what it is read from: `process.env.PORT`, `config.port`,
 * `this.configService.get('port')`. It is the same in every record that the process writes.
 */
function isConfigured(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  let at = read.kind === 'unary' && read.operator === 'await' ? unwrap(read.operand) : read;
  for (;;) {
    if (at.kind === 'call') {
      if (!at.arguments.every(({ kind }) => kind === 'literal')) return false;
      at = unwrap(at.callee);
      continue;
    }
    if (at.kind === 'member') {
      const name = propertyName(at);
      const object = unwrap(at.object);
      if (object.kind === 'this')
        return (
          name !== undefined && (isConfiguration(name) || (isOptions(name) && isOfStart(object, source)))
        );
      if (object.kind === 'identifier' && object.name === 'process') return PER_PROCESS.test(name ?? '');
      at = object;
      continue;
    }
    if (at.kind !== 'identifier' || !isConfiguration(at.name)) return false;
    // What a function is given may be that of one of many; a service there is one of.
    return wordsOf(at.name).includes('service') || source.binding(at).kind !== 'parameter';
  }
}

/**
 * The same of what is put together of such values: by a template, a constant of the file, or a function of its own that takes
 * nothing: `` const url = () => `${env.host}:${env.port}` ``.
 */
export function isMadeOfConfiguration(value: Expression, source: Source, budget = new Budget()): boolean {
  if (isConfigured(value, source) || isOfFile(value, source)) return true;
  if (!budget.spend()) return false;
  const read = unwrap(value);
  const isPart = (part: Expression) =>
    unwrap(part).kind === 'literal' || isMadeOfConfiguration(part, source, budget);
  switch (read.kind) {
    case 'template':
      return read.expressions.length > 0 && read.expressions.every(isPart);
    case 'operation':
      return JOINS.has(read.operator) && isPart(read.left) && isPart(read.right);
    case 'identifier': {
      const binding = source.binding(read);
      if (binding.kind !== 'variable' || !binding.constant || binding.path.length > 0) return false;
      const [given, ...others] = new Resolver(budget).given(binding, contextOf(source))?.values ?? [];
      return (
        given !== undefined &&
        others.length === 0 &&
        isMadeOfConfiguration(given.expression, given.source, budget)
      );
    }
    case 'call': {
      const callee = unwrap(read.callee);
      const binding = callee.kind === 'identifier' ? source.binding(callee) : undefined;
      if (read.arguments.length > 0 || binding?.kind !== 'function') return false;
      const [returned, ...others] = binding.returns();
      return returned !== undefined && others.length === 0 && isMadeOfConfiguration(returned, source, budget);
    }
    default:
      return false;
  }
}

/** What stands in a file that is loaded with the program: `pkg.version` of `import pkg from '../package.json'`. */
function isOfFile(value: Expression, source: Source): boolean {
  const read = unwrap(value);
  if (read.kind !== 'member' && read.kind !== 'identifier') return false;
  return (pathFrom(/\.json$/, read, source)?.length ?? 0) > 0;
}

/** What a process has one of: `process.versions.node`. */
const PER_PROCESS = /^(?:env|versions?|arch|platform|pid|title|release)$/;

/** The options that an object was made with, where it starts: they are told once. */
function isOptions(name: string): boolean {
  return /^_?(?:options|opts)$/.test(name);
}

function isOfStart(read: Expression, source: Source): boolean {
  return /^(?:init|initiali[sz]e|start|boot|bootstrap|listen|onModuleInit|onApplicationBootstrap)(?:[A-Z]|$)/.test(
    source.enclosingName(read) ?? '',
  );
}

/** What puts two values together, or takes one of them. */
const JOINS: ReadonlySet<string> = new Set(['+', '??', '||']);

/** The same of what a member of the object is given: `this.IBAN` of `this.IBAN = config.get('iban')`. */
export function comesFromConfiguration(value: Expression, source: Source): boolean {
  if (isConfigured(value, source)) return true;
  const read = unwrap(value);
  const name = read.kind === 'member' && unwrap(read.object).kind === 'this' ? propertyName(read) : undefined;
  const member = name !== undefined && read.kind === 'member' ? source.thisMember(read, name) : undefined;
  if (member?.binding.kind !== 'variable') return false;
  const { values = [] } = new Resolver().given(member.binding, contextOf(member.source)) ?? {};
  return values.length > 0 && values.every((given) => isConfigured(given.expression, given.source));
}

function isConfiguration(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => HOLDS.test(word)) && words.every((word) => HOLDS.test(word) || BESIDE.test(word))
  );
}
