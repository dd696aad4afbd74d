/** A compiled glob: text matches as a whole, in time linear in its length. */
export interface Glob {
  matches(text: string): boolean;
}

/**
 * Compiles a glob. `*` stands for any run of characters but `/` and `:`, `?` for one such character, `**` for any run
 * at all; nothing else is special. A character is a Unicode code point.
 */
export function compileGlob(pattern: string): Glob {
  const [literal, ...rest] = splitLiteral(tokensOf(pattern));
  const [only] = rest;
  if (rest.length === 1 && only?.kind === 'run') {
    return { matches: (text) => text.startsWith(literal) && !separatorAfter(text, literal.length) };
  }
  return {
    matches: (text) => text.startsWith(literal) && simulate(rest, text.slice(literal.length)),
  };
}

/** Most globs end in their only `*`: what it stands for needs no looking at in turn. */
function separatorAfter(text: string, start: number): boolean {
  return text.includes('/', start) || text.includes(':', start);
}

type Token =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'one' | 'run' | 'any' };

function tokensOf(pattern: string): readonly Token[] {
  const parts = pattern.match(/\*\*+|[\s\S]/gu) ?? [];
  return parts.map((part) => {
    if (part.startsWith('**')) return { kind: 'any' };
    if (part === '*') return { kind: 'run' };
    return part === '?' ? { kind: 'one' } : { kind: 'literal', character: part };
  });
}

/** The text every match starts with, and the tokens after it. */
function splitLiteral(tokens: readonly Token[]): readonly [string, ...Token[]] {
  const wild = tokens.findIndex(({ kind }) => kind !== 'literal');
  const count = wild === -1 ? tokens.length : wild;
  const literal = tokens.slice(0, count).map((token) => (token.kind === 'literal' ? token.character : ''));
  return [literal.join(''), ...tokens.slice(count)];
}

/** Follows every way to match at once: state `n` is "the first n tokens have matched what was read". */
function simulate(tokens: readonly Token[], text: string): boolean {
  let states = closure(tokens, new Set([0]));
  for (const character of text) {
    const next = new Set<number>();
    for (const state of states) {
      const token = tokens[state];
      if (token !== undefined && accepts(token, character)) next.add(repeats(token) ? state : state + 1);
    }
    if (next.size === 0) return false;
    states = closure(tokens, next);
  }
  return states.has(tokens.length);
}

/** A run may also match nothing: whoever stands before one stands behind it too. */
function closure(tokens: readonly Token[], states: Set<number>): Set<number> {
  for (const state of states) {
    const token = tokens[state];
    if (token !== undefined && repeats(token)) states.add(state + 1);
  }
  return states;
}

function repeats({ kind }: Token): boolean {
  return kind === 'run' || kind === 'any';
}

function accepts(token: Token, character: string): boolean {
  if (token.kind === 'any') return true;
  if (token.kind === 'literal') return token.character === character;
  return character !== '/' && character !== ':';
}
