import { requireProgram } from '@cambio/testkit/programs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { runProgram } from '../../gateway/programs.ts';
import { manifests } from '../../jobs/manifests.ts';

/**
 * kubectl without a cluster: it reads a manifest into the types it knows, sets what is set already, and prints the result.
 * A field that Kubernetes does not have is lost on the way.
 */
describe('the manifests of the guide, read by kubectl', () => {
  before(() => requireProgram('kubectl', 'kubernetes-client'));

  for (const [section, text] of manifests()) {
    const manifest: { readonly kind: string } = parse(text);
    if (manifest.kind === 'ServiceAccount') continue;

    it(`have no field that Kubernetes does not: ${section}`, async () => {
      const set = ['set', 'serviceaccount', '--local', '-f', '-', 'deployer', '-o', 'json'];
      const { code, stdout, stderr } = await runProgram('kubectl', set, { input: text });
      expect(code, stderr).to.equal(0);
      expect(lost(manifest, JSON.parse(stdout))).to.deep.equal([]);
    });
  }
});

/** The paths of what was written and does not come back. */
function lost(written: unknown, read: unknown, path = ''): readonly string[] {
  if (typeof written !== 'object' || written === null) return written === read ? [] : [path];
  return Object.entries(written).flatMap(([name, value]) => {
    const found: unknown = typeof read === 'object' && read !== null ? Reflect.get(read, name) : undefined;
    return lost(value, found, `${path}/${name}`);
  });
}
