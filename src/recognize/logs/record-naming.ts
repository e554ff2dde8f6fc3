import { type Expression, isPlainRead, unwrap } from '../../model/code/expression.js';
import type { Naming } from '../../model/logs/record-names.js';
import { recordNamesOf } from '../../project/record-names.js';
import type { AnalysedFile } from '../file.js';

/** The names of fields as the records of a file's package call values already. */
export class RecordNaming implements Naming {
  constructor(protected readonly file: AnalysedFile) {}

  nameOf(value: Expression, usual: string): string | undefined {
    const read = unwrap(value);
    const { project, root } = this.file.package;
    const { byText, byName } = recordNamesOf(project, root);
    if (byText.size === 0 && byName.size === 0) return undefined;
    const text = read.text.replaceAll('?.', '.').replace(/^this\./, '');
    return (isPlainRead(read) ? byText.get(text) : undefined) ?? byName.get(usual);
  }
}
