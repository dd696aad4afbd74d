/**
 * What verification costs beside the bare signature check: `node bench/verification.ts`.
 * Both run in turns in one process, on a GitHub Actions token signed with RS256 and 2048 bits, keys warm.
 * The ratio is the result; the microseconds are this machine's. Fails above the budget.
 */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { profileOf, sampleClaims } from '@cambio/claims';
import { TokenType } from '@cambio/oauth';
import { generateKey, SAMPLE_TIME, sign } from '@cambio/testkit';
import { createKeyStore, createVerifier, type DeclaredIssuer, type TokenVerifier } from '@cambio/upstream';

const BUDGET = 1.6;
const ROUNDS = 41;
const PER_ROUND = 2000;

const AUDIENCE = 'https://sts.acme.example';
const NOW = Math.floor(SAMPLE_TIME / 1000);

const profile = profileOf('github-actions');
const sample = sampleClaims('github-actions');
if (profile === undefined || sample === undefined) throw new TypeError('no GitHub Actions profile');

const key = await generateKey('bench-1', 'RS256');
const token = await sign({ ...sample, aud: AUDIENCE }, key, { typ: 'JWT' });
const issuer: DeclaredIssuer = {
  id: 'github',
  url: String(sample.iss),
  profile,
  keys: { kind: 'jwks', keys: [key.publicJwk] },
  allowPrivateNetwork: false,
  audiences: [AUDIENCE],
  algorithms: profile.algorithms,
  maxLifetime: profile.maxLifetime,
  clockSkew: 30,
  replay: 'once-per-target',
  enabled: true,
};
const issuers = new Map([[issuer.id, issuer]]);
const verifier = createVerifier({
  issuers: () => issuers,
  keys: createKeyStore({ clock: () => SAMPLE_TIME }),
});

const dot = token.lastIndexOf('.');
const input = Buffer.from(token.slice(0, dot));
const signature = Buffer.from(token.slice(dot + 1), 'base64url');
const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });

const bare: number[] = [];
const whole: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  bare.push(timeBare(publicKey));
  whole.push(await timeWhole(verifier));
}

const ratio = median(whole.map((cost, round) => cost / (bare[round] ?? Number.NaN)));
process.stdout.write(
  `${JSON.stringify({ token: token.length, bare: micros(median(bare)), verify: micros(median(whole)), ratio: Number(ratio.toFixed(3)), budget: BUDGET })}\n`,
);
process.exitCode = ratio <= BUDGET ? 0 : 1;

function timeBare(with_: KeyObject): number {
  const start = performance.now();
  for (let done = 0; done < PER_ROUND; done++) {
    if (!verify('sha256', input, with_, signature)) throw new Error('must verify');
  }
  return (performance.now() - start) / PER_ROUND;
}

async function timeWhole(by: TokenVerifier): Promise<number> {
  const start = performance.now();
  for (let done = 0; done < PER_ROUND; done++) {
    const result = await by.verify(token, TokenType.jwt, NOW);
    if (!result.ok) throw new Error(result.error.detail);
  }
  return (performance.now() - start) / PER_ROUND;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

function micros(milliseconds: number): number {
  return Number((milliseconds * 1000).toFixed(1));
}
