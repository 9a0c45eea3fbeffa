/** The command line: every way to write a flag, and a helpful refusal of what is none. */
import { describe, expect, test } from "bun:test";
import { EXIT, UsageError } from "../../../src/cli/exit.ts";
import { listFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { flagValues, kebab, readArguments } from "../../../src/cli/flags/flags.ts";
import { messageOf, SAMPLE } from "./sample-flags.ts";

const read = (...args: string[]) => readArguments(args, SAMPLE);
const given = (...args: string[]) => Object.fromEntries(read(...args).given);
const refusal = (...args: string[]) => messageOf(() => read(...args));

describe("a flag with a value", () => {
  test.each([
    [["--port", "80"], { port: "80" }],
    [["--port=80"], { port: "80" }],
    [["--max-connections", "5"], { maxConnections: "5" }],
    [["--pattern", "%H = %M"], { pattern: "%H = %M" }],
    [["--pattern=a=b"], { pattern: "a=b" }],
    [["--pattern="], { pattern: "" }],
    [["--port", "-1"], { port: "-1" }],
    [["--port", "1", "--port", "2"], { port: "2" }],
    [[], {}],
  ])("is taken as written, the last one winning: %j", (args, texts) => {
    expect(given(...args)).toEqual(texts);
  });

  test("without its value is refused, and the message shows its form", () => {
    expect(refusal("--lenient", "--port")).toBe("--port needs a value: --port N");
  });
});

describe("a flag that is a list", () => {
  const table = {
    only: listFlag([], { placeholder: "NAMES", help: "which" }, (name) => name),
    port: SAMPLE.port,
  };

  test("may be repeated; its values are joined in order", () => {
    const args = ["--only", "a", "--port", "5", "--only=b,c", "host"];
    const { given, positionals } = readArguments(args, table);
    expect(Object.fromEntries(given)).toEqual({ only: "a,b,c", port: "5" });
    expect(positionals).toEqual(["host"]);
  });

  test("ignores what follows --, which is another program's", () => {
    const { given, rest } = readArguments(["--only", "a", "--", "server", "--only", "b"], table);
    expect([given.get("only"), rest]).toEqual(["a", ["server", "--only", "b"]]);
  });
});

describe("a switch", () => {
  test.each([
    [["--lenient"], "true"],
    [["--no-lenient"], "false"],
    [["--lenient=false"], "false"],
    [["--lenient=true"], "true"],
    [["--lenient=off"], "off"],
    [["--lenient", "off"], "off"],
    [["--lenient", "on"], "on"],
    [["--lenient", "--no-lenient"], "false"],
    [["--no-lenient", "--lenient"], "true"],
  ])("is on, or off with no- before it, the last one winning: %j", (args, text) => {
    expect(given(...args)).toEqual({ lenient: text });
  });

  test("does not take the next word as its value, unless that is on or off", () => {
    expect(read("--lenient", "host").positionals).toEqual(["host"]);
    expect(read("--lenient", "host", "off").positionals).toEqual(["host", "off"]);
    expect(read("--lenient=on", "off").positionals).toEqual(["off"]);
    expect(read("--no-lenient", "off").positionals).toEqual(["off"]);
    expect(read("--port", "1", "off").positionals).toEqual(["off"]);
  });

  test("that is negated takes no value", () => {
    expect(refusal("--no-lenient=true")).toBe("--no-lenient takes no value.");
  });
});

describe("an unknown flag is refused", () => {
  test.each([
    ["--prot", "there is no flag --prot. Did you mean --port?"],
    ["--maxConnections", "there is no flag --maxConnections. Did you mean --max-connections?"],
    ["--PORT", "there is no flag --PORT. Did you mean --port?"],
    ["--hlep", "there is no flag --hlep. Did you mean --help?"],
    ["--unheard-of", "there is no flag --unheard-of."],
    ["--no-port", "there is no flag --no-port."],
    ["-p", "there is no flag -p."],
    ["--__proto__", "there is no flag --__proto__."],
    ["--constructor", "there is no flag --constructor."],
  ])("with the nearest name where one is near: %s", (flag, message) => {
    expect(refusal(flag)).toStartWith(message);
  });

  test("--no-help is an unknown flag, not a request for help", () => {
    expect(refusal("--no-help")).toStartWith("there is no flag --no-help.");
  });

  test("as a usage error, so that the command ends with exit code 2", () => {
    const error = (() => {
      try {
        return read("--prot");
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).exitCode).toBe(EXIT.usage);
    expect(EXIT.usage).toBe(2);
  });
});

describe("the rest of a command line", () => {
  test("arguments that are not flags are kept in order, at any position", () => {
    expect(read("one", "--port", "80", "two").positionals).toEqual(["one", "two"]);
  });

  test("what follows -- is another program's, including flags", () => {
    const args = read("--port", "80", "--", "java", "--port", "1", "--", "x");
    expect([...args.given]).toEqual([["port", "80"]]);
    expect(args.rest).toEqual(["java", "--port", "1", "--", "x"]);
    expect(args.positionals).toEqual([]);
  });

  test("-- with nothing after it is not the same as no --", () => {
    expect(read("--").rest).toEqual([]);
    expect(read().rest).toBeUndefined();
  });

  test.each(["--help", "-h"])("%s asks for help, among other flags too", (flag) => {
    expect(read("--port", "80", flag).wantsHelp).toBe(true);
    expect(read("--port", "80").wantsHelp).toBe(false);
  });
});

describe("the values of a command's flags", () => {
  test("are parsed; without one, the default applies", () => {
    expect(flagValues(SAMPLE, read("--port", "80", "--lenient"))).toEqual({
      port: 80,
      maxConnections: 10,
      lenient: true,
      logLevel: "info",
      pattern: "%H:%M:%S",
    });
  });

  test("are refused with the flag's name and what it must be", () => {
    const values = (...args: string[]) => messageOf(() => flagValues(SAMPLE, read(...args)));
    expect(values("--max-connections", "many")).toBe(
      '--max-connections must be a whole number from 1 to 100, not "many".',
    );
    expect(values("--lenient=perhaps")).toBe('--lenient must be on or off, not "perhaps".');
  });
});

test.each([
  ["port", "port"],
  ["maxConnections", "max-connections"],
  ["maxConnectionsPerAddress", "max-connections-per-address"],
])("the name %s is written %s on the command line", (name, written) => {
  expect(kebab(name)).toBe(written);
});
