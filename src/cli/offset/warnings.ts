/** What a server's replies prove besides its offset → sentences. */
import type { OffsetResult } from "../../client/index.ts";
import { formatMs } from "../../text/numbers.ts";
import { formatOffset, formatPpm, formatRange } from "./numbers.ts";

export function warningsOf(result: OffsetResult): readonly string[] {
  return [...findingWarning(result), ...modeWarning(result), ...zoneWarning(result)];
}

function findingWarning({ finding }: OffsetResult): readonly string[] {
  switch (finding.kind) {
    case "bounded":
      return [];
    case "stepped":
      return [
        `its replies contradict each other: its clock was set by ${formatRange(finding.step)} during the measurement, ` +
          "or it has shown its seconds late since; this is the offset since then: measure again",
      ];
    case "drifting":
      return [
        `the two clocks run at different rates: the server's is faster by ${formatPpm(finding.bound.drift)}`,
      ];
    case "late": {
      const { latenessMs, highIfAloneMs } = finding;
      if (latenessMs === 0 && highIfAloneMs !== undefined)
        return [
          "the two clocks run at different rates, or its second is cached: its replies do not show which; if it is cached, " +
            `the offset is at most ${formatOffset(highIfAloneMs)}`,
        ];
      const late = `its replies contradict each other: it shows seconds late, by ${formatMs(latenessMs)} or more`;
      if (highIfAloneMs === undefined) return [`${late}, as a clock that a timer reads does`];
      return [
        `${late}, to requests that come close together, as a cached reply does; if one that comes alone is answered ` +
          `from a fresh clock, the offset is at most ${formatOffset(highIfAloneMs)}`,
      ];
    }
    case "standing":
      return [
        "its clock stands still: for more than a second it showed the same second, on new connections too",
      ];
  }
}

function modeWarning({ mode }: OffsetResult): readonly string[] {
  switch (mode) {
    case "pipelined":
      return [];
    case "one-at-a-time":
      return ["it does not answer each of several requests in flight; they were sent one after another"];
    case "connection-each":
      return [
        "it reads its clock once for each connection, or closes after a reply; each request had a connection of its own",
      ];
  }
}

function zoneWarning({ zoneChange }: OffsetResult): readonly string[] {
  if (zoneChange === undefined) return [];
  if (zoneChange.kind === "twelve-hour") return ["it counts 12 hours: offsets fit modulo 12 h"];
  const hours = zoneChange.quarterHours / 4;
  return [
    `its time changed by ${hours > 0 ? "+" : "−"}${Math.abs(hours)} h meanwhile, as at a change of daylight-saving time`,
  ];
}
