import type { RevocationSelector, RevokeBySelector } from '@cambio/sts';
import type { Logger } from 'pino';
import { z } from 'zod';
import { instant } from './instant.ts';
import type { Operation } from './operation.ts';
import { answerProblem } from './problem.ts';
import { readJson } from './read-request.ts';

const name = z.string().min(1).max(2000);

const members = z.strictObject({
  /** A `jti`; a whole token, which is a credential, has dots in it. */
  token: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .exactOptional(),
  mapping: name.exactOptional(),
  issuer: name.exactOptional(),
  target: name.exactOptional(),
  workload: name.exactOptional(),
  task: name.exactOptional(),
  client: name.exactOptional(),
  before: instant.exactOptional(),
  reason: z
    .string()
    .trim()
    .max(500)
    .regex(/^\P{C}+$/u),
});

/** What is revoked, by one selector alone, and why. */
const revocationRequest = members.transform(({ reason, ...given }, check) => {
  const [selector, ...others] = selectorsIn(given);
  if (selector !== undefined && others.length === 0) return { selector, reason };
  check.addIssue('needs one selector');
  return z.NEVER;
});

function selectorsIn(given: Omit<z.output<typeof members>, 'reason'>): readonly RevocationSelector[] {
  const { before, ...names } = given;
  const selectors: RevocationSelector[] = [];
  for (const by of ['token', 'mapping', 'issuer', 'target', 'workload', 'task', 'client'] as const) {
    const value = names[by];
    if (value !== undefined) selectors.push({ by, value });
  }
  if (before !== undefined) selectors.push({ by: 'before', time: before });
  return selectors;
}

/** `POST /revocations`: revokes every token that a selector covers, in the name of the caller. */
export function createRevocation(revoke: RevokeBySelector, bodyLimit: number, log: Logger): Operation {
  return {
    scope: 'tokens:revoke',
    handle: async ({ ctx, admin }) => {
      const request = await readJson(ctx, revocationRequest, bodyLimit);
      if (!request.ok) return answerProblem(ctx, request.error.reason, request.error.members);
      const { selector, reason } = request.value;
      const revoked = await revoke(selector, { author: admin.name, reason });
      if (!revoked.ok) return answerProblem(ctx, revoked.error);
      log.warn({ revocation: revoked.value }, 'tokens revoked');
      ctx.status = 201;
      ctx.body = revoked.value;
    },
  };
}
