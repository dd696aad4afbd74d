import type { ExchangedToken } from '@cambio/client';
import { formatScope } from '@cambio/oauth';

export type OutputForm = 'token' | 'json' | 'export' | 'header' | 'dotenv' | 'github-env';

export const USUAL_VARIABLE = 'CAMBIO_TOKEN';

/** The issued token, as the next program in line wants it; without a line break at its end. */
export function formatToken(token: ExchangedToken, form: OutputForm, variable = USUAL_VARIABLE): string {
  switch (form) {
    case 'token':
      return token.accessToken;
    case 'json':
      return JSON.stringify(answerOf(token), null, 2);
    case 'export':
      return `export ${variable}=${shellQuote(token.accessToken)}`;
    case 'header':
      return `Authorization: ${token.tokenType === 'DPoP' ? 'DPoP' : 'Bearer'} ${token.accessToken}`;
    case 'dotenv':
      return `${variable}=${token.accessToken}`;
    // A command to the runner, which from here on hides the token wherever it is printed.
    case 'github-env':
      return `::add-mask::${token.accessToken}`;
  }
}

/** The token endpoint's answer, under its own names (RFC 8693 §2.2.1). */
function answerOf({
  accessToken,
  issuedTokenType,
  tokenType,
  expiresIn,
  scopes,
  decisionId,
}: ExchangedToken) {
  return {
    access_token: accessToken,
    issued_token_type: issuedTokenType,
    token_type: tokenType,
    expires_in: expiresIn,
    scope: formatScope(scopes),
    decision_id: decisionId,
  };
}

/** One word for a POSIX shell, whatever is in it: what a server sent must not run here. */
function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
