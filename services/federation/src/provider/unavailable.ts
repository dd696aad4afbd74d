import { errors } from 'oidc-provider';

/**
 * A store or key that has to answer does not: 503, where the framework's own error of that name says 400, which would
 * tell the caller that asking again is no use.
 */
export class Unavailable extends errors.OIDCProviderError {
  constructor() {
    super(503, 'temporarily_unavailable');
    this.error_description = 'The gateway cannot tell right now.';
    this.expose = true;
  }
}
