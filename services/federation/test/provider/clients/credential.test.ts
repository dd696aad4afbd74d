import { JWT_BEARER_ASSERTION } from '@cambio/oauth';
import { expect } from 'chai';
import { readCredential } from '../../../src/provider/clients/credential.ts';

/** Names its subject and is signed by nobody: that is for others to find out. */
const about = (sub: unknown) => `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.`;

const BASELINE = {
  client_id: 'orders',
  client_assertion_type: JWT_BEARER_ASSERTION,
  client_assertion: about('orders'),
};

type Changes = Readonly<Record<string, string | readonly string[] | undefined>>;

function read(changes: Changes = {}, authorization?: string) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...BASELINE, ...changes })) {
    for (const each of value === undefined ? [] : [value].flat()) form.append(name, each);
  }
  const credential = readCredential(form, authorization, (client) => client === 'stock');
  if (credential.ok) return credential.value.kind;
  return 'reason' in credential.error ? credential.error.reason : credential.error.kind;
}

describe('a credential', () => {
  const none = { client_assertion: undefined, client_assertion_type: undefined };
  const cases: readonly [string, Changes, string, string?][] = [
    ['an assertion', {}, 'framework'],
    ['an assertion alone', { client_id: undefined }, 'framework'],
    ['an assertion of another client', { client_id: 'billing' }, 'assertion_of_another'],
    ['an assertion that is no JWT', { client_assertion: 'x' }, 'assertion_malformed'],
    ['an assertion about nobody', { client_assertion: about(undefined) }, 'assertion_malformed'],
    [
      'an assertion about no text',
      { client_assertion: about(7), client_id: undefined },
      'assertion_malformed',
    ],
    ['an upstream token', { client_id: 'stock', client_assertion: about('system:x') }, 'upstream'],
    [
      'an upstream token that names the service itself',
      { client_id: 'stock', client_assertion: about('stock') },
      'upstream',
    ],
    [
      'an upstream token without its type',
      { client_id: 'stock', client_assertion_type: undefined },
      'framework',
    ],
    ['an upstream token for two services', { client_id: ['stock', 'orders'] }, 'framework'],
    ['two assertions', { client_assertion: [about('orders'), about('orders')] }, 'framework'],
    ['a certificate', none, 'framework'],
    ['a certificate for a federated service', { ...none, client_id: 'stock' }, 'framework'],
    ['a secret', { ...none, client_secret: 'x' }, 'shared_secret'],
    ['a secret of a federated service', { ...none, client_id: 'stock', client_secret: 'x' }, 'shared_secret'],
    ['an empty secret', { client_secret: '' }, 'framework'],
    ['a header', none, 'shared_secret', 'Basic b3JkZXJzOng='],
    ['a header and an assertion', {}, 'several_credentials', 'Basic b3JkZXJzOng='],
    ['a secret and an assertion', { client_secret: 'x' }, 'several_credentials'],
    ['a header and a secret', { ...none, client_secret: 'x' }, 'several_credentials', 'Basic b3JkZXJzOng='],
    ['two secrets', { ...none, client_secret: ['x', 'y'] }, 'several_credentials'],
  ];
  for (const [what, changes, expected, authorization] of cases) {
    it(`${what}: ${expected}`, () => {
      expect(read(changes, authorization)).to.equal(expected);
    });
  }
});
