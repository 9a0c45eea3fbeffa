/** The head of the report: the author, the captures, the server and the machine. */
import { basename } from "node:path";
import { visibleLine } from "../../text/visible.ts";
import type { Outline, ReportInput } from "./outline.ts";
import { serverCommand } from "./server-command.ts";
import type { PageWords } from "./words/words.ts";

const MOST_CAPTURES = 8;
const MOST_SERVERS = 4;

export function headRows(input: ReportInput, words: PageWords): Outline["head"] {
  const { facts, run, identity, source } = input;
  const given = (text: string | undefined) => [text === undefined ? words.notGiven : visibleLine(text)];
  const named = facts.captures
    .slice(0, MOST_CAPTURES)
    .map(({ host, file, packets }) => visibleLine(`${host}: ${words.captureOf(basename(file), packets)}`));
  const more = facts.captures.length - named.length;
  const captures = more > 0 ? [...named, words.moreCaptures(more)] : named;
  const begin = beginOfAll(facts);
  const rows: Outline["head"] = [
    { label: words.name, values: given(identity.name), kind: "text" },
    { label: words.nrp, values: given(identity.nrp), kind: "text" },
    { label: words.class, values: given(identity.class), kind: "text" },
    { label: words.source, values: given(source), kind: source === undefined ? "text" : "link" },
    { label: words.date, values: begin === undefined ? [] : [dateText(begin)], kind: "text" },
    { label: words.captures, values: captures, kind: "text" },
    { label: words.serverCommand, values: serverOf(input), kind: run === undefined ? "text" : "code" },
    { label: words.machine, values: machineOf(input), kind: "text" },
  ];
  return rows.filter(({ values }) => values.length > 0);
}

/** When the first capture began, in seconds since 1970; undefined if none has time stamps. */
export function beginOfAll({ captures }: ReportInput["facts"]): number | undefined {
  const begins = captures.map(({ beginsAt }) => beginsAt).filter((at) => at > 0);
  return begins.length === 0 ? undefined : Math.min(...begins);
}

/** In UTC, because a capture does not record its time zone. */
function dateText(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function serverOf({ facts, run, jam }: ReportInput): readonly string[] {
  if (run !== undefined) return [serverCommand(run, jam)];
  return facts.servers
    .slice(0, MOST_SERVERS)
    .map(({ address, port }) => `${visibleLine(address)}, port ${port}`);
}

function machineOf({ run }: ReportInput): readonly string[] {
  if (run === undefined) return [];
  const hosts = run.hosts.map(({ name, address }) => `${name} ${address}`).join(" · ");
  const tools = Object.values(run.machine.tools).map((version) => version.replace(/ ?\([^)]*\)|\.$/g, ""));
  return [hosts, [`Linux ${run.machine.kernel}`, ...tools].join(" · ")]
    .filter((text) => text !== "")
    .map(visibleLine);
}
