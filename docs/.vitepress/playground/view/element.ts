type Child = Node | string;

/** An element with properties and children: texts are never read as HTML. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(text: string, onclick: () => void, className = ''): HTMLButtonElement {
  return element('button', { type: 'button', textContent: text, className, onclick });
}

/** A labelled choice. Values by the texts that are shown for them. */
export function choice(
  label: string,
  options: Readonly<Record<string, string>>,
  onchange: (value: string) => void,
): { readonly root: HTMLLabelElement; readonly select: HTMLSelectElement } {
  const select = element(
    'select',
    {},
    Object.entries(options).map(([text, value]) => element('option', { value, textContent: text })),
  );
  select.onchange = () => onchange(select.value);
  return {
    root: element('label', { className: 'choice' }, [element('span', { textContent: label }), select]),
    select,
  };
}
