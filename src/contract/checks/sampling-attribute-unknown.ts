import { child, textOf } from '../artifacts/data.js';
import { type SamplingPolicy, tailSamplersOf } from '../artifacts/sampling-policies.js';
import type { Knowledge } from '../matching/knowledge.js';
import { matchesPattern } from '../promql/regexp.js';
import { type Check, atPosition } from './check.js';

export const samplingAttributeUnknown: Check = {
  id: 'sampling-attribute-unknown',
  summary: 'A sampling policy on a span attribute that no code sets',
  severity: 'error',
  *judge({ collectors, file }, known) {
    const spans = known.options.inventory.packages.flatMap((unit) => unit.spans);
    if (spans.length === 0) return;
    const isOpen = spans.some(({ attributesAreOpen }) => attributesAreOpen);
    for (const config of collectors) {
      for (const { id, policies } of tailSamplersOf(config)) {
        for (const policy of policies) {
          const key = keyOf(policy);
          if (!key || isSet(key.name, known)) continue;
          yield atPosition(file.path, config.source.position(key.at), `processor ${id}`, {
            severity: isOpen ? 'warning' : 'error',
            message: `No code sets the span attribute \`${key.name}\`: this policy never matches.`,
            name: key.name,
          });
        }
      }
    }
  },
};

function keyOf({ type, data }: SamplingPolicy): { readonly name: string; readonly at: number } | undefined {
  if (!/^(?:string|numeric|boolean)_attribute$/.test(type)) return undefined;
  const key = child(data, type, 'key');
  const name = textOf(key);
  return key && name !== undefined && !/[${]/.test(name) ? { name, at: key.at } : undefined;
}

/** What instrumentations and resources set, by the semantic conventions' namespaces. */
const CONVENTIONAL =
  /^(?:aws|az|azure|browser|client|cloud|code|container|cpu|db|deployment|deployment_environment|device|dns|enduser|error|event|exception|faas|feature_flag|file|gcp|gen_ai|geo|graphql|host|http|k8s|log|messaging|net|network|nodejs|oci|os|otel|peer|process|rpc|server|service|session|source|span|destination|system|telemetry|thread|tls|url|user|user_agent|user_id|v8js|vcs|webengine)(?:\.|$)/;

function isSet(name: string, known: Knowledge): boolean {
  if (CONVENTIONAL.test(name)) return true;
  const { inventory, mentionedAttribute } = known.options;
  const isSeen = inventory.packages.some(({ spans }) =>
    spans.some(({ attributes }) =>
      attributes.some(
        (attribute) => attribute.replaceAll('*', '').length > 2 && matchesPattern(attribute, name),
      ),
    ),
  );
  return isSeen || mentionedAttribute(name) !== undefined;
}
