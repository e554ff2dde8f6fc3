/** `jest.spyOn(console, 'log')`, `mock.method(console, 'log')`, `sinon.stub(console, 'log')`, `console.log = jest.fn()`. */
const SPY =
  /\b(?:spyOn|spy|stub|method|replace)\(\s*(?:global(?:This)?\.)?console\s*,|\bconsole\.(?:log|info|debug|warn|error)\s*=(?![=>])\s*(?:jest|vi|sinon|mock)\b/;

/** Whether a test looks at what is printed to the console, which a logger prints elsewhere. */
export function spiesOnConsole(text: string): boolean {
  return text.includes('console') && SPY.test(text);
}

/** A method of a logger in a test's hand: `logger.info`, `this.log.warn`, `mockLogger.error`. */
const METHOD = String.raw`(?<!\w)(?:[\w$]{1,40}\.){0,4}(?:log(?:ger|ging)?|\w{1,40}Log(?:ger)?)(?:Mock|Spy|Stub)?\.(?:log|debug|verbose|info|warn|error|fatal)\b`;

/** `expect(logger.info).toHaveBeenCalledWith(`, `sinon.assert.calledWith(logger.info`, `logger.info.calledWith(`, `logger.info.mock.calls`. */
const CHECK = new RegExp(
  String.raw`\bexpect\(\s*${METHOD}[\s,]*\)\s*(?:\.not\s*)?\.to(?:Have)?Been(?:Last|Nth)?CalledWith\(|\bcalledWith\w{0,10}\(\s*${METHOD}\s*,|${METHOD}\.(?:calledWith|mock\.(?:calls|lastCall)\b)`,
);

/** Whether a test checks what a logger is called with: a record that is written otherwise fails it. */
export function checksRecords(text: string): boolean {
  return /[cC]alledWith|\bmock\.(?:calls|lastCall)\b/.test(text) && CHECK.test(text);
}
