import { onlyAnswers } from '../answering.js';
import { literally } from '../pattern.js';
import { HTTP_CLIENTS } from './http-clients.js';

/** How code names HTTP clients: the cheap questions that come first. */

/** What a function that sends requests is called where it comes from the project itself. */
const CLIENT_NAME =
  /^[#_]*(?:fetch|request|axios|http|got|ky|needle)|(?:fetch|request|axios|http|got|client|api|needle|agent)(?:\d+|_?(?:instance|promise|async))?$/i;

/** How functions that do something with a client are named, which no client is: `createApiRoute()`, `isRequest()`, `getClient()`. */
const DOES =
  /^[#_]*(?:create|get|make|build|init|use|handle|require|verify|authenticate|authori[sz]e|validate|read|write|update|delete|remove|add|set|register|increment|on)(?![a-z])/;

/** Whether what is called may be a client of the project's own, by its name. */
export function mayNameClient(name: string): boolean {
  return CLIENT_NAME.test(name) && !DOES.test(name) && !onlyAnswers(name);
}

/**
 * Properties and globals of the platform, with methods called as a client's are: `request.headers.get(…)`, `url.searchParams.delete(…)`,
 * `customElements.get(…)`. By the Fetch, URL, Cookie Store and Web Components standards.
 */
export const NO_CLIENT: ReadonlySet<string> = new Set([
  ...['headers', 'searchParams', 'cookies', 'formData', 'cookieStore', 'customElements'],
]);

/** Names of the clients that are called themselves: as they are exported, and the package's where it is the client. */
export const CLIENT_FUNCTIONS: ReadonlySet<string> = new Set(
  HTTP_CLIENTS.flatMap(({ packages, exports, kinds }) =>
    Object.entries(exports).flatMap(([name, kind]) => {
      if (!kinds[kind]?.requests?.['()']) return [];
      return name === 'default' || name === '*' ? packages.map(localName) : [name];
    }),
  ),
);

/** What the client of a package is called where it is imported: `node-fetch` is `nodeFetch`. */
function localName(specifier: string): string {
  return specifier.replace(/^.*[/:]/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Words of client code, and the packages. */
const CLIENT_WORDS = [
  ...new Set(['fetch', 'http', 'client', 'api', ...HTTP_CLIENTS.flatMap(({ packages }) => packages)]),
];

/** Of these, the ones that have no other one in them: who says `node-fetch` says `fetch`. */
const SHORTEST_WORDS = CLIENT_WORDS.filter(
  (word) => !CLIENT_WORDS.some((other) => other !== word && word.includes(other)),
);
const MENTIONS_CLIENT = new RegExp(SHORTEST_WORDS.map(literally).join('|'), 'i');

/** Whether a text mentions a client, by its package or its methods. */
export function mentionsClient(text: string): boolean {
  return MENTIONS_CLIENT.test(text);
}
