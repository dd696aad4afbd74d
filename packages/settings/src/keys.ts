import { durationSchema } from '@cambio/policy';
import { z } from 'zod';
import { duration } from './duration.ts';
import { SECRET } from './secret.ts';
import { transit } from './transit.ts';

const path = z.string().min(1);

const encryptionKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/, { error: 'must be the base64 of 32 bytes: openssl rand -base64 32' });

const encryption = z.strictObject({
  keyFile: path
    .prefault('./data/key')
    .describe('The key that private signing keys are encrypted under; made at first start.'),
  key: encryptionKey
    .meta({
      ...SECRET,
      description: 'That key itself instead of its file: base64 of 32 bytes, out of a variable or a secret.',
    })
    .exactOptional(),
  previousKeyFiles: z
    .array(path)
    .prefault([])
    .describe('Files of earlier keys, which still open what was encrypted under them.'),
  previousKeys: z
    .array(encryptionKey)
    .prefault([])
    .meta({ ...SECRET, description: 'The same for keys that are no files.' }),
});

/** What issued tokens are signed with, and how that changes. */
export const keys = z
  .strictObject({
    algorithms: z
      .array(z.enum(['ES256', 'ES384', 'RS256', 'EdDSA']))
      .min(1)
      .refine((list) => new Set(list).size === list.length, { error: 'must not name one algorithm twice' })
      .prefault(['ES256'])
      .describe('Algorithms issued tokens are signed with; the first is the default.'),
    rotateEvery: duration.prefault('30d').describe('How long a key signs.'),
    publishAhead: durationSchema
      .pipe(z.int().min(2, { error: 'must be 2s or longer' }))
      .prefault('1d')
      .describe(
        'How long a key is published at least before it signs. Verifiers may keep the key set half of it, 5m at most.',
      ),
    encryption: encryption.prefault({}).describe('How private keys are kept.'),
    signer: z
      .enum(['local', 'transit'])
      .prefault('local')
      .describe('Who makes and keeps new keys: this gateway, or Transit of Vault or OpenBao.'),
    transit: transit.exactOptional(),
  })
  .refine(({ rotateEvery, publishAhead }) => publishAhead <= rotateEvery, {
    path: ['publishAhead'],
    error: 'must not be longer than keys.rotateEvery',
  })
  .check(({ value: { algorithms, signer, transit }, issues }) => {
    if (signer === 'local') return;
    if (transit === undefined) {
      issues.push({ code: 'custom', input: signer, path: ['signer'], message: 'needs keys.transit' });
      return;
    }
    if (transit.auth.method !== 'token' && transit.auth.role === undefined) {
      const message = `needs a role to log in by ${transit.auth.method}`;
      issues.push({ code: 'custom', input: transit.auth, path: ['transit', 'auth'], message });
    }
    for (const algorithm of algorithms.filter((name) => transit.keys[name] === undefined)) {
      const message = `needs the name of a key for ${algorithm}`;
      issues.push({ code: 'custom', input: transit.keys, path: ['transit', 'keys'], message });
    }
  });
