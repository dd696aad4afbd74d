import { context, registeredClaims, renameable } from '../claim-fact.ts';
import { defineProfile } from '../define-profile.ts';
import { workloadName } from '../workload-name.ts';

/**
 * Spacelift, hosted or self-hosted: one issuer per account. There are no ids, only slugs, which can be deleted and
 * used again. The audience is the account's host name and cannot be chosen.
 */
export const spacelift = defineProfile({
  provider: 'spacelift',
  title: 'Spacelift',
  maxAge: 3600,
  maxLifetime: 86_400,
  replay: 'once-per-target',
  claims: {
    ...registeredClaims('nbf', 'jti'),
    sub: renameable({ idOf: 'callerId' }),
    spaceId: renameable(),
    spacePath: renameable({ optional: true }),
    callerType: context(),
    callerId: renameable(),
    runType: context(),
    runId: context(),
    scope: context(),
  },
  events: [{ claim: 'runType', untrusted: ['PROPOSED', 'TASK'] }],
  requiredClaims: ['spaceId', 'callerType', 'callerId', 'runId'],
  describe: (read) => ({
    kind: 'job',
    ids: [{ spaceId: read('spaceId'), callerType: read('callerType'), callerId: read('callerId') }],
    within: { spacePath: read('spacePath') },
    name: workloadName([read('spaceId'), read('callerId')]),
    task: { runId: read('runId') },
  }),
});
