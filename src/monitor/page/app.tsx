/** The whole page: the stream, the reader's choices, and what shows them. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { languageOf } from "../../language.ts";
import type { SessionRow } from "../facts/api.ts";
import { Masthead } from "./masthead/masthead.tsx";
import { Notices } from "./masthead/notices.tsx";
import { Overview } from "./overview.tsx";
import { Presentation } from "./present/presentation.tsx";
import { usePresentKey } from "./present/use-present-key.ts";
import { SpeechContext, speechOf } from "./speech.ts";
import { useRestart } from "./use-restart.ts";
import { useStream } from "./use-stream.ts";
import { useTheme } from "./use-theme.ts";
import { useView } from "./use-view.ts";

export function App() {
  const [view, change] = useView();
  const [theme, chooseTheme] = useTheme();
  const [isPaused, setPaused] = useState(false);
  const { picture, status, trouble } = useStream(view.query, isPaused);
  const language = view.language ?? languageOf(navigator.language);
  const offsets = JSON.stringify(status?.offsets ?? []);
  const speech = useMemo(() => speechOf(language, JSON.parse(offsets)), [language, offsets]);
  const isLost = trouble?.kind === "noContact";

  useEffect(() => {
    const { title, noContact } = speech.words;
    document.documentElement.lang = language;
    document.documentElement.classList.toggle("stale", isLost);
    document.title = isLost ? `✕ ${noContact} · ${title}` : title;
  }, [language, speech, isLost]);

  const startedAt = useRef<number>(undefined);
  startedAt.current = picture?.status.startedAt;
  const [restartedAt, forgetRestart] = useRestart(startedAt.current, view.picked?.startedAt);
  const isOfThisRun = view.picked?.startedAt === startedAt.current;
  const pickedSession = isOfThisRun ? view.picked?.session : undefined;
  useEffect(() => {
    if (startedAt.current !== undefined && !isOfThisRun) change({ picked: undefined }, false);
  }, [startedAt.current, isOfThisRun]);

  const pick = (session: string | undefined) => {
    if (startedAt.current === undefined) return;
    forgetRestart();
    change({ picked: session === undefined ? undefined : { session, startedAt: startedAt.current } });
  };
  const present = (isPresenting: boolean) => change({ isPresenting });
  usePresentKey(view.isPresenting, present);
  const version = versionOf(picture?.sessions.rows.find(({ session }) => session === pickedSession));

  return (
    <SpeechContext.Provider value={speech}>
      <button type="button" class="skip" onClick={skipToSessions}>
        {speech.words.skip}
      </button>
      {!view.isPresenting && (
        <Masthead
          status={status}
          language={language}
          theme={theme}
          isPaused={isPaused}
          onLanguage={(chosen) => change({ language: chosen })}
          onTheme={chooseTheme}
          onPause={setPaused}
          onPresent={() => present(true)}
        />
      )}
      <Notices
        trouble={trouble}
        restartedAt={restartedAt}
        isPaused={isPaused}
        isDraining={status?.state === "draining"}
      />
      {picture !== undefined && view.isPresenting ? (
        <Presentation
          status={picture.status}
          rows={picture.sessions.rows}
          picked={pickedSession}
          version={version}
          onPick={pick}
          onLeave={() => present(false)}
        />
      ) : picture === undefined ? (
        <main>
          <p class="waiting">{trouble === undefined ? speech.words.connecting : ""}</p>
        </main>
      ) : (
        <Overview
          picture={picture}
          theme={theme}
          query={view.query}
          picked={pickedSession}
          version={version}
          onQuery={(query) => change({ query })}
          onPick={pick}
          onPresent={() => present(true)}
        />
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
