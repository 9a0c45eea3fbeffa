/** The Markdown table of settings: one row per flag, and no text of a flag breaks it. */
import { expect, test } from "bun:test";
import { switchFlag, textFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { SERVE_FLAGS } from "../../../src/cli/serve/serve-flags.ts";
import { atReload, atRestart } from "../../../src/cli/serve/setting.ts";
import { formatSettingsTable } from "../../../src/cli/serve/settings-table.ts";
import { expectGenerated } from "../../house/generated.ts";
import { SAMPLE } from "../flags/sample-flags.ts";

test("has a row per flag: the flag, its variable, its default, whether a reload changes it, what it does", () => {
  const settings = {
    port: atRestart(SAMPLE.port),
    maxConnections: { ...SAMPLE.maxConnections, needsRestart: (inForce: number) => inForce === 10 },
    lenient: atReload(SAMPLE.lenient),
    logLevel: atReload(SAMPLE.logLevel),
    pattern: atReload(SAMPLE.pattern),
  };
  expect(formatSettingsTable(settings).split("\n")).toEqual([
    "| Flag | Variable | Default | Reload | What it does |",
    "| --- | --- | --- | --- | --- |",
    "| `--port N` | `JAM_PORT` | `45000` | restart | TCP port |",
    "| `--max-connections N` | `JAM_MAX_CONNECTIONS` | `10` | yes; from 10: restart | connections at most |",
    "| `--lenient` | `JAM_LENIENT` | `off` | yes | also serve bare LF |",
    "| `--log-level LEVEL` | `JAM_LOG_LEVEL` | `info` | yes | what is logged |",
    "| `--pattern TEXT` | `JAM_PATTERN` | `%H:%M:%S` | yes | text after JAM |",
  ]);
});

test("shows a default that is a phrase as text, not as code", () => {
  const flag = switchFlag({ help: "it", fallbackText: "the machine's cores" });
  expect(formatSettingsTable({ a: atReload(flag) })).toEndWith(
    "| `--a` | `JAM_A` | the machine's cores | yes | it |",
  );
});

test("escapes what Markdown would interpret", () => {
  const flag = textFlag(() => "*", { placeholder: "A|B", help: "one | or *, as <b> or a_b" });
  expect(formatSettingsTable({ host: atRestart(flag) })).toEndWith(
    "| `--host A\\|B` | `JAM_HOST` | `*` | restart | one \\| or \\*, as \\<b> or a\\_b |",
  );
});

test("the table in docs/operating.md is the one that the flags of jam serve make", () => {
  expectGenerated("docs/operating.md", "settings", formatSettingsTable(SERVE_FLAGS));
});
