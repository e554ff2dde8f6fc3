/**
 * How functions are named that only answer or convert, by what JavaScript's own and everybody's are called. They emit no telemetry for
 * their caller and make none of it, whatever else their names mention: `isSpanEnded()`, `formatDuration()`, `metrics.map(…)`.
 */
const ANSWERS =
  /^[#_]*(?:is|are|was|has|can|should|does|to|find|filter|sort|parse|format|stringify|serialize|deserialize|extract|convert|normalize|sanitize|escape|clamp|compare|render|pick|omit|sum)(?![a-z])/;

/** Methods of the language's arrays, texts and promises that take a function or give a part: ECMAScript's, none of them a project's. */
const OF_LANGUAGE: ReadonlySet<string> = new Set([
  ...['map', 'flatMap', 'flat', 'forEach', 'some', 'every', 'reduce', 'reduceRight'],
  ...['findIndex', 'findLast', 'includes', 'indexOf', 'keys', 'values', 'entries'],
  ...['slice', 'splice', 'concat', 'join', 'split', 'trim', 'replace', 'startsWith', 'endsWith'],
  ...['then', 'catch', 'finally'],
]);

/** Whether a function or method of this name only answers: the cheap question before it is looked into. */
export function onlyAnswers(name: string): boolean {
  return OF_LANGUAGE.has(name) || ANSWERS.test(name);
}
