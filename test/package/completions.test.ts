/** Completions and the man page, made from the flags of the commands, in the real shells. */
import { beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bashCompletion, fishCompletion, zshCompletion } from "../../bin/package/completions.ts";
import { flagsOf, type HelpPage, helpPages } from "../../bin/package/help.ts";
import { manPage } from "../../bin/package/man-page.ts";
import { needs } from "../end-to-end/support/needs.ts";
import { runProgram } from "../end-to-end/support/run-program.ts";

const JAM = join(import.meta.dirname, "../../bin/jam");
const folder = mkdtempSync(join(tmpdir(), "jam-completions-"));
let pages: readonly HelpPage[];

beforeAll(async () => {
  pages = await helpPages(
    async (words) =>
      (await runProgram([JAM, ...words, "--help"], { env: { COLUMNS: "100" }, seconds: 30 })).stdout,
  );
}, 60_000);

test("a flag of the help has its name, its value and its text, also over several lines", () => {
  const help =
    "Usage: x\n\n  --port N      the port\n                (45000)\n  --json        as JSON (off)\n";
  expect(flagsOf(help)).toEqual([
    { name: "--port", placeholder: "N", help: "the port (45000)" },
    { name: "--json", placeholder: undefined, help: "as JSON (off)" },
  ]);
});

test("every command is there with its subcommands and flags", () => {
  const commands = pages.map(({ command }) => command);
  for (const command of [
    "serve",
    "status",
    "top",
    "check",
    "grade",
    "lab",
    "lab run",
    "lab verify",
    "time",
    "bench",
  ])
    expect(commands).toContain(command);
  const serve = pages.find(({ command }) => command === "serve");
  expect(serve?.flags.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["--port", "--zone", "--lenient"]),
  );
});

describe("what a shell completes", () => {
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const words = async (command: readonly string[]) => {
    const { stdout, stderr } = await runProgram([...command], { seconds: 30, cwd: folder });
    expect(stderr).toBe("");
    return stdout.split(/\s+/).filter(Boolean);
  };

  test("bash", async () => {
    const source = file("bash", bashCompletion(pages));
    const complete = (...typed: readonly string[]) =>
      words([
        ...[
          "bash",
          "-c",
          `. "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _jam; printf '%s\\n' "\${COMPREPLY[@]}"`,
        ],
        ...[source, "jam", ...typed],
      ]);
    expect(await complete("se")).toEqual(["serve"]);
    expect(await complete("serve", "--max-con")).toEqual([
      "--max-connections",
      "--max-connections-per-address",
    ]);
    expect(await complete("lab", "ver")).toEqual(["verify"]);
    expect(await complete("lab", "report", "--nr")).toEqual(["--nrp"]);
  });

  needs("fish", "fish")("fish", async () => {
    const source = file("jam.fish", fishCompletion(pages));
    const complete = async (typed: string) =>
      await words([
        "fish",
        "--no-config",
        "-c",
        `source ${source}; complete -C '${typed}' | string replace -r '\\t.*' ''`,
      ]);
    expect(await complete("jam se")).toEqual(["serve"]);
    expect(await complete("jam serve --max-c")).toEqual(
      expect.arrayContaining(["--max-connections", "--max-connections-per-address"]),
    );
    expect(await complete("jam lab ver")).toEqual(["verify"]);
  });

  needs("zsh", "zsh")("zsh", async () => {
    file("_jam", zshCompletion(pages));
    const script = file(
      "ask.zsh",
      `zmodload zsh/zpty
zpty shell zsh -f -i
line() { zpty -w shell "$1"; sleep 0.3; }
line "PROMPT=; fpath=(${folder} \\$fpath); autoload -U compinit; compinit -u -d ${folder}/dump; zstyle ':completion:*' format ''; stty -echo; LISTMAX=1000"
sleep 2
zpty -w -n shell "$1"$'\\t'
sleep 2
zpty -w shell $'\\n'
while zpty -r -t shell text; do print -rn -- "$text"; done
zpty -d shell
`,
    );
    const complete = async (typed: string) => {
      const { stdout } = await runProgram(["zsh", "-f", script, typed], { seconds: 40, cwd: folder });
      return Bun.stripANSI(stdout);
    };
    expect(await complete("jam serv")).toContain("jam serve ");
    expect(await complete("jam lab verif")).toContain("jam lab verify ");
    expect(await complete("jam serve --max-connections-p")).toContain("--max-connections-per-address");
  });
});

needs("man", "man-db")("man reads the page without a warning", async () => {
  const path = join(folder, "jam.1");
  writeFileSync(path, manPage(pages, "0.1.0", "2026-11-28"));
  const { exit, stdout, stderr } = await runProgram(
    ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", path],
    {
      seconds: 30,
      env: { MANWIDTH: "100", LC_ALL: "C.UTF-8" },
    },
  );
  expect([exit, stderr]).toEqual([0, ""]);
  const bold = new RegExp(`.${String.fromCharCode(8)}`, "g"); // a letter, a backspace, the letter again
  const text = Bun.stripANSI(stdout).replace(bold, "").replace(/\s+/g, " ");
  expect(text).toContain("jam - TCP time server");
  expect(text).toContain("--max-connections-per-address");
});
