import { expect, test } from "bun:test";
import { filesIn } from "../../../src/cli/lab/file-list.ts";

test("a comma separates files, unless a file has it in its name", () => {
  const files = new Set(["a.pcap", "b.pcap", "a,b.pcapng"]);
  const named = (text: string) => filesIn(text.split(","), (name) => files.has(name));
  expect(named("a.pcap,b.pcap")).toEqual(["a.pcap", "b.pcap"]);
  expect(named("a,b.pcapng")).toEqual(["a,b.pcapng"]);
  expect(named("b.pcap,a,b.pcapng, a.pcap")).toEqual(["b.pcap", "a,b.pcapng", "a.pcap"]);
});

test("names of files that do not exist stay as they were separated", () => {
  expect(filesIn(["no", "such", "file"], () => false)).toEqual(["no", "such", "file"]);
});
