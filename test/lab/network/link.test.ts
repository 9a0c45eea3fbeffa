import { expect, test } from "bun:test";
import {
  FREE_LINK,
  formatLink,
  parseBandwidth,
  parseDelay,
  parseLoss,
  parsePerHost,
  qdiscs,
  strayHost,
  valueFor,
} from "../../../src/lab/network/link.ts";

test("delay, loss and bandwidth are read with and without their units", () => {
  expect(["50", "50ms", "1.5s"].map(parseDelay)).toEqual([50, 50, 1500]);
  expect(["5", "0.1%"].map(parseLoss)).toEqual([5, 0.1]);
  expect(["1mbit", "500Kbit", "9600bit", "2.5gbit"].map(parseBandwidth)).toEqual([1e6, 5e5, 9600, 2.5e9]);
});

test("an invalid value is refused", () => {
  for (const text of ["", "x", "-1", "61s", "5m"])
    expect(() => parseDelay(text)).toThrow("must be milliseconds");
  for (const text of ["", "101", "-1", "5ms"]) expect(() => parseLoss(text)).toThrow("must be a percentage");
  for (const text of ["", "1", "1mb", "7kbit", "41gbit"])
    expect(() => parseBandwidth(text)).toThrow("must be a rate");
});

test("a value applies to every host, or to those that it names", () => {
  const values = parsePerHost("20ms, mesin2=50ms", parseDelay);
  expect(["mesin1", "mesin2"].map((host) => valueFor(values, host))).toEqual([20, 50]);
  expect(strayHost(values, ["mesin1", "mesin2"])).toBeUndefined();
  expect(strayHost(values, ["mesin1"])).toBe("mesin2");
  expect(() => parsePerHost("a=1,a=2", parseDelay)).toThrow("sets a twice");
  expect(() => parsePerHost("1,2", parseDelay)).toThrow("the value for every host twice");
});

test("a free link has no queueing discipline, and a full one has bandwidth inside delay", () => {
  expect(qdiscs(FREE_LINK)).toEqual([]);
  const full = qdiscs({ delayMs: 50, lossPercent: 1, bitsPerSecond: 1e6 }).map((words) => words.join(" "));
  expect(full).toEqual([
    "root handle 1: netem delay 50ms loss 1%",
    "parent 1:1 handle 10: tbf rate 1000000bit burst 2000 latency 400ms",
  ]);
  const slow = qdiscs({ ...FREE_LINK, bitsPerSecond: 1e9 }).map((words) => words.join(" "));
  expect(slow).toEqual(["root handle 10: tbf rate 1000000000bit burst 1250000 latency 400ms"]);
});

test("a link is formatted as text", () => {
  expect(formatLink(FREE_LINK)).toBe("");
  expect(formatLink({ delayMs: 50, lossPercent: 1, bitsPerSecond: 5e5 })).toBe(
    "delay 50 ms, loss 1 %, 0.5 Mbit/s",
  );
});
