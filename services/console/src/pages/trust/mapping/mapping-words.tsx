import type { MappingDocument } from '@cambio/policy';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { durationWords, matcherWords } from '../words.ts';

/** What a mapping says, in the words of a person. */
export function MappingWords({ mapping }: { readonly mapping: MappingDocument }) {
  const { issuer, target, match, when, owner, ticket, notBefore, expires } = mapping;
  return (
    <dl className="facts">
      <Fact name={mapping.effect === 'allow' ? 'Gives' : 'Bars from'}>
        {mapping.effect === 'allow' ? (
          <span className="chips">
            {mapping.grant.scopes.map((scope) => (
              <span key={scope} className="chip">
                {scope}
              </span>
            ))}
          </span>
        ) : target === '*' ? (
          'every target'
        ) : (
          <Link to="/targets">{target}</Link>
        )}
      </Fact>
      {mapping.effect === 'allow' && (
        <Fact name="of target">
          <Link to="/targets">{target}</Link>
        </Fact>
      )}
      <Fact name="to tokens of">
        <Link to="/issuers">{issuer}</Link>
      </Fact>
      <Fact name="in which">
        <Conditions match={match} />
      </Fact>
      {when !== undefined && (
        <Fact name="and when">
          <code>{when}</code>
        </Fact>
      )}
      {mapping.effect === 'allow' && <GrantFacts mapping={mapping} />}
      {notBefore !== undefined && <Fact name="not before">{dayOf(notBefore)}</Fact>}
      {expires !== undefined && <Fact name="until">{dayOf(expires)}</Fact>}
      <Fact name="Answered for by">{owner}</Fact>
      {ticket !== undefined && <Fact name="Asked for in">{ticket}</Fact>}
    </dl>
  );
}

function GrantFacts({ mapping }: { readonly mapping: Extract<MappingDocument, { effect: 'allow' }> }) {
  const { lifetime, binding, subject, claims } = mapping.grant;
  const { delegation } = mapping;
  const added = Object.keys(claims);
  return (
    <>
      {lifetime !== undefined && <Fact name="for">{durationWords(lifetime)}</Fact>}
      {binding !== 'optional' && (
        <Fact name="if it proves">{binding === 'required' ? 'a key, DPoP or mutual TLS' : binding}</Fact>
      )}
      {subject !== undefined && (
        <Fact name="in the name of">
          <code>{subject}</code>
        </Fact>
      )}
      {added.length > 0 && (
        <Fact name="with the claims">
          <code>{added.join(', ')}</code>
        </Fact>
      )}
      {delegation !== undefined && (
        <Fact name="acted for by">
          {delegation.actors.map(({ issuer, match }, place) => (
            <div key={place}>
              tokens of {issuer} in which
              <Conditions match={match} />
            </div>
          ))}
          {delegation.required && 'Without an actor there is no token.'}
        </Fact>
      )}
    </>
  );
}

function Conditions({ match }: { readonly match: MappingDocument['match'] }) {
  const conditions = Object.entries(match);
  if (conditions.length === 0) return 'anything is said: it has no condition on claims';
  return (
    <ul className="conditions">
      {conditions.map(([claim, matcher]) => (
        <li key={claim}>
          <code>{claim}</code> <span className="soft">{matcherWords(matcher)}</span>
        </li>
      ))}
    </ul>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}
