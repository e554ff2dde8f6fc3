import { join } from './path.js';
import { query } from './project.js';

const TEMPLATE = /^[\w.-]*(?:template|sam|stack|serverless)[\w.-]*\.ya?ml$/i;
const MAX_BYTES = 500_000;

/** Whether a file of this name may be a template of AWS SAM or CloudFormation. */
export function mayBeTemplate(name: string): boolean {
  return TEMPLATE.test(name);
}

/** The texts of the templates of AWS SAM or CloudFormation that stand in a folder. */
export const templatesIn = query((project, folder): readonly string[] =>
  project
    .entries(folder)
    .filter(({ name, kind }) => kind === 'file' && mayBeTemplate(name))
    .map(({ name }) => project.read(join(folder, name), MAX_BYTES) ?? ''),
);
