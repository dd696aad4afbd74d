import type { NextFunction, Request, Response } from 'express';
import type { VerifiedToken } from '../resource-server/access-token.ts';
import type { ResourceServer } from '../resource-server/resource-server.ts';
import { createGate, type Demands } from './admission.ts';
import { presentedBy } from './node-request.ts';

/** What later handlers find in `response.locals`. */
export interface AccessTokenLocals extends Record<string, unknown> {
  accessToken: VerifiedToken;
}

/** Express middleware: lets a request on only with an access token that meets the demands, and puts it in `locals`. */
export function requireAccessToken(server: ResourceServer, demands: Demands = {}) {
  const admit = createGate(server, demands);
  return async (
    request: Request,
    response: Response<unknown, AccessTokenLocals>,
    next: NextFunction,
  ): Promise<void> => {
    const { originalUrl, body } = request;
    const admission = await admit(presentedBy(request, originalUrl, body, demands.certificateOf));
    response.set(admission.headers);
    if (!admission.admitted) {
      response.status(admission.status).end();
      return;
    }
    response.locals.accessToken = admission.token;
    next();
  };
}
