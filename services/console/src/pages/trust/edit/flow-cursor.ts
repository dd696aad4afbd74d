import type { CursorPlace } from './place.ts';

const TOKEN = /"(?:[^"\\]|\\.)*"|'[^']*'|[[\]{},:#]/g;

/** A value in flow style (`[`, `{`), as far as it was read; it may go on in the next line. */
export class FlowCursor {
  /** The open brackets; in a map, the member whose value is being written. */
  readonly #open: { readonly bracket: string; name: string | undefined }[] = [];

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  /**
   * Reads a line, or the rest of one, and says where its end is.
   *
   * @param from where it begins in the text
   * @param around the members around the value
   */
  read(line: string, from: number, around: readonly string[]): CursorPlace {
    let word = 0;
    for (const { 0: token, index } of line.matchAll(TOKEN)) {
      if (token === '#' && !this.isOpen) break;
      if (this.#take(token, line.slice(word, index).trim())) word = index + 1;
    }
    const rest = line.slice(word);
    const inner = this.#open.at(-1);
    return {
      path: [...around, ...this.#open.flatMap(({ name }) => name ?? [])],
      at: inner?.bracket === '{' && inner.name === undefined ? 'name' : 'value',
      from: from + word + (rest.length - rest.trimStart().length),
    };
  }

  /** Whether another word begins behind a token that comes after a word. */
  #take(token: string, word: string): boolean {
    const inner = this.#open.at(-1);
    switch (token) {
      case '[':
      case '{':
        if (word !== '') return false;
        this.#open.push({ bracket: token, name: undefined });
        return true;
      case ']':
      case '}':
        return this.#open.pop() !== undefined;
      case ',':
        if (inner?.bracket === '{') inner.name = undefined;
        return inner !== undefined;
      case ':':
        if (inner?.bracket !== '{' || inner.name !== undefined) return false;
        inner.name = unquoted(word);
        return true;
      default:
        return false;
    }
  }
}

export function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name;
}
