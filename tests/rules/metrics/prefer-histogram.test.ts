import { describe } from 'vitest';
import rule from '../../../rules/metrics/prefer-histogram.js';
import { commonJs, lines, project, ruleTester } from '../rule-tester.js';

const SUMMARY = "import { Summary } from 'prom-client';\n";
const HISTOGRAM = "import { Histogram } from 'prom-client';\n";
const OPTIONS = "{ name: 'latency_seconds', help: 'Latency' }";

const summary = (output: string | undefined, metric = 'latency_seconds') => ({
  messageId: 'summary' as const,
  data: { metric },
  suggestions: output === undefined ? [] : [{ messageId: 'histogram' as const, output }],
});

describe('made a Histogram', () => {
  ruleTester.run('prefer-histogram', rule, {
    valid: [],
    invalid: [
      {
        name: 'last use of Summary',
        code: `${SUMMARY}const latency = new Summary(${OPTIONS});`,
        errors: [summary(`${HISTOGRAM}const latency = new Histogram(${OPTIONS});`)],
      },
      {
        name: 'labels and what observes are kept',
        code:
          SUMMARY +
          lines(
            "const latency = new Summary({ name: 'latency_seconds', help: 'Latency', labelNames: ['route'] });",
            'const end = latency.startTimer({ route });',
            'latency.observe({ route }, 0.2);',
          ),
        errors: [
          summary(
            HISTOGRAM +
              lines(
                "const latency = new Histogram({ name: 'latency_seconds', help: 'Latency', labelNames: ['route'] });",
                'const end = latency.startTimer({ route });',
                'latency.observe({ route }, 0.2);',
              ),
          ),
        ],
      },
      {
        name: 'Summary still needed',
        code: lines(
          "import { Counter, Summary } from 'prom-client';",
          `const latency = new Summary(${OPTIONS});`,
          'export type Latency = Summary;',
        ),
        errors: [
          summary(
            lines(
              "import { Counter, Summary, Histogram } from 'prom-client';",
              `const latency = new Histogram(${OPTIONS});`,
              'export type Latency = Summary;',
            ),
          ),
        ],
      },
      {
        name: 'Histogram imported already',
        code: lines(
          "import { Histogram, Summary } from 'prom-client';",
          "const size = new Histogram({ name: 'size_bytes', help: 'Size' });",
          `const latency = new Summary(${OPTIONS});`,
        ),
        errors: [
          summary(
            lines(
              "import { Histogram, Summary } from 'prom-client';",
              "const size = new Histogram({ name: 'size_bytes', help: 'Size' });",
              `const latency = new Histogram(${OPTIONS});`,
            ),
          ),
        ],
      },
      {
        name: 'namespace',
        code: lines(
          "import * as client from 'prom-client';",
          `const latency = new client.Summary(${OPTIONS});`,
        ),
        errors: [
          summary(
            lines(
              "import * as client from 'prom-client';",
              `const latency = new client.Histogram(${OPTIONS});`,
            ),
          ),
        ],
      },
      {
        name: 'default',
        code: lines("import client from 'prom-client';", `const latency = new client.Summary(${OPTIONS});`),
        errors: [
          summary(
            lines("import client from 'prom-client';", `const latency = new client.Histogram(${OPTIONS});`),
          ),
        ],
      },
      {
        name: 'require',
        code: lines(
          "const client = require('prom-client');",
          `const latency = new client.Summary(${OPTIONS});`,
        ),
        languageOptions: commonJs,
        errors: [
          summary(
            lines(
              "const client = require('prom-client');",
              `const latency = new client.Histogram(${OPTIONS});`,
            ),
          ),
        ],
      },
      {
        name: 'class field',
        code: SUMMARY + lines('class Api {', `  private readonly latency = new Summary(${OPTIONS});`, '}'),
        errors: [
          summary(
            HISTOGRAM + lines('class Api {', `  private readonly latency = new Histogram(${OPTIONS});`, '}'),
          ),
        ],
      },
      {
        name: 'static member',
        code: SUMMARY + lines('class Metrics {', `  static latency = new Summary(${OPTIONS});`, '}'),
        errors: [
          summary(HISTOGRAM + lines('class Metrics {', `  static latency = new Histogram(${OPTIONS});`, '}')),
        ],
      },
    ],
  });
});

