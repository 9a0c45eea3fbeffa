import { expect, test } from "bun:test";
import { flagValues, readArguments } from "../../../src/cli/flags/flags.ts";
import { givenLayoutFlags, LAYOUT_FLAGS, layoutFrom } from "../../../src/cli/lab/layout-flags.ts";

const layout = (...args: readonly string[]) =>
  layoutFrom(flagValues(LAYOUT_FLAGS, readArguments(args, LAYOUT_FLAGS)));

test("without flags the lab is the assignment's", () => {
  expect(layout().hosts.map(({ name }) => name)).toEqual(["mesin1", "mesin2", "mesin3"]);
});

test("hosts, network and links are taken from the flags", () => {
  const { network, hosts } = layout(
    ...["--network", "10.0.0.0/8", "--hosts", "a=10.0.0.1,b=10.3.4.5"],
    ...["--delay", "20,b=50ms", "--bandwidth", "b=1mbit"],
  );
  expect(network).toEqual({ address: "10.0.0.0", prefix: 8 });
  expect(hosts).toEqual([
    {
      name: "a",
      address: "10.0.0.1",
      link: { delayMs: 20, lossPercent: undefined, bitsPerSecond: undefined },
    },
    { name: "b", address: "10.3.4.5", link: { delayMs: 50, lossPercent: undefined, bitsPerSecond: 1e6 } },
  ]);
});

test("values that contradict each other are refused with the flag's name", () => {
  expect(() => layout("--delay", "mesin9=5")).toThrow(
    "--delay names mesin9, which is not a host of the lab: mesin1,",
  );
  expect(() => layout("--hosts", "a=10.0.0.1,b=10.0.0.2")).toThrow("--hosts gives a the address 10.0.0.1");
  expect(() => layout("--network", "10.0.0.0/30")).toThrow("--network 10.0.0.0/30 is too small");
  expect(() => layout("--loss", "200")).toThrow("--loss must be a percentage");
});

test("the flags that were given are listed as written", () => {
  expect(givenLayoutFlags(readArguments(["--loss", "1", "--delay=2"], LAYOUT_FLAGS))).toEqual([
    "--delay",
    "--loss",
  ]);
});
