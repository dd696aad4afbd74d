import { expect } from 'chai';
import type { Answer } from './answer.ts';

/** One answer is a token; all others were refused for this reason. */
export function expectOneOf(answers: readonly Answer[], reason: string): void {
  expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(new Set(refused.map(({ failure }) => failure?.reason))).to.deep.equal(new Set([reason]));
}
