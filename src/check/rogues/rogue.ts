/** What an entry of the gallery is: one server, what is wrong with it, and what the judge has to find. */
import type { CaseId } from "../cases/registry.ts";
import type { Parts } from "./parts.ts";

interface Entry {
  readonly id: string;
  /** The fault in one line; for a right server, what is unusual about it. */
  readonly description: string;
  /** Exactly the cases that fail; none where the judge has to let it pass. */
  readonly fails: readonly CaseId[];
  /** Its fault is a delay, which a smaller time scale would misjudge. */
  readonly isTimed?: true;
}

/** The right server with one change. */
export interface ChangedServer extends Entry {
  readonly change: Partial<Parts>;
}

/** A server in Python, by its file in `programs/`. */
interface Program extends Entry {
  readonly file: "full-backlog.py" | "thread-per-connection.py";
}

export type Rogue =
  | ({ readonly kind: "changed" } & ChangedServer)
  | ({ readonly kind: "program" } & Program)
  /** Nothing listens on its port. */
  | ({ readonly kind: "absent" } & Entry);
