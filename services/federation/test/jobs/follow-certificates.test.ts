import { expect } from 'chai';
import type { CertificateFiles, TlsMaterial } from '../../src/certificate/files.ts';
import { followCertificates } from '../../src/jobs/follow-certificates.ts';
import { recordingLog } from '../quiet-log.ts';

const TLS = { cert: 'cert', key: 'key' };

/** Files whose next readings end as told. */
function filesThat(...outcomes: readonly (boolean | Error)[]): CertificateFiles {
  const left = [...outcomes];
  return {
    current: () => ({ tls: TLS, authorities: [] }),
    reread: async () => {
      const outcome = left.shift();
      if (outcome instanceof Error) throw outcome;
      return outcome ?? false;
    },
  };
}

describe('following certificates', () => {
  const follow = async (files: CertificateFiles, looks: number) => {
    const renewed: TlsMaterial[] = [];
    const { log, lines } = recordingLog();
    const follower = followCertificates(files, (tls) => renewed.push(tls), log);
    for (let look = 0; look < looks; look++) await follower.look();
    follower.stop();
    return { renewed, lines };
  };

  it('serves with them once they have changed', async () => {
    const { renewed, lines } = await follow(filesThat(false, true, false), 3);
    expect(renewed).to.deep.equal([TLS]);
    expect(lines.map(({ msg }) => msg)).to.deep.equal(['certificates renewed']);
  });

  it('says once what is wrong with them, until it is something else', async () => {
    const outcomes = [new Error('a'), new Error('a'), new Error('b'), false, new Error('b')];
    const { renewed, lines } = await follow(filesThat(...outcomes), 5);
    expect(renewed).to.deep.equal([]);
    expect(lines.map(({ problem }) => problem)).to.deep.equal(['a', 'b', 'b']);
  });
});
