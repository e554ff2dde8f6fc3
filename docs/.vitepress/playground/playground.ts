import { EngineClient } from './engine-client.js';
import { EXAMPLES, FIRST_EXAMPLE } from './examples.js';
import type { Analysis, PlaygroundFinding, PlaygroundProject, TextEdit } from './project.js';
import { linkOf, projectOf } from './share.js';
import { Editor } from './view/editor.js';
import { button, element } from './view/element.js';
import { findingList } from './view/findings.js';
import { inventoryView } from './view/inventory.js';
import { migrationView } from './view/migration.js';
import { Tabs } from './view/tabs.js';
import { Toolbar } from './view/toolbar.js';

/** Milliseconds after the last key before the engine is asked. */
const PAUSE = 250;

/** Puts the playground into an element. Returns what takes it away again. */
export async function mount(root: HTMLElement): Promise<() => void> {
  const given = await projectOf(location.hash.slice(1));
  const playground = new Playground(root, given ?? FIRST_EXAMPLE);
  return () => playground.close();
}

class Playground {
  private readonly engine = new EngineClient((message) => this.status(`The engine did not load: ${message}`));
  private readonly toolbar: Toolbar;
  private readonly files: Tabs;
  private readonly results: Tabs;
  private readonly editor: Editor;
  private readonly output = element('div', { className: 'output' });
  private readonly state = element('p', { className: 'status', role: 'status' });
  private readonly problems = element('div', { className: 'problems' });
  private analysis: Analysis | undefined;
  private timer = 0;
  private file: string;

  constructor(
    root: HTMLElement,
    private project: PlaygroundProject,
  ) {
    this.toolbar = new Toolbar({
      onExample: (name) => this.open(EXAMPLES[name] ?? this.project),
      onPreset: (preset) => this.change({ preset }),
      onLogger: (logger) => this.change({ logger }),
    });
    const [first = ''] = Object.keys(project.files);
    this.file = first;
    this.files = new Tabs('Files', (file) => this.show(file));
    this.results = new Tabs('Results', () => this.render());
    const code = element('div', { className: 'code' });
    root.replaceChildren(
      this.toolbar.root,
      element('div', { className: 'panes' }, [
        element('section', { className: 'pane' }, [this.files.root, code]),
        element('section', { className: 'pane' }, [
          this.results.root,
          this.problems,
          this.output,
          element('div', { className: 'actions' }, [
            button('Apply all fixes', () => this.fixAll(), 'brand'),
            button('Copy link', () => void this.copyLink()),
            this.state,
          ]),
        ]),
      ]),
    );
    this.editor = new Editor(code, (file, text) =>
      this.change({ files: { ...this.project.files, [file]: text } }),
    );
    this.open(project);
  }

  close(): void {
    clearTimeout(this.timer);
    this.engine.close();
    this.editor.destroy();
  }

  private open(project: PlaygroundProject): void {
    this.project = project;
    this.editor.reset();
    this.toolbar.show(project);
    const [first = ''] = Object.keys(project.files);
    this.show(first);
    this.renderResultTabs();
    this.ask();
  }

  private show(file: string): void {
    this.file = file;
    this.editor.show(file, this.project.files[file] ?? '');
    this.renderFileTabs();
    this.underline();
  }

  private change(changed: Partial<PlaygroundProject>): void {
    this.project = { ...this.project, ...changed };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), PAUSE);
  }

  private ask(): void {
    const { project } = this;
    this.status('Reading…');
    void linkOf(project).then((link) => history.replaceState(history.state, '', `#${link}`));
    this.engine.ask({ ask: 'analyse', project }, (answer) => {
      if (answer.is === 'failure') this.status(answer.message);
      if (answer.is !== 'analysis') return;
      this.analysis = answer.analysis;
      this.status(`Read in ${answer.analysis.milliseconds} ms`);
      this.render();
    });
  }

  private fixAll(): void {
    this.engine.ask({ ask: 'fix', project: this.project }, (answer) => {
      if (answer.is !== 'fixed') return;
      this.change({ files: answer.files });
      this.editor.replace(answer.files[this.file] ?? '');
    });
  }

  private apply({ file }: PlaygroundFinding, edit: TextEdit): void {
    this.results.focus();
    if (file !== this.file) this.show(file);
    this.editor.apply(edit);
  }

  private reveal(finding: PlaygroundFinding): void {
    if (finding.file !== this.file) this.show(finding.file);
    this.editor.reveal(finding);
  }

  private render(): void {
    this.renderFileTabs();
    this.renderResultTabs();
    this.underline();
    const { analysis } = this;
    if (!analysis) return;
    this.problems.replaceChildren(...analysis.warnings.map((text) => element('p', { textContent: text })));
    this.output.replaceChildren(this.resultView(analysis));
  }

  private resultView({ findings, migration, inventory }: Analysis): Node {
    if (this.results.chosen === 'Migration') return migrationView(migration);
    if (this.results.chosen === 'Inventory') return inventoryView(inventory);
    return findingList(findings, {
      reveal: (finding) => this.reveal(finding),
      apply: (finding, edit) => this.apply(finding, edit),
    });
  }

  private underline(): void {
    this.editor.underline(this.analysis?.findings.filter(({ file }) => file === this.file) ?? []);
  }

  private renderFileTabs(): void {
    const counts = new Map<string, number>();
    for (const { file } of this.analysis?.findings ?? []) counts.set(file, (counts.get(file) ?? 0) + 1);
    const files = Object.keys(this.project.files).map((name) => ({ name, count: counts.get(name) }));
    this.files.show(files, this.file);
  }

  private renderResultTabs(): void {
    const { analysis } = this;
    this.results.show(
      [
        { name: 'Findings', count: analysis?.findings.length },
        { name: 'Migration', count: analysis?.migration.migrated },
        { name: 'Inventory', count: undefined },
      ],
      this.results.chosen || 'Findings',
    );
  }

  private async copyLink(): Promise<void> {
    const link = `${location.origin}${location.pathname}#${await linkOf(this.project)}`;
    try {
      await navigator.clipboard.writeText(link);
      this.status('Link copied');
    } catch {
      this.status('The address of this page is the link');
    }
  }

  private status(text: string): void {
    this.state.textContent = text;
  }
}
