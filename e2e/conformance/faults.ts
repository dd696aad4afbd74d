import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GrantType, JWT_BEARER_ASSERTION, TokenType } from '@cambio/oauth';
import { tamperSignature } from '@cambio/testkit';
import { exchangeForm } from '../shop/shop.ts';
import type { Acme, Form, Headers } from './acme.ts';
import { createProver } from './prover.ts';
import { API, VAULT } from './trust.ts';

/** What callers send besides what is wrong, to see whether it comes back; with characters no answer may have. */
const CANARY = 'canary-7f3a"\\\u0007é';

/** A client that has failed to authenticate too often. */
export const GUESSING = 'a client by one secret after the other';

/** Enough of it to be found however it is written. */
export const CANARY_TEXT = 'canary-7f3a';

type Endpoint = 'token' | 'introspect' | 'revoke';

/** A request that fails: what it is, where it goes, and what it must be answered. */
export interface Fault {
  readonly what: string;
  readonly at: Endpoint;
  readonly answer: string;
  readonly form?: Form;
  readonly headers?: Headers;
  readonly method?: 'GET' | 'PUT';
  /** In place of a form. */
  readonly body?: string;
  /** How often it is sent; the last answer counts. */
  readonly times?: number;
  /** A table of the store that can't be written meanwhile. */
  readonly broken?: 'mark' | 'decision';
}

/** A request that fails, for every way there is to fail. */
export async function everyFault(acme: Acme): Promise<readonly Fault[]> {
  const shared = [...(await atEvery(acme, 'token')), ...(await atEvery(acme, 'introspect'))];
  return [
    ...shared,
    ...(await atEvery(acme, 'revoke')),
    ...ofExchangeForm(),
    ...(await ofTokens(acme)),
    ...(await ofPossession(acme)),
    ...(await ofStatus(acme)),
  ];
}

/** Failed authentications that one address may have: the settings the gateway must have. */
export const LIMITS = ['--set', 'limits.failures=2', '--set', 'listen.trustedProxies=127.0.0.0/8'];

/** Sends it from this address. */
export async function send(acme: Acme, fault: Fault, from: string): Promise<Response> {
  const { at, method = 'POST', broken, times = 1 } = fault;
  const url = `${acme.gateway.issuer}/${at}`;
  const body = fault.body ?? (await formOf(acme, fault));
  const headers = { 'x-forwarded-for': from, ...fault.headers };
  const call = () => fetch(url, { method, headers, ...(method !== 'GET' && { body }) });
  for (let sent = 1; sent < times; sent++) await call();
  return broken === undefined ? call() : whileBroken(acme, broken, call);
}

async function formOf(acme: Acme, { at, form = {} }: Fault): Promise<URLSearchParams> {
  if (at === 'token') return exchangeForm(await acme.jobs.issue(), { audience: API, ...form });
  const nothing = { grant_type: undefined, subject_token_type: undefined, audience: undefined };
  return exchangeForm('', { ...nothing, subject_token: undefined, ...form });
}

