import { button, element } from './element.js';

interface Tab {
  readonly name: string;
  /** How much is in it, where that is known. */
  readonly count: number | undefined;
}

/** A row of tabs, one of which is chosen. */
export class Tabs {
  readonly root: HTMLElement;
  chosen = '';
  private shown: ReadonlyMap<string, HTMLElement> = new Map();

  constructor(
    label: string,
    private readonly onChoose: (name: string) => void,
  ) {
    this.root = element('div', { className: 'tabs', role: 'tablist', ariaLabel: label });
  }

  /** Shows the tabs. Those that were there stay: a press that is under way is not lost, nor the focus. */
  show(tabs: readonly Tab[], chosen: string): void {
    this.chosen = chosen;
    const hadFocus = this.root.contains(document.activeElement);
    const names = [...this.shown.keys()];
    if (tabs.length !== names.length || tabs.some(({ name }, i) => name !== names[i])) {
      this.shown = new Map(tabs.map(({ name }) => [name, this.tab(name)]));
      this.root.replaceChildren(...this.shown.values());
    }
    for (const { name, count = 0 } of tabs) {
      const tab = this.shown.get(name);
      tab?.setAttribute('aria-selected', String(name === chosen));
      tab?.querySelector('.count')?.remove();
      if (count > 0) tab?.append(element('span', { className: 'count', textContent: String(count) }));
    }
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private tab(name: string): HTMLElement {
    const tab = button(name, () => this.choose(name), 'tab');
    tab.role = 'tab';
    return tab;
  }

  private choose(name: string): void {
    this.chosen = name;
    this.onChoose(name);
  }
}
