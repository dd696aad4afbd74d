import { UUID } from './uuid.ts';

/** v2 issuers of Entra, one for each tenant: global, US government, China. Never `common`, which has no one `iss`. */
export const ENTRA_V2 = `https://login\\.(microsoftonline\\.(com|us)|partner\\.microsoftonline\\.cn)/${UUID}/v2\\.0`;

/** v1 issuers, whose final slash is part of them. */
const ENTRA_V1 = `https://sts\\.(windows\\.net|chinacloudapi\\.cn)/${UUID}/`;

/** Every issuer a tenant of Entra can have; which of the two is decided by the application a token is for. */
export const ENTRA_ISSUER = new RegExp(`^(${ENTRA_V1}|${ENTRA_V2})$`);
