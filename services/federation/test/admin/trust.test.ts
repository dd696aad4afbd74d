import { err } from '@cambio/oauth';
import { parseValue } from '@cambio/policy';
import { expect } from 'chai';
import { FILES, ISSUER_TEXT, mappingText, trustUnderTest } from './trust-under-test.ts';

type UnderTest = Awaited<ReturnType<typeof trustUnderTest>>;

describe('trust over the admin API', () => {
  let acme: UnderTest;
  beforeEach(async () => {
    acme = await trustUnderTest();
  });
  afterEach(() => acme.close());

  const put = (id: string, text: string, more: object = {}) =>
    acme.call(`trust/documents/Mapping/${id}`, { method: 'PUT', body: { text, reason: 'why' }, ...more });

  it('is empty at first, and put whole', async () => {
    const empty = await acme.call('trust');
    expect(empty).to.deep.equal({
      status: 200,
      etag: '"none"',
      body: { revision: 'none', files: [], configured: [] },
    });
    const body = { files: FILES, reason: 'start' };
    const answer = await acme.call('trust', { method: 'PUT', expected: 'none', body });
    expect(answer).to.deep.include({ status: 200, etag: '"r1"' });
    expect(answer.body).to.deep.include({ outcome: 'applied' });
    expect(answer.body.revision).to.include({ revision: 'r1', author: 'ada', reason: 'start', at: 1000 });
    expect(answer.body.revision.changes.map(({ id }: { id: string }) => id)).to.deep.equal([
      'jobs',
      'api',
      'job',
    ]);
    expect(acme.trust.current().revision).to.equal('r1');
    expect((await acme.call('trust')).body).to.deep.equal({ revision: 'r1', files: FILES, configured: [] });
  });

  it('lists documents as JSON, and gives one as it was written', async () => {
    await acme.begin();
    const { body } = await acme.call('trust/documents?kind=Mapping');
    expect(body.documents).to.have.length(1);
    expect(body.documents[0]).to.deep.include({ kind: 'Mapping', id: 'job', path: 'mappings/job.yaml' });
    expect(body.documents[0].document.grant).to.deep.equal({ scopes: ['read'] });
    const { body: one, etag } = await acme.call('trust/documents/Issuer/jobs');
    expect(one).to.deep.equal({
      revision: 'r1',
      kind: 'Issuer',
      id: 'jobs',
      path: 'base.yaml',
      text: ISSUER_TEXT.replace('# where jobs come from\n', ''),
    });
    expect(etag).to.equal('"r1"');
    expect((await acme.call('trust/documents/Issuer/api')).body.reason).to.equal('no_such_document');
    expect((await acme.call('trust/documents/Thing/api')).body.reason).to.equal('no_such_resource');
  });

  it('puts, changes and removes one document, each a revision with what it did', async () => {
    await acme.begin();
    const added = await put('other', mappingText('other', { sub: 'job-2' }), { expected: 'r1' });
    expect(added.body.revision.changes).to.deep.equal([
      {
        kind: 'Mapping',
        id: 'other',
        change: 'added',
        effects: [{ member: '', text: added.body.revision.changes[0].effects[0].text, reach: 'wider' }],
      },
    ]);
    const wider = await put('job', mappingText('job', { scopes: 'read, write' }), { expected: 'r2' });
    expect(wider.body.revision.changes[0]).to.deep.include({ id: 'job', change: 'changed' });
    const path = 'trust/documents/Mapping/other?reason=gone';
    const removed = await acme.call(path, { method: 'DELETE', expected: 'r3' });
    expect(removed.body.revision).to.include({ revision: 'r4', reason: 'gone' });
    expect([...acme.trust.current().trust.mappings.keys()]).to.deep.equal(['job']);
    const again = await acme.call(path, { method: 'DELETE', expected: 'r4' });
    expect([again.status, again.body.reason]).to.deep.equal([404, 'no_such_document']);
  });

  it('lists the documents of the settings, and neither replaces nor removes one', async () => {
    const written = {
      kind: 'Issuer',
      id: 'staff',
      provider: 'oidc',
      url: 'https://a.example',
      owner: 'a@b.example',
    };
    const place = { file: 'cambio.yaml', line: 3, column: 5 };
    const { documents } = parseValue(written, { file: 'settings:admin', locate: () => place });
    const other = await trustUnderTest(
      undefined,
      documents.map((each) => ({ ...each, written })),
    );
    try {
      await other.begin();
      const { body } = await other.call('trust/documents?kind=Issuer');
      expect(body.documents).to.deep.include({
        kind: 'Issuer',
        id: 'staff',
        path: 'cambio.yaml',
        document: written,
        configured: true,
      });
      const { files, configured } = (await other.call('trust')).body;
      expect(files).to.deep.equal(FILES);
      expect(configured).to.deep.equal([written]);
      const at = 'trust/documents/Issuer/staff';
      const text = ISSUER_TEXT.replace('id: jobs', 'id: staff');
      const replaced = { method: 'PUT', expected: 'r1', body: { text, reason: 'mine' } };
      for (const refused of [
        await other.call(at, replaced),
        await other.call(`${at}?reason=gone`, { method: 'DELETE', expected: 'r1' }),
      ]) {
        expect([refused.status, refused.body.reason]).to.deep.equal([409, 'document_configured']);
      }
    } finally {
      await other.close();
    }
  });

  it('keeps its history, compares, and restores', async () => {
    await acme.begin();
    await put('job', mappingText('job', { scopes: 'read, write' }), { expected: 'r1' });
    const first = await acme.call('trust/revisions?limit=1');
    expect(first.body.revisions.map(({ revision }: { revision: string }) => revision)).to.deep.equal(['r2']);
    const second = await acme.call(`trust/revisions?limit=1&cursor=${first.body.next}`);
    expect(second.body).to.have.nested.property('revisions[0].revision', 'r1');
    expect(second.body).not.to.have.property('next');
    expect((await acme.call('trust/revisions/r1')).body.files).to.deep.equal(FILES);
    const { body: diff } = await acme.call('trust/revisions/r2/diff');
    expect(diff.files.map(({ path }: { path: string }) => path)).to.deep.equal(['mappings/job.yaml']);
    expect(diff).to.have.nested.property('documents[0].effects[0].reach', 'wider');
    expect(diff.against).to.equal('r1');
    const body = { reason: 'too much' };
    const options = { method: 'POST', body, expected: 'r2' };
    const restored = await acme.call('trust/revisions/r1/restore', options);
    expect(restored.body.revision).to.include({ revision: 'r3', reason: 'too much' });
    expect((await acme.call('trust')).body.files).to.deep.equal(FILES);
    for (const path of [
      'trust/revisions/r9',
      'trust/revisions/r1/diff?against=r9',
      'trust/revisions/x/diff',
    ]) {
      expect((await acme.call(path)).body.reason).to.equal('no_such_revision');
    }
  });

  it('compares a revision with nothing only where there was none before', async () => {
    await acme.begin();
    await put('job', mappingText('job', { scopes: 'read, write' }), { expected: 'r1' });
    Object.assign(acme.ledger.trust, { list: async () => err('unavailable') });
    const { status, body } = await acme.call('trust/revisions/r2/diff');
    expect([status, body.reason]).to.deep.equal([503, 'unavailable']);
  });

  it('changes nothing where nothing would change', async () => {
    await acme.begin();
    const answer = await acme.call('trust', {
      method: 'PUT',
      expected: 'r1',
      body: { files: FILES, reason: 'x' },
    });
    expect(answer.body).to.deep.equal({ outcome: 'unchanged', revision: 'r1' });
    expect((await acme.call('trust/revisions')).body.revisions).to.have.length(1);
  });

  it('plans without changing', async () => {
    await acme.begin();
    const body = { text: mappingText('job', { scopes: 'read, write' }), reason: 'why' };
    const path = 'trust/documents/Mapping/job?dryRun=true&days=7';
    const planned = await acme.call(path, { method: 'PUT', body });
    expect(planned.status).to.equal(200);
    expect(planned.body).to.deep.include({ outcome: 'planned', base: 'r1' });
    expect(planned.body.documents[0]).to.deep.include({ id: 'job', change: 'changed' });
    expect(planned.body.record).to.deep.include({ days: 7, replayed: 0, claims: 'profile' });
    expect(acme.trust.current().revision).to.equal('r1');
    expect((await acme.call('trust/revisions')).body.revisions).to.have.length(1);
  });

  for (const [what, headers, status, reason] of [
    ['no If-Match', {}, 428, 'revision_required'],
    ['a star', { 'if-match': '*' }, 428, 'revision_required'],
    ['an older revision', { 'if-match': '"none"' }, 412, 'revision_stale'],
    ['a weak tag', { 'if-match': 'W/"r1"' }, 412, 'revision_stale'],
    ['no tag', { 'if-match': 'r1' }, 412, 'revision_stale'],
  ] as const) {
    it(`refuses a change made from ${what}`, async () => {
      await acme.begin();
      const answer = await put('job', mappingText('job', { scopes: 'write' }), { headers });
      expect([answer.status, answer.body.reason]).to.deep.equal([status, reason]);
      expect(acme.trust.current().revision).to.equal('r1');
    });
  }

  it('takes a change made from any revision that is named, if it is the latest', async () => {
    await acme.begin();
    const headers = { 'if-match': '"r0", "r1"' };
    expect((await put('job', mappingText('job', { scopes: 'write' }), { headers })).status).to.equal(200);
  });

  it('lets one of many who changed the same revision win', async () => {
    await acme.begin();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map((id) => put(id, mappingText(id), { expected: 'r1', as: id })),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412, 412]);
    expect((await acme.call('trust/revisions')).body.revisions).to.have.length(2);
  });

  it('refuses documents with errors and those whose tests fail, and says where', async () => {
    await acme.begin();
    for (const [text, rule] of [
      [`${mappingText('job')}owners: x\n`, 'unknown-member'],
      [mappingText('job', { expect: '{ deny: no_mapping }' }), 'failing-test'],
      [mappingText('job').replace('issuer: jobs', 'issuer: none'), 'unknown-issuer'],
      ['kind: [', 'syntax'],
    ] as const) {
      const answer = await put('job', text, { expected: 'r1' });
      expect([answer.status, answer.body.reason]).to.deep.equal([422, 'documents_invalid']);
      expect(answer.body.diagnostics.map((each: { rule: string }) => each.rule)).to.include(rule);
      expect(answer.body.diagnostics[0].position.file).to.equal('mappings/job.yaml');
    }
    expect(acme.trust.problem()).to.equal(undefined);
  });

  for (const [what, text] of [
    ['another id', mappingText('other')],
    ['another kind', 'kind: Target\nid: job\n'],
    ['two documents', `${mappingText('job')}---\n${mappingText('two')}`],
    ['nothing', ''],
    ['no object', '[]'],
  ] as const) {
    it(`refuses ${what} in the place of a document`, async () => {
      await acme.begin();
      const answer = await put('job', text, { expected: 'r1' });
      expect([answer.status, answer.body.reason]).to.deep.equal([422, 'document_mismatch']);
    });
  }

  for (const path of [
    '../x.yaml',
    '/etc/x.yaml',
    'a/../x.yaml',
    '.x.yaml',
    'a/.git/x.yaml',
    'x.txt',
    'a//x.yaml',
  ]) {
    it(`refuses a file at ${path}`, async () => {
      const files = [{ path, text: ISSUER_TEXT }];
      const answer = await acme.call('trust', {
        method: 'PUT',
        expected: 'none',
        body: { files, reason: 'x' },
      });
      expect([answer.status, answer.body.reason]).to.deep.equal([400, 'body_invalid']);
    });
  }

  it('refuses a file twice, an author, and whatever else it was not asked for', async () => {
    const [file] = FILES;
    for (const body of [
      { files: [file, file], reason: 'x' },
      { files: FILES, reason: 'x', author: 'eve' },
      { files: FILES, reason: 'x', revision: 'r9' },
      { files: [{ ...file, digest: 'x' }], reason: 'x' },
      { files: FILES },
    ]) {
      const answer = await acme.call('trust', { method: 'PUT', expected: 'none', body });
      expect([answer.status, answer.body.reason]).to.deep.equal([400, 'body_invalid']);
    }
  });

  it('catches up with a revision of another replica before it changes anything', async () => {
    await acme.begin();
    await acme.ledger.trust.append({
      sources: FILES.slice(0, 1),
      author: 'bob',
      reason: 'b',
      expected: 'r1',
    });
    expect((await put('job', mappingText('job'), { expected: 'r1' })).status).to.equal(412);
    expect((await acme.call('trust')).body.revision).to.equal('r2');
    expect((await put('job', mappingText('job'), { expected: 'r2' })).body.revision.revision).to.equal('r3');
  });
});

