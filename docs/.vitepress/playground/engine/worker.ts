// First: what the others load asks for it.
import './process.js';
import type { Answer, Question } from '../project.js';
import { analyse, open } from './analyse.js';
import { fix } from './lint.js';

/** Beside the page, which stays responsive while the engine works. */
const worker = globalThis as unknown as {
  onmessage: (message: MessageEvent<Question>) => void;
  postMessage(answer: Answer): void;
};

worker.onmessage = ({ data }) => worker.postMessage(answerTo(data));

function answerTo({ ask, project }: Question): Answer {
  try {
    if (ask === 'analyse') return { is: 'analysis', analysis: analyse(project) };
    open(project);
    return { is: 'fixed', files: fix(project) };
  } catch (error) {
    return { is: 'failure', message: error instanceof Error ? error.message : String(error) };
  }
}
