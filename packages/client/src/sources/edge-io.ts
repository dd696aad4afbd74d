import type { SourceIo } from './source.ts';

/** What sources reach the outside through where there is only `fetch`: no files, no programs, no sockets. */
export function edgeIo(io: Pick<SourceIo, 'env' | 'fetch'>): SourceIo {
  return { ...io, readFile: notHere, run: notHere, fetchJwtSvid: notHere };
}

function notHere(): Promise<never> {
  return Promise.reject(new Error('not on this runtime'));
}
