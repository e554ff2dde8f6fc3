import { RECORD_FIELDS, RECORD_OBJECTS, STREAM_OWNER } from '../../catalog/contract/record-fields.js';
import { basename } from '../../project/path.js';
import type { Inventory, Place } from '../inventory/inventory.js';
import type { LogPipeline, StreamMatcher } from '../logql/pipeline.js';
import { alternativesOf } from '../promql/regexp.js';

/** What is known of a field that a log query reads. */
export type FieldMatch =
  | { readonly is: 'known' }
  /** A record may have it, in a way that is not seen. */
  | { readonly is: 'unseen' }
  | { readonly is: 'unknown'; readonly nearest: string | undefined };

/** The fields that log records of the code have, as a log query sees them. */
export class RecordFields {
  private readonly names = new Set<string>();
  private readonly spellings = new Map<string, string>();
  private readonly owners: ReadonlySet<string>;
  private readonly areOpen: boolean;

  constructor(
    { packages }: Inventory,
    private readonly mentioned: (name: string) => Place | undefined,
  ) {
    const logs = packages.flatMap((each) => each.logs);
    for (const field of logs.flatMap(({ fields }) => fields)) {
      const label = labelOf(field);
      this.names.add(label);
      this.spellings.set(spellingOf(label), label);
    }
    this.areOpen = logs.some(({ fieldsAreOpen }) => fieldsAreOpen);
    const logging = packages.filter((each) => each.logs.length > 0);
    this.owners = new Set(
      logging.flatMap(({ name, path }) => [...namesOf(name), ...namesOf(basename(path))]),
    );
  }

  /** Whether the streams are this code’s for certain, and no other application’s. */
  isOwn({ streams }: LogPipeline): boolean {
    return streams.some((matcher) => {
      const values = STREAM_OWNER.test(matcher.label) ? valuesOf(matcher) : [];
      return (
        values.length > 0 && values.every((value) => namesOf(value).some((name) => this.owners.has(name)))
      );
    });
  }

  match(written: string): FieldMatch {
    // A label of the stream has the name already.
    const name = written.replace(/_extracted$/, '');
    if (this.names.has(name) || RECORD_FIELDS.has(name) || RECORD_OBJECTS.test(name)) return { is: 'known' };
    for (let end = name.indexOf('_', 1); end !== -1; end = name.indexOf('_', end + 1))
      if (this.names.has(name.slice(0, end))) return { is: 'known' };
    if (this.mentioned(name)) return { is: 'unseen' };
    const nearest = this.spellings.get(spellingOf(name));
    return this.areOpen && nearest === undefined ? { is: 'unseen' } : { is: 'unknown', nearest };
  }
}

/** A field as a label: what no label may have becomes `_`. */
function labelOf(field: string): string {
  return field.replace(/\W/g, '_');
}

/** The letters alone: `orderId` and `order_id` are one. */
function spellingOf(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

function valuesOf({ operator, value, isOpen }: StreamMatcher): readonly string[] {
  if (isOpen || value === '') return [];
  if (operator === '=') return [value];
  return operator === '=~' ? (alternativesOf(value) ?? []) : [];
}

/** What a package or a stream may be called: `@shop/api` is `shop-api` and `api`. */
function namesOf(name: string): readonly string[] {
  const plain = name.replace(/^@/, '').toLowerCase();
  return [plain.replaceAll('/', '-'), basename(plain)].filter((each) => each !== '' && each !== '.');
}
