/** Long work in steps: whoever runs it may let others have a turn between two. It gives what it came to at the end. */
export type Steps<Outcome> = Generator<undefined, Outcome, undefined>;

/** Runs all steps at once. */
export function finish<Outcome>(steps: Steps<Outcome>): Outcome {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
