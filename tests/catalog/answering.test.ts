import { describe, expect, it } from 'vitest';
import { onlyAnswers } from '../../src/catalog/answering.js';
import { mayNameClient } from '../../src/catalog/propagation/client-names.js';

describe('functions that only answer', () => {
  it.each([
    'isSpanEnded',
    '#hasMetric',
    'findSpan',
    'parseTrace',
    'formatDuration',
    'to_metric',
    'map',
    'then',
  ])('are told by %s', (name) => expect(onlyAnswers(name)).toBe(true));

  it.each([
    'issueMetric',
    'hashSpan',
    'tokenCounter',
    'trackSpan',
    'withSpan',
    'getTracer',
    'count',
    'record',
  ])('are not told by %s', (name) => expect(onlyAnswers(name)).toBe(false));
});

describe('clients of the project', () => {
  it.each(['api', 'httpClient', 'githubApi', 'axiosInstance', 'fetchJson', 'request', 'rateAgent'])(
    'may be called %s',
    (name) => expect(mayNameClient(name)).toBe(true),
  );

  it.each(['createApiRoute', 'isRequest', 'getClient', 'useFetch', 'capitalize', 'apiStatusToText'])(
    'are not called %s',
    (name) => expect(mayNameClient(name)).toBe(false),
  );
});
