/** A session's diagram for a projector: full width, large text, a small clock, and keys to step through it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { formatHostPort } from "../../../text/host-port.ts";
import type { SessionRow, Status } from "../../facts/api.ts";
import { verdictWords } from "../board/verdict.ts";
import { diagramOf } from "../chunks/diagram.ts";
import { Flow } from "../session/flow.tsx";
import { useSpeech } from "../speech.ts";
import { useDetail } from "../use-detail.ts";
import { move, neighbour, type Place } from "./steps.ts";

interface Props {
  readonly status: Status;
  readonly rows: readonly SessionRow[];
  readonly picked: string | undefined;
  readonly version: string;
  readonly onPick: (session: string) => void;
  readonly onLeave: () => void;
}

export function Presentation({ status, rows, picked, version, onPick, onLeave }: Props) {
  const { words, sentences, count } = useSpeech();
  const [shown, setShown] = useState<Place["shown"]>("all");
  const [hasHex, setHex] = useState(false);
  const [follows, setFollows] = useState(picked === undefined);
  const oldestFirst = [...rows].sort((left, right) => left.openedAt - right.openedAt);
  const sessions = oldestFirst.map(({ session }) => session);
  const newest = sessions.at(-1);
  const session = picked ?? newest ?? "";
  const detail = useDetail({ session, startedAt: status.startedAt }, version);
  const diagram = useMemo(
    () => (typeof detail === "object" ? diagramOf(detail, status.lenient) : undefined),
    [detail, status.lenient],
  );
  const steps = diagram?.steps ?? [];

  const go = (place: Place) => {
    setShown(place.shown);
    if (place.session !== session) onPick(place.session);
  };
  const step = (by: 1 | -1) => {
    setFollows(false);
    go(move({ session, shown }, by, sessions, steps.length));
  };
  const leap = (by: 1 | -1) => {
    setFollows(false);
    const other = neighbour(session, by, sessions);
    if (other !== undefined) go({ session: other, shown: "all" });
  };

  useEffect(() => {
    if (follows && newest !== undefined && newest !== picked) go({ session: newest, shown: "all" });
  }, [follows, newest, picked]);

  useEffect(() => {
    const act = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === "ArrowRight") step(1);
      else if (event.key === "ArrowLeft") step(-1);
      else if (event.key === "PageDown") leap(1);
      else if (event.key === "PageUp") leap(-1);
      else if (event.key.toLowerCase() === "h") setHex(!hasHex);
      else if (event.key === "Escape") onLeave();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", act);
    return () => removeEventListener("keydown", act);
  });

  const visible = shown === "all" ? steps : steps.slice(0, shown);
  useEffect(() => {
    if (shown !== "all")
      document.querySelector(".present .step:last-child")?.scrollIntoView({ block: "nearest" });
  }, [shown]);

  return (
    <main class={hasHex ? "present has-hex" : "present"}>
      <div class="present-bar">
        <p class="present-clock">{status.reply}</p>
        <div class="switches">
          <button type="button" class="pause" aria-label={words.older} onClick={() => leap(-1)}>
            «
          </button>
          <button type="button" class="pause" aria-label={sentences.stepBack} onClick={() => step(-1)}>
            ←
          </button>
          <span>{sentences.stepOf(count(visible.length), count(steps.length))}</span>
          <button type="button" class="pause" aria-label={sentences.stepOn} onClick={() => step(1)}>
            →
          </button>
          <button type="button" class="pause" aria-label={words.newer} onClick={() => leap(1)}>
            »
          </button>
          <button type="button" class="pause" aria-pressed={hasHex} onClick={() => setHex(!hasHex)}>
            {words.hex} <kbd>H</kbd>
          </button>
          <button type="button" class="pause" aria-pressed={follows} onClick={() => setFollows(!follows)}>
            {words.followNewest}
          </button>
          <button type="button" class="pause" onClick={onLeave}>
            {words.leave} <kbd>Esc</kbd>
          </button>
        </div>
      </div>
      {typeof detail === "object" && diagram !== undefined ? (
        <>
          <Heading row={detail.row} />
          {steps.length > 0 ? (
            <Flow diagram={{ ...diagram, steps: visible }} />
          ) : (
            <p class="note">{detail.row.hasRecord ? words.nothingYet : words.noRecord}</p>
          )}
        </>
      ) : (
        <h1 class="waiting">{detail === "gone" ? words.gone : session === "" ? words.nothingPicked : ""}</h1>
      )}
    </main>
  );
}

function Heading({ row }: { readonly row: SessionRow }) {
  const speech = useSpeech();
  const { tone, text } = verdictWords(row, speech);
  return (
    <h1>
      {formatHostPort(row.address, row.port)} <span class={tone}>{text}</span>
    </h1>
  );
}
