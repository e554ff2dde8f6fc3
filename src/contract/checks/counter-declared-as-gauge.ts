import { readsIn } from '../artifacts/reads.js';
import type { MetricEntry } from '../inventory/inventory.js';
import { type Check, atPosition } from './check.js';
import { rateAround, usedAs } from './series-kind.js';

export const counterDeclaredAsGauge: Check = {
  id: 'counter-declared-as-gauge',
  summary: 'A gauge that is only ever incremented, and read as a counter',
  severity: 'info',
  *judgeAll(artifacts, known) {
    const found = new Map<
      MetricEntry,
      { readonly name: string; readonly file: string; readonly line: number }
    >();
    for (const artifact of artifacts) {
      for (const { query, selector, around } of readsIn(artifact)) {
        if (!rateAround(around)) continue;
        const families = known.metricsOf(selector);
        const [name = ''] = selector.names;
        if (families.length === 0 || usedAs(families) !== 'growing gauge') continue;
        for (const { metric } of families)
          if (!found.has(metric))
            found.set(metric, {
              name,
              file: query.source.file.path,
              line: query.source.position(selector.from).line,
            });
      }
    }
    for (const [metric, { name, file, line }] of found) {
      const [at] = metric.definedAt;
      if (!at) continue;
      yield atPosition(at.file, at, `metric ${name}`, {
        severity: 'info',
        message: `\`${name}\` is only incremented, and read with \`rate()\`: make it a counter.`,
        name,
        related: [{ message: 'It is read here', at: { file, line, column: 1 } }],
      });
    }
  },
};
