import { takesPushedMetrics } from '../artifacts/pipelines.js';
import { readsIn } from '../artifacts/reads.js';
import { alternativesOf, matchesRegExp } from '../promql/regexp.js';
import { type Check, inQuery, listed } from './check.js';

export const jobUnknown: Check = {
  id: 'job-unknown',
  summary: 'A job that Prometheus does not scrape',
  severity: 'warning',
  *judgeAll(artifacts, known) {
    const scrapes = artifacts.flatMap((artifact) => artifact.scrapes);
    const jobs = [...new Set(scrapes.flatMap((scrape) => scrape.jobs))].sort();
    const isOpen = known.scrapesAreSkipped || scrapes.some(({ jobsAreOpen }) => jobsAreOpen);
    if (jobs.length === 0 || isOpen) return;
    const isPushed = artifacts.some(({ collectors }) => collectors.some(takesPushedMetrics));
    for (const artifact of artifacts) {
      if (artifact.isGenerated) continue;
      for (const { query, selector } of readsIn(artifact)) {
        // What others emit may be scraped elsewhere; `up` tells of this Prometheus alone.
        const isHere = selector.names.every(
          (name) => name === 'up' || (!isPushed && known.match(name).is === 'known'),
        );
        if (selector.names.length === 0 || !isHere) continue;
        for (const matcher of selector.matchers) {
          if (matcher.label !== 'job' || matcher.isOpen || matcher.value === '') continue;
          const written = matcher.operator === '=' ? [matcher.value] : alternativesOf(matcher.value);
          if (matcher.operator.startsWith('!') || !written) continue;
          if (jobs.some((job) => written.includes(job) || matchesRegExp(matcher.value, job) !== false))
            continue;
          yield inQuery(query, matcher, {
            severity: 'warning',
            message: `No scrape job ${matcher.operator === '=' ? 'is called' : 'matches'} \`${matcher.value}\`: they are ${listed(jobs, 6)}.`,
            name: `job=${matcher.value}`,
          });
        }
      }
    }
  },
};
