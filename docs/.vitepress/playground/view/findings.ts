import type { PlaygroundFinding, TextEdit } from '../project.js';
import { button, element } from './element.js';

interface FindingActions {
  readonly reveal: (finding: PlaygroundFinding) => void;
  readonly apply: (finding: PlaygroundFinding, edit: TextEdit) => void;
}

/** What ESLint says, with what it offers to do. */
export function findingList(findings: readonly PlaygroundFinding[], actions: FindingActions): Node {
  if (findings.length === 0) return element('p', { className: 'nothing', textContent: 'No findings.' });
  return element(
    'ul',
    { className: 'findings' },
    findings.map((finding) => findingItem(finding, actions)),
  );
}

function findingItem(finding: PlaygroundFinding, { reveal, apply }: FindingActions): Node {
  const { file, line, column, message, rule, url, fix, suggestions } = finding;
  const place = button(`${file}:${line}:${column}`, () => reveal(finding), 'place');
  const name = rule.replace('observability/', '');
  const repairs = [
    ...(fix ? [button('Fix', () => apply(finding, fix), 'fix')] : []),
    ...suggestions.map(({ text, edit }) => button(text, () => apply(finding, edit), 'suggestion')),
  ];
  return element('li', {}, [
    element('div', { className: 'origin' }, [
      place,
      ...(url === undefined
        ? []
        : [element('a', { href: url, textContent: name, target: '_blank', rel: 'noreferrer' })]),
    ]),
    element('p', { className: 'message' }, withCode(message)),
    ...(repairs.length > 0 ? [element('div', { className: 'repairs' }, repairs)] : []),
  ]);
}

/** A message, what stands between backticks as code. */
function withCode(message: string): readonly (Node | string)[] {
  return message
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part : element('code', { textContent: part })));
}
