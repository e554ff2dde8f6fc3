import type * as TsMorph from 'ts-morph';
import { type Edit, applyEdits } from '../model/text/edits.js';
import { dirname, join, normalised } from '../project/path.js';
import type { Project } from '../project/project.js';

/** A file that would change, or a module that would be created. */
export interface VerifiedFile {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** The text before; undefined for a module that is created. */
  readonly before: string | undefined;
  readonly edits: readonly Edit[];
}

/** A type error that a change would add. */
export interface AddedError {
  readonly path: string;
  /** The edit whose text the error is in; undefined where it is elsewhere in the file. */
  readonly edit: Edit | undefined;
  /** The compiler's message, on one line. */
  readonly message: string;
}

/** What a type check said of changes. */
export interface Verification {
  readonly added: readonly AddedError[];
  /** Files that no tsconfig.json holds for: nobody type-checks them. */
  readonly unchecked: readonly string[];
}

/**
 * Type-checks files before and after a change, with the tsconfig.json that holds for them. Errors that are there already
 * are nobody's fault here: only those are returned that the change adds.
 */
export async function verify(files: readonly VerifiedFile[], project: Project): Promise<Verification> {
  const morph = await import('ts-morph');
  const byConfig = new Map<string | undefined, VerifiedFile[]>();
  for (const file of files) {
    const config = configOf(project, file.path);
    byConfig.set(config, [...(byConfig.get(config) ?? []), file]);
  }
  const added: AddedError[] = [];
  for (const [config, group] of byConfig)
    if (config !== undefined) added.push(...check(group, config, morph));
  const unchecked = (byConfig.get(undefined) ?? []).flatMap(({ path, before }) =>
    before === undefined ? [] : [path],
  );
  return { added, unchecked };
}

function check(files: readonly VerifiedFile[], config: string, morph: typeof TsMorph): AddedError[] {
  const checked = new morph.Project({ tsConfigFilePath: config, skipAddingFilesFromTsConfig: true });
  const sources = files.map(({ path, before }) =>
    checked.createSourceFile(path, before ?? '', { overwrite: true }),
  );
  checked.resolveSourceFileDependencies();
  const known = sources.map((source) => countsOf(errorsOf(source).map(({ message }) => message)));
  files.forEach(({ before = '', edits }, index) =>
    sources[index]?.replaceWithText(applyEdits(before, edits)),
  );
  return files.flatMap(({ path, before, edits }, index) => {
    const source = sources[index];
    const left = known[index] ?? new Map<string, number>();
    return errorsOf(source).flatMap(({ message, at }): AddedError[] => {
      const times = left.get(message) ?? 0;
      left.set(message, times - 1);
      return times > 0 ? [] : [{ path, edit: before === undefined ? undefined : editAt(at, edits), message }];
    });
  });

  function errorsOf(source: TsMorph.SourceFile | undefined) {
    const diagnostics = source
      ? [
          ...checked.getProgram().getSyntacticDiagnostics(source),
          ...checked.getProgram().getSemanticDiagnostics(source),
        ]
      : [];
    return diagnostics.map((diagnostic) => ({
      message: morph.ts
        .flattenDiagnosticMessageText(diagnostic.compilerObject.messageText, ' ')
        .replace(/\s+/g, ' '),
      at: diagnostic.getStart() ?? 0,
    }));
  }
}

function countsOf(messages: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const message of messages) counts.set(message, (counts.get(message) ?? 0) + 1);
  return counts;
}

/** The edit that wrote what is at an offset of the new text. */
function editAt(offset: number, edits: readonly Edit[]): Edit | undefined {
  let shift = 0;
  for (const edit of edits) {
    const start = edit.range[0] + shift;
    if (start > offset) return undefined;
    if (offset <= start + edit.text.length) return edit;
    shift += edit.text.length - (edit.range[1] - edit.range[0]);
  }
  return undefined;
}

/** The tsconfig.json, or jsconfig.json, in the nearest folder that has one. */
function configOf(project: Project, path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = ['tsconfig.json', 'jsconfig.json']
      .map((name) => join(folder, name))
      .find((each) => project.isFile(each));
    if (found !== undefined || dirname(folder) === folder) return found && normalised(found);
  }
}
