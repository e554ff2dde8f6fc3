import type { Answer, Question } from './project.js';

/** The engine in its worker: one question after the other; of those that wait, the newest is enough. */
export class EngineClient {
  private readonly worker: Worker;
  private waiting: { readonly question: Question; readonly answered: (answer: Answer) => void } | undefined;
  private answered: ((answer: Answer) => void) | undefined;

  /** @param onFailure called where the engine cannot be loaded at all */
  constructor(onFailure: (message: string) => void) {
    this.worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const { answered } = this;
      this.answered = undefined;
      answered?.(data);
      const next = this.waiting;
      this.waiting = undefined;
      if (next) this.post(next.question, next.answered);
    };
    this.worker.onerror = ({ message }) => onFailure(message);
  }

  /** An earlier question that has not been asked yet is never answered. */
  ask(question: Question, answered: (answer: Answer) => void): void {
    if (this.answered) this.waiting = { question, answered };
    else this.post(question, answered);
  }

  close(): void {
    this.worker.terminate();
  }

  private post(question: Question, answered: (answer: Answer) => void): void {
    this.answered = answered;
    this.worker.postMessage(question);
  }
}
