/** The picked session: its outcome, and what went over the wire. */
import { useEffect, useRef } from "preact/hooks";
import { formatHostPort } from "../../../text/host-port.ts";
import type { Status } from "../../facts/api.ts";
import { useSpeech } from "../speech.ts";
import { detailAddress, useDetail } from "../use-detail.ts";
import { SessionStory } from "./session-story.tsx";

/** As in style/sessions.css: 64rem. */
const ONE_COLUMN_PX = 1024;

interface Props {
  readonly session: string;
  /** Changes when the session changes in the list. */
  readonly version: string;
  readonly status: Status;
  readonly onClose: () => void;
  readonly onPresent: () => void;
}

export function SessionPane({ session, version, status, onClose, onPresent }: Props) {
  const { words, sentences } = useSpeech();
  const picked = { session, startedAt: status.startedAt };
  const detail = useDetail(picked, version);
  const name = useRef<HTMLHeadingElement>(null);
  const isKnown = typeof detail === "object";

  useEffect(() => {
    name.current?.focus({ preventScroll: true });
    const top = name.current?.getBoundingClientRect().top ?? 0;
    // In one column it opens above the list and may be out of sight; next to the list it rarely is.
    if (innerWidth < ONE_COLUMN_PX || top < 0 || top > innerHeight / 2)
      name.current?.closest("section")?.scrollIntoView();
  }, []);

  const close = () => {
    onClose();
    document.querySelector<HTMLElement>(`tr[data-session="${session}"] button`)?.focus();
  };

  return (
    // Escape closes it from anywhere inside
    <section
      class="pane card"
      aria-labelledby="pane-name"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <div class="section-head">
        <h2 id="pane-name" tabIndex={-1} ref={name}>
          {isKnown ? sentences.sessionOf(formatHostPort(detail.row.address, detail.row.port)) : session}
        </h2>
        <button type="button" class="close" onClick={close}>
          {words.close}
        </button>
      </div>
      {detail === "gone" && <p class="callout plain">{words.gone}</p>}
      {isKnown && <SessionStory detail={detail} status={status} onPresent={onPresent} />}
      {isKnown && (
        <p class="json">
          <a href={detailAddress(picked)}>{words.asJson}</a>
        </p>
      )}
    </section>
  );
}
