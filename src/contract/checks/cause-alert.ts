import { promqlOf } from '../artifacts/reads.js';
import { selectorsOf } from '../promql/expression.js';
import { type Check, atOwner } from './check.js';

/** Metrics of what a machine or process uses. */
const CAUSE =
  /(?:^|_)(?:cpu|memory|mem|heap|load1|load5|load15|eventloop|gc|filesystem|disk|swap|file_descriptors|open_fds)(?:_|$)/;
/** What is about to run out is no cause but a fact that needs somebody. */
const PREDICTS = /predict_linear|deriv/;

export const causeAlert: Check = {
  id: 'cause-alert',
  summary: 'A page on what may cause trouble, not on trouble that users have',
  severity: 'info',
  isStrict: true,
  *judge(artifact) {
    for (const rule of artifact.rules) {
      if (rule.kind !== 'alert' || !/^(?:page|critical|p1|sev1)$/i.test(rule.labels.get('severity') ?? ''))
        continue;
      const query = promqlOf(artifact).find((one) => one === rule.query);
      if (!query?.expression.root || PREDICTS.test(query.expression.text)) continue;
      const names = [...selectorsOf(query.expression.root)].flatMap(({ selector }) => selector.names);
      if (names.length === 0 || !names.every((name) => CAUSE.test(name))) continue;
      yield atOwner(rule.owner, query.source, {
        severity: 'info',
        message: `\`${rule.name}\` pages on a cause: page on errors or latency, and make this a ticket.`,
        name: rule.name,
      });
    }
  },
};
