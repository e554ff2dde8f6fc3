import type { InventoryResult } from '../project.js';
import { element } from './element.js';

/** What the code emits, a table a kind. */
export function inventoryView({ tables }: InventoryResult): Node {
  if (tables.length === 0)
    return element('p', { className: 'nothing', textContent: 'The code emits nothing.' });
  return element(
    'div',
    {},
    tables.flatMap(({ title, head, rows }) => [
      element('h3', { textContent: title }),
      element('div', { className: 'table', tabIndex: 0 }, [
        element('table', {}, [
          element('thead', {}, [
            element(
              'tr',
              {},
              head.map((text) => element('th', { textContent: text })),
            ),
          ]),
          element(
            'tbody',
            {},
            rows.map((row) =>
              element(
                'tr',
                {},
                row.map((text) => element('td', { textContent: text })),
              ),
            ),
          ),
        ]),
      ]),
    ]),
  );
}
