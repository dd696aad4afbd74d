/** The arguments of every call of `cambio` in lines for a shell; a comment stands behind two spaces or more. */
export function calls(lines: string): readonly (readonly string[])[] {
  const joined = lines.replaceAll(/ \\\n\s*/g, ' ');
  return joined.split('\n').flatMap((line) =>
    [
      ...line
        .trim()
        .replace(/ {2,}\S.*$/, '')
        .matchAll(/(?<=^|[\s'"(!|])cambio (.*)/g),
    ].map(([, rest = '']) => wordsOf(rest)),
  );
}

/** The words up to where another command, a redirection or the end of a quotation begins. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word, quoted = ''] of text.matchAll(/'([^']*)'|(?:\$\([^)]*\)|[^\s'"|>)&])+|["'|>)&]/g)) {
    if (/^["'|>)&]$/.test(word)) break;
    words.push(word.startsWith("'") ? quoted : word);
  }
  return words;
}
