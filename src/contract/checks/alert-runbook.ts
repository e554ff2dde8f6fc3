import { type Check, atOwner } from './check.js';

export const alertRunbook: Check = {
  id: 'alert-runbook',
  summary: 'An alert that does not say what to do',
  severity: 'info',
  *judge({ rules, isGenerated, file }) {
    if (isGenerated) return;
    for (const rule of rules) {
      if (rule.kind !== 'alert' || hasRunbook(rule.annotations) || hasRunbook(rule.labels)) continue;
      yield atOwner(
        rule.owner,
        { file },
        {
          severity: 'info',
          message: `\`${rule.name}\` has no runbook: add the annotation \`runbook_url\`.`,
          name: rule.name,
        },
      );
    }
  },
};

function hasRunbook(texts: ReadonlyMap<string, string>): boolean {
  return [...texts].some(
    ([key, text]) =>
      /runbook|playbook|^(?:action|actions|remediation|resolution|impact_and_action)$/i.test(key) ||
      /runbook/i.test(text),
  );
}
