import { err, ok } from '@cambio/oauth';
import { expect } from 'chai';
import { errors } from 'oidc-provider';
import { createAdapter } from '../../src/provider/adapter.ts';
import { unused } from '../../src/provider/unused-storage.ts';

const NOW = 1_788_220_860_000;
const tokens = unused('AccessToken');

describe("the framework's storage", () => {
  it('reserves an assertion in one step, until it has expired', async () => {
    const reserved: [string, number][] = [];
    const reserve = async (key: string, until: number) => {
      reserved.push([key, until]);
      return ok('reserved' as const);
    };
    const storage = createAdapter({ reserve }, tokens, () => NOW)('ReplayDetection');
    expect(await storage.find('id')).to.equal(undefined);
    await storage.upsert('id', {}, 90);
    expect(reserved).to.have.length(1);
    expect(reserved[0]?.[1]).to.equal(NOW / 1000 + 90);
    expect(reserved[0]?.[0]).not.to.contain('id"');
  });

  it('refuses the client when the assertion was used before', async () => {
    const storage = createAdapter(
      { reserve: async () => ok('exists' as const) },
      tokens,
      () => NOW,
    )('ReplayDetection');
    expect(await storage.upsert('id', {}, 90)?.catch((error: unknown) => error)).to.be.instanceOf(
      errors.InvalidClientAuth,
    );
  });

  it('serves nobody when the marks do not answer', async () => {
    const storage = createAdapter(
      { reserve: async () => err('unavailable' as const) },
      tokens,
      () => NOW,
    )('ReplayDetection');
    const failed = await storage.upsert('id', {}, 90)?.catch((error: unknown) => error);
    expect(failed).to.include({ error: 'temporarily_unavailable', statusCode: 503 });
  });

  it('stores nothing else', async () => {
    const adapter = createAdapter({ reserve: async () => ok('reserved' as const) }, tokens, () => NOW);
    expect(adapter('AccessToken')).to.equal(tokens);
    const storage = adapter('Session');
    expect(await storage.find('id')).to.equal(undefined);
    expect(await storage.upsert('id', {}, 90)?.catch((error: unknown) => error)).to.be.instanceOf(Error);
  });
});
