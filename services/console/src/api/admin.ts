import { type AdminClient, createAdminClient } from '@cambio/admin-client';
import { authorizedFetch } from '@cambio/admin-client/login';
import { login } from '../session/authorization.ts';
import { ISSUER } from '../session/place.ts';
import { accessToken } from '../session/session.ts';

/** The admin API, as whoever is logged in. */
export const admin: AdminClient = createAdminClient({
  gateway: ISSUER,
  fetch: async (request) => {
    const token = await accessToken();
    if (token === undefined) throw new Error('You are not logged in any more.');
    return authorizedFetch(await login(), token, request);
  },
});
