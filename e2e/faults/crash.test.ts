import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitHubPlatform, startGitHubPlatform } from '@cambio/testkit';
import { expect } from 'chai';
import { cambio } from '../gateway/cambio.ts';
import { recordedDecisions } from '../gateway/recorded-decisions.ts';
import { type Gateway, startGateway } from '../gateway/start-gateway.ts';
import { type Answer, post } from '../shop/answer.ts';
import { exchangeForm } from '../shop/shop.ts';
import { SHOP, shopTrust } from '../shop/trust.ts';

const CALLERS = 8;
/** Answers to wait for before the gateway is killed, different in each round so that it dies in different places. */
const ROUNDS = [10, 25, 40];

interface Attempt {
  readonly subjectToken: string;
  /** Absent: the connection broke before there was one. */
  readonly answer?: Answer;
}

describe('kill -9 in the middle of exchanges', () => {
  let platform: GitHubPlatform;
  let folder: string;
  let gateway: Gateway;
  const attempts: Attempt[] = [];

  const trust = () => shopTrust(platform.issuer, 'replay: once');
  const keySet = async () => (await fetch(`${gateway.issuer}/jwks`)).json();

  before(async () => {
    platform = await startGitHubPlatform({ now: Date.now });
    folder = await mkdtemp(join(tmpdir(), 'cambio-crash-'));
    gateway = await startGateway({ trust: trust(), folder });
  });
  after(async () => {
    await gateway.stop();
    await platform.close();
    await rm(folder, { recursive: true });
  });

  /** Exchanges as fast as it goes until the gateway is gone; kills it after `limit` answers. */
  async function exchangeUntilKilled(limit: number): Promise<void> {
    let answers = 0;
    let killed: Promise<unknown> | undefined;
    const caller = async () => {
      while (killed === undefined) {
        const subjectToken = await platform.issue({ aud: gateway.issuer, ...SHOP });
        const answer = await post(gateway.issuer, exchangeForm(subjectToken)).catch(() => undefined);
        attempts.push({ subjectToken, ...(answer && { answer }) });
        if (answer !== undefined && ++answers >= limit) killed ??= gateway.stop('SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
    await killed;
  }

  it('keeps keys, records and reservations', async function () {
    this.timeout(60_000);
    const keys = await keySet();
    for (const limit of ROUNDS) {
      await exchangeUntilKilled(limit);
      gateway = await startGateway({ trust: trust(), folder, port: gateway.port });
      expect(await keySet(), 'the same keys as before').to.deep.equal(keys);
    }
    const issued = attempts.flatMap(({ answer }) => answer?.token ?? []);
    expect(issued.length).to.be.at.least(ROUNDS.reduce((sum, limit) => sum + limit));
  });

  it('answered with no token that has no record', async () => {
    const recorded = await recordedDecisions(folder);
    const issued = attempts.flatMap(({ answer }) => answer?.token?.decision_id ?? []);
    expect(issued.filter((decision) => recorded.get(decision)?.outcome !== 'allow')).to.be.empty;
  });

  it('accepts no token again', async () => {
    for (const { subjectToken, answer } of attempts) {
      const again = await post(gateway.issuer, exchangeForm(subjectToken));
      if (answer?.token !== undefined) expect(again.failure?.reason).to.equal('replayed');
      else expect(again.failure?.reason ?? 'issued at last').to.be.oneOf(['replayed', 'issued at last']);
    }
  });

  it('issued at most one token for each, by the record', async () => {
    const allowed = [...(await recordedDecisions(folder)).values()].filter(
      ({ outcome }) => outcome === 'allow',
    );
    const subjects = allowed.map(({ subject }) => subject.tokenDigest);
    expect(new Set(subjects).size).to.equal(subjects.length);
  });

  it('left a trail that verifies, with every record', async () => {
    const keys = join(folder, 'jwks.json');
    await writeFile(keys, JSON.stringify(await keySet()));
    await gateway.stop();
    const place = ['--data', join(folder, 'data'), '--keys', keys];
    const { code, stdout, stderr } = await cambio(['audit', 'verify', '--json', ...place]);
    expect(code, stdout + stderr).to.equal(0);
    const recorded = await recordedDecisions(folder);
    expect(JSON.parse(stdout)).to.include({ records: recorded.size, unsealed: 0 });
  });
});