async function whileBroken<T>(acme: Acme, table: string, call: () => Promise<T>): Promise<T> {
  const store = new DatabaseSync(join(acme.folder, 'data', 'cambio.db'));
  store.exec(`CREATE TRIGGER full BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  try {
    return await call();
  } finally {
    store.exec('DROP TRIGGER full');
    store.close();
  }
}

/** What is wrong with the body, the method or the client. */
async function atEvery(acme: Acme, at: Endpoint): Promise<readonly Fault[]> {
  const token = { token: CANARY };
  const credentials = await acme.orders.credentials('https://other.example');
  const good = await acme.orders.credentials(acme.gateway.issuer);
  const faults: readonly Omit<Fault, 'at'>[] = [
    { what: 'GET', answer: '405 invalid_request', method: 'GET' },
    { what: 'PUT', answer: '405 invalid_request', method: 'PUT' },
    {
      what: 'a body that is JSON',
      answer: '400 invalid_request',
      body: JSON.stringify({ token: CANARY }),
      headers: { 'content-type': 'application/json' },
    },
    { what: 'a body without a type', answer: '400 invalid_request', body: CANARY },
    { what: 'a body that is too large', answer: '413 invalid_request', form: { token: 'x'.repeat(70_000) } },
    { what: 'a client that is unknown', answer: '401 invalid_client', form: { ...token, client_id: CANARY } },
    {
      what: 'a client by a secret',
      answer: '401 invalid_client',
      form: { ...token, client_id: 'order-service', client_secret: CANARY },
    },
    {
      what: 'a client by a password',
      answer: '401 invalid_client',
      form: token,
      headers: { authorization: `Basic ${btoa('order-service:canary-7f3a')}` },
    },
    {
      what: GUESSING,
      answer: '429 temporarily_unavailable',
      form: { ...token, client_id: 'order-service', client_secret: CANARY },
      times: 3,
    },
    {
      what: 'a client by an assertion that is none',
      answer: '401 invalid_client',
      form: { ...token, ...credentials, client_assertion: CANARY },
    },
    {
      what: 'a client by an assertion for somebody else',
      answer: '401 invalid_client',
      form: { ...token, ...credentials },
    },
    {
      what: 'a client that authenticates in two ways',
      answer: '400 invalid_request',
      form: { ...token, ...good, client_secret: CANARY },
    },
    {
      what: 'an assertion without its type',
      answer: '400 invalid_request',
      form: { ...token, client_id: 'order-service', client_assertion: CANARY },
    },
    {
      what: 'an assertion type without an assertion',
      answer: '401 invalid_client',
      form: { ...token, client_id: 'order-service', client_assertion_type: JWT_BEARER_ASSERTION },
    },
  ];
  return faults.map((fault) => ({ ...fault, at }));
}

/** What is wrong with the parameters of an exchange. */
function ofExchangeForm(): readonly Fault[] {
  const request = (what: string, form: Form, answer = '400 invalid_request'): Fault => ({
    what,
    at: 'token',
    answer,
    form: { ...form, canary: CANARY },
  });
  const saml = 'urn:ietf:params:oauth:token-type:saml2';
  return [
    request('no grant type', { grant_type: undefined }),
    request('an empty grant type', { grant_type: '' }),
    request('two grant types', { grant_type: [GrantType.tokenExchange, CANARY] }),
    request('an unknown grant type', { grant_type: CANARY }, '400 unsupported_grant_type'),
    request('a grant for services', { grant_type: 'client_credentials' }, '401 invalid_client'),
    request('no subject token', { subject_token: undefined }),
    request('no subject token type', { subject_token_type: undefined }),
    request('an unknown subject token type', { subject_token_type: CANARY }),
    request('SAML', { subject_token_type: saml }),
    request('an unknown requested type', { requested_token_type: CANARY }),
    request('an actor without a type', { actor_token: CANARY }),
    request('the type of no actor', { actor_token_type: TokenType.jwt }),
    request('a parameter twice', { scope: ['read', CANARY] }),
    request('two audiences', { audience: [API, CANARY] }, '400 invalid_target'),
    request('a resource that is no URI', { resource: CANARY }, '400 invalid_target'),
    request('a malformed scope', { scope: CANARY }, '400 invalid_scope'),
  ];
}

/** What is wrong with tokens, or refused to them. */
async function ofTokens(acme: Acme): Promise<readonly Fault[]> {
  const request = (what: string, form: Form, answer = '400 invalid_request'): Fault => ({
    what,
    at: 'token',
    answer,
    form,
  });
  const { jobs } = acme;
  const actor = { actor_token: tamperSignature(await jobs.issue()), actor_token_type: TokenType.jwt };
  const own = { subject_token: await acme.grant(), subject_token_type: TokenType.accessToken };
  return [
    request('a subject token that is none', { subject_token: CANARY }),
    request('a forged subject token', { subject_token: tamperSignature(await jobs.issue({ x: CANARY })) }),
    request('an untrusted issuer', {
      subject_token: await jobs.issue({ iss: 'https://canary-7f3a.example' }),
    }),
    request('a token for somebody else', { subject_token: await jobs.issue({ aud: CANARY }) }),
    request('a token without iat', { subject_token: await jobs.issue({ iat: undefined, x: CANARY }) }),
    request('a forged actor token', { ...actor }),
    request('a token its issuer suspends', {
      subject_token: await acme.people.issue({ suspended: CANARY }),
    }),
    request('an unknown target', { audience: CANARY }, '400 invalid_target'),
    request('a target that is not granted', { audience: 'nobodys' }, '400 invalid_target'),
    request('an unknown mapping', { mapping: CANARY }, '400 invalid_target'),
    request('another job', { subject_token: await jobs.issue({ sub: CANARY }) }, '400 invalid_target'),
    request('a token of ours for another target', { ...own, audience: VAULT }, '400 invalid_target'),
    request('a scope that is not granted', { scope: 'read canary-7f3a' }, '400 invalid_scope'),
    request(
      'keys that cannot be had',
      { subject_token: await jobs.issue({ iss: 'https://127.0.0.1:1', x: CANARY }) },
      '503 temporarily_unavailable',
    ),
    {
      ...request('a trail that cannot be written', { scope: 'read' }, '503 temporarily_unavailable'),
      broken: 'decision',
    },
  ];
}

/** What is wrong with a proof of possession. */
async function ofPossession(acme: Acme): Promise<readonly Fault[]> {
  const { prove } = await createProver(`${acme.gateway.issuer}/token`);
  const request = (what: string, dpop: string, answer = '400 invalid_dpop_proof'): Fault => ({
    what,
    at: 'token',
    answer,
    headers: { dpop },
  });
  return [
    { what: 'no proof', at: 'token', answer: '400 invalid_request', form: { audience: VAULT } },
    request('a proof that is none', 'canary-7f3a'),
    request('a forged proof', tamperSignature(await prove({ x: CANARY }))),
    request('a proof for elsewhere', await prove({ htu: 'https://canary-7f3a.example/token' })),
    request('an old proof', await prove({ iat: 1, x: CANARY })),
    request('a nonce of somebody else', await prove({ nonce: CANARY }), '400 use_dpop_nonce'),
    { ...request('marks that cannot be made', await prove(), '503 temporarily_unavailable'), broken: 'mark' },
  ];
}

/** What is wrong with a question about a token, or with a wish to revoke one. */
async function ofStatus(acme: Acme): Promise<readonly Fault[]> {
  const { issuer } = acme.gateway;
  const token = await acme.grant();
  const ofClient = await acme.grant(await acme.orders.credentials(issuer));
  const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
  const twice = { token: [token, CANARY] };
  return [
    { what: 'nobody asks', at: 'introspect', answer: '401 invalid_client', form: { token: CANARY } },
    {
      what: 'somebody asks with what is no token',
      at: 'introspect',
      answer: '401 invalid_token',
      form: { token: CANARY },
      headers: bearer('canary-7f3a'),
    },
    {
      what: 'a token and a client ask',
      at: 'introspect',
      answer: '400 invalid_request',
      form: { token: CANARY, client_id: CANARY },
      headers: bearer(token),
    },
    { what: 'about no token', at: 'introspect', answer: '400 invalid_request', headers: bearer(token) },
    {
      what: 'about two tokens',
      at: 'introspect',
      answer: '400 invalid_request',
      form: twice,
      headers: bearer(token),
    },
    {
      what: 'about no token, for a client',
      at: 'introspect',
      answer: '400 invalid_request',
      form: await acme.orders.credentials(issuer),
    },
    { what: 'no token', at: 'revoke', answer: '400 invalid_request', form: { canary: CANARY } },
    { what: 'two tokens', at: 'revoke', answer: '400 invalid_request', form: twice },
    {
      what: "a client's token, by nobody",
      at: 'revoke',
      answer: '401 invalid_client',
      form: { token: ofClient },
    },
    {
      what: "a workload's token, by a client",
      at: 'revoke',
      answer: '400 unauthorized_client',
      form: { token, ...(await acme.orders.credentials(issuer)) },
    },
  ];
}
