/**
 * A pause between two linted files after which what was read off the disk is read again. A command line lints one file right
 * after the other, and reads everything once; whoever changes a set-up or a manifest in an editor takes longer than that,
 * and has the answers that follow from it with the next keystroke in any other file.
 */
const PAUSE_MS = 2000;

let lastLinted = 0;
let pauses = 0;

/** Says that a file begins to be linted. */
export function lintBegins(): void {
  const now = Date.now();
  // The clock may have been set back as well.
  if (Math.abs(now - lastLinted) > PAUSE_MS) pauses++;
  lastLinted = now;
}

/** Answers that cost a walk through a project's files, kept until the next pause. */
export class Memory<Answer> {
  private readonly answers = new Map<string, Answer>();
  private pausesSeen = pauses;

  /** The answer to a question, found out once between two pauses. */
  recall(question: string, findOut: () => Answer): Answer {
    const answers = this.sincePause();
    const known = answers.get(question);
    if (known !== undefined || answers.has(question)) return known as Answer;
    const found = findOut();
    answers.set(question, found);
    return found;
  }

  /** The same, where nothing may be found yet: that is no answer to keep. */
  recallFound(question: string, findOut: () => Answer | undefined): Answer | undefined {
    const answers = this.sincePause();
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = findOut();
    if (found !== undefined) answers.set(question, found);
    return found;
  }

  private sincePause(): Map<string, Answer> {
    if (this.pausesSeen !== pauses) {
      this.answers.clear();
      this.pausesSeen = pauses;
    }
    return this.answers;
  }
}