describe('reported, for its author to change', () => {
  ruleTester.run('prefer-histogram', rule, {
    valid: [],
    invalid: [
      ...[
        'percentiles: [0.5, 0.99]',
        'maxAgeSeconds: 600',
        'ageBuckets: 5',
        'pruneAgedBuckets: true',
        'compressCount: 100',
      ].map((option) => ({
        name: `\`${option}\`, which a Histogram has not`,
        code: `${SUMMARY}const latency = new Summary({ name: 'latency_seconds', help: 'Latency', ${option} });`,
        errors: [summary(undefined)],
      })),
      {
        name: 'annotation, which follows',
        code: `${SUMMARY}const latency: Summary = new Summary(${OPTIONS});`,
        errors: [
          summary(
            lines(
              "import { Histogram } from 'prom-client';",
              `const latency: Histogram = new Histogram(${OPTIONS});`,
            ),
          ),
        ],
      },
      {
        name: 'annotated class field',
        code: SUMMARY + lines('class Api {', `  latency: Summary<string> = new Summary(${OPTIONS});`, '}'),
        errors: [
          summary(
            lines(
              "import { Histogram } from 'prom-client';",
              'class Api {',
              `  latency: Histogram<string> = new Histogram(${OPTIONS});`,
              '}',
            ),
          ),
        ],
      },
      {
        name: 'spread options, which may be those of a summary alone',
        code: `${SUMMARY}const latency = new Summary({ ...shared, name: 'latency_seconds', help: 'Latency' });`,
        errors: [summary(undefined)],
      },
      {
        name: 'a label that histograms set themselves',
        code: `${SUMMARY}const latency = new Summary({ name: 'latency_seconds', help: 'Latency', labelNames: ['le'] });`,
        errors: [summary(undefined)],
      },
      {
        name: 'labels that are not seen, which may be one of them',
        code: `${SUMMARY}const latency = new Summary({ name: 'latency_seconds', help: 'Latency', labelNames: LABELS });`,
        errors: [summary(undefined)],
      },
      {
        name: 'options in a constant',
        code: `${SUMMARY}const latency = new Summary(options);`,
        errors: [summary(undefined, 'options')],
      },
      {
        name: 'another name',
        code: lines(
          "import { Summary as PromSummary } from 'prom-client';",
          `const latency = new PromSummary(${OPTIONS});`,
        ),
        errors: [summary(undefined)],
      },
      {
        name: 'destructured require',
        code: lines(
          "const { Summary } = require('prom-client');",
          `const latency = new Summary(${OPTIONS});`,
        ),
        languageOptions: commonJs,
        errors: [
          summary(
            lines(
              "const { Histogram } = require('prom-client');",
              `const latency = new Histogram(${OPTIONS});`,
            ),
          ),
        ],
      },
      {
        name: 'factory of another package',
        code: lines(
          "import { createSummary } from '@acme/metrics';",
          `const latency = createSummary(${OPTIONS});`,
        ),
        errors: [summary(undefined)],
      },
      {
        name: 'provider of NestJS',
        code: lines(
          "import { makeSummaryProvider } from '@willsoto/nestjs-prometheus';",
          `export const latency = makeSummaryProvider(${OPTIONS});`,
        ),
        errors: [summary(undefined)],
      },
    ],
  });
});

describe("through the project's own module", () => {
  project({
    'package.json': { name: 'shop' },
    'src/metrics.ts': lines(
      "import { Summary } from 'prom-client';",
      `export const latency = new Summary(${OPTIONS});`,
    ),
  }).run('prefer-histogram', rule, {
    valid: [
      {
        name: 'metric made there, where it is reported',
        filename: 'src/app.ts',
        code: lines("import { latency } from './metrics.js';", 'latency.observe(0.2);'),
      },
    ],
    invalid: [],
  });
});

describe('not reported', () => {
  ruleTester.run('prefer-histogram', rule, {
    valid: [
      { name: 'Histogram', code: `${HISTOGRAM}const latency = new Histogram(${OPTIONS});` },
      {
        name: 'Gauge and Counter',
        code: lines(
          "import { Counter, Gauge } from 'prom-client';",
          "new Gauge({ name: 'depth', help: 'Depth' });",
          "new Counter({ name: 'orders_total', help: 'Orders' });",
        ),
      },
      {
        name: 'OpenTelemetry histogram',
        code: lines(
          "import { metrics } from '@opentelemetry/api';",
          "metrics.getMeter('shop').createHistogram('latency');",
        ),
      },
      {
        name: "project's own Summary",
        code: lines('class Summary {}', 'const summary = new Summary();'),
      },
      {
        name: 'Summary of another package',
        code: lines("import { Summary } from '@acme/reports';", "new Summary({ title: 'Orders' });"),
      },
      {
        name: 'observation of a summary made elsewhere',
        code: lines(
          "import type { Summary } from 'prom-client';",
          'export const seen = (latency: Summary) => latency.observe(1);',
        ),
      },
    ],
    invalid: [],
  });
});
