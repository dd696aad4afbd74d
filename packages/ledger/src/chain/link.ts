import { hash } from 'node:crypto';

/** What is so far on a chain: its last record's number and hash. Before the first: 0, and the chain's genesis. */
export interface ChainEnd {
  readonly seq: number;
  /** Hex SHA-256. */
  readonly hash: string;
}

/** Where a chain begins: a hash over its own name, so that no record fits on another chain. */
export function genesis(chain: string): ChainEnd {
  return { seq: 0, hash: hash('sha256', `{"chain":${JSON.stringify(chain)}}`) };
}

/**
 * The end of the chain with one more record: SHA-256 over the canonical JSON of `{chain, previous, record, seq}`, where
 * `previous` is the hash before.
 * @param body the record's canonical JSON
 */
export function link(chain: string, { seq, hash: previous }: ChainEnd, body: string): ChainEnd {
  const next = seq + 1;
  const text = `{"chain":${JSON.stringify(chain)},"previous":"${previous}","record":${body},"seq":${next}}`;
  return { seq: next, hash: hash('sha256', text) };
}
