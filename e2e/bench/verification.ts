/**
 * What verification costs beside the bare signature check: `node bench/verification.ts` in this folder, after a build.
 *
 * Takes a GitHub Actions token, signed with RS256 and 2048 bits, keys warm. Signature checks (`crypto.verify`, its
 * bytes made beforehand) and whole verifications take turns, so that neither finds the caches warmer than a gateway
 * would.
 *
 * The ratio is the result; the microseconds are this machine's. Other programs slow parsing more than arithmetic, so
 * the ratio of the best tenth is judged, which is what the code costs undisturbed; the medians are shown beside it.
 * Fails above the budget: measure on a machine that does nothing else.
 */
import { createPublicKey, verify } from 'node:crypto';
import { profileOf, sampleClaims } from '@cambio/claims';
import { TokenType } from '@cambio/oauth';
import { generateKey, SAMPLE_TIME, sign } from '@cambio/testkit';
import { createKeyStore, createVerifier, type DeclaredIssuer } from '@cambio/upstream';

const BUDGET = 1.6;
const WARM_UP = 20_000;
const TURNS = 80_000;

const AUDIENCE = 'https://sts.acme.example';
const NOW = SAMPLE_TIME / 1000;

const key = await generateKey('bench-1', 'RS256');
const { issuer, token } = await signSample();
const issuers = new Map([[issuer.id, issuer]]);
const verifier = createVerifier({
  issuers: () => issuers,
  keys: createKeyStore({ clock: () => SAMPLE_TIME }),
});

const dot = token.lastIndexOf('.');
const input = Buffer.from(token.slice(0, dot));
const signature = Buffer.from(token.slice(dot + 1), 'base64url');
const publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' });

const bare = new Float64Array(TURNS);
const whole = new Float64Array(TURNS);
for (let turn = -WARM_UP; turn < TURNS; turn++) {
  const start = performance.now();
  checkSignature();
  const between = performance.now();
  await verifyToken();
  const end = performance.now();
  bare[turn] = between - start;
  whole[turn] = end - between;
}

const ratio = quantile(whole, 0.1) / quantile(bare, 0.1);
const report = {
  characters: token.length,
  bestTenth: round(ratio),
  budget: BUDGET,
  median: round(quantile(whole, 0.5) / quantile(bare, 0.5)),
  medianBareMicroseconds: round(quantile(bare, 0.5) * 1000),
  medianVerifyMicroseconds: round(quantile(whole, 0.5) * 1000),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exitCode = ratio <= BUDGET ? 0 : 1;

async function signSample(): Promise<{ readonly issuer: DeclaredIssuer; readonly token: string }> {
  const profile = profileOf('github-actions');
  const sample = sampleClaims('github-actions');
  if (profile === undefined || sample === undefined) throw new TypeError('no GitHub Actions profile');
  return {
    token: await sign({ ...sample, aud: AUDIENCE }, key, { typ: 'JWT' }),
    issuer: {
      id: 'github',
      url: String(sample.iss),
      profile,
      keys: { kind: 'jwks', keys: [key.publicJwk] },
      allowPrivateNetwork: false,
      audiences: [AUDIENCE],
      algorithms: profile.algorithms,
      ...(profile.maxAge === undefined ? {} : { maxAge: profile.maxAge }),
      maxLifetime: profile.maxLifetime,
      clockSkew: 30,
      replay: profile.replay,
      enabled: true,
    },
  };
}

function checkSignature(): void {
  if (!verify('sha256', input, publicKey, signature)) throw new Error('the signature must hold');
}

async function verifyToken(): Promise<void> {
  const result = await verifier.verify(token, TokenType.jwt, NOW);
  if (!result.ok) throw new Error(result.error.detail);
}

function quantile(values: Float64Array, share: number): number {
  return values.toSorted()[Math.floor(values.length * share)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
