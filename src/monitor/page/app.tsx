/** The whole page: what comes of the stream, the reader's choices, and the parts that show them. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { languageOf } from "../../language.ts";
import type { SessionRow } from "../facts/api.ts";
import { hostToAsk } from "./commands.ts";
import { Faults } from "./faults/faults.tsx";
import { Figures } from "./figures/figures.tsx";
import { Masthead } from "./masthead/masthead.tsx";
import { Notices } from "./masthead/notices.tsx";
import { SessionPane } from "./session/session-pane.tsx";
import { Sessions } from "./sessions/sessions.tsx";
import { SpeechContext, speechOf } from "./speech.ts";
import { useStream } from "./use-stream.ts";
import { useTheme } from "./use-theme.ts";
import { useView } from "./use-view.ts";

export function App() {
  const [view, change] = useView();
  const [theme, chooseTheme] = useTheme();
  const [isPaused, setPaused] = useState(false);
  const { picture, status, trouble } = useStream(view.query, isPaused);
  const language = view.language ?? languageOf(navigator.language);
  const zone = status?.zone ?? "UTC";
  const speech = useMemo(() => speechOf(language, zone), [language, zone]);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = speech.words.title;
  }, [language, speech]);

  const pick = (session: string | undefined) => change({ session });
  const picked = picture?.sessions.rows.find(({ session }) => session === view.session);

  return (
    <SpeechContext.Provider value={speech}>
      <button type="button" class="skip" onClick={skipToSessions}>
        {speech.words.skip}
      </button>
      <Masthead
        status={status}
        language={language}
        theme={theme}
        isPaused={isPaused}
        onLanguage={(chosen) => change({ language: chosen })}
        onTheme={chooseTheme}
        onPause={setPaused}
      />
      <Notices trouble={trouble} isPaused={isPaused} isDraining={status?.state === "draining"} />
      {picture === undefined ? (
        <main>
          <p class="waiting">{trouble === undefined ? speech.words.connecting : ""}</p>
        </main>
      ) : (
        <main>
          <Figures status={picture.status} samples={picture.samples} theme={theme} />
          <div class={view.session === undefined ? "columns" : "columns picked"}>
            <Sessions
              list={picture.sessions}
              query={view.query}
              now={picture.status.now}
              picked={view.session}
              host={hostToAsk(picture.status.listening.addresses, location.hostname)}
              port={picture.status.listening.port}
              onQuery={(query) => change({ query })}
              onPick={pick}
            />
            {view.session !== undefined && (
              <SessionPane
                key={view.session}
                session={view.session}
                version={versionOf(picked)}
                status={picture.status}
                onClose={() => pick(undefined)}
              />
            )}
            <Faults
              faults={picture.faults}
              leftOut={picture.faultsDropped}
              counts={picture.status.counts}
              picked={view.session}
              onPick={pick}
            />
          </div>
        </main>
      )}
    </SpeechContext.Provider>
  );
}

function skipToSessions(): void {
  document.getElementById("sessions")?.focus();
}

function versionOf(row: SessionRow | undefined): string {
  return row === undefined ? "" : `${row.requests} ${row.errors} ${row.state}`;
}
