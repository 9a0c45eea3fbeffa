import { expect, test } from "bun:test";
import { findTools } from "../../../src/grade/sandbox/tools.ts";

test("each missing tool is named with its Debian package, each package once", () => {
  const isThere = (name: string) =>
    ["ip", "mount", "umount", "unshare", "nsenter"].includes(name) ? `/bin/${name}` : null;
  expect(findTools(isThere)).toEqual({
    missing: [
      "bwrap (Debian package bubblewrap)",
      "setpriv (Debian package util-linux)",
      "prlimit (Debian package util-linux)",
    ],
    packages: ["bubblewrap", "util-linux"],
  });
  expect(findTools((name) => `/bin/${name}`)).toMatchObject({ bwrap: "/bin/bwrap", ip: "/bin/ip" });
});
