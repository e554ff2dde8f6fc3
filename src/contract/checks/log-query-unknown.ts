import type { LogqlQuery } from '../artifacts/artifact.js';
import type { Inventory } from '../inventory/inventory.js';
import type { FieldRead } from '../logql/pipeline.js';
import { RecordFields } from '../matching/record-fields.js';
import { type Check, type Finding, inQuery } from './check.js';

export const logQueryUnknown: Check = {
  id: 'log-query-unknown',
  summary: 'A log query for a text or a field which no log record has',
  severity: 'warning',
  isStrict: true,
  *judgeAll(artifacts, known) {
    const queries = artifacts
      .flatMap((artifact) => artifact.queries)
      .filter((query): query is LogqlQuery => query.language === 'logql');
    if (queries.length === 0) return;
    const { inventory, mentionedAttribute } = known.options;
    const messages = messagesOf(inventory);
    const records = new RecordFields(inventory, mentionedAttribute);
    for (const query of queries) {
      if (messages.length > 0) yield* texts(query, messages);
      for (const pipeline of query.query.pipelines)
        if (records.isOwn(pipeline))
          for (const field of pipeline.fields) yield* fieldRead(query, field, records);
    }
  },
};

function messagesOf({ packages }: Inventory): readonly string[] {
  return packages.flatMap(({ logs }) => logs).flatMap(({ message }) => message ?? []);
}

function* texts(query: LogqlQuery, messages: readonly string[]): Generator<Finding> {
  for (const { operator, value, at } of query.query.filters) {
    if (operator !== '|=' || value.length < MIN_TEXT || /[${}[\]":]/.test(value) || !value.includes(' '))
      continue;
    if (messages.some((message) => mayHold(message, value))) continue;
    yield inQuery(
      query,
      { from: at, to: at + value.length },
      { severity: 'warning', message: `No log message here holds "${value}".`, name: value },
    );
  }
}

function* fieldRead(query: LogqlQuery, { name, at }: FieldRead, records: RecordFields): Generator<Finding> {
  const match = records.match(name);
  if (match.is !== 'unknown') return;
  const { nearest } = match;
  yield inQuery(
    query,
    { from: at, to: at + name.length },
    {
      severity: 'warning',
      message: `No log record here has a field \`${name}\`${nearest === undefined ? '' : `: it is \`${nearest}\``}.`,
      name,
    },
  );
}

/** A shorter text may be a field's value. */
const MIN_TEXT = 8;

/** Whether a message may hold a text: its constant parts do, or the text lies across a value. */
function mayHold(message: string, text: string): boolean {
  const parts = message.split(/(?<!\\)\*/);
  if (parts.some((part) => part.includes(text))) return true;
  return parts.length > 1 && parts.some((part) => part.trim().length > 3 && text.includes(part.trim()));
}
