import { test } from "bun:test";
import { formatCommandsTable } from "../../src/cli/commands.ts";
import { expectGenerated } from "../house/generated.ts";

test("the README's table of commands is made from the list of commands", () => {
  expectGenerated("README.md", "commands", formatCommandsTable());
});
