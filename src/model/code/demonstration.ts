import { GENERATOR_PACKAGES } from '../../catalog/packages.js';

/** A folder of code that shows how something is used. */
export const EXAMPLE =
  /(?:^|[/_.-])examples?(?:[_.-][\w.-]*)?\/|(?:^|\/)(?:demos?|samples|playgrounds?|tutorials?|starters?|boilerplates?|(?:[\w-]+-)?(?:demo|sample)s?-app(?:lication)?s?)\//;

/** What is called after code that shows how something is used, by a word of its folder or name. */
const CALLED_EXAMPLE =
  /(?:^|[/_.-])(?:examples?|demos?|samples?|playgrounds?|tutorials?|starters?|boilerplates?)(?:$|[/_.-])/i;

/** The same, and what teaches: `getting-started`, `otel-workshop`. */
const CALLED_LESSON =
  /(?:^|[/_.-])(?:snippets|quick-?starts?|getting-started|hello-world|workshops?)(?:$|[/_.-])/i;

/** Whether a folder or a package is called an example. */
export function isCalledExample(name: string): boolean {
  return CALLED_EXAMPLE.test(name);
}

/** Whether a folder or a package is called what shows or teaches, rather than what is deployed. */
export function isCalledDemonstration(name: string): boolean {
  return CALLED_EXAMPLE.test(name) || CALLED_LESSON.test(name);
}

/** A folder of what is copied into new projects. */
const TEMPLATE_FOLDER = /(?:^|\/)templates?\//;

/** The names that `npm init` and Yeoman look for: `create-app`, `@acme/create-app`, `generator-app`. */
const CALLED_GENERATOR = /^(?:@[\w.-]+\/)?(?:create|generator)(?:-|$)/;

/**
 * Whether a file is copied into new projects: its package is among templates, or it is among those of a package that generates projects.
 *
 * @param path relative to the package, `projectPath` to the repository
 */
export function isTemplate(
  path: string,
  projectPath: string,
  {
    name = '',
    dependencies,
  }: { readonly name?: string | undefined; readonly dependencies: ReadonlySet<string> },
): boolean {
  if (projectPath.endsWith(path) && TEMPLATE_FOLDER.test(projectPath.slice(0, -path.length))) return true;
  if (!TEMPLATE_FOLDER.test(path)) return false;
  return CALLED_GENERATOR.test(name) || GENERATOR_PACKAGES.some((each) => dependencies.has(each));
}
