import { FlowCursor, unquoted } from './flow-cursor.ts';
import type { CursorPlace } from './place.ts';

/**
 * Finds the members around an offset by indentation, so that it works while the text is not YAML yet. Knows block style,
 * and flow style over lines too.
 */
export function cursorPlace(text: string, offset: number): CursorPlace {
  const cursor = new BlockCursor();
  let from = 0;
  let place: CursorPlace = { path: [], at: 'name', from };
  for (const line of text.slice(0, offset).split('\n')) {
    place = cursor.read(line, from);
    from += line.length + 1;
  }
  return place;
}

interface Level {
  readonly column: number;
  /** `-` for an entry of a list. */
  readonly name: string;
}

const NAME = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#"'[\]{},&*!|>%@`][^:#]*?)\s*:(?=\s|$)/;

class BlockCursor {
  #levels: readonly Level[] = [];
  #flow = new FlowCursor();

  read(line: string, from: number): CursorPlace {
    if (line.startsWith('---')) this.#levels = [];
    if (this.#flow.isOpen) return this.#flow.read(line, from, this.#names());
    const { column, rest } = this.#enterLists(line);
    const name = NAME.exec(rest);
    if (name === null) return this.#readPlain(rest, column, from);
    const [written, member = ''] = name;
    this.#enter({ column, name: unquoted(member) });
    const value = rest.slice(written.length);
    const gap = value.length - value.trimStart().length;
    return this.#flow.read(value.trimStart(), from + column + written.length + gap, this.#names());
  }

  /** Enters the lists whose entries begin in a line; gives what is left of it, and where. */
  #enterLists(line: string): { readonly column: number; readonly rest: string } {
    let column = line.length - line.trimStart().length;
    let rest = line.slice(column);
    while (/^-(\s|$)/.test(rest)) {
      this.#enter({ column, name: '-' });
      const width = rest.length - rest.slice(1).trimStart().length;
      column += width;
      rest = rest.slice(width);
    }
    return { column, rest };
  }

  /** A value in a line of its own, or the beginning of a name. */
  #readPlain(rest: string, column: number, from: number): CursorPlace {
    const around = this.#levels.filter((level) => level.column < column);
    if (/^[[{]/.test(rest)) return this.#flow.read(rest, from + column, namesOf(around));
    const isBesideName = this.#levels.some((level) => level.column === column && level.name !== '-');
    const at = around.at(-1)?.name === '-' && !isBesideName ? 'entry' : 'name';
    return { path: namesOf(around), at, from: from + column };
  }

  /** Whatever is not around a new level has ended. A list may begin at the column of the member it is of. */
  #enter(level: Level): void {
    const isAround = ({ column, name }: Level) =>
      column < level.column || (column === level.column && level.name === '-' && name !== '-');
    this.#levels = [...this.#levels.filter(isAround), level];
  }

  #names(): readonly string[] {
    return namesOf(this.#levels);
  }
}

function namesOf(levels: readonly Level[]): readonly string[] {
  return levels.flatMap(({ name }) => (name === '-' ? [] : [name]));
}
