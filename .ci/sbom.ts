import type { BundledPackage } from './bundled-packages.ts';

/** What is bundled. */
export interface Bundle {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * The bill of materials of a bundle, as CycloneDX 1.6 in JSON: every package of others whose code is in it. It names no
 * time and no serial number, so that the same bundle has the same bill.
 */
export function sbomOf(bundle: Bundle, packages: readonly BundledPackage[]): string {
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component('application', bundle) },
    components: packages.map((each) => component('library', each)),
    dependencies: [{ ref: purl(bundle), dependsOn: packages.map(purl) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function component(type: 'application' | 'library', { name, version, license }: Bundle) {
  const ref = purl({ name, version });
  return { type, 'bom-ref': ref, name, version, purl: ref, licenses: [{ expression: license }] };
}

/** https://github.com/package-url/purl-spec: the `@` of a scope is the only character of npm's names that is escaped. */
function purl({ name, version }: Pick<Bundle, 'name' | 'version'>): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
