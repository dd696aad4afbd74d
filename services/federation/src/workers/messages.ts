import { z } from 'zod';

/** The variable by which a process knows that it is a worker, and which one. */
export const WORKER_VARIABLE = 'CAMBIO_WORKER';

/** The variable that says how many workers ended in its place before it. */
export const REPLACEMENT_VARIABLE = 'CAMBIO_WORKER_REPLACEMENT';

/** What a worker tells its primary. Others use the same channel, for what workers share. */
export const fromWorker = z.discriminatedUnion('kind', [
  /** It is there, and waits for what it is handed. */
  z.object({ kind: z.literal('waiting') }),
  z.object({ kind: z.literal('serving'), publicUrl: z.url(), internalUrl: z.url() }),
]);

export type FromWorker = z.infer<typeof fromWorker>;

/** What it is handed: for whoever started it to read. */
export const toWorker = z.object({ kind: z.literal('handed over'), what: z.unknown() });

export type ToWorker = z.infer<typeof toWorker>;
