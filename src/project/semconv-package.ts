import { SEMANTIC_CONVENTIONS } from '../catalog/opentelemetry.js';
import { dirname, join } from './path.js';
import { type Project, query } from './project.js';

/** The files of the package that define what an entry exports, without their extension. */
const FILES = {
  stable: ['stable_attributes', 'stable_metrics'],
  incubating: ['stable_attributes', 'stable_metrics', 'experimental_attributes', 'experimental_metrics'],
} as const;

/**
 * Whether the version of the semantic conventions' package that is installed for a file exports a constant from an
 * entry. False where no package is installed: what is not seen is not relied on.
 */
export function exportsConstant(
  project: Project,
  constant: string,
  entry: keyof typeof FILES,
  file: string,
): boolean {
  const built = project.host.installed(SEMANTIC_CONVENTIONS, file);
  const text = built === undefined ? '' : textOf(project, JSON.stringify([dirname(built), ...FILES[entry]]));
  return new RegExp(`\\bexports\\.${constant}\\b`).test(text);
}

const textOf = query((project, key) => {
  const [directory = '', ...files] = JSON.parse(key) as string[];
  return (
    files
      .flatMap((name) => [`${name}.cjs`, `${name}.js`])
      // Not in this version, or under its other extension.
      .map((name) => project.read(join(directory, name)) ?? '')
      .join('\n')
  );
});
