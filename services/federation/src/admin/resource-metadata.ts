import { ADMIN_SCOPES, adminAudience } from '@cambio/policy';
import type { Middleware } from 'koa';
import type { Announced } from '../http/metadata.ts';

/** Seconds. */
const MAX_AGE = 300;

type AnnouncedResource = Pick<Announced, 'issuer' | 'certificates' | 'proofAlgorithms'>;

/** What clients can know of the admin API beforehand (RFC 9728 §2), from the configured issuer alone. */
export function resourceMetadataEndpoint(announced: AnnouncedResource): Middleware {
  const document = resourceMetadata(announced);
  return (ctx) => {
    ctx.set('Cache-Control', `public, max-age=${MAX_AGE}`);
    ctx.set('Access-Control-Allow-Origin', '*');
    ctx.body = document;
  };
}

function resourceMetadata({ issuer, certificates, proofAlgorithms }: AnnouncedResource) {
  return {
    resource: adminAudience(issuer),
    resource_name: 'Cambio admin API',
    authorization_servers: [issuer],
    scopes_supported: Object.keys(ADMIN_SCOPES),
    bearer_methods_supported: ['header'],
    dpop_signing_alg_values_supported: proofAlgorithms,
    dpop_bound_access_tokens_required: false,
    tls_client_certificate_bound_access_tokens: certificates,
  };
}

/** Where it stands: the well-known part goes between host and path of the resource (RFC 9728 §3.1). */
export function resourceMetadataUrl(issuer: string): string {
  const { origin, pathname } = new URL(adminAudience(issuer));
  return `${origin}/.well-known/oauth-protected-resource${pathname}`;
}
