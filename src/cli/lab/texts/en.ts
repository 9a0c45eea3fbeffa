/** The help and the messages of `jam lab run` and `jam lab report` in English. */
import { RUN_FOLDER } from "../defaults.ts";
import type { LabTexts } from "./texts.ts";

export const EN: LabTexts = {
  run: {
    usage: `Usage: jam lab run [FLAGS]
       jam lab run [FLAGS] -- COMMAND…`,
    about: `Starts jam's own server, or the server that COMMAND starts, on the first host of the lab. Captures on every
host, does the assignment's experiments from the other hosts, and writes the captures, the terminals, the
server's output and source code, and the facts into a folder. Uses the running lab, or makes one for the run if there is none.`,
    exitCodes: `Exit codes: 0 the run is complete, whatever the server did, 1 the server did not start or the run was
interrupted, 2 usage error, 3 a tool, a kernel module or the permission to make namespaces is missing.`,
    flags: undefined,
    next: (jam, out, named) => `next: ${jam} lab verify ${out}, ${jam} lab report${named}`,
    interrupted: "interrupted: the results are discarded.",
  },
  report: {
    usage: "Usage: jam lab report [DIR] [FLAGS]",
    about: `Writes the assignment's report from the captures of a run, and prints a checklist of what is missing before you
hand it in. DIR is the folder of the run (default: ${RUN_FOLDER}).`,
    exitCodes: `Exit codes: 0 the report is written, 1 there is no run, or with --strict the checklist names something, 2 usage
error or the report exists, 3 tshark or the typesetter is missing, or a file cannot be written.`,
    flags: undefined,
  },
};
