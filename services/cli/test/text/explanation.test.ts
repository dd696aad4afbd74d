import { expect } from 'chai';
import { explanationText, verdictText } from '../../src/text/explanation.ts';
import { PLAIN, styleFor } from '../../src/text/style.ts';
import { EXPLANATION } from './recorded.ts';

describe('explanationText', () => {
  it('lists every candidate and condition: what, expected, and what was found instead', () => {
    expect(explanationText(EXPLANATION, PLAIN, '  ')).to.equal(`  shop-deploy-prod  claim_mismatch
    ✓  repository_id  "123456"
    ✗  ref            "refs/heads/main"  is "refs/heads/x"
    ✗  environment    "production"       is not there

  nobody-on-friday (denies)  condition_false

  and 1 more mapping, further off

  → Start the job from main.
`);
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
    expect(verdictText(EXPLANATION, PLAIN)).to.match(/^✗ denied: .+ \(claim_mismatch\)\n$/);
  });
});
