/** `jest.spyOn(console, 'log')`, `mock.method(console, 'log')`, `sinon.stub(console, 'log')`, `console.log = jest.fn()`. */
const SPY =
  /\b(?:spyOn|spy|stub|method|replace)\(\s*(?:global(?:This)?\.)?console\s*,|\bconsole\.(?:log|info|debug|warn|error)\s*=(?![=>])\s*(?:jest|vi|sinon|mock)\b/;

/** Whether a test looks at what is printed to the console, which a logger prints elsewhere. */
export function spiesOnConsole(text: string): boolean {
  return text.includes('console') && SPY.test(text);
}
