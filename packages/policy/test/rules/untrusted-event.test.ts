import { profileOf } from '@cambio/claims';
import { expect } from 'chai';
import {
  BAN,
  DEPLOY,
  DEPLOYER,
  diagnosticsOf,
  diagnosticsOfMatch,
  load,
  MATCH,
  rulesIn,
} from './documents.ts';

const [UNTRUSTED] = profileOf('github-actions')?.events ?? [];
const { event_name: _, ...ANY_EVENT } = MATCH;

describe('untrusted-event', () => {
  it('tells of a match that says nothing of the event', () => {
    const [found, ...others] = diagnosticsOfMatch(ANY_EVENT);
    expect(found).to.include({ rule: 'untrusted-event', severity: 'warning' });
    expect(found?.message).to.equal(
      'jobs whose event_name is pull_request, pull_request_target, pull_request_review, ' +
        'pull_request_review_comment, workflow_run, issue_comment, issues, discussion or discussion_comment are let in: ' +
        'nobody vouches for them',
    );
    expect(others).to.deep.equal([]);
  });

  it('names the events that are left', () => {
    const match = { ...ANY_EVENT, event_name: ['push', 'workflow_run', 'issue_comment'] };
    expect(diagnosticsOfMatch(match)[0]?.message).to.match(
      /^jobs whose event_name is workflow_run or issue_comment are/,
    );
  });

  for (const [what, matcher] of Object.entries({
    'listed events': ['push', 'schedule'],
    'all but the untrusted ones': { not: UNTRUSTED?.untrusted ?? [] },
    'a pattern that none of them fits': { prefix: 'push' },
  })) {
    it(`says nothing of ${what}`, () => {
      expect(rulesIn(diagnosticsOfMatch({ ...ANY_EVENT, event_name: matcher }))).to.deep.equal([]);
    });
  }

  it('takes a condition that reads the event to deal with it', () => {
    const found = diagnosticsOf({
      ...DEPLOY,
      match: ANY_EVENT,
      when: 'claims.event_name != "pull_request_target"',
    });
    expect(rulesIn(found)).to.deep.equal([]);
  });

  it('says nothing of a deny mapping', () => {
    expect(rulesIn(diagnosticsOf(BAN))).to.deep.equal([]);
  });

  describe('of other platforms', () => {
    for (const { provider, issuer, match, others = {}, untrusted } of [
      {
        provider: 'codefresh',
        match: { account_id: '1', pipeline_id: '2' },
        others: { scm_pull_request_target_branch: { exists: false } },
        untrusted: 'jobs that have scm_pull_request_target_branch are let in: they run for people outside',
      },
      {
        provider: 'circleci',
        issuer: { url: 'https://oidc.circleci.com/org/4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f' },
        match: {
          'oidc.circleci.com/project-id': 'b1946ac9-2492-4d23-8f3c-9a7e6d5c4b3a',
          'oidc.circleci.com/vcs-origin': 'github.com/acme/payments-api',
        },
        others: { 'oidc.circleci.com/ssh-rerun': false },
        untrusted: 'jobs whose oidc.circleci.com/ssh-rerun is true are let in: nobody vouches for them',
      },
      ...[
        { 'oidc.circleci.com/vcs-origin': { prefix: 'github.com/acme/' } },
        { 'oidc.circleci.com/vcs-origin': { exists: false } },
      ].map((others) => ({
        provider: 'circleci',
        issuer: { url: 'https://oidc.circleci.com/org/4f0c1d2e-7a6b-4c5d-9e8f-1a2b3c4d5e6f' },
        match: {
          'oidc.circleci.com/project-id': 'b1946ac9-2492-4d23-8f3c-9a7e6d5c4b3a',
          'oidc.circleci.com/ssh-rerun': false,
          'oidc.circleci.com/vcs-ref': 'refs/heads/main',
        },
        others,
        untrusted:
          'jobs of any oidc.circleci.com/vcs-origin are let in, those of forks too: nobody vouches for them',
      })),
      {
        provider: 'terraform-cloud',
        match: { terraform_workspace_id: 'ws-1' },
        others: { terraform_run_phase: 'apply' },
        untrusted: 'jobs whose terraform_run_phase is plan are let in: nobody vouches for them',
      },
    ]) {
      const loaded = (change: object) =>
        load({ kind: 'Issuer', id: 'ci', provider, owner: 'x', ...issuer }, DEPLOYER, {
          ...DEPLOY,
          issuer: 'ci',
          match: { ...match, ...change },
          tests: [],
        }).diagnostics.filter(({ rule }) => rule !== 'no-tests');

      it(`tells of ${provider}`, () => {
        expect(loaded({}).map(({ message }) => message)).to.deep.equal([untrusted]);
      });

      it(`says nothing where ${provider} is held to other jobs`, () => {
        expect(loaded(others)).to.deep.equal([]);
      });
    }
  });
});
