/** The table of log events in docs/operating.md is the one that the code makes. */
import { expect, test } from "bun:test";
import { formatEventTable } from "../../../../src/cli/serve/log/event-table.ts";
import { levelOf } from "../../../../src/cli/serve/log/levels.ts";
import { expectGenerated } from "../../../house/generated.ts";
import { EVENTS } from "./sample-events.ts";

test("has a row for each event: its name, its level, and what it means", () => {
  const rows = formatEventTable().split("\n").slice(2);
  expect(rows.map((row) => row.split(" | ").slice(0, 2).join(" ")).sort()).toEqual(
    Object.values(EVENTS)
      .map((event) => `| \`${event.kind}\` ${levelOf(event)}`)
      .sort(),
  );
});

test("the table in docs/operating.md is the one that the code makes", () => {
  expectGenerated("docs/operating.md", "events", formatEventTable());
});
