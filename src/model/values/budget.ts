/** Steps that one question may take: code that multiplies, or leads in circles, ends when they are spent. */
const MAX_STEPS = 400;

/** Modules of the project that one value is followed through. */
export const MAX_HOPS = 3;

/** Values that a name is given, a function returns or callers hand over: where there are more, none is looked at. */
export const MAX_ALTERNATIVES = 20;

/** What one question may look at of functions that call each other. */
export const SUMMARY_LIMITS = {
  /** Functions and modules that are looked into. What is further away is not seen. */
  functions: 200,
  modules: 12,
  /** Steps in one function, and calls of it that are looked at. More steps than a question's: it is asked once. */
  steps: 4000,
  calls: 500,
  /** Rounds in which functions that call each other are summed up; terms grow with each where they grow at all. */
  rounds: 6,
  /** More are as a rule the program itself. */
  emissions: 24,
  returns: 16,
  unseen: 32,
} as const;

/** What is told apart of an expression over parameters. */
export const TERM_LIMITS = {
  /** Steps from a parameter: a recursion into a tree takes any number. */
  path: 4,
  size: 100,
  parts: 16,
  /** Expressions inside of each other: a text of a thousand parts is a text. */
  depth: 40,
} as const;

/** What one question may cost, counted in one place for all that it asks on the way. */
export class Budget {
  private left: number;

  constructor(steps = MAX_STEPS) {
    this.left = steps;
  }

  /** Counts a step; false when there is none left. */
  spend(): boolean {
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }

  /** Whether a step was refused, so that something was not looked at. */
  get isSpent(): boolean {
    return this.left === 0;
  }
}
