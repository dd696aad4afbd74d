/** What JSON Schema calls a value that may be written and is never shown. */
export const SECRET = { writeOnly: true } as const;
