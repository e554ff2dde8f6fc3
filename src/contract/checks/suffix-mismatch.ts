import { readsIn } from '../artifacts/reads.js';
import { type Check, definedAt, inQuery } from './check.js';

export const suffixMismatch: Check = {
  id: 'suffix-mismatch',
  summary: 'A metric whose unit or kind the name tells otherwise than the code',
  severity: 'error',
  *judge(artifact, known) {
    if (artifact.isGenerated || !known.emitsMetrics) return;
    for (const { query, selector } of readsIn(artifact)) {
      const [name] = selector.names;
      if (name === undefined || selector.names.length > 1 || known.match(name).is !== 'unknown') continue;
      const emitted = known.index.sameCore(name);
      if (emitted === undefined) continue;
      const families = known.index.find(emitted);
      yield inQuery(query, selector.name, {
        severity: 'error',
        message: `No code emits \`${name}\`. It emits \`${emitted}\`.`,
        name,
        related: families.flatMap(({ metric }) => definedAt(metric.definedAt, emitted)).slice(0, 3),
      });
    }
  },
};
