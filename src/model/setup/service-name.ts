import { DEFAULT_RESOURCES, RESOURCE_MAKERS } from '../../catalog/setup/telemetry-sdk.js';
import { type Expression, propertyName, propertyOf, unwrap } from '../code/expression.js';
import type { Source } from '../code/source.js';
import { Budget } from '../values/budget.js';
import { settled } from '../values/literal.js';

/** Whether something names the service: by what is written, or not to be told. */
export type Named = 'yes' | 'no' | 'unknown';

/** Whether the options of an SDK name the service, by `serviceName` or by a resource's `service.name`. */
export function namesService(options: Expression | undefined, source: Source): Named {
  if (options === undefined) return 'no';
  const read = settled(options, source);
  if (read.kind !== 'object') return 'unknown';
  if (propertyOf(read, 'serviceName')) return 'yes';
  const isOpen = read.properties.some(({ key, accessor }) => typeof key !== 'string' || accessor);
  // Detectors of the project's own choice may find a name.
  if (isOpen || propertyOf(read, 'resourceDetectors')) return 'unknown';
  const resource = propertyOf(read, 'resource');
  return resource ? resourceNames(resource, source, new Budget()) : 'no';
}

function resourceNames(resource: Expression, source: Source, budget: Budget): Named {
  const read = settled(resource, source);
  if (!budget.spend() || (read.kind !== 'call' && read.kind !== 'new')) return 'unknown';
  const callee = unwrap(read.callee);
  if (callee.kind === 'member' && propertyName(callee) === 'merge') {
    const [other] = read.arguments;
    if (!other) return 'unknown';
    const parts = [callee.object, other].map((part) => resourceNames(part, source, budget));
    return parts.includes('yes') ? 'yes' : parts.includes('unknown') ? 'unknown' : 'no';
  }
  if (DEFAULT_RESOURCES.test(callee.text)) return 'no';
  const made = propertyName(callee) ?? callee.text;
  return RESOURCE_MAKERS.test(made) ? attributesName(read.arguments[0], source) : 'unknown';
}

function attributesName(attributes: Expression | undefined, source: Source): Named {
  const read = attributes && settled(attributes, source);
  if (read?.kind !== 'object') return read ? 'unknown' : 'no';
  const keys = read.properties.map(({ key }) => (typeof key === 'object' ? key.text : key));
  // `[ATTR_SERVICE_NAME]`, `[SemanticResourceAttributes.SERVICE_NAME]`, `'service.name'`.
  if (keys.some((key) => key !== undefined && /service[._]?name$/i.test(key))) return 'yes';
  const isKnown = read.properties.every(
    ({ key }) => typeof key === 'string' || (key !== undefined && /(?:^|\.)[A-Z][A-Z0-9_]+$/.test(key.text)),
  );
  return isKnown ? 'no' : 'unknown';
}
