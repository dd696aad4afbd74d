/** Attribute types by OID, where OpenSSL and RFC 4514 §3 have a name for them. */
const NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'TITLE',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
};

const NAME = /^[A-Za-z][A-Za-z0-9-]*$/;
const OID = /^\d+(?:\.\d+)+$/;

/** One character, or one escape: a hex pair, or any single character. */
const PIECE = /\\[0-9A-Fa-f]{2}|\\?./gsu;

/** Characters that must be escaped inside a value (RFC 4514 §2.4). */
const SPECIAL = /^["+,;<>\\\0]$/;

/**
 * One text for all spellings of a distinguished name (RFC 4514), so that names are compared as strings; `undefined` for
 * what is none, the empty name included.
 *
 * Spelling is the case of attribute types, their OIDs, escapes, spaces around separators, and the order inside a
 * multi-valued RDN. The order of RDNs and the values, case and all, are the name itself. Values in hex form (`#04…`) are
 * not read.
 */
export function canonicalName(text: string): string | undefined {
  const rdns = split(text.match(PIECE) ?? [], ',').map((rdn) => split(rdn, '+').map(attribute));
  if (rdns.flat().includes(undefined)) return undefined;
  return JSON.stringify(rdns.map((attributes) => attributes.toSorted()));
}

function attribute(pieces: readonly string[]): string | undefined {
  const equals = pieces.indexOf('=');
  const type = typeOf(pieces.slice(0, Math.max(equals, 0)).join('').trim());
  const value = decodedValue(pieces.slice(equals + 1));
  return type === undefined || value === undefined ? undefined : JSON.stringify([type, value]);
}

function typeOf(text: string): string | undefined {
  if (OID.test(text)) return NAMES[text] ?? text;
  return NAME.test(text) ? text.toUpperCase() : undefined;
}

function decodedValue(spaced: readonly string[]): string | undefined {
  const pieces = trim(spaced);
  if (pieces.length === 0 || pieces[0] === '#' || pieces.some((piece) => SPECIAL.test(piece)))
    return undefined;
  try {
    const bytes = Buffer.concat(pieces.map(bytesOf));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesOf(piece: string): Buffer {
  if (piece.length === 3 && piece.startsWith('\\')) return Buffer.from(piece.slice(1), 'hex');
  return Buffer.from(piece.length > 1 && piece.startsWith('\\') ? piece.slice(1) : piece);
}

/** Without the spaces around a value; one that belongs to it is escaped. */
function trim(pieces: readonly string[]): readonly string[] {
  const from = pieces.findIndex((piece) => piece !== ' ');
  const to = pieces.findLastIndex((piece) => piece !== ' ');
  return from === -1 ? [] : pieces.slice(from, to + 1);
}

function split(pieces: readonly string[], separator: string): readonly (readonly string[])[] {
  const parts: string[][] = [];
  const part: string[] = [];
  for (const piece of [...pieces, separator]) {
    if (piece !== separator) part.push(piece);
    else parts.push(part.splice(0));
  }
  return parts;
}
