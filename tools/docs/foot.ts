import type { Check } from '../../src/contract/checks/check.js';
import type { RuleDocs } from '../../src/eslint/define-rule.js';
import { SITE } from '../../src/model/text/pages.js';
import { RELATED_TO_CHECK, RELATED_TO_RULE } from './related.js';

const SOURCES = 'https://github.com/eslint-plugin-observability/eslint-plugin-observability/blob/main/';

/** The release that brought everything which {@link SINCE} does not name. */
const FIRST_RELEASE = '0.1.0';

/** The releases that brought later rules and checks, by their names. */
const SINCE: Readonly<Record<string, string>> = {};

/** What a rule's page ends with: where to read on, and where the rule comes from. */
export function footOfRule(name: string, { signal }: RuleDocs): string {
  return foot(
    relatedOf(name, RELATED_TO_RULE, 'checks'),
    name,
    `[Source](${SOURCES}rules/${signal}/${name}.ts) and [tests](${SOURCES}tests/rules/${signal}/${name}.test.ts)`,
  );
}

/** What the page of a check ends with. */
export function footOfCheck({ id, isStrict }: Check): string {
  const options = [
    'This check has no options.',
    ...(isStrict === true ? ['It is made with `--strict` alone.'] : []),
    'A comment excuses one finding, and `contract.disable` in the settings turns the check off: see',
    '[Excusing a finding](README.md#excusing-a-finding).',
  ].join(' ');
  const source = `[Source](${SOURCES}src/contract/checks/${id}.ts)`;
  return `## Options\n\n${options}\n\n${foot(relatedOf(id, RELATED_TO_CHECK, 'rules'), id, source)}`;
}

function foot(related: readonly string[], name: string, source: string): string {
  const since = `Since version ${SINCE[name] ?? FIRST_RELEASE}. ${source}.`;
  return related.length === 0 ? since : `## Related\n\n${related.join('\n')}\n\n${since}`;
}

/** @param other the folder of pages of the other kind, as it begins their names */
function relatedOf(
  name: string,
  table: Readonly<Record<string, readonly string[]>>,
  other: 'rules' | 'checks',
): readonly string[] {
  return (table[name] ?? []).map((each) => {
    if (!each.startsWith(`${other}/`)) return `- [${each}](${each}.md)`;
    const of = other === 'checks' ? ', a check of `obs-contract`' : ', a rule of the plugin';
    // Each package has the pages of its own kind alone.
    return `- [${each.slice(other.length + 1)}](${SITE}${each})${of}`;
  });
}
