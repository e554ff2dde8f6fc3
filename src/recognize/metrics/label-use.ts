import type { Call } from '../../model/code/expression.js';
import {
  type LabelProblem,
  type MissingLabels,
  isOfOtherKind,
  labelProblems,
  labelsGiven,
  stopProblems,
} from '../../model/metrics/labels.js';
import { type MetricLabel, type MetricObservation, observedName } from '../../model/metrics/metric.js';
import type { AnalysedFile } from '../file.js';
import type { MetricSite } from './metric-site.js';
import { stopsOf } from './resource.js';

type Site = MetricSite<MetricObservation>;

/** What is wrong with the labels of an observation. */
export interface LabelFault<Problem = LabelProblem> {
  readonly site: Site;
  readonly problem: Problem;
  /** It comes to light when the timer stops that the observation starts. */
  readonly isAtStop: boolean;
}

/** The labels that a file gives its metrics. */
export class LabelUse {
  private readonly missing: LabelFault<MissingLabels>[] = [];
  /** What each observation of a metric gives, by the metric's name. */
  private readonly given = new Map<string, (readonly MetricLabel[])[]>();

  constructor(private readonly file: AnalysedFile) {}

  /** What is wrong with an observation's labels, whatever others give; what it gives and leaves out is kept for the end of the file. */
  observe(site: Site): readonly LabelFault[] {
    const name = observedName(site.event);
    const stops = this.stopsOf(site);
    const labels = labelsGiven(site.event, stops, this.file.source);
    this.given.set(name, [...(this.given.get(name) ?? []), ...labels]);
    return this.judge(site, stops);
  }

  /** The same of a call that removes series: it gives none. */
  remove(site: Site): readonly LabelFault[] {
    return this.judge(site, []);
  }

  private judge(site: Site, stops: readonly Call[]): readonly LabelFault[] {
    const isAtStop = site.event.operation === 'startTimer';
    const found = [
      ...labelProblems(site.event).map((problem) => ({ site, problem, isAtStop })),
      ...stops
        .flatMap((stop) => stopProblems(site.event, stop, this.file.source))
        .map((problem) => ({ site, problem, isAtStop: false })),
    ];
    this.missing.push(...found.filter(isMissing));
    return found.filter((fault) => !isMissing(fault));
  }

  /** Declared labels that were left out, and that do not belong to events of another kind: known at the end of the file. */
  leftOut(): readonly LabelFault<MissingLabels>[] {
    return this.missing.filter(
      ({ site, problem }) => !isOfOtherKind(problem, this.given.get(observedName(site.event)) ?? []),
    );
  }

  /** The calls that stop what an observation starts. */
  private stopsOf({ event, node }: Site): readonly Call[] {
    if (event.operation !== 'startTimer') return [];
    return stopsOf(node, this.file).flatMap((stop) => {
      const call = this.file.source.expression(stop);
      return call.kind === 'call' ? [call] : [];
    });
  }
}

function isMissing(fault: LabelFault): fault is LabelFault<MissingLabels> {
  return fault.problem.problem === 'missing';
}
