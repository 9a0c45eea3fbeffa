import { test } from "bun:test";
import { SERVE_FLAGS } from "../../src/cli/serve/serve-flags.ts";
import { formatSettingsTable } from "../../src/cli/serve/settings-table.ts";
import { expectGenerated } from "../house/generated.ts";

test("the README's table of settings is the one that the flags of jam serve make", () => {
  expectGenerated("README.md", "settings", formatSettingsTable(SERVE_FLAGS));
});
