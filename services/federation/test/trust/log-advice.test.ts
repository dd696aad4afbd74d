import { expect } from 'chai';
import { createActiveTrust } from '../../src/trust/active-trust.ts';
import { logAdvice } from '../../src/trust/log-advice.ts';
import { recordingLog } from '../quiet-log.ts';
import { GATEWAY, SHOP } from './shop.ts';

describe('advice on trust', () => {
  const BY_NAME = SHOP.replace("repository_id: '123456'", 'repository_owner_id: "1", repository: acme/shop');

  it('is logged with the rule and the place, once for each change', () => {
    const { log, lines } = recordingLog();
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const first = trust.change([{ path: 'trust.yaml', text: BY_NAME }]);
    if (!first.ok) throw new Error('the documents do not load');
    logAdvice(first.value.diagnostics, log);
    const warned = lines.filter(({ rule }) => rule === 'mutable-name');
    expect(warned).to.have.length(1);
    expect(warned[0]).to.include({ msg: 'trust could be safer', document: 'Mapping/shop' });
  });

  it('is about what changed, when a file changes', () => {
    const trust = createActiveTrust(GATEWAY, () => undefined);
    const other = { path: 'other.yaml', text: '# nothing yet' };
    trust.change([{ path: 'trust.yaml', text: BY_NAME }, other]);
    const second = trust.change([
      { path: 'trust.yaml', text: BY_NAME },
      { ...other, text: '# nothing still' },
    ]);
    expect(second.ok && second.value.diagnostics).to.deep.equal([]);
  });
});
