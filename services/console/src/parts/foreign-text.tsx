import { useState } from 'react';
import { Button } from 'react-aria-components';
import { visiblePieces } from './visible-text.ts';
import './foreign-text.css';

/** Characters for whose sake nothing is cut: the button would be as long. */
const SPARED = 40;

interface ForeignTextProps {
  readonly text: string;
  /** Characters that are shown at first. */
  readonly most?: number;
}

/**
 * Text that somebody outside chose: a claim, a workload's name. It stays text, is kept apart from the direction of what
 * is around it, shows what would not be seen, and does not fill the page however long it is.
 */
export function ForeignText({ text, most = 200 }: ForeignTextProps) {
  const [isWhole, setWhole] = useState(false);
  const isCut = !isWhole && text.length > most + SPARED;
  return (
    <bdi className="foreign">
      <Pieces text={isCut ? cutAt(text, most) : text} />
      {isCut && (
        <Button className="foreign-more" onPress={() => setWhole(true)}>
          …{text.length - most} more
        </Button>
      )}
    </bdi>
  );
}

/** The same in one line, cut where its place ends, and without a button: for rows of lists. */
export function ForeignName({ text }: { readonly text: string }) {
  return (
    <bdi className="foreign cut">
      <Pieces text={cutAt(text, 300)} />
    </bdi>
  );
}

function Pieces({ text }: { readonly text: string }) {
  return visiblePieces(text).map((piece, place) =>
    piece.isEscape ? (
      <span key={place} className="foreign-escape">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
}

/** Never between the two halves of a character. */
function cutAt(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
