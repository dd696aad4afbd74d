import { expect } from 'chai';
import { factOf } from '../src/profile.ts';
import { aws } from '../src/profiles/aws.ts';
import { githubActions } from '../src/profiles/github-actions.ts';
import { kubernetes } from '../src/profiles/kubernetes.ts';

describe('factOf', () => {
  it('knows a claim by name', () => {
    expect(factOf(githubActions, 'repository')?.idOf).to.equal('repository_id');
  });

  it('knows a claim by a pointer of one segment, so that nobody slips past a rule by writing one', () => {
    expect(factOf(githubActions, '/repository')).to.equal(factOf(githubActions, 'repository'));
  });

  it('knows a nested claim by pointer', () => {
    expect(factOf(kubernetes, '/kubernetes.io/serviceaccount/uid')?.stability).to.equal('immutable');
  });

  it('knows a family of names', () => {
    expect(factOf(githubActions, 'repo_property_tier')?.stability).to.equal('context');
  });

  it('knows that members of a free-form object are as little to be trusted as the object', () => {
    expect(factOf(aws, '/https:~1~1sts.amazonaws.com~1/request_tags/job')?.influencedBy).to.be.a('string');
  });

  for (const claim of ['repositori', 'constructor', '__proto__', '', '/', '/repository/x', 'kubernetes.io']) {
    it(`does not know ${JSON.stringify(claim)} of GitHub`, () => {
      expect(factOf(githubActions, claim)).to.equal(undefined);
    });
  }
});
