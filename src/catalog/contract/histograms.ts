/** What histograms of a library are like in Prometheus, by the library's name. */
interface HistogramLibrary {
  readonly library: RegExp;
  /** The bounds that it takes where none are given. */
  readonly buckets: readonly number[];
  /** They may become native ones, which are read by their bare name: exponential ones do. */
  readonly mayBeNative: boolean;
}

const LIBRARIES: readonly HistogramLibrary[] = [
  {
    library: /opentelemetry/i,
    buckets: [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000],
    mayBeNative: true,
  },
  {
    library: /prom/i,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    mayBeNative: false,
  },
];

/** The bounds that a library takes where none are given; undefined where they are not known. */
export function defaultBuckets(library: string): readonly number[] | undefined {
  return LIBRARIES.find((each) => each.library.test(library))?.buckets;
}

/** Whether a histogram may be a native one. */
export function mayBeNative(library: string): boolean {
  return LIBRARIES.find((each) => each.library.test(library))?.mayBeNative ?? true;
}
