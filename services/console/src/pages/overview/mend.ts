import type { Warning } from '../../api/status.ts';

/** What a warning is called, and where in the console it is mended. */
export interface Mend {
  readonly title: string;
  /** Relative to the console. */
  readonly address?: string;
}

export function mendOf({ kind, about, rule }: Warning): Mend {
  switch (kind) {
    case 'store_down':
      return { title: 'store down' };
    case 'trust_refused':
      return { title: 'trust refused', address: 'trust/history' };
    case 'issuer_keys':
      return { title: 'issuer keys', address: `issuers/${encodeURIComponent(about)}` };
    case 'issuer_drift':
      return { title: 'drift', address: `issuers/${encodeURIComponent(about)}` };
    case 'lint':
      return { title: (rule ?? 'lint').replaceAll('-', ' '), ...editorOf(about) };
  }
}

/** Of a document named as `Mapping/shop-deploy-prod`. */
function editorOf(about: string): { readonly address?: string } {
  const [kind, id, more] = about.split('/');
  if (kind === undefined || id === undefined || more !== undefined) return {};
  return { address: `trust/${kind.toLowerCase()}/${encodeURIComponent(id)}` };
}
