import { expect } from 'chai';
import { githubAnnotations } from '../../src/check/github.ts';
import { DIAGNOSTICS } from './findings.ts';

describe('githubAnnotations', () => {
  it('are one workflow command each, with what would end a property or line escaped', () => {
    expect(githubAnnotations(DIAGNOSTICS)).to.equal(
      '::error file=trust/my file.yaml,line=12,col=3,title=unknown-member::grant has no member "scope"%0Adid you mean scopes?\n' +
        '::warning file=environment variable CAMBIO_LISTEN_PORT,line=1,col=1,title=schema::listen.port: 100%25 wrong\n',
    );
  });

  it('cannot be made to hold a second command', () => {
    const [diagnostic] = DIAGNOSTICS;
    const position = { file: 'a,b:c\n::error::x', line: 1, column: 1 };
    const annotation = githubAnnotations(diagnostic ? [{ ...diagnostic, position }] : []);
    expect(annotation).to.match(/^::error file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3Ax,line=1,[^\n]*\n$/);
  });
});
