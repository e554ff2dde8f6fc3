import { type Made, behindLast, camelCase, change, writeNew } from './repository.js';

/** A judgement to start from, for each signal: one that is right on its examples, and nobody needs. */
interface Example {
  /** Imports of the rule, beside `defineRule`. */
  readonly imports?: string;
  /** The model event it listens to, and its judgement. */
  readonly listener: string;
  readonly message: string;
  readonly incorrect: string;
  readonly correct: string;
  /** What its message says of the incorrect code. */
  readonly data: Readonly<Record<string, string>>;
}

const PINO = "import pino from 'pino';\n\nconst logger = pino();\n\n";
const COUNTER = "import { Counter } from 'prom-client';\n\n";
const TRACER = "import { trace } from '@opentelemetry/api';\n\nconst tracer = trace.getTracer('orders');\n\n";

const EXAMPLES: Readonly<Record<string, Example>> = {
  logs: {
    listener: `logCall(site) {
        if (site.call.level !== 'trace') return;
        context.report({ node: site.node, messageId: 'found', data: { method: site.method } });
      },`,
    message: '`{{method}}` logs at level trace. Say here what is wrong, and what to write.',
    incorrect: `${PINO}logger.trace({ orderId }, 'Order stored');`,
    correct: `${PINO}logger.info({ orderId }, 'Order stored');`,
    data: { method: 'trace' },
  },
  metrics: {
    listener: `metricDefinition(site) {
        const { name } = site.event;
        if (!name?.startsWith('todo_')) return;
        context.report({ node: site.node, messageId: 'found', data: { metric: name } });
      },`,
    message: 'Metric "{{metric}}" is one to do. Say here what is wrong, and what to write.',
    incorrect: `${COUNTER}export const orders = new Counter({ name: 'todo_total', help: 'Orders' });`,
    correct: `${COUNTER}export const orders = new Counter({ name: 'orders_total', help: 'Orders' });`,
    data: { metric: 'todo_total' },
  },
  traces: {
    listener: `spanStart(site) {
        const { name } = site.start;
        if (name?.kind !== 'literal' || name.value !== 'todo') return;
        context.report({ node: site.nodeOf(name), messageId: 'found', data: { span: name.value } });
      },`,
    message: 'Span "{{span}}" is one to do. Say here what is wrong, and what to write.',
    incorrect: `${TRACER}tracer.startActiveSpan('todo', (span) => span.end());`,
    correct: `${TRACER}tracer.startActiveSpan('store order', (span) => span.end());`,
    data: { span: 'todo' },
  },
  propagation: {
    imports: "import { brief } from '../../src/model/code/expression.js';\n",
    listener: `outboundCall(site) {
        if (!site.breaksTrace) return;
        context.report({ node: site.node, messageId: 'found', data: { call: brief(site.event.call.callee) } });
      },`,
    message: '`{{call}}()` breaks the trace. Say here what is wrong, and what to write.',
    incorrect: 'export const load = () => fetch(`${process.env.ORDERS_URL}/orders`);',
    correct: `import { context, propagation } from '@opentelemetry/api';

export function load() {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return fetch(\`\${process.env.ORDERS_URL}/orders\`, { headers });
}`,
    data: { call: 'fetch' },
  },
  setup: {
    imports: "import { sdksOf } from '../../src/recognize/setup/sdk-setup.js';\n",
    listener: `setup() {
        for (const { node, sdk, variable } of sdksOf(file))
          if (variable === 'todo') context.report({ node, messageId: 'found', data: { sdk } });
      },`,
    message: '`{{sdk}}` is one to do. Say here what is wrong, and what to write.',
    incorrect:
      "import { NodeSDK } from '@opentelemetry/sdk-node';\n\nconst todo = new NodeSDK({ serviceName: 'orders' });",
    correct:
      "import { NodeSDK } from '@opentelemetry/sdk-node';\n\nconst sdk = new NodeSDK({ serviceName: 'orders' });",
    data: { sdk: 'NodeSDK' },
  },
};

