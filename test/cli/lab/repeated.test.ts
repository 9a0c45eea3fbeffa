import { expect, test } from "bun:test";
import { joinRepeated } from "../../../src/cli/lab/repeated.ts";

test("a flag that stands several times gets all its values, in their order", () => {
  const args = ["lab-run", "--pcap", "a=1.pcap", "--lang", "en", "--pcap=b=2.pcap,c=3.pcap"];
  expect(joinRepeated(args, "--pcap")).toEqual([
    "lab-run",
    "--lang",
    "en",
    "--pcap=a=1.pcap,b=2.pcap,c=3.pcap",
  ]);
});

test("without the flag, without a value, and behind -- nothing changes", () => {
  for (const args of [
    ["x", "--lang", "en"],
    ["--pcap", "--lang"],
    ["--pcap"],
    ["--", "--pcap", "a", "--pcap", "b"],
  ]) {
    expect(joinRepeated(args, "--pcap")).toEqual(args);
  }
});
