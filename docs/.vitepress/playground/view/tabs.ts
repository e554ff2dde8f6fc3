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

  constructor(
    label: string,
    private readonly onChoose: (name: string) => void,
  ) {
    this.root = element('div', { className: 'tabs', role: 'tablist', ariaLabel: label });
  }

  /** Shows the tabs; the same ones keep the focus. */
  show(tabs: readonly Tab[], chosen: string): void {
    this.chosen = chosen;
    const hadFocus = this.root.contains(document.activeElement);
    this.root.replaceChildren(...tabs.map((tab) => this.tab(tab)));
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.root.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  }

  private tab({ name, count }: Tab): Node {
    const tab = button(name, () => this.choose(name), 'tab');
    tab.role = 'tab';
    tab.ariaSelected = String(name === this.chosen);
    if (count !== undefined && count > 0)
      tab.append(element('span', { className: 'count', textContent: String(count) }));
    return tab;
  }

  private choose(name: string): void {
    this.chosen = name;
    this.onChoose(name);
  }
}
