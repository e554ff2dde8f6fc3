/**
 * Validates the Weaver registry of a folder's inventory against Weaver's own schema, which is not part of this repository:
 * `npm run contract:weaver -- semconv.schema.v2.json [DIR…]`, by default the example services.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { inventoryOf } from '../src/contract/inventory/command.js';
import { weaverInventory } from '../src/contract/inventory/formats/weaver.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [schema, ...folders] = process.argv.slice(2);
if (schema === undefined) throw new Error('Which schema? Give the path to semconv.schema.v2.json.');
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object,
);
const examples = ['metrics-prom-client', 'metrics-opentelemetry'].map((name) => join(ROOT, 'examples', name));
for (const folder of folders.length > 0 ? folders : examples) {
  const registry = parse(weaverInventory(inventoryOf(['.'], resolve(folder)).inventory));
  const isValid = validate(registry);
  const { metrics, spans, events, attributes } = registry;
  const sizes = [
    `${metrics.length} metrics`,
    `${spans.length} spans`,
    `${events.length} events`,
    `${attributes.length} attributes`,
  ];
  console.log(`${folder}: ${isValid ? 'valid' : 'not valid'}: ${sizes.join(', ')}`);
  if (isValid) continue;
  console.log(JSON.stringify(validate.errors?.slice(0, 5), undefined, 2));
  process.exitCode = 1;
}
