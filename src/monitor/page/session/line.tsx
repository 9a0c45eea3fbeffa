/** A line, or its part in one chunk, with visible bytes and marked cuts. */
import type { Part } from "../chunks/lines.ts";
import { type Piece, visiblePieces } from "../chunks/visible.ts";
import { useSpeech } from "../speech.ts";

/** The hex shows the rest of a longer line. */
const SHOWN_BYTES = 160;

export function Line({ part, isClient }: { readonly part: Part; readonly isClient: boolean }) {
  const { sentences, count } = useSpeech();
  const isBareLf = part.endsLine && isClient && part.line.at(-2) !== 13;
  const cuts = `${part.continuesLine ? " continues" : ""}${part.endsLine ? "" : " goes-on"}`;
  return (
    <p class={`line${cuts}`}>
      <bdi>
        {visiblePieces(part.bytes.subarray(0, SHOWN_BYTES)).map((piece, index) => (
          <PieceText key={index} piece={piece} isBareLf={isBareLf} />
        ))}
        {part.bytes.length > SHOWN_BYTES && <span class="escape">…</span>}
      </bdi>
      {part.count > 1 && (
        <span class="times">
          <span aria-hidden="true">×{count(part.count)}</span>
          <span class="hidden">{sentences.times(count(part.count))}</span>
        </span>
      )}
    </p>
  );
}

function PieceText({ piece, isBareLf }: { readonly piece: Piece; readonly isBareLf: boolean }) {
  switch (piece.kind) {
    case "text":
      return <span>{piece.text}</span>;
    case "escape":
      return <span class="escape">{piece.text}</span>;
    case "cr":
      return <abbr class="end">CR</abbr>;
    case "lf":
      return <abbr class={isBareLf ? "end bad" : "end"}>LF</abbr>;
  }
}
