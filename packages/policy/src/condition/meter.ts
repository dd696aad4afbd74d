/**
 * Counts what an evaluation costs, and stops it at a bound. A unit is about one step of the engine or one character
 * looked at: a few dozen nanoseconds.
 */
class Meter {
  #left = 0;

  start(budget: number): void {
    this.#left = budget;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** @throws when the budget is spent; the engine turns that into an evaluation error. */
  charge(units: number): void {
    this.#left -= units;
    if (this.isSpent) throw new Error(COST_EXCEEDED);
  }
}

export const COST_EXCEEDED = 'costs more to evaluate than is allowed';

/** The meter of the evaluation that runs: they never run inside one another, so that one serves all. */
export const METER = new Meter();

/** What one evaluation may cost: ten or twenty milliseconds in the worst case. */
export const EVALUATION_BUDGET = 100_000;
