import { parser } from '@prometheus-io/lezer-promql';

/** What does not parse in expressions, a line each. */
export function expressionProblems(text: string): readonly string[] {
  return text
    .trim()
    .split('\n')
    .filter((line) => {
      let isWrong = false;
      parser.parse(line).iterate({ enter: ({ type }) => void (isWrong ||= type.isError) });
      return isWrong;
    });
}
