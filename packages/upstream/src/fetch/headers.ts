const JSON_TYPE = /^application\/(?:[a-z0-9.+-]+\+)?json$/;

/** `application/json` or `application/…+json` (RFC 6839 §3.1), in UTF-8 when it names a charset. */
export function isJsonType(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  return JSON_TYPE.test(type) && parameters.every(isUtf8Parameter);
}

function isUtf8Parameter(parameter: string): boolean {
  return !parameter.startsWith('charset') || /^charset="?utf-8"?$/.test(parameter);
}

/** `max-age` in seconds; 0 where the answer may not be kept; `undefined` where it does not say (RFC 9111 §5.2.2). */
export function maxAgeOf(cacheControl: string | undefined): number | undefined {
  const directives = (cacheControl ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim());
  if (directives.includes('no-store') || directives.includes('no-cache')) return 0;
  const maxAge = directives.find((directive) => directive.startsWith('max-age='));
  const seconds = /^max-age="?(\d{1,10})"?$/.exec(maxAge ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}

/** A header that came twice is none. */
export function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
