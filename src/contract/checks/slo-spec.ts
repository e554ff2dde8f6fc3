import type { Query, Slo } from '../artifacts/artifact.js';
import { round } from '../slo/arithmetic.js';
import { type Check, type Finding, atPosition, inQuery } from './check.js';

export const sloSpec: Check = {
  id: 'slo-spec',
  summary: 'An objective that no generator can make alerts of',
  severity: 'error',
  *judge({ slos }) {
    for (const slo of slos) {
      yield* target(slo);
      yield* indicator(slo);
    }
  },
};

function* target(slo: Slo): Generator<Finding> {
  const { target: share, format } = slo;
  const said = (message: string): Finding =>
    atPosition(slo.source.file.path, slo.targetAt, `slo ${slo.name}`, {
      severity: 'error',
      message,
      name: 'target',
    });
  if (share === undefined) yield said(`\`${slo.name}\` has no target.`);
  else if (Number.isNaN(share)) yield said(`The target of \`${slo.name}\` is no number.`);
  else if (share >= 1 && format === 'OpenSLO') {
    yield said(share === 1 ? noBudget() : `OpenSLO’s \`target\` is a share: write ${round(share / 100)}.`);
  } else if (share === 1) yield said(noBudget());
  else if (share > 1 || share <= 0) yield said(`A target lies between 0 and 100 %.`);
  else if (share < 0.01 && format !== 'OpenSLO')
    yield said(`${format} takes a percentage: write ${round(share * 1e4)}.`);
}

function noBudget(): string {
  return 'A target of 100 % leaves no error budget: every failure is an alert.';
}

function* indicator(slo: Slo): Generator<Finding> {
  const { good, bad, total } = slo;
  const said = (message: string, name: string): Finding =>
    atPosition(slo.source.file.path, slo.position, `slo ${slo.name}`, { severity: 'error', message, name });
  if (!slo.hasIndicator) yield said(`\`${slo.name}\` measures nothing: it has no indicator.`, 'indicator');
  const part = good ?? bad;
  if (part && total && textOf(part) === textOf(total))
    yield inQuery(part, wholeOf(part), {
      severity: 'error',
      message: `The ${good ? 'good' : 'bad'} events are the same query as all events.`,
      name: 'ratio',
    });
  for (const query of slo.windowed) {
    if (/\{\{-?\s*\.window\s*-?\}\}/.test(textOf(query))) continue;
    yield inQuery(query, wholeOf(query), {
      severity: 'error',
      message: 'Sloth fills in the window: write `[{{.window}}]`.',
      name: 'window',
    });
  }
}

function textOf(query: Query): string {
  return query.source.text.replace(/\s+/g, '');
}

function wholeOf(query: Query) {
  return { from: 0, to: query.source.text.length };
}
