import type { Position } from '../diagnostic.ts';
import type { MemberPath } from '../document/document.ts';
import type { SourceText } from './source.ts';
import { readYaml, type YamlDocument } from './yaml.ts';

/**
 * Finds positions in one file again. The syntax tree is many times larger than its text, so it is held only as long
 * as memory allows and read anew when it is asked for later: a loaded trust keeps texts, not trees.
 */
export class Locator {
  readonly #source: SourceText;
  #tree: WeakRef<readonly YamlDocument[]>;

  constructor(source: SourceText, tree: readonly YamlDocument[]) {
    this.#source = source;
    this.#tree = new WeakRef(tree);
  }

  /** Where a member of the file's document number `index` is. */
  locate(index: number, path: MemberPath): Position {
    const document = this.#documents()[index];
    return document?.ok ? document.locate(path) : { file: this.#source.path, line: 1, column: 1 };
  }

  #documents(): readonly YamlDocument[] {
    const held = this.#tree.deref();
    if (held !== undefined) return held;
    const read = readYaml(this.#source);
    this.#tree = new WeakRef(read);
    return read;
  }
}
