import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import type { PlaygroundFinding, TextEdit } from '../project.js';

/** The editor of one file at a time; each keeps its undo history. */
export class Editor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private file = '';

  constructor(
    parent: HTMLElement,
    private readonly onEdit: (file: string, text: string) => void,
  ) {
    this.view = new EditorView({ parent });
  }

  /** Shows a file. */
  show(file: string, text: string): void {
    if (this.file !== '') this.states.set(this.file, this.view.state);
    this.file = file;
    const known = this.states.get(file);
    this.view.setState(known?.doc.toString() === text ? known : this.stateOf(file, text));
  }

  /** Forgets what was edited so far: other files are opened. */
  reset(): void {
    this.file = '';
    this.states.clear();
  }

  /** Takes over a text that was changed elsewhere, as one step that can be undone. */
  replace(text: string): void {
    const old = this.view.state.doc.toString();
    if (old !== text) this.view.dispatch({ changes: { from: 0, to: old.length, insert: text } });
  }

  apply({ from, to, text }: TextEdit): void {
    this.view.dispatch({ changes: { from, to, insert: text } });
  }

  /** Shows where a finding is. */
  reveal({ from, to }: PlaygroundFinding): void {
    const { length } = this.view.state.doc;
    this.view.dispatch({
      selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
      effects: EditorView.scrollIntoView(Math.min(from, length), { y: 'center' }),
    });
    this.view.focus();
  }

  /** Underlines the findings of the file that is shown. */
  underline(findings: readonly PlaygroundFinding[]): void {
    const { length } = this.view.state.doc;
    const diagnostics = findings.map(({ from, to, message, rule }): Diagnostic => {
      const start = Math.min(from, length);
      return {
        from: start,
        to: Math.min(Math.max(to, start), length),
        severity: 'error',
        message,
        source: rule,
      };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }

  destroy(): void {
    this.view.destroy();
  }

  private stateOf(file: string, text: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [...EXTENSIONS, languageOf(file), this.listener(file)],
    });
  }

  private listener(file: string): Extension {
    return EditorView.updateListener.of((update) => {
      if (update.docChanged) this.onEdit(file, update.state.doc.toString());
    });
  }
}

const EXTENSIONS: readonly Extension[] = [
  basicSetup,
  // By classes, so that one style sheet has the colours of both modes.
  syntaxHighlighting(classHighlighter),
  EditorView.contentAttributes.of({ 'aria-label': 'Code' }),
];

function languageOf(file: string): Extension {
  if (file.endsWith('.json')) return json();
  return javascript({ typescript: /\.[cm]?tsx?$/.test(file), jsx: file.endsWith('x') });
}
