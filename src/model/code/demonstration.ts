import { GENERATOR_PACKAGES } from '../../catalog/packages.js';
import { wordsOfName } from './role.js';

/** A folder of code that shows how something is used. */
const EXAMPLE_FOLDER =
  /(?:^|[/_.-])examples?(?:[_.-][\w.-]*)?\/|(?:^|\/)(?:demos?|samples|playgrounds?|tutorials?|starters?|boilerplates?|(?:[\w-]+-)?(?:demo|sample)s?-app(?:lication)?s?)\//;

/**
 * A file that shows how something is used, by the first or the last word of its name: `makerExample.ts`, `example-bot.js`. What is
 * named for what it does with one is none: `load-example.ts`.
 */
const NAMED_EXAMPLE =
  /^example_|^(?!(?:load|get|set|read|add|create|make|build|generate|import|insert|seed|fetch|find|list|parse|send|run|use)_).*_examples?$/;

/** Whether a file shows how something is used, by its folder or its name. */
export function isExample(path: string): boolean {
  return EXAMPLE_FOLDER.test(path) || NAMED_EXAMPLE.test(wordsOfName(path));
}

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

/** The same in a package that generates projects. */
const COPIED_FOLDER = /(?:^|\/)(?:templates?|samples?|skeletons?|scaffolds?|boilerplates?|starters?)\//;

/** A package within such a folder of one that is called a generator. */
const WITHIN_GENERATOR = /(?:^|\/)(?:create|generator)-[\w-]+\/(.*)$/;

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
  const folder = projectPath.endsWith(path) ? projectPath.slice(0, -path.length) : '';
  const [, within = ''] = WITHIN_GENERATOR.exec(folder) ?? [];
  if (TEMPLATE_FOLDER.test(folder) || COPIED_FOLDER.test(within)) return true;
  if (!COPIED_FOLDER.test(path)) return false;
  return CALLED_GENERATOR.test(name) || GENERATOR_PACKAGES.some((each) => dependencies.has(each));
}
