/** The page while nothing is presented: figures, how to connect, the class, the sessions and the faults. */
import type { Picture } from "../facts/picture.ts";
import { Board } from "./board/board.tsx";
import { hostsToDial } from "./commands.ts";
import { Connect } from "./connect/connect.tsx";
import { Faults } from "./faults/faults.tsx";
import { Figures } from "./figures/figures.tsx";
import type { Query } from "./link.ts";
import { SessionPane } from "./session/session-pane.tsx";
import { Sessions } from "./sessions/sessions.tsx";
import type { Theme } from "./use-theme.ts";

interface Props {
  readonly picture: Picture;
  readonly theme: Theme;
  readonly query: Query;
  readonly picked: string | undefined;
  /** Changes when the picked session changes. */
  readonly version: string;
  readonly onQuery: (query: Query) => void;
  readonly onPick: (session: string | undefined) => void;
  readonly onPresent: () => void;
}

export function Overview({ picture, theme, query, picked, version, onQuery, onPick, onPresent }: Props) {
  const { status, samples, board, sessions, faults, faultsDropped } = picture;
  return (
    <main>
      <Figures status={status} samples={samples} theme={theme} />
      <Connect status={status} />
      <Board
        board={board}
        counts={status.counts}
        picked={picked}
        filter={query.filter}
        onFilter={(filter) => onQuery({ ...query, filter })}
        onPick={onPick}
      />
      <div class={picked === undefined ? "columns" : "columns picked"}>
        <Sessions
          list={sessions}
          query={query}
          now={status.now}
          picked={picked}
          host={hostsToDial(status, location.hostname)[0]}
          port={status.listening.port}
          onQuery={onQuery}
          onPick={onPick}
        />
        {picked !== undefined && (
          <SessionPane
            key={picked}
            session={picked}
            version={version}
            status={status}
            onClose={() => onPick(undefined)}
            onPresent={onPresent}
          />
        )}
        <Faults
          faults={faults}
          dropped={faultsDropped}
          counts={status.counts}
          picked={picked}
          onPick={onPick}
        />
      </div>
    </main>
  );
}
