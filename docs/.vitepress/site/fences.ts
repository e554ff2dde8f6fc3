import type { MarkdownRenderer } from 'vitepress';

const LABELS = { incorrect: 'Reported', correct: 'Not reported' };

/** Marks examples that are reported (`ts incorrect`) and that are not (`ts correct`). */
export function judgedFences(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  if (!fence) throw new Error('no renderer of fences');
  md.renderer.rules.fence = (...args) => {
    const [tokens, index] = args;
    const [, verdict] = tokens[index]?.info.split(' ') ?? [];
    const html = fence(...args);
    if (verdict !== 'incorrect' && verdict !== 'correct') return html;
    return `<div class="judged ${verdict}"><p class="verdict">${LABELS[verdict]}</p>${html}</div>\n`;
  };
}
