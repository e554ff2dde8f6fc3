import { type Edit, applyEdits } from '../model/text/edits.js';
import { DiskHost } from '../project/disk.js';

/** The disk, with some texts as they would be. */
export class EditedDisk extends DiskHost {
  constructor(private readonly edits: ReadonlyMap<string, readonly Edit[]>) {
    super();
  }

  override read(path: string): string | undefined {
    const text = super.read(path);
    const edits = this.edits.get(path);
    return text !== undefined && edits ? applyEdits(text, edits) : text;
  }
}
