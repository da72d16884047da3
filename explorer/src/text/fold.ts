/** Texts as the server compares them: docs/formats.md, "Folded texts". */

/** Code points that are not seen; the list in docs/formats.md is that of this property. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

const APOSTROPHES = /[\u2019\u02bc]/g;

/** The Turkish letter keeps its identity, although its upper case is I. */
const DOTLESS_I = "\u0131";

/**
 * Full case folding of one code point. JavaScript has none; lower case of upper case of lower case divides characters into
 * the same classes (`ẞ` → `ß` → `SS` → `ss`), and both sides of a comparison come by here.
 */
function foldCase(character: string): string {
  return character === DOTLESS_I ? character : character.toLowerCase().toUpperCase().toLowerCase();
}

/** The folded text: what is equal to the server is equal here. */
export function fold(text: string): string {
  const plain = text.normalize("NFKD").replace(APOSTROPHES, "'").replace(IGNORABLE, "");
  let folded = "";
  for (const character of plain) {
    folded += foldCase(character);
  }
  return folded.normalize("NFKC");
}

/** A folded text that knows where each of its UTF-16 units came from. */
export interface FoldedText {
  readonly folded: string;
  /** Of each unit of `folded`: where the piece of the original that it belongs to begins. */
  readonly starts: readonly number[];
  /** Likewise, where that piece ends. */
  readonly ends: readonly number[];
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

interface Piece {
  start: number;
  end: number;
  folded: string;
}

/** The smallest pieces of a text that can be folded one by one: what composes with its neighbour stays with it. */
function foldablePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const end = index + segment.length;
    const folded = fold(segment);
    const last = pieces.at(-1);
    if (last === undefined) {
      pieces.push({ start: index, end, folded });
    } else if (folded === "") {
      last.end = end;
    } else {
      const together = fold(text.slice(last.start, end));
      if (together === last.folded + folded) {
        pieces.push({ start: index, end, folded });
      } else {
        last.end = end;
        last.folded = together;
      }
    }
  }
  return pieces;
}

/** Folds a text and keeps the way back to the original. */
export function foldWithOrigin(text: string): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = "";
  for (const piece of foldablePieces(text)) {
    for (let unit = 0; unit < piece.folded.length; unit++) {
      starts.push(piece.start);
      ends.push(piece.end);
    }
    folded += piece.folded;
  }
  return { folded, starts, ends };
}
