import { err, ok, type Result } from '@cambio/oauth';

/** What placeholders are replaced from. */
export interface PlaceholderSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of a file; throws where it cannot be read. */
  readonly readFile: (path: string) => string;
}

/** `$${…}` stands for a literal `${…}`. An unclosed `${` is an error, not text. */
const PLACEHOLDER = /(\$?)\$\{([^}]*)(\}?)/g;

/**
 * Replaces `${NAME}` by an environment variable and `${file:/path}` by a file's text, without its last line
 * break. What is put in is not looked at again. The error names the placeholder, never a value.
 */
export function fillPlaceholders(text: string, sources: PlaceholderSources): Result<string, string> {
  let problem: string | undefined;
  const filled = text.replaceAll(PLACEHOLDER, (whole, dollar: string, name: string, close: string) => {
    if (dollar !== '') return whole.slice(1);
    const value = close === '' ? err('a placeholder is not closed') : lookUp(name, sources);
    if (value.ok) return value.value;
    problem ??= value.error;
    return '';
  });
  return problem === undefined ? ok(filled) : err(problem);
}

function lookUp(name: string, { env, readFile }: PlaceholderSources): Result<string, string> {
  if (name.startsWith('file:')) return readSecret(name.slice('file:'.length), readFile);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    return err('a placeholder is a variable name, or file: and a path');
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  return value === undefined ? err(`the environment variable ${name} is not set`) : ok(value);
}

function readSecret(path: string, readFile: PlaceholderSources['readFile']): Result<string, string> {
  try {
    return ok(readFile(path).replace(/\r?\n$/, ''));
  } catch {
    return err(`the file ${path} cannot be read`);
  }
}
