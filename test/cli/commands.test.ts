/** The commands: their table in the README, and what their help has in common. */
import { describe, expect, test } from "bun:test";
import { COMMANDS, formatCommandsTable } from "../../src/cli/commands.ts";
import { JAM } from "../end-to-end/support/jam-server.ts";
import { runProgram } from "../end-to-end/support/run-program.ts";
import { expectGenerated } from "../house/generated.ts";

test("the README's table of commands is made from the list of commands", () => {
  expectGenerated("README.md", "commands", formatCommandsTable());
});

const WIDTH = 60;

async function helpOf(...command: readonly string[]): Promise<string> {
  const { exit, stdout } = await runProgram([JAM, ...command, "--help"], { env: { COLUMNS: String(WIDTH) } });
  expect(exit).toBe(0);
  return stdout;
}

/** A word that is wider than the terminal stays whole. */
function expectNarrow(help: string): void {
  const wide = help.split("\n").filter((line) => line.length > WIDTH && line.trim().includes(" "));
  expect(wide).toEqual([]);
}

describe("the help of every command fits a narrow terminal", () => {
  test("of jam and of its commands", async () => {
    for (const command of [[], ...Object.keys(COMMANDS).map((name) => [name])])
      if (command[0] !== "check") expectNarrow(await helpOf(...command));
  });

  test("of the subcommands of jam lab", async () => {
    const help = await helpOf("lab");
    const names = [...help.matchAll(/^ {2}(\w+) {2}/gm)].map(([, name = ""]) => name);
    expect(names).toContain("verify");
    for (const name of names) expectNarrow(await helpOf("lab", name));
  });
});

describe("jam help", () => {
  const jam = (...args: readonly string[]) => runProgram([JAM, ...args]);

  test.each([
    [["help"], ["--help"]],
    [
      ["help", "serve"],
      ["serve", "--help"],
    ],
    [
      ["help", "lab"],
      ["lab", "--help"],
    ],
    [
      ["help", "lab", "run"],
      ["lab", "run", "--help"],
    ],
    [
      ["lab", "help", "run"],
      ["lab", "run", "--help"],
    ],
    [["-v"], ["--version"]],
  ])("%j prints what %j prints", async (short, long) => {
    const [one, other] = await Promise.all([jam(...short), jam(...long)]);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ exit: 0, stderr: "" });
    expect(one.stdout).not.toBe("");
  });

  test("of a command that does not exist is refused with the nearest name", async () => {
    const { exit, stderr } = await jam("help", "serv");
    expect(stderr).toContain("Did you mean serve?");
    expect(exit).toBe(2);
  });
});

test.each(["serve", "status", "top", "time", "bench"])(
  "the help of jam %s lists its exit codes",
  async (name) => {
    expect(await helpOf(name)).toMatch(/\nExit codes: 0 /);
  },
);
