import { expect } from 'chai';
import { metadataPaths } from '../../src/http/metadata.ts';

describe('metadataPaths', () => {
  it('are the two well-known ones for an issuer without a path', () => {
    expect(metadataPaths('')).to.deep.equal([
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration',
    ]);
  });

  it('are both spellings for an issuer with a path', () => {
    expect(metadataPaths('/t1')).to.have.members([
      '/.well-known/oauth-authorization-server/t1',
      '/t1/.well-known/openid-configuration',
      '/.well-known/openid-configuration/t1',
      '/t1/.well-known/oauth-authorization-server',
    ]);
  });
});
