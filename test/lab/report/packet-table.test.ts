import { expect, test } from "bun:test";
import { packetTable } from "../../../src/lab/report/packet-table.ts";
import { type Line, sampleFacts, sampleSession, TWO_SESSIONS } from "./sample-facts.ts";

const FACTS = sampleFacts(TWO_SESSIONS);

test("a row is what Wireshark shows, without TCP timestamps", () => {
  const { filter, rows } = packetTable(TWO_SESSIONS.slice(0, 1), FACTS);
  expect(filter).toBe("tcp.port == 45000");
  expect(rows[3]).toEqual({
    ...{ number: "104", time: "0.530609", source: "172.16.16.102", destination: "172.16.16.101" },
    ...{
      protocol: "TCP",
      length: "6",
      info: "51234 → 45000 [PSH, ACK] Seq=1 Ack=1 Win=64240 Len=6",
      isRetransmission: false,
    },
  });
});

test("the packets of two sessions are in the order of time", () => {
  const times = packetTable(TWO_SESSIONS, FACTS).rows.map(({ time }) => Number(time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times).toHaveLength(22);
});

test("a long table is cut, and counts the rows left out", () => {
  const lines = Array<Line>(100).fill(["c", "ack"]);
  const table = packetTable([sampleSession({ id: "S1", lines })], FACTS);
  expect(table.rows.length + table.rowsLeftOut).toBe(100);
  expect(table.rowsLeftOut).toBeGreaterThan(0);
});
