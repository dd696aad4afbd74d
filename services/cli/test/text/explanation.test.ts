import { expect } from 'chai';
import { explanationText, verdictText } from '../../src/text/explanation.ts';
import { PLAIN, styleFor } from '../../src/text/style.ts';
import { EXPLANATION } from './recorded.ts';

describe('explanationText', () => {
  it('lists every candidate and condition: what, expected, and what was found instead', () => {
    expect(explanationText(EXPLANATION, PLAIN, '  ')).to.equal(`  shop-deploy-prod  claim_mismatch
    ✓  repository_id      equals "123456"
    ✗  ref                equals "refs/heads/main"   found "refs/heads/x"
    ✗  environment        equals "production"        absent
    ✗  when               claims.a == 1 && true      found false
    ✗  scope deploy:read  is granted by the mapping

  nobody-on-friday (denies)  condition_false

  and 1 more mapping, further off
`);
  });

  it('begins with what failed before any mapping was asked', () => {
    const before = [
      { kind: 'target', what: 'audience', expected: 'names a target', found: 'x', held: false },
    ] as const;
    expect(explanationText({ ...EXPLANATION, before, candidates: [], omitted: 0 }, PLAIN)).to.equal(
      '✗  audience  names a target  found "x"\n',
    );
  });

  it('keeps a token from steering the terminal', () => {
    const [candidate] = EXPLANATION.candidates;
    const conditions = [
      { kind: 'match', what: 'ref', expected: 'x', found: '\u001b[2J\u009b2J', held: false },
    ];
    const text = explanationText(
      { ...EXPLANATION, candidates: candidate ? [{ ...candidate, conditions }] : [] },
      PLAIN,
    );
    expect(text).to.contain('found "\\u001b[2J\\u{9b}2J"');
  });

  it('is the same in colour, but for the colour', () => {
    const coloured = explanationText(EXPLANATION, styleFor({ colour: true }));
    expect(coloured).to.contain('\u001b[31m✗');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).to.equal(explanationText(EXPLANATION, PLAIN));
  });
});

describe('verdictText', () => {
  it('says what is granted, or why nothing is', () => {
    const decision = {
      outcome: 'allow',
      mapping: 'm',
      target: 't',
      audience: 'a',
      scopes: ['x', 'y'],
      subject: 's',
      claims: {},
      lifetime: 300,
    } as const;
    expect(verdictText({ ...EXPLANATION, decision }, PLAIN)).to.equal(
      '✓ allowed by m: x y of t for 5 minutes\n',
    );
    expect(verdictText(EXPLANATION, PLAIN)).to.match(
      /^✗ denied: .+ \(claim_mismatch\)\n→ Start the job from main\.\n$/,
    );
  });
});
