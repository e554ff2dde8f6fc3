import type { Dialect } from '../../catalog/schema.js';
import { OWN_METHODS } from '../../catalog/logs/names.js';
import type { Expression } from '../code/expression.js';
import { type Binding, type Source, kept } from '../code/source.js';
import type { Settings } from '../settings.js';
import { type OwnValue, ownOfBinding } from '../values/provenance.js';
import { type LoggerFacts, loggerFacts } from './dialect-text.js';
import type { LoggerExample } from '../settings/logger-example.js';
import { type OwnContract, exampleContract } from './own-contract.js';
import { ownContractOf } from './own-logger.js';

/** A logger of the project's own that records of other calls can be written with, and how. */
export interface OwnTarget extends LoggerFacts {
  readonly dialect: Dialect;
  /** The module that makes the library's logger which it writes with is seen. */
  readonly isMakingSeen: boolean;
}

/** What a name stands for, as such a logger; undefined where its methods are not seen to take a text and fields alike. */
export function ownTargetOf(
  binding: Binding,
  path: readonly string[],
  name: string,
  source: Source,
  settings: Settings,
): OwnTarget | undefined {
  const own = ownOfBinding(binding, path, source, settings);
  if (!own || !('declaration' in own.by)) return undefined;
  const { declaration, source: declaredIn } = own.by;
  const key = own.hasStatic ? CLASS_TARGETS : TARGETS;
  return kept(declaredIn, key, declaration, () => ({ is: targetOf(own, name, settings) })).is;
}

/** The keys of what is known of a declaration as a target: of its instances, and of a class itself. */
const TARGETS = {};
const CLASS_TARGETS = {};

/** A logger that the settings give an example of, which says where text and fields stand, as such a target. */
export function describedTarget(example: LoggerExample): OwnTarget | undefined {
  const { dialect } = exampleContract(example);
  if (!dialect) return undefined;
  return {
    ...loggerFacts(dialect, { creation: undefined }),
    ...{ dialect, methods: PLAIN_LEVELS, isMakingSeen: false },
  };
}

/** Methods that every logger has. */
const PLAIN_LEVELS: ReadonlySet<string> = new Set(['debug', 'info', 'warn', 'error']);

function targetOf(own: OwnValue, name: string, settings: Settings): OwnTarget | undefined {
  const receiver: Expression = { kind: 'identifier', name, text: name, range: [0, 0] };
  const contracts = new Map<string, OwnContract & { readonly dialect: Dialect }>();
  for (const method of Object.keys(OWN_METHODS)) {
    if (own.hasStatic?.(method) === false) continue;
    const contract = ownContractOf(own, method, receiver, settings);
    if (!contract?.dialect || contract.evidence !== 'module' || contract.from > 0) continue;
    contracts.set(method, { ...contract, dialect: contract.dialect });
  }
  const [first] = contracts.values();
  const goesOn = contracts.has('info') || contracts.has('log');
  if (!first || !goesOn || !contracts.has('error')) return undefined;
  // A method that wants its arguments in another order is not written.
  const isAlike = ({ dialect: { shape, error } }: { readonly dialect: Dialect }) =>
    shape === first.dialect.shape && error.at === first.dialect.error.at;
  const methods = [...contracts].flatMap(([method, contract]) => (isAlike(contract) ? [method] : []));
  if (!methods.includes('error')) return undefined;
  const { dialect, made } = first;
  return {
    ...loggerFacts(dialect, made ?? { creation: undefined }),
    ...{ dialect, methods: new Set(methods), isMakingSeen: made?.madeIn !== undefined },
  };
}
