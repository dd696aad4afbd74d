import { randomUUID } from 'node:crypto';
import type { DecisionId } from '@cambio/oauth';
import type { Ids } from '@cambio/sts';
import { v7 as uuidv7 } from 'uuid';

/** Ids of decisions, revocations, proposals and replicas sort by time (RFC 9562 §5.7); so does a `jti`, with 122 random bits. */
export const ids: Ids & { readonly proposal: () => string; readonly replica: () => string } = {
  decision: () => uuidv7() as DecisionId,
  revocation: () => uuidv7(),
  proposal: () => uuidv7(),
  replica: () => uuidv7(),
  jti: (at) => `${at.toString(16).padStart(12, '0')}-${randomUUID()}`,
};
