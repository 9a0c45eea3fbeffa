/** The Markdown table of settings: one row per flag, and no text of a flag breaks it. */
import { expect, test } from "bun:test";
import { switchFlag, textFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { formatSettingsTable } from "../../../src/cli/serve/settings-table.ts";
import { SAMPLE } from "../flags/sample-flags.ts";

test("has a row per flag: the flag, its variable, its default, what it does", () => {
  expect(formatSettingsTable(SAMPLE).split("\n")).toEqual([
    "| Flag | Variable | Default | What it does |",
    "| --- | --- | --- | --- |",
    "| `--port N` | `JAM_PORT` | `45000` | TCP port |",
    "| `--max-connections N` | `JAM_MAX_CONNECTIONS` | `10` | connections at most |",
    "| `--lenient` | `JAM_LENIENT` | `off` | also serve bare LF |",
    "| `--log-level LEVEL` | `JAM_LOG_LEVEL` | `info` | what is logged |",
    "| `--pattern TEXT` | `JAM_PATTERN` | `%H:%M:%S` | text after JAM |",
  ]);
});

test("shows a default that is a phrase as text, not as code", () => {
  const table = formatSettingsTable({ a: switchFlag({ help: "it", fallbackText: "the machine's cores" }) });
  expect(table).toEndWith("| `--a` | `JAM_A` | the machine's cores | it |");
});

test("escapes what Markdown would interpret", () => {
  const flag = textFlag(() => "*", { placeholder: "A|B", help: "one | or *, as <b> or a_b" });
  expect(formatSettingsTable({ host: flag })).toEndWith(
    "| `--host A\\|B` | `JAM_HOST` | `*` | one \\| or \\*, as \\<b> or a\\_b |",
  );
});
