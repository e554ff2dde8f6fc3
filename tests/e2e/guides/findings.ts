import type { Reader } from './reader.js';

interface Linted {
  readonly filePath: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly message: string;
    readonly severity: 1 | 2;
    readonly fix?: object;
    readonly suggestions?: readonly object[];
  }[];
}

/** What ESLint prints as JSON. */
export async function lint(reader: Reader, command = 'npx eslint .'): Promise<readonly Linted[]> {
  const { stdout, stderr } = await reader.sh(`${command} --format json`);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as readonly Linted[];
}

/** The findings by file, by rule where there is one; those of the plugin without their prefix. */
export async function found(
  reader: Reader,
  command?: string,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const results = await lint(reader, command);
  return Object.fromEntries(
    results
      .filter(({ messages }) => messages.length > 0)
      .map(({ filePath, messages }) => [
        filePath,
        messages.map(({ ruleId, message }) => (ruleId ?? message).replace('observability/', '')),
      ]),
  );
}
