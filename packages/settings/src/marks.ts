import { z } from 'zod';

const path = z.string().min(1);

const tls = z
  .strictObject({
    ca: path
      .exactOptional()
      .describe("PEM file: the authority of Redis' certificates. By default those this machine knows."),
    cert: path.exactOptional().describe('PEM file: the certificate the gateway shows Redis.'),
    key: path.exactOptional().describe('PEM file: its private key.'),
  })
  .refine(({ cert, key }) => (cert === undefined) === (key === undefined), {
    error: 'must have both of cert and key, or neither',
  });

/** Where what is short-lived is kept. */
export const marks = z
  .strictObject({
    url: z
      .string()
      .regex(/^(ledger|sqlite:.+|rediss?(\+(sentinel|cluster))?:\/\/.+)$/, {
        error:
          'must be ledger, sqlite: followed by a path, or a URL that starts with redis://, redis+sentinel:// or redis+cluster:// (rediss for TLS)',
      })
      .prefault('ledger')
      .describe(
        'The short-lived store (replay reservations, rate counters): `ledger` keeps it in the same SQLite file, `sqlite:PATH` in one of its own; `redis://HOST:PORT`, `redis+sentinel://HOST:PORT,…/MASTER`, `redis+cluster://HOST:PORT,…`, with `rediss` for TLS.',
      ),
    acknowledgements: z
      .int()
      .min(0)
      .max(9)
      .prefault(0)
      .describe('Replicas of Redis that must have a reservation before a token is issued for it.'),
    tls: tls.exactOptional(),
  })
  .refine(({ url, tls }) => tls === undefined || url.startsWith('rediss'), {
    path: ['tls'],
    error: 'needs a marks.url that starts with rediss',
  })
  .refine(({ url, acknowledgements }) => acknowledgements === 0 || url.startsWith('redis'), {
    path: ['acknowledgements'],
    error: 'needs Redis as marks.url: no other store has replicas',
  });
