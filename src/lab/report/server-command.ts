/** The command of a run's server, for a report that is read on other machines. */
import { quote } from "../../text/shell-words.ts";
import { visibleLine } from "../../text/visible.ts";
import type { RunRecord } from "../run/run-folder.ts";

/** As a person types it; jam's own server by the name that the report uses for jam, not by its path on this machine. */
export function serverCommand({ server }: RunRecord, jam = "jam"): string {
  const [program = "", ...rest] = server.command;
  const shown = /(^|\/)jam$/.test(program) ? jam : program;
  return [shown, ...rest].map((word) => quote(visibleLine(word))).join(" ");
}
