/** The little of Node's `process` that is asked for in a browser. */
interface Process {
  readonly env: object;
  readonly browser: boolean;
  readonly emitWarning: (warning: string) => void;
}

/**
 * What ESLint and TypeScript ask for as they load. TypeScript takes a process that is a browser's for no system to read files from.
 * What is wrong with settings is shown on the page.
 */
const browser = globalThis as unknown as { process?: Process };
browser.process ??= { env: {}, browser: true, emitWarning: () => undefined };
