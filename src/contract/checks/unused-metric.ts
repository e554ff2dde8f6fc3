import { promqlOf, readsIn } from '../artifacts/reads.js';
import { type Check, atPosition } from './check.js';

export const unusedMetric: Check = {
  id: 'unused-metric',
  summary: 'A metric that no rule, dashboard or objective reads',
  severity: 'info',
  *judgeAll(artifacts, known) {
    if (artifacts.every((artifact) => promqlOf(artifact).length === 0)) return;
    const read = new Set<unknown>();
    for (const artifact of artifacts)
      for (const { selector } of readsIn(artifact))
        for (const name of selector.names) {
          const match = known.match(name);
          if (match.is === 'known') for (const { metric } of match.families) read.add(metric);
        }
    for (const metric of known.index.metrics) {
      const [at] = metric.definedAt;
      if (read.has(metric) || metric.from !== undefined || !at) continue;
      const name = metric.families[0] ?? metric.name;
      if (name.includes('*')) continue;
      yield atPosition(at.file, at, `metric ${name}`, {
        severity: 'info',
        message: `Nothing here reads \`${name}\`.`,
        name,
      });
    }
  },
};
