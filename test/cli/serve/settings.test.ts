/** Settings: flags override variables, which override the file; each value has its source. */
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { UsageError } from "../../../src/cli/exit.ts";
import { listFlag } from "../../../src/cli/flags/flag-kinds.ts";
import { readArguments } from "../../../src/cli/flags/flags.ts";
import {
  formatResolved,
  resolveSettings,
  strayVariables,
  variableName,
} from "../../../src/cli/serve/settings.ts";
import { readSettingsFile } from "../../../src/cli/serve/settings-file.ts";
import { messageOf, SAMPLE } from "../flags/sample-flags.ts";

const folder = mkdtempSync(join(tmpdir(), "jam-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "jam.toml");

interface Given {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly toml?: string;
}

function resolved({ args = [], environment = {}, toml }: Given) {
  if (toml !== undefined) writeFileSync(file, toml);
  return resolveSettings(
    SAMPLE,
    readArguments(args, SAMPLE),
    environment,
    toml === undefined ? undefined : readSettingsFile(SAMPLE, file),
  );
}

const refusal = (given: Given) => messageOf(() => resolved(given));

describe("a setting", () => {
  const args = ["--port", "1"];
  const environment = { JAM_PORT: "2" };
  const toml = "port = 3";

  test.each<[Given, number, string]>([
    [{ args, environment, toml }, 1, "flag --port"],
    [{ environment, toml }, 2, "variable JAM_PORT"],
    [{ toml }, 3, `file ${file}, port`],
    [{}, 45_000, "default"],
    [{ args, toml }, 1, "flag --port"],
  ])("comes from the first source that has it: %j", (given, port, place) => {
    const { values, sources } = resolved(given);
    expect([values.port, sources.port]).toEqual([port, place]);
    expect([values.maxConnections, sources.maxConnections]).toEqual([10, "default"]);
  });

  test("of each kind can be a variable and a line of the file", () => {
    const expected = { port: 1, maxConnections: 2, lenient: true, logLevel: "error", pattern: "%H" };
    const variables = {
      JAM_PORT: "1",
      JAM_MAX_CONNECTIONS: "2",
      JAM_LENIENT: "true",
      JAM_LOG_LEVEL: "error",
      JAM_PATTERN: "%H",
    };
    const lines =
      'port = 1\nmax-connections = 2\nlenient = true\nlog-level = "error"\npattern = "%H" # a comment';
    expect(resolved({ environment: variables }).values).toEqual(expected as never);
    expect(resolved({ toml: lines }).values).toEqual(expected as never);
  });

  test("that is off on the command line overrides one that is on elsewhere", () => {
    const { values, sources } = resolved({ args: ["--no-lenient"], environment: { JAM_LENIENT: "true" } });
    expect([values.lenient, sources.lenient]).toEqual([false, "flag --lenient"]);
  });
});

describe("a setting that is a list", () => {
  const table = { allow: listFlag([], { placeholder: "SUBNETS", help: "who" }, (item) => item) };
  const resolvedList = (args: readonly string[], environment: Record<string, string>, toml: string) => {
    writeFileSync(file, toml);
    return resolveSettings(table, readArguments(args, table), environment, readSettingsFile(table, file));
  };

  test.each<[readonly string[], Record<string, string>, string]>([
    [["--allow", "a", "--allow", "b"], {}, ""],
    [[], { JAM_ALLOW: "a, b" }, ""],
    [[], {}, 'allow = ["a", "b"]'],
    [[], {}, 'allow = "a,b"'],
    [["--allow", "a,b"], { JAM_ALLOW: "c" }, 'allow = ["d"]'],
  ])("is a repeated flag, commas in a variable, an array in the file: %j", (args, environment, toml) => {
    expect(resolvedList(args, environment, toml).values.allow).toEqual(["a", "b"]);
  });

  test("is printed as an array that the file accepts", () => {
    const text = formatResolved(table, resolvedList(["--allow", "a,b"], {}, ""));
    expect(text).toStartWith('allow = ["a","b"]');
    expect(resolvedList([], {}, text).values.allow).toEqual(["a", "b"]);
  });

  test("does not accept a table, or an array of tables", () => {
    for (const toml of ["[allow]\nfrom = 1", "allow = [{ from = 1 }]"]) {
      expect(messageOf(() => resolvedList([], {}, toml))).toBe(
        `${file}: allow must be one value, such as allow = …`,
      );
    }
  });
});

describe("a bad value is refused with its source", () => {
  const reason = 'must be a whole number from 0 to 65535, not "x".';

  test.each<[Given, string]>([
    [{ args: ["--port", "x"] }, `--port ${reason}`],
    [{ environment: { JAM_PORT: "x" } }, `JAM_PORT ${reason}`],
    [{ environment: { JAM_PORT: "" } }, 'JAM_PORT must be a whole number from 0 to 65535, not "".'],
    [{ toml: 'port = "x"' }, `${file}, port ${reason}`],
    [{ toml: "port = 1.5" }, `${file}, port must be a whole number from 0 to 65535, not "1.5".`],
    [{ toml: "lenient = 1" }, `${file}, lenient must be on or off, not "1".`],
    [{ toml: "port = [1, 2]" }, `${file}: port must be one value, such as port = …`],
    [{ toml: "[port]\nnumber = 1" }, `${file}: port must be one value, such as port = …`],
  ])("%j", (given, message) => {
    expect(refusal(given)).toBe(message);
  });

  test("but one that another source overrides does no harm", () => {
    expect(resolved({ args: ["--port", "1"], environment: { JAM_PORT: "x" } }).values.port).toBe(1);
  });
});

describe("a file", () => {
  test.each([
    ["prot = 1", `${file}: there is no setting prot. Did you mean port?`],
    ["maxConnections = 1", `${file}: there is no setting maxConnections. Did you mean max-connections?`],
    ["unheard-of = 1", `${file}: there is no setting unheard-of.`],
    ["[server]\nport = 1", `${file}: there is no setting server.`],
  ])("with an unknown setting is refused, with the nearest name: %j", (toml, message) => {
    expect(refusal({ toml })).toBe(message);
  });

  test("that is not valid TOML is refused with the line", () => {
    expect(refusal({ toml: "port = 1\nlenient = maybe\n" })).toMatch(
      /jam\.toml, line 2, is not valid TOML: \S.*[^.]\.$/,
    );
  });

  test("that cannot be read is a usage error with the system's reason", () => {
    const missing = join(folder, "missing.toml");
    const attempt = () => readSettingsFile(SAMPLE, missing);
    expect(messageOf(attempt)).toBe(`cannot read the file ${missing}: ENOENT.`);
    expect(attempt).toThrow(UsageError);
    expect(messageOf(() => readSettingsFile(SAMPLE, folder))).toContain("EISDIR");
  });

  test("that is empty sets nothing", () => {
    expect(new Set(Object.values(resolved({ toml: "" }).sources))).toEqual(new Set(["default"]));
  });
});

describe("variables that look like settings and are none", () => {
  test("cause a warning, with the nearest name", () => {
    expect(strayVariables(SAMPLE, { JAM_PROT: "1", JAM_UNHEARD_OF: "1" })).toEqual([
      "JAM_PROT is not a setting of jam serve and is ignored. Did you mean JAM_PORT?",
      "JAM_UNHEARD_OF is not a setting of jam serve and is ignored.",
    ]);
  });

  test("are neither the settings' own, nor JAM_CONFIG, nor another program's", () => {
    const environment = { JAM_PORT: "1", JAM_MAX_CONNECTIONS: "1", JAM_CONFIG: "x", PATH: "/", JAMMY: "1" };
    expect(strayVariables(SAMPLE, environment)).toEqual([]);
  });
});

describe("what is in force", () => {
  test("is printed as TOML, with the source of each value", () => {
    const text = formatResolved(
      SAMPLE,
      resolved({ args: ["--port", "1"], environment: { JAM_LENIENT: "true" } }),
    );
    expect(text.split("\n")).toEqual([
      "port = 1              # flag --port",
      "max-connections = 10  # default",
      "lenient = true        # variable JAM_LENIENT",
      'log-level = "info"    # default',
      'pattern = "%H:%M:%S"  # default',
    ]);
  });

  test("resolves to the same values when used as the file, for any values", () => {
    const any = fc.record({
      port: fc.nat({ max: 65_535 }),
      lenient: fc.boolean(),
      logLevel: fc.constantFrom("silent", "error", "info"),
      pattern: fc.string({ unit: "grapheme" }),
    });
    fc.assert(
      fc.property(any, ({ port, lenient, logLevel, pattern }) => {
        const args = [
          `--port=${port}`,
          `--lenient=${lenient}`,
          `--log-level=${logLevel}`,
          `--pattern=${pattern}`,
        ];
        const first = resolved({ args });
        const again = resolved({ toml: formatResolved(SAMPLE, first) });
        expect(again.values).toEqual(first.values);
        expect(again.values.pattern).toBe(pattern);
      }),
    );
  });
});

test("a variable is named after its flag", () => {
  expect(variableName("maxConnections")).toBe("JAM_MAX_CONNECTIONS");
});
