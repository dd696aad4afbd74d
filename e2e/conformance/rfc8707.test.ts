import { TokenType } from '@cambio/oauth';
import { decode } from '@cambio/testkit';
import { expect } from 'chai';
import { type Acme, codeOf, openAcme } from './acme.ts';
import { API, ARCHIVE, ARCHIVE_2025, VAULT } from './trust.ts';

describe('RFC 8707, resource indicators', () => {
  let acme: Acme;
  before(async () => {
    acme = await openAcme();
  });
  after(() => acme.close());

  const forResource = async (resource: string | readonly string[]) =>
    acme.exchange({ audience: undefined, resource });
  const onward = async (resource: string) =>
    acme.exchange({
      subject_token: await acme.grant(),
      subject_token_type: TokenType.accessToken,
      audience: undefined,
      resource,
    });

  it('RI-01: refuses a resource with a fragment, even an empty one', async () => {
    for (const resource of [`${API}#part`, `${API}#`, `${API}/#/`]) {
      expect(codeOf(await forResource(resource)), resource).to.equal('400 invalid_target');
    }
  });

  it('RI-02: compares a resource with a query whole', async () => {
    expect(codeOf(await onward(ARCHIVE_2025))).to.equal('200');
    for (const other of [`${ARCHIVE}/search?year=2024`, `${ARCHIVE}/search`, `${ARCHIVE}?`, `${API}?a=b`]) {
      expect(codeOf(await onward(other)), other).to.equal('400 invalid_target');
    }
  });

  it('RI-03: refuses several resources, although each would be granted', async () => {
    for (const resources of [
      [API, VAULT],
      [API, API],
    ]) {
      expect(codeOf(await forResource(resources))).to.equal('400 invalid_target');
    }
  });

  it('RI-04: compares a resource as the text it is', async () => {
    const others = [
      'https://API.acme.example',
      'HTTPS://api.acme.example',
      `${API}:443`,
      `${API}/`,
      `${API}/v1`,
      `${API}/%2e%2e/`,
      `${API}/../`,
      `${API}.evil.example`,
      'https://user@api.acme.example',
      'https://api.acme.example.',
      'https://%61pi.acme.example',
      'http://api.acme.example',
    ];
    expect(codeOf(await forResource(API))).to.equal('200');
    for (const resource of others) {
      expect(codeOf(await forResource(resource)), resource).to.equal('400 invalid_target');
    }
  });

  it('RI-05: refuses a resource that the token which is exchanged does not lead to', async () => {
    expect(codeOf(await onward(ARCHIVE))).to.equal('200');
    for (const resource of [VAULT, API, 'https://elsewhere.example']) {
      expect(codeOf(await onward(resource)), resource).to.equal('400 invalid_target');
    }
  });

  it('RI-06: issues a token for the asked resource alone, or for the target it is another name of', async () => {
    const direct = await forResource(API);
    expect(decode(direct.token?.access_token ?? '').claims.aud).to.equal(API);
    const byOtherName = await onward(ARCHIVE_2025);
    expect(decode(byOtherName.token?.access_token ?? '').claims.aud).to.equal(ARCHIVE);
  });
});