/** The rule, its line in the list, its page, its test and its changeset. */
export async function newRule(root: string, signal: string, name: string): Promise<Made> {
  const example = EXAMPLES[signal];
  if (!example) throw new Error(`rule ${Object.keys(EXAMPLES).join('|')}/<name>, in kebab-case`);
  const files = await writeNew(root, {
    [`rules/${signal}/${name}.ts`]: ruleText(signal, name, example),
    [`docs/rules/${name}.md`]: pageText(example),
    [`tests/rules/${signal}/${name}.test.ts`]: testText(signal, name, example),
    [`.changeset/${name}.md`]: `---\n'eslint-plugin-observability': minor\n---\n\n\`${name}\`: ${descriptionOf(name)}.\n`,
  });
  const index = await change(root, 'rules/index.ts', (text) => {
    const identifier = camelCase(name);
    const imported = behindLast(
      text,
      new RegExp(`^import \\w+ from '\\./${signal}/.*$`),
      `import ${identifier} from './${signal}/${name}.js';`,
    );
    const others = [...text.matchAll(new RegExp(`^import (\\w+) from '\\./${signal}/`, 'gm'))].map(
      ([, it]) => it,
    );
    return behindLast(
      imported,
      new RegExp(`^  '[\\w-]+': (?:${others.join('|')}),$`),
      `  '${name}': ${identifier},`,
    );
  });
  return {
    files: [...files, index],
    next: [
      `the judgement in rules/${signal}/${name}.ts: it listens to model events; its description, messages and tier`,
      `its cases in tests/rules/${signal}/${name}.test.ts: what looks like a violation and is none first`,
      `its page, docs/rules/${name}.md, and \`npm run docs\` for the generated parts; related pages in tools/docs/related.ts`,
      'its changeset, and `npm test`',
    ],
  };
}

const VERBS: Readonly<Record<string, string>> = { no: 'Disallow', require: 'Require', prefer: 'Prefer' };

function descriptionOf(name: string): string {
  const [first = '', ...rest] = name.split('-');
  const verb = VERBS[first];
  return verb && rest.length > 0 ? `${verb} ${rest.join(' ')}` : `Enforce ${[first, ...rest].join(' ')}`;
}

function ruleText(signal: string, name: string, { imports = '', listener, message }: Example): string {
  return `${imports}import { defineRule } from '../../src/eslint/define-rule.js';

export default defineRule<'found'>({
  name: '${name}',
  meta: {
    type: 'suggestion',
    docs: {
      description: '${descriptionOf(name)}',
      signal: '${signal}',
      // In \`all\` alone, until it is known to be right on real code.
      tier: 'off',
    },
    messages: {
      found: '${message}',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context${listener.includes('(file)') ? ', _options, file' : ''}) {
    return {
      ${listener}
    };
  },
});
`;
}

function pageText({ incorrect, correct, message, data }: Example): string {
  const shown = message.replace(/\{\{(\w+)\}\}/g, (_, key: string) => data[key] ?? '');
  return `<!-- head:start -->
<!-- head:end -->

What goes wrong where code does this: whom it leaves without an answer, and why, in two or three sentences.

\`\`\`ts incorrect
${incorrect}
\`\`\`

\`\`\`text
${shown}
\`\`\`

\`\`\`ts correct
${correct}
\`\`\`

What is fixed, what is only suggested, and why the rest is left to a person.

## Options

<!-- options:start -->
<!-- options:end -->

## When not to use it

Where its reason does not hold: the kinds of project, and what they do instead.

## Blind spots

What it does not see, and what it takes for something else.

<!-- foot:start -->
<!-- foot:end -->
`;
}

function testText(signal: string, name: string, { incorrect, correct, data }: Example): string {
  // Only what traces is judged for what it propagates.
  const isTraced = signal === 'propagation';
  const tester = isTraced
    ? "const traced = project({\n  'package.json': { name: 'orders', private: true, dependencies: { '@opentelemetry/sdk-node': '^0.223.0' } },\n});\n\n"
    : '';
  const code = (text: string) =>
    `lines(${text
      .split('\n')
      .map((line) => JSON.stringify(line))
      .join(', ')})`;
  const filename = isTraced ? "filename: 'src/load.ts', " : '';
  return `import rule from '../../../rules/${signal}/${name}.js';
import { lines, ${isTraced ? 'project' : 'ruleTester'} } from '../rule-tester.js';

${tester}${isTraced ? 'traced' : 'ruleTester'}.run('${name}', rule, {
  valid: [{ name: 'what it asks for', ${filename}code: ${code(correct)} }],
  invalid: [
    {
      name: 'what it disallows',
      ${filename}code: ${code(incorrect)},
      errors: [{ messageId: 'found', data: ${JSON.stringify(data)} }],
    },
  ],
});
`;
}
