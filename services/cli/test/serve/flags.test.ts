import { expect } from 'chai';
import { type Flags, flagsOf, type SettingOptions } from '../../src/serve/flags.ts';

describe('flagsOf', () => {
  for (const [options, flags] of [
    [{}, {}],
    [{ listen: '9000' }, { 'listen.port': '9000' }],
    [{ listen: '0.0.0.0:9000' }, { 'listen.host': '0.0.0.0', 'listen.port': '9000' }],
    [{ listen: '[::1]:9000' }, { 'listen.host': '::1', 'listen.port': '9000' }],
    [{ issuer: 'https://sts.example' }, { issuer: 'https://sts.example' }],
    [{ trust: './trust' }, { 'trust.source': 'directory', 'trust.path': './trust' }],
    [{ data: '/data' }, { 'ledger.url': 'sqlite:/data/cambio.db', 'keys.encryption.keyFile': '/data/key' }],
    [{ set: ['tokens.lifetime=10m', 'a=b=c'] }, { 'tokens.lifetime': '10m', a: 'b=c' }],
    [{ issuer: 'https://a.example', set: ['issuer=https://b.example'] }, { issuer: 'https://b.example' }],
  ] satisfies [SettingOptions, Flags][]) {
    it(`reads ${JSON.stringify(options)}`, () => {
      const read = flagsOf(options);
      expect(read.ok && read.value).to.deep.equal(flags);
    });
  }

  for (const wrong of ['tokens.lifetime', '=10m', '']) {
    it(`refuses --set ${JSON.stringify(wrong)}`, () => {
      const read = flagsOf({ set: ['issuer=https://a.example', wrong] });
      expect(!read.ok && read.error.exit).to.equal(2);
    });
  }
});
