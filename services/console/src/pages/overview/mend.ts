import type { Warning } from '../../api/status.ts';

/** Where in the console something is mended. */
export type MendingPlace =
  | { readonly to: '/issuers' }
  | { readonly to: '/trust/history' }
  | { readonly to: '/trust'; readonly search: { readonly finding: string } }
  | { readonly to: '/trust/mappings/$id'; readonly params: { readonly id: string } }
  | {
      readonly to: '/trust/edit';
      readonly search: { readonly kind: 'Issuer' | 'Target'; readonly id: string };
    };

/** What a warning is called, and where it is mended; a store is not mended here. */
export interface Mend {
  readonly title: string;
  readonly place?: MendingPlace;
}

export function mendOf({ kind, about, rule }: Warning): Mend {
  switch (kind) {
    case 'store_down':
      return { title: 'store down' };
    case 'trust_refused':
      return { title: 'trust refused', place: { to: '/trust/history' } };
    case 'issuer_keys':
      return { title: 'issuer keys', place: { to: '/issuers' } };
    case 'issuer_drift':
      return { title: 'drift', place: { to: '/issuers' } };
    case 'lint':
      return { title: (rule ?? 'lint').replaceAll('-', ' '), ...documentOf(about) };
  }
}

/** Of a document named as `Mapping/shop-deploy-prod`. */
function documentOf(about: string): Pick<Mend, 'place'> {
  const [kind, id = '', more] = about.split('/');
  if (id === '' || more !== undefined) return {};
  if (kind === 'Mapping') return { place: { to: '/trust/mappings/$id', params: { id } } };
  if (kind === 'Issuer' || kind === 'Target') return { place: { to: '/trust/edit', search: { kind, id } } };
  return {};
}
