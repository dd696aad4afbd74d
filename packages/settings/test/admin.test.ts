import { loadTrust } from '@cambio/policy';
import { expect } from 'chai';
import { settingsJsonSchema } from '../src/index.ts';
import { complaints, loaded } from './loading.ts';

const ADMIN = `admin:
  issuers:
    - id: staff
      provider: oidc
      url: https://login.acme.example
      owner: it@acme.example
  mappings:
    - id: first-admin
      owner: it@acme.example
      purpose: Ada sets the gateway up
      issuer: staff
      match: { sub: ada }
      grant: { scopes: ["trust:write"] }
`;

const GATEWAY = { issuer: 'https://sts.acme.example', lifetime: 300, maxLifetime: 900 };

const compiled = (text: string, more = '') => {
  const { documents } = loaded(text).settings.admin;
  return loadTrust([{ path: 'cambio.yaml', text: more }], { ...GATEWAY, documents });
};

describe('the JSON Schema of trust documents in the settings', () => {
  const schema = settingsJsonSchema();
  const { admin } = schema.properties ?? {};
  if (typeof admin !== 'object') throw new Error('there is no admin');
  const itemsOf = (member: string) => {
    const list = admin.properties?.[member];
    const items = typeof list === 'object' ? list.items : undefined;
    if (typeof items !== 'object' || Array.isArray(items)) throw new Error(`there is no ${member}`);
    return items;
  };

  it('is that of the documents, whose kind and target need not be written', () => {
    const [allow] = itemsOf('mappings').oneOf ?? [];
    if (typeof allow !== 'object') throw new Error('there is no such form');
    expect(allow.additionalProperties).to.equal(false);
    expect(allow.properties).to.include.keys('match', 'when', 'grant', 'tests');
    expect(allow.properties).to.deep.include({ kind: { const: 'Mapping' }, target: { const: 'admin' } });
    expect(allow.required).to.include('owner').and.not.to.include.members(['kind']);
    expect(allow.required).not.to.include('target');
    const issuer = itemsOf('issuers');
    expect(issuer.additionalProperties).to.equal(false);
    expect(issuer.properties).to.include.keys('provider', 'url', 'require');
    expect(issuer.required).to.have.members(['id', 'owner', 'provider']);
  });

  it('refers to nothing that is not in it', () => {
    const refers = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)];
    expect(refers).not.to.be.empty;
    for (const [, name] of refers) expect(schema.$defs).to.have.property(name ?? '');
  });
});

describe('trust documents in the settings', () => {
  it('are documents whose kind and target need not be written', () => {
    const { documents } = loaded(ADMIN).settings.admin;
    expect(documents.map(({ document: { kind, id } }) => `${kind}/${id}`)).to.deep.equal([
      'Issuer/staff',
      'Mapping/first-admin',
    ]);
    expect(documents[1]?.document).to.include({ target: 'admin', issuer: 'staff', effect: 'allow' });
    expect(documents[1]?.written).to.include({ kind: 'Mapping', target: 'admin', id: 'first-admin' });
  });

  it('may say their kind and target', () => {
    const said = ADMIN.replace(
      '- id: first-admin',
      '- id: first-admin\n      kind: Mapping\n      target: admin',
    );
    expect(loaded(said).settings.admin.documents).to.have.length(2);
  });

  it('take placeholders, as every setting', () => {
    const text = ADMIN.replace('sub: ada', `sub: "\${ADMIN}"`);
    const [, mapping] = loaded(text, { env: { ADMIN: 'grace' } }).settings.admin.documents;
    expect(mapping?.written.match).to.deep.equal({ sub: 'grace' });
  });

  it('are in force beside whatever documents there are, whatever their file is called', () => {
    const { trust, diagnostics } = compiled(ADMIN);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect(trust?.mappings.get('first-admin')?.target).to.equal('admin');
    expect(trust?.issuers.get('staff')?.url).to.equal('https://login.acme.example');
  });

  const cases = [
    {
      name: 'another target',
      text: ADMIN.replace('issuer: staff\n', 'issuer: staff\n      target: deployer\n'),
      said: ['cambio.yaml:12:7 target can be nothing but admin in admin.mappings'],
    },
    {
      name: 'another kind',
      text: ADMIN.replace('- id: staff', '- id: staff\n      kind: Target'),
      said: ['cambio.yaml:4:7 kind can be nothing but Issuer in admin.issuers'],
    },
    {
      name: 'a member that no mapping has',
      text: ADMIN.replace('purpose:', 'porpose:'),
      said: [
        'cambio.yaml:8:7 purpose is required',
        'cambio.yaml:10:7 a Mapping has no member "porpose" (did you mean "purpose"?)',
      ],
    },
  ];
  for (const { name, text, said } of cases) {
    it(`complains of ${name} where it is written`, () => {
      expect(complaints(text)).to.deep.equal(said);
    });
  }

  it('complains of the variable, where one holds them', () => {
    const env = { CAMBIO_ADMIN_MAPPINGS: JSON.stringify([{ id: 'a', target: 'deployer' }]) };
    expect(complaints('', { env })).to.include(
      'environment variable CAMBIO_ADMIN_MAPPINGS:1:1 target can be nothing but admin in admin.mappings',
    );
  });

  it('are complained of where they are written when they contradict the others', () => {
    const others = `kind: Issuer
id: staff
provider: oidc
url: https://login.other.example
owner: it@acme.example
`;
    const { trust, diagnostics } = compiled(ADMIN, others);
    expect(trust).to.equal(undefined);
    expect(diagnostics.map(({ rule, position }) => [rule, position.file, position.line])).to.deep.include([
      'duplicate-id',
      'cambio.yaml',
      2,
    ]);
    const lost = compiled(ADMIN.replace('issuer: staff', 'issuer: stuff'));
    expect(lost.diagnostics[0]?.position).to.deep.equal({ file: 'cambio.yaml', line: 11, column: 7 });
  });
});
