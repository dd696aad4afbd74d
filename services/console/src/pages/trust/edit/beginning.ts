import type { DocumentKind } from '@cambio/policy';
import type { OpenTrust } from '../trust-query.ts';

/** A new document to begin with: what has to be said, with names that are there. */
export function beginning(
  kind: DocumentKind,
  { issuers, targets }: Pick<OpenTrust, 'issuers' | 'targets'>,
): string {
  switch (kind) {
    case 'Issuer':
      return 'kind: Issuer\nid: \nprovider: \nowner: \n';
    case 'Target':
      return 'kind: Target\nid: \naudience: \nscopes:\n  read: \nowner: \n';
    case 'Mapping':
      return `kind: Mapping
id: 
owner: 
purpose: 
issuer: ${issuers[0]?.id ?? ''}
target: ${targets[0]?.id ?? ''}
match:
  
grant:
  scopes: []
`;
  }
}
