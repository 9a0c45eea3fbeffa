import { expect, test } from "bun:test";
import { labErrorOf } from "../../../src/lab/network/lab-error.ts";

test("a missing kernel module is recognised and named", () => {
  const stderr = {
    "Error: Specified qdisc kind is unknown.\nin: tc qdisc add dev a root handle 1: netem delay 5ms":
      "sch_netem",
    "Error: Specified qdisc kind is unknown.\nin: tc qdisc add dev a root handle 10: tbf rate 1bit":
      "sch_tbf",
    "Error: Unknown device type.\nin: ip link add name jam0 type bridge": "bridge",
    "RTNETLINK answers: Operation not supported\nin: ip link add name a type veth peer name eth0": "veth",
  };
  for (const [text, module] of Object.entries(stderr)) {
    const error = labErrorOf(text, false);
    expect(error.message).toContain(`no ${module},`);
    expect(error.kind).toBe("environment");
  }
});

test("a machine without namespaces gets advice on what to try", () => {
  const stderr = "unshare: unshare failed: Operation not permitted\n";
  expect(labErrorOf(stderr, true).message).toContain("try sudo");
  expect(labErrorOf(stderr, false).message).toContain("--privileged");
  expect(labErrorOf(stderr, true).kind).toBe("environment");
});

test("any other failure keeps the tool's message", () => {
  expect(labErrorOf("RTNETLINK answers: File exists\nin: ip x", false)).toMatchObject({
    kind: "failed",
    message: "the lab cannot be made: RTNETLINK answers: File exists\nin: ip x",
  });
});
