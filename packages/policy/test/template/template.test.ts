import { profileOf } from '@cambio/claims';
import type { JsonObject, JsonValue } from '@cambio/oauth';
import { expect } from 'chai';
import fc from 'fast-check';
import { Memo } from '../../src/compile/memo.ts';
import { compileValue } from '../../src/template/compile.ts';
import { renderText, renderValue } from '../../src/template/render.ts';

function provider(name: string) {
  const profile = profileOf(name);
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  return new Memo().provider(profile);
}

const oidc = provider('oidc');
const github = provider('github-actions');

function render(text: string, claims: JsonObject) {
  const template = oidc.text(text);
  if (!template.ok) throw new Error(template.error.message);
  return renderText(template.value, claims);
}

function renderAsValue(value: JsonValue, claims: JsonObject) {
  const template = compileValue(value, oidc.textValue);
  if (!template.ok) throw new Error(template.error.message);
  return renderValue(template.value, claims);
}

describe('a text template', () => {
  for (const [text, claims, expected] of [
    ['repo/{id}', { id: '123' }, 'repo/123'],
    ['repo/{id}/env/{env}', { id: '123', env: 'a b/c:d' }, 'repo/123/env/a%20b%2Fc%3Ad'],
    ['{id}', { id: 'é%{}' }, '%C3%A9%25%7B%7D'],
    ['{/nested/x~1y}', { nested: { 'x/y': 'z' } }, 'z'],
    ['plain', {}, 'plain'],
    ['a%2F{id}', { id: 'b' }, 'a%2Fb'],
  ] as const) {
    it(`gives ${expected} for ${text}`, () =>
      expect(render(text, claims)).to.deep.equal({ ok: true, value: expected }));
  }

  for (const [what, claims] of [
    ['missing', {}],
    ['null', { id: null }],
    ['a number, where text is expected', { id: 123 }],
    ['a list', { id: ['123'] }],
    ['an object', { id: {} }],
    ['inherited', Object.create({ id: '123' })],
  ] as const) {
    it(`gives nothing when a claim is ${what}`, () => {
      expect(render('repo/{id}', claims)).to.deep.equal({ ok: false, error: 'id' });
    });
  }

  for (const [text, message] of [
    ['repo/{id', 'has a brace that is not part of a {claim}'],
    ['repo/id}', 'has a brace that is not part of a {claim}'],
    ['{{id}}', 'has a brace that is not part of a {claim}'],
    ['{}', '"" names no claim'],
    ['{/a~}', '"/a~" is no JSON Pointer'],
    ['{a}{b}', 'has two claims that run into each other'],
    ['{a}-{b}', 'has two claims that run into each other'],
    ['{a}x%2Fy{b}', 'has two claims that run into each other'],
    ['{a}/{b}.{c}', 'has two claims that run into each other'],
  ] as const) {
    it(`is refused when it is ${text}`, () => {
      const compiled = oidc.text(text);
      expect(compiled.ok ? '' : compiled.error.message).to.contain(message);
    });
  }

  it('is refused when it names a claim that the profile does not know', () => {
    expect(github.text('repo/{repositry_id}')).to.deep.equal({
      ok: false,
      error: {
        message: 'GitHub Actions tokens have no claim "repositry_id"',
        hint: 'did you mean "repository_id"?',
        meant: 'repository_id',
      },
    });
  });

  it('is refused when it inserts an array', () => {
    expect(provider('okta').text('{groups}'))
      .to.have.nested.property('error.hint')
      .that.contains('the whole value');
  });

  it('inserts numbers where the profile says that the claim is one', () => {
    const template = github.text('at/{iat}');
    if (!template.ok) throw new Error(template.error.message);
    expect(renderText(template.value, { iat: 7 })).to.deep.equal({ ok: true, value: 'at/7' });
    expect(renderText(template.value, { iat: '7' })).to.deep.equal({ ok: false, error: 'iat' });
  });

  const texts = fc.string({ unit: 'binary', maxLength: 8 });
  const separator = fc
    .string({ unit: fc.constantFrom('a', '-', '%', '2', 'F', '/', ':'), minLength: 1, maxLength: 4 })
    .filter((text) => /[/:]/.test(text));

  it('gives different texts for different claims', () => {
    const values = fc.tuple(texts, texts, texts);
    const between = fc.tuple(
      texts.filter((text) => !/[{}]/.test(text)),
      separator,
      separator,
    );
    fc.assert(
      fc.property(between, values, values, ([start, second, third], one, other) => {
        const text = `${start}{a}${second}{b}${third}{c}`;
        const [first, another] = [one, other].map(([a, b, c]) => render(text, { a, b, c }));
        expect(first).to.have.property('ok', true);
        if (JSON.stringify(one) === JSON.stringify(other)) expect(first).to.deep.equal(another);
        else expect(first).not.to.deep.equal(another);
      }),
      { numRuns: 1000 },
    );
  });

  it('tells apart claims that differ by what a separator is made of', () => {
    const near = fc.string({ unit: fc.constantFrom('a', '/', ':', '%', '2', 'F'), maxLength: 6 });
    fc.assert(
      fc.property(near, near, near, near, separator, (a, b, c, d, between) => {
        fc.pre(a !== c || b !== d);
        const text = `{a}${between}{b}`;
        expect(render(text, { a, b })).not.to.deep.equal(render(text, { a: c, b: d }));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever the text', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', 'a', '/', '~', '0', '%', '\ud800') });
    fc.assert(fc.property(text, (written) => typeof oidc.text(written).ok === 'boolean'));
  });
});

describe('a value template', () => {
  const claims = { s: 'a/b', n: 1, list: ['x'], nested: { deep: true }, none: null };

  for (const [value, expected] of [
    ['{s}', 'a/b'],
    ['{n}', 1],
    ['{list}', ['x']],
    ['{/nested}', { deep: true }],
    ['{none}', null],
    ['x/{s}', 'x/a%2Fb'],
    ['plain', 'plain'],
    [7, 7],
    [null, null],
    [
      ['{n}', '{s}!', 2],
      [1, 'a%2Fb!', 2],
    ],
    [{ a: { b: '{list}' } }, { a: { b: ['x'] } }],
  ] as const) {
    it(`gives ${JSON.stringify(expected)} for ${JSON.stringify(value)}`, () => {
      expect(renderAsValue(value, claims)).to.deep.equal({ ok: true, value: expected });
    });
  }

  for (const value of ['{absent}', 'x/{absent}', ['{absent}'], { a: '{absent}' }, 'x/{n}']) {
    it(`gives nothing for ${JSON.stringify(value)}`, () => {
      expect(renderAsValue(value, claims)).to.have.property('ok', false);
    });
  }

  it('copies any claim as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (claim) => {
        const value: JsonValue = JSON.parse(JSON.stringify(claim));
        expect(renderAsValue('{claim}', { claim: value })).to.deep.equal({ ok: true, value });
      }),
    );
  });
});
