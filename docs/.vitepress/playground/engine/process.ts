/**
 * The little of Node's `process` that ESLint and TypeScript ask for as they load. TypeScript takes a process that is a browser's for no
 * system to read files from.
 */
const browser = globalThis as unknown as { process?: { readonly env: object; readonly browser: boolean } };
browser.process ??= { env: {}, browser: true };
