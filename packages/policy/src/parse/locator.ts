import type { Position } from '../diagnostic.ts';
import type { MemberPath } from '../document/document.ts';
import type { Piece } from './pieces.ts';
import { readPiece, type YamlDocument } from './yaml.ts';

/**
 * Finds positions in one document again. The syntax tree is many times larger than its text, so it is held only as long
 * as memory allows and read anew when it is asked for later: a loaded trust keeps texts, not trees.
 */
export class Locator {
  readonly #piece: Piece;
  readonly #path: string;
  #tree: WeakRef<readonly YamlDocument[]>;

  constructor(piece: Piece, path: string, tree: readonly YamlDocument[]) {
    this.#piece = piece;
    this.#path = path;
    this.#tree = new WeakRef(tree);
  }

  /** Where a member of the piece's document number `index` is. */
  locate(index: number, path: MemberPath): Position {
    const document = this.#documents()[index];
    return document?.ok ? document.locate(path) : { file: this.#path, line: 1, column: 1 };
  }

  #documents(): readonly YamlDocument[] {
    const held = this.#tree.deref();
    if (held !== undefined) return held;
    const read = readPiece(this.#piece, this.#path);
    this.#tree = new WeakRef(read);
    return read;
  }
}
