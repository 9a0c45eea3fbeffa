/** The kinds of flags: what each takes, and how each says what it wants. */
import { describe, expect, test } from "bun:test";
import {
  choiceFlag,
  integerFlag,
  secondsFlag,
  switchFlag,
  textFlag,
} from "../../../src/cli/flags/flag-kinds.ts";
import { messageOf } from "./sample-flags.ts";

describe("a whole number", () => {
  const flag = integerFlag({ default: 5, min: 1, max: 100 }, { help: "things" });

  test.each([
    ["1", 1],
    ["100", 100],
    ["007", 7],
  ])("is taken within its range: %s", (text, value) => {
    expect(flag.parse(text)).toBe(value);
  });

  test.each([
    ..."0,101,-1,+1,1.5,1e2,0x10,1_000,ten,NaN,Infinity,99999999999999999999".split(","),
    "",
    " 1",
    "1 ",
    "1\n",
    "٣",
  ])("is refused out of its range or in another form, and the range is named: %j", (text) => {
    expect(messageOf(() => flag.parse(text))).toBe(
      `must be a whole number from 1 to 100, not ${JSON.stringify(text)}.`,
    );
  });

  test("has a default that the help shows, or a phrase if it depends on the machine", () => {
    expect([flag.fallback(), flag.fallbackText, flag.placeholder]).toEqual([5, "5", "N"]);
    const words = integerFlag({ default: 5, min: 1, max: 100 }, { help: "h", fallbackText: "the cores" });
    expect([words.fallback(), words.fallbackText]).toEqual([5, "the cores"]);
  });
});

describe("seconds", () => {
  const flag = secondsFlag({ default: 16, min: 0.001, max: 16 }, { help: "off" });

  test.each([
    ["0.001", 0.001],
    ["0.5", 0.5],
    ["16", 16],
    ["1.000001", 1.000001],
  ])("are taken within their range, with a fraction: %s", (text, value) => {
    expect(flag.parse(text)).toBe(value);
  });

  test.each([..."0,0.0001,16.1,-1,.5,1.,1e-2,1.0000001,5s,NaN".split(","), "", " 1"])(
    "are refused out of their range or in another form, and the range is named: %j",
    (text) => {
      expect(messageOf(() => flag.parse(text))).toBe(
        `must be seconds from 0.001 to 16, such as 0.5, not ${JSON.stringify(text)}.`,
      );
    },
  );

  test("have a default that the help shows", () => {
    expect([flag.fallback(), flag.fallbackText, flag.placeholder]).toEqual([16, "16", "SECONDS"]);
  });
});

describe("a switch", () => {
  const flag = switchFlag({ help: "it" });

  test("is off by default, and takes no value in the help", () => {
    expect([flag.fallback(), flag.fallbackText, flag.placeholder]).toEqual([false, "off", undefined]);
  });

  test("is on or off, true or false, in a file and in a variable", () => {
    expect(["on", "off", "true", "false"].map((text) => flag.parse(text))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test.each(["", "1", "0", "yes", "TRUE", "ON", "constructor", "__proto__"])(
    "is nothing else: %j",
    (text) => {
      expect(messageOf(() => flag.parse(text))).toBe(`must be on or off, not ${JSON.stringify(text)}.`);
    },
  );
});

describe("a choice", () => {
  const flag = choiceFlag(["silent", "error", "info"], "info", { placeholder: "LEVEL", help: "talk" });

  test("is one of its choices", () => {
    expect(flag.parse("silent")).toBe("silent");
    expect([flag.fallback(), flag.fallbackText, flag.placeholder]).toEqual(["info", "info", "LEVEL"]);
  });

  test.each([
    ["eror", 'must be one of silent, error, info, not "eror". Did you mean error?'],
    ["INFO", 'must be one of silent, error, info, not "INFO". Did you mean info?'],
    ["everything", 'must be one of silent, error, info, not "everything".'],
  ])("is refused with the words that there are, and the nearest: %s", (text, message) => {
    expect(messageOf(() => flag.parse(text))).toBe(message);
  });
});

describe("a text", () => {
  test("is kept unchanged without a check", () => {
    const flag = textFlag(() => "*", { placeholder: "ADDRESS", help: "where" });
    expect(flag.parse("")).toBe("");
    expect(flag.parse(" ::1 ")).toBe(" ::1 ");
    expect([flag.fallback(), flag.fallbackText, flag.placeholder]).toEqual(["*", "*", "ADDRESS"]);
  });

  test("is kept as its check returns it, or refused with the check's message", () => {
    const check = (text: string) => {
      if (text === "") throw new Error("must be a text.");
      return text.toUpperCase();
    };
    const flag = textFlag(() => "", { placeholder: "TEXT", help: "h", fallbackText: "none" }, check);
    expect(flag.parse("utc")).toBe("UTC");
    expect(flag.fallbackText).toBe("none");
    expect(messageOf(() => flag.parse(""))).toBe("must be a text.");
  });
});
