import { execFileSync } from 'node:child_process';
import type { ExchangedToken } from '@cambio/client';
import { expect } from 'chai';
import { formatToken } from '../../src/exchange/output.ts';

const TOKEN: ExchangedToken = {
  accessToken: 'aaa.bbb.ccc',
  tokenType: 'Bearer',
  issuedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
  expiresIn: 300,
  scopes: ['deploy:read', 'deploy:write'],
  decisionId: 'd1',
};

describe('formatToken', () => {
  it('gives the bare token', () => {
    expect(formatToken(TOKEN, 'token')).to.equal('aaa.bbb.ccc');
  });

  it('gives a header, by the scheme the token is used with', () => {
    expect(formatToken(TOKEN, 'header')).to.equal('Authorization: Bearer aaa.bbb.ccc');
    expect(formatToken({ ...TOKEN, tokenType: 'DPoP' }, 'header')).to.equal(
      'Authorization: DPoP aaa.bbb.ccc',
    );
  });

  it("gives the token endpoint's answer as JSON", () => {
    expect(JSON.parse(formatToken(TOKEN, 'json'))).to.deep.equal({
      access_token: 'aaa.bbb.ccc',
      issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'deploy:read deploy:write',
      decision_id: 'd1',
    });
  });

  it('gives a line for a file of variables', () => {
    expect(formatToken(TOKEN, 'dotenv', 'DEPLOY_TOKEN')).to.equal('DEPLOY_TOKEN=aaa.bbb.ccc');
  });

  it('has a runner of GitHub Actions hide the token', () => {
    expect(formatToken(TOKEN, 'github-env')).to.equal('::add-mask::aaa.bbb.ccc');
  });

  for (const accessToken of ['aaa.bbb.ccc', "it's", '$(exit 3)`exit 3`"\\', "'; exit 3; '"]) {
    it(`gives an export line in which a shell finds nothing but the token: ${accessToken}`, () => {
      const line = formatToken({ ...TOKEN, accessToken }, 'export');
      const script = `${line}\nprintf %s "$CAMBIO_TOKEN"`;
      expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).to.equal(accessToken);
    });
  }
});
