import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import type { Reply } from './ask.ts';

/** Apache refused the request, and the service never saw it. */
export function expectRefusal({ status, passedOn }: Reply): void {
  expect([status, passedOn]).to.deep.equal([401, undefined]);
}

/** A token of a moment is let through until its end, and from then on refused. */
export async function expectRefusalAtEnd(
  token: string,
  call: (token: string) => Promise<Reply>,
): Promise<void> {
  while ((await call(token)).status === 200);
  expect(Date.now() / 1000).to.be.at.least(Number(decode(token).claims.exp));
  expect((await call(token)).status).to.equal(401);
}
