import { expect } from 'chai';
import { awsStsSource } from '../../src/index.ts';
import { AUDIENCE, given, programs } from './place.ts';

describe('awsStsSource', () => {
  it('asks STS through the AWS command line', async () => {
    const { io, runs } = programs({ code: 0, stdout: 'a.b.c\n' });
    expect(await given(awsStsSource(io))).to.equal('a.b.c');
    expect(runs.map((args) => args.join(' '))).to.deep.equal([
      `aws sts get-web-identity-token --audience ${AUDIENCE} --signing-algorithm ES384 --duration-seconds 300 ` +
        '--query WebIdentityToken --output text',
    ]);
  });

  it('says what it needs', async () => {
    const said = await given(awsStsSource(programs({ code: 254, stdout: 'canary' }).io));
    expect(said).to.match(/^refused: aws ended with code 254: .*sts:GetWebIdentityToken.*outbound/);
  });
});
