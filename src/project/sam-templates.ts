import { join } from './path.js';
import { type Project, query } from './project.js';

const TEMPLATE = /^[\w.-]*(?:template|sam|stack|serverless)[\w.-]*\.ya?ml$/i;
const MAX_BYTES = 500_000;

/** Whether a file of this name may be a template of AWS SAM or CloudFormation. */
export function mayBeTemplate(name: string): boolean {
  return TEMPLATE.test(name);
}

/** The texts of the templates of AWS SAM or CloudFormation that stand in a folder. */
export const templatesIn = query((project, folder) => textsIn(project, folder, TEMPLATE));

/** The texts of the files of a folder whose names match. */
export function textsIn(project: Project, folder: string, names: RegExp): readonly string[] {
  return project
    .entries(folder)
    .filter(({ name, kind }) => kind === 'file' && names.test(name))
    .map(({ name }) => project.read(join(folder, name), MAX_BYTES) ?? '');
}
