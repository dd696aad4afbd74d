import { testMapping } from '../trial/trial.ts';
import type { ErrorRule } from './rule.ts';

/** A mapping does something else than its author says it does. */
export const failingTest: ErrorRule = {
  id: 'failing-test',
  summary: 'A test of the mapping fails.',
  check: (mapping, around) =>
    testMapping(mapping, around).flatMap(({ index, name, failure }) =>
      failure === undefined
        ? []
        : [
            {
              path: ['tests', index, ...failure.path],
              message: `test ${JSON.stringify(name)} fails: ${failure.message}`,
              hint: failure.hint,
            },
          ],
    ),
};
