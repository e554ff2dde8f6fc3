import type { MigrationResult } from '../project.js';
import { element } from './element.js';

/** What the codemod would change, and what it would leave alone. */
export function migrationView({ diff, migrated, left }: MigrationResult): Node {
  const changes =
    diff === ''
      ? element('p', { className: 'nothing', textContent: 'Nothing to migrate.' })
      : element('pre', { className: 'diff', tabIndex: 0 }, diff.split('\n').map(diffLine));
  const calls = `${migrated} ${migrated === 1 ? 'call' : 'calls'} migrated, ${left.length} left alone.`;
  return element('div', {}, [
    element('p', { className: 'summary', textContent: calls }),
    changes,
    ...(left.length > 0
      ? [
          element('h3', { textContent: 'Left alone' }),
          element(
            'ul',
            { className: 'left' },
            left.map(({ place, call, reason }) =>
              element('li', {}, [
                element('code', { textContent: `${place} ${call}` }),
                element('span', { textContent: reason }),
              ]),
            ),
          ),
        ]
      : []),
  ]);
}

function diffLine(line: string): Node {
  return element('span', { className: kindOf(line), textContent: `${line}\n` });
}

function kindOf(line: string): string {
  if (/^(?:---|\+\+\+) /.test(line)) return 'file';
  if (line.startsWith('@@')) return 'range';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
