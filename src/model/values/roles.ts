/**
 * What a call of telemetry can make of a value, one row each. `tests/model/values/summary.test.ts` runs the examples: in
 * `example` the first parameter of `sum` gets the role, in `counterexample` it does not, for the `difference` named.
 */
export interface RoleFact {
  readonly role: string;
  readonly what: string;
  readonly example: string;
  /** The key that it gets in the example, where the role has one. */
  readonly key?: string;
  readonly counterexample: string;
  readonly difference: string;
}

export const ROLES = [
  {
    role: 'message',
    what: 'the text of a record',
    example: "const sum = (text) => logger.info({ a: 1 }, 'order: ' + text);",
    counterexample: "const sum = (text) => { text; logger.info('order'); };",
    difference: 'the record says the same each time',
  },
  {
    role: 'record',
    what: 'the only argument of a logger that takes text, fields or an error there',
    example: 'const sum = (what) => logger.info(what);',
    counterexample: 'const sum = (what) => logger.info({ what });',
    difference: 'it is a field',
  },
  {
    role: 'field',
    what: 'the value of one field of a record',
    key: 'order',
    example: "const sum = (order) => logger.info({ order }, 'created');",
    counterexample: "const sum = (order) => other.info({ order }, 'created');",
    difference: 'nothing proves that it is a logger',
  },
  {
    role: 'fields',
    what: 'the fields of a record, or some of them',
    example: "const sum = (fields) => logger.info({ ...fields, service: 'a' }, 'created');",
    counterexample: "const sum = (fields) => logger.info({ id: fields.id }, 'created');",
    difference: 'only one of its properties is',
  },
  {
    role: 'error',
    what: 'the error of a record or a span, where its library serialises it',
    key: 'err',
    example: "const sum = (failure) => logger.error({ err: failure }, 'failed');",
    counterexample: "const sum = (failure) => logger.error({ failure }, 'failed');",
    difference: 'its library serialises no error under that key',
  },
  {
    role: 'values',
    what: 'a value that the library puts into the text, drops or prints after it',
    example: "const sum = (value) => logger.info('order %s', value);",
    counterexample: "const sum = (value) => logger.info({ value }, 'order');",
    difference: 'it is a field',
  },
  {
    role: 'level',
    what: 'the severity of a record',
    example: "const sum = (level) => logger[level]({ a: 1 }, 'created');",
    counterexample: "const sum = (level) => logger.info({ level }, 'created');",
    difference: 'the record has a severity of its own',
  },
  {
    role: 'label',
    what: 'the value of one label of a metric',
    key: 'path',
    example: 'const sum = (path) => requests.inc({ path });',
    counterexample: "const sum = (path) => requests.inc({ path: path ? 'a' : 'b' });",
    difference: 'it only decides between two values',
  },
  {
    role: 'labels',
    what: 'the labels of a metric, or some of them',
    example: 'const sum = (labels) => requests.inc(labels, 2);',
    counterexample: 'const sum = (labels) => requests.inc({ path: labels.path }, 2);',
    difference: 'only one of its properties is',
  },
  {
    role: 'value',
    what: 'what is added, set or recorded',
    example: "const sum = (bytes) => requests.inc({ path: '/' }, bytes);",
    counterexample: 'const sum = (bytes) => requests.inc({ path: bytes });',
    difference: 'it is a label',
  },
  {
    role: 'metricName',
    what: 'the name of a metric, where the call that records it gives it',
    example: 'const sum = (name) => statsd.increment(name);',
    counterexample: "const sum = (name) => statsd.increment('orders', 1, [`name:${name}`]);",
    difference: 'it is a tag',
  },
  {
    role: 'spanName',
    what: 'the name of a span',
    example: 'const sum = (name) => tracer.startSpan(name);',
    counterexample: "const sum = (name) => tracer.startSpan('work', { attributes: { name } });",
    difference: 'it is an attribute',
  },
  {
    role: 'work',
    what: 'the function that runs inside of a span',
    example: "const sum = (work) => tracer.startActiveSpan('work', work);",
    counterexample: "const sum = (work) => tracer.startSpan('work', work);",
    difference: 'these are its options',
  },
  {
    role: 'attribute',
    what: 'the value of one attribute of a span',
    key: 'order.id',
    example: "const sum = (id) => tracer.startSpan('work').setAttribute('order.id', id);",
    counterexample: "const sum = (id) => tracer.startSpan('work').setAttribute(id, 1);",
    difference: 'it is the name',
  },
  {
    role: 'attributes',
    what: 'the attributes of a span, or some of them',
    example: "const sum = (attributes) => tracer.startSpan('work', { attributes });",
    counterexample: "const sum = (attributes) => tracer.startSpan('work', { links: attributes });",
    difference: 'these are its links',
  },
  {
    role: 'carrier',
    what: 'what the trace context is put into',
    example: 'const sum = (headers) => propagation.inject(context.active(), headers);',
    counterexample: 'const sum = (headers) => propagation.extract(context.active(), headers);',
    difference: 'it is only read',
  },
] as const satisfies readonly RoleFact[];

/** What a value becomes. */
export type Role = (typeof ROLES)[number]['role'];