describe('trust from a directory, over the admin API', () => {
  it('is read, planned, and never changed', async () => {
    const acme = await trustUnderTest({ source: 'directory', path: './trust' });
    acme.trust.change(FILES, 'sha256:1');
    expect((await acme.call('trust')).body.files).to.deep.equal(FILES);
    const body = { text: mappingText('job', { scopes: 'write' }), reason: 'x' };
    const options = { method: 'PUT', body, expected: 'sha256:1' };
    const refused = await acme.call('trust/documents/Mapping/job', options);
    expect([refused.status, refused.body.reason]).to.deep.equal([409, 'trust_read_only']);
    const planned = await acme.call('trust/documents/Mapping/job?dryRun=true', options);
    expect(planned.body).to.include({ outcome: 'planned', base: 'sha256:1' });
    await acme.close();
  });
});

describe('a change that another admin must approve', () => {
  let acme: UnderTest;
  beforeEach(async () => {
    acme = await trustUnderTest({ source: 'ledger', approvals: 1 });
    await acme.ledger.trust.append({ sources: FILES, author: 'seed', reason: 's', expected: undefined });
  });
  afterEach(() => acme.close());

  const propose = () =>
    acme.call('trust/documents/Mapping/other', {
      method: 'PUT',
      expected: 'r1',
      body: { text: mappingText('other'), reason: 'please' },
    });
  const settle = (how: 'approve' | 'reject', as: string, id = 'p-1') =>
    acme.call(`trust/proposals/${id}/${how}`, { method: 'POST', as, body: { reason: 'seen' } });

  it('waits, and is in force when somebody else approves it', async () => {
    const proposed = await propose();
    expect(proposed.status).to.equal(202);
    expect(proposed.body).to.have.nested.property('proposal.state', 'open');
    expect(acme.trust.current().trust.mappings.has('other')).to.equal(false);
    expect((await acme.call('trust/proposals?state=open')).body.proposals).to.have.length(1);
    const { body } = await acme.call('trust/proposals/p-1');
    expect(body.files.map(({ path }: { path: string }) => path)).to.include('mappings/other.yaml');
    const approved = await settle('approve', 'bob');
    expect(approved.body.revision).to.include({
      revision: 'r2',
      author: 'ada',
      reason: 'please (approved by bob)',
    });
    expect(acme.trust.current().trust.mappings.has('other')).to.equal(true);
    expect((await acme.call('trust/proposals/p-1')).body.proposal).to.deep.include({
      state: 'approved',
      decided: { at: 1000, by: 'bob', reason: 'seen' },
    });
  });

  it('is not approved by who proposed it', async () => {
    await propose();
    const own = await settle('approve', 'ada');
    expect([own.status, own.body.reason]).to.deep.equal([403, 'proposal_own']);
    expect((await settle('approve', 'bob')).status).to.equal(200);
  });

  it('is withdrawn by who proposed it, rejected by others, and never approved after', async () => {
    await propose();
    expect((await settle('reject', 'ada')).body).to.deep.equal({ state: 'withdrawn' });
    expect((await settle('approve', 'bob')).body.reason).to.equal('proposal_closed');
    await propose();
    expect((await settle('reject', 'bob', 'p-2')).body).to.deep.equal({ state: 'rejected' });
    expect((await settle('reject', 'bob', 'p-2')).body.reason).to.equal('proposal_closed');
    expect((await settle('approve', 'bob', 'p-9')).body.reason).to.equal('no_such_proposal');
  });

  it('is not made where the trust has changed since', async () => {
    await propose();
    await acme.ledger.trust.append({ sources: FILES, author: 'eve', reason: 'e', expected: 'r1' });
    const stale = await settle('approve', 'bob');
    expect([stale.status, stale.body.reason]).to.deep.equal([409, 'proposal_stale']);
    expect((await acme.call('trust/proposals/p-1')).body.proposal.state).to.equal('open');
  });
});
