import { isLoopback } from '@cambio/oauth';
import { z } from 'zod';
import { duration } from './duration.ts';
import { SECRET } from './secret.ts';
import { size } from './size.ts';

const path = z.string().min(1);

/** A name that may stand in the store and in a file's name. */
const SINK_ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

const id = z
  .string()
  .regex(SINK_ID, { error: 'must be 1 to 64 small letters, digits or -' })
  .describe('Names how far the sink has come. Under another name it starts from the beginning.');

const url = z
  .string()
  .refine(isSafeUrl, { error: 'must be https, or http on loopback' })
  .describe('Where records are posted to.');

const headers = z
  .record(z.string(), z.string())
  .meta({ ...SECRET, description: 'Sent with each request, such as `Authorization`.' })
  .exactOptional();

const deadLetters = path.describe('The file for records that the address refuses for good.');

const file = z.strictObject({
  id,
  type: z.literal('file').describe('JSON Lines in a file.'),
  path: path.describe('The file written to; those before it have their time added to the name.'),
  maxSize: size.prefault('64MiB').describe('With `file`: the size at which a new file is begun.'),
  maxAge: duration.prefault('1d').describe('With `file`: the age at which a new file is begun.'),
});

const otlp = z.strictObject({
  id,
  type: z.literal('otlp').describe('Logs by OTLP over HTTP, as JSON.'),
  url,
  headers,
  deadLetters,
});

const webhook = z.strictObject({
  id,
  type: z.literal('webhook').describe('Batches of CloudEvents to an https address.'),
  url,
  headers,
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, { error: 'must be whsec_ and at least 24 bytes in base64' })
    .meta({
      ...SECRET,
      description:
        'With `webhook`: signs each request, as Standard Webhooks says. Better from a file than written here.',
    })
    .exactOptional(),
  deadLetters,
});

const checkpoint = z
  .string()
  .regex(/^[1-9]\d{0,14}:[0-9a-f]{64}$/, { error: 'must be NUMBER:HASH, such as 412:9f86d081…' })
  .transform((written) => {
    const [number, hash = ''] = written.split(':');
    return { number: Number(number), hash };
  });

/** What is recorded of decisions, how the record is sealed, and where it is streamed to. */
export const audit = z.strictObject({
  claims: z
    .enum(['profile', 'all', 'none'])
    .prefault('profile')
    .describe("Which upstream claims a decision records: those the provider's profile knows, all, or none."),
  sealEvery: duration
    .prefault('1m')
    .describe(
      'How often a signed checkpoint covers what was recorded. What is younger can be cut off unseen.',
    ),
  acceptCheckpoint: checkpoint
    .exactOptional()
    .describe(
      "A checkpoint, `NUMBER:HASH`, to seal on after although no key is left that signed it: one that you know to be the gateway's own.",
    ),
  sinks: z
    .array(z.discriminatedUnion('type', [file, otlp, webhook]))
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
      error: 'must not use one id twice',
    })
    .prefault([])
    .describe(
      'Where every decision is streamed to: `{id, type, …}` each, with `type` `file`, `otlp` or `webhook`.',
    ),
});

function isSafeUrl(text: string): boolean {
  const parsed = URL.parse(text);
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname));
}
