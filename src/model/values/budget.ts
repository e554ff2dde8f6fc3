/** Steps that one question may take: code that multiplies, or leads in circles, ends when they are spent. */
const MAX_STEPS = 400;

/** Modules of the project that one value is followed through. */
export const MAX_HOPS = 3;

/** Values that a name is given, a function returns or callers hand over: where there are more, none is looked at. */
export const MAX_ALTERNATIVES = 20;

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
