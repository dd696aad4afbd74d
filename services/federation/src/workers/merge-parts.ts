import type { PartState, Parts } from '../http/internal-app.ts';

const SEVERITY: Readonly<Record<PartState['state'], number>> = { ok: 0, degraded: 1, down: 2 };

/**
 * How the parts of all workers are, as one: each is as where it is worst, and says in what detail; where that is not at all
 * of them, with the number of the worker. A part `workers` says how many of those there should be answer.
 *
 * @param answers by the number of the worker; those that did not answer are absent
 */
export function mergeParts(answers: ReadonlyMap<number, Parts>, expected: number): Parts {
  const names = new Set([...answers.values()].flatMap((parts) => Object.keys(parts)));
  return {
    ...Object.fromEntries([...names].map((name) => [name, mergePart(name, answers)])),
    workers: {
      state: answers.size === expected ? 'ok' : 'down',
      detail: `${answers.size} of ${expected} answer`,
    },
  };
}

function mergePart(name: string, answers: ReadonlyMap<number, Parts>): PartState {
  const states = [...answers].flatMap(([worker, parts]) => {
    const state = parts[name];
    return state === undefined ? [] : [{ worker, ...state }];
  });
  const [worst] = states.toSorted((a, b) => SEVERITY[b.state] - SEVERITY[a.state]);
  if (worst === undefined) return { state: 'down' };
  const { worker, state, detail } = worst;
  if (states.every((each) => each.state === state && each.detail === detail))
    return { state, ...(detail !== undefined && { detail }) };
  return { state, detail: `worker ${worker}${detail === undefined ? '' : `: ${detail}`}` };
}
