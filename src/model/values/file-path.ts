import { MAKES_PATHS, OPENS_PATHS } from '../../catalog/attributes/file-paths.js';
import { type Expression, propertyName, rootOf, unwrap } from '../code/expression.js';
import { wordsOf } from '../text/words.js';
import { pathFrom } from './access-path.js';
import type { Resolver } from './resolver.js';
import type { EvaluationContext } from './value.js';

/**
 * Whether a name or a member holds where a file is, whatever it is called: it is opened by it (`existsSync(privateKey)`), or made as
 * a path (`const privateKey = join(dir, 'key.pem')`).
 */
export function isFilePath(read: Expression, context: EvaluationContext, values: Resolver): boolean {
  return isOpened(read, context) || isMadeAsPath(read, context, values);
}

/** Whether the file hands it to a function that takes the path of a file first. */
function isOpened(read: Expression, { source }: EvaluationContext): boolean {
  const root = rootOf(read);
  const path = root && stepsOf(read);
  if (!path) return false;
  return (source.passedTo?.(root) ?? []).some(
    (passed) =>
      passed.argument === 0 &&
      passed.path.join('.') === path.join('.') &&
      pathFrom(OPENS_PATHS, passed.call.callee, source) !== undefined,
  );
}

/** The names that lead from a root to what is read of it; undefined where one is computed. */
function stepsOf(read: Expression): readonly string[] | undefined {
  const at = unwrap(read);
  if (at.kind !== 'member') return [];
  const name = propertyName(at);
  const before = name === undefined ? undefined : stepsOf(at.object);
  return before && name !== undefined ? [...before, name] : undefined;
}

/** Whether one of the values that it is given is made as a path: the others are then paths as well. */
function isMadeAsPath(read: Expression, context: EvaluationContext, values: Resolver): boolean {
  const held = values.step(read, context)?.values ?? [];
  return held.some((value) => isPath(value.expression, value, values));
}

function isPath(expression: Expression, context: EvaluationContext, values: Resolver): boolean {
  if (!values.budget.spend()) return false;
  const read = unwrap(expression);
  switch (read.kind) {
    case 'literal':
      return typeof read.value === 'string' && PATH.test(read.value);
    case 'template':
      return read.expressions.length > 0 && FILE_NAME.test(read.quasis.at(-1) ?? '');
    case 'operation':
      return isPath(read.left, context, values) || isPath(read.right, context, values);
    case 'conditional':
      return isPath(read.whenTrue, context, values) || isPath(read.whenFalse, context, values);
    case 'call': {
      const made = pathFrom(MAKES_PATHS, read.callee, context.source);
      return made !== undefined && MAKING.has(made.at(-1) ?? '');
    }
    case 'identifier':
    case 'member':
      return isNamedPath(propertyName(read) ?? (read.kind === 'identifier' ? read.name : ''));
    default:
      return false;
  }
}

/** `process.env.PRIVATE_KEY_PATH`, `options.keyFile` */
function isNamedPath(name: string): boolean {
  return /^(?:path|file|filename|filepath|dir|directory|folder)$/.test(wordsOf(name).at(-1) ?? '');
}

/** A text that leads somewhere: `./keys/server.key`, `/run/secrets/key`. */
const PATH = /^(?:\.{0,2}|~)\/[^\s=+]*$/;

/** What files of keys end in. */
const FILE_NAME = /\.(?:pem|key|crt|cer|p8|p12|pfx|json|txt)$/;

/** What of the modules that make paths gives one. */
const MAKING: ReadonlySet<string> = new Set(['join', 'resolve', 'normalize', 'relative', 'fileURLToPath']);
