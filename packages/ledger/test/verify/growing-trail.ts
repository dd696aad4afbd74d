import { createHmac } from 'node:crypto';
import { type JsonObject, ok } from '@cambio/oauth';
import { canonicalJson } from '../../src/chain/canonical-json.ts';
import { type ChainEnd, genesis, link } from '../../src/chain/link.ts';
import { checkpointHash, type Statement } from '../../src/chain/statement.ts';
import type { Sealing } from '../../src/ports/audit-trail.ts';
import type { Entry } from '../../src/trail-file/entry.ts';
import { allowed, NOW } from '../decisions.ts';

export const ISSUER = 'https://sts.example';

/** Seals a statement as the gateway does, under a key of the test's. */
export function seal(statement: JsonObject, key: string): string {
  const header = Buffer.from(JSON.stringify({ kid: key })).toString('base64url');
  const input = `${header}.${Buffer.from(canonicalJson(statement)).toString('base64url')}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

/** Knows the keys of the test that are named. */
export function signaturesBy(...keys: readonly string[]) {
  return async (jws: string): Promise<'valid' | 'invalid' | 'unknown_key'> => {
    const [header = '', payload, signature] = jws.split('.');
    const key = keys.find(
      (each) => header === Buffer.from(JSON.stringify({ kid: each })).toString('base64url'),
    );
    if (key === undefined) return 'unknown_key';
    const due = createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url');
    return signature === due ? 'valid' : 'invalid';
  };
}

/** The same for whoever seals. */
export function judgeBy(...keys: readonly string[]): Sealing['judge'] {
  const check = signaturesBy(...keys);
  return async (jws) => ok(await check(jws));
}

interface ChainSoFar {
  readonly base: ChainEnd;
  readonly head: ChainEnd;
}

/** A trail that is made by the rules, so it verifies. */
export class GrowingTrail {
  readonly #entries: Entry[] = [];
  readonly #chains = new Map<string, ChainSoFar>();
  #sealed = '';
  #number = 0;
  #oldest = 1;

  /** Puts records on chains, by name and count, then a checkpoint. */
  grow(counts: Readonly<Record<string, number>>, key = 'current'): this {
    for (const [chain, count] of Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (let i = 0; i < count; i += 1) this.#record(chain);
    }
    this.#checkpoint(key);
    return this;
  }

  /** Lets retention remove records up to `seq`; the next checkpoint says so. */
  prune(chain: string, seq: number): this {
    const so = this.#chains.get(chain);
    const last = this.#entries.find(
      (each) => each.kind === 'decision' && each.chain === chain && each.seq === seq,
    );
    if (last?.kind !== 'decision' || so === undefined) throw new Error(`no ${chain}/${seq}`);
    this.#chains.set(chain, { ...so, base: { seq, hash: last.hash } });
    return this;
  }

  /** As somebody does who can write to the store: removes a chain, and lets the gateway seal what is left. */
  forget(chain: string): this {
    this.#chains.delete(chain);
    const left = this.#entries.filter((each) => each.kind !== 'decision' || each.chain !== chain);
    this.#entries.splice(0, this.#entries.length, ...left);
    return this;
  }

  pruneCheckpoints(oldest: number): this {
    this.#oldest = oldest;
    return this;
  }

  /** The hash of the last checkpoint. */
  get seal(): string {
    return checkpointHash(this.#sealed);
  }

  /** What an export holds. */
  exported(): readonly Entry[] {
    let number = 0;
    const kept = this.#entries.filter((entry) => {
      if (entry.kind === 'checkpoint') return ++number >= this.#oldest;
      return entry.kind === 'decision' && entry.seq > (this.#chains.get(entry.chain)?.base.seq ?? 0);
    });
    return [{ kind: 'trail', format: 1, checkpoint: this.#sealed }, ...kept];
  }

  #record(chain: string): void {
    const { base, head } = this.#chains.get(chain) ?? { base: genesis(chain), head: genesis(chain) };
    const record: JsonObject = JSON.parse(JSON.stringify(allowed(head.seq)));
    const next = link(chain, head, canonicalJson(record));
    this.#chains.set(chain, { base, head: next });
    this.#entries.push({ kind: 'decision', chain, ...next, record });
  }

  #checkpoint(key: string): void {
    const chains = [...this.#chains].map(([chain, so]) => ({ chain, ...so }));
    const statement: Statement = {
      iss: ISSUER,
      number: ++this.#number,
      at: NOW + this.#number,
      ...(this.#sealed !== '' && { previous: this.seal }),
      oldest: this.#oldest,
      chains: chains.sort((a, b) => (a.chain < b.chain ? -1 : 1)),
    };
    this.#sealed = seal(statement, key);
    this.#entries.push({ kind: 'checkpoint', statement: this.#sealed });
  }
}
