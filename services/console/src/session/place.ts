/** Where the console is served: it ends with a slash, and everything of it is below. */
export const CONSOLE = new URL(document.baseURI);

/** The gateway's issuer URL: the console is one step below it. */
export const ISSUER = new URL('..', CONSOLE).href.replace(/\/$/, '');
