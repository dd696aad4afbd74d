import { describeFailure, revoke } from '@cambio/client';
import type { Runner } from './runner.ts';

/** Ends the token that the step got, where it got one. A token that cannot be revoked ends soon by itself: that is a warning. */
export async function revokeToken(
  runner: Runner,
  io: { readonly fetch: typeof globalThis.fetch },
): Promise<void> {
  const [gateway, token] = [runner.state('gateway'), runner.state('token')];
  if (gateway === undefined || token === undefined) return;
  const revoked = await revoke(gateway, token, io);
  if (revoked.ok) return runner.say('The token is revoked.');
  const message = `${describeFailure(revoked.error)}. The token is good until it expires.`;
  runner.warning({ title: 'The token is not revoked', message });
}
