/** One good capture, changed as snap lengths, one-sided interfaces, NAT, other clocks and losses change it. */
import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceAt } from "../../../src/cli/lab/evidence.ts";
import { countWords, LEAST_WORDS, paragraphOf } from "../../../src/lab/narrative/paragraph.ts";
import { phrasesOf } from "../../../src/lab/narrative/phrases-of.ts";
import { formatVerdict } from "../../../src/lab/report/verdict.ts";
import {
  destinationOf,
  type Frame,
  flagsOf,
  later,
  lengthOf,
  pcapOf,
  readPcap,
  sourceOf,
  translated,
} from "../../lab/frames.ts";

const ELSEWHERE = join(import.meta.dirname, "../../lab/captures/elsewhere");
const FOLDER = mkdtempSync(join(tmpdir(), "jam-varied-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Two sessions at the same time, each with `TIME`, `JAM`, `QUIT` and the server's FIN. */
const GOOD = readPcap(join(ELSEWHERE, "clock-15-minutes-wrong.pcap")).map((frame) => later(frame, 900));
const [SERVER, FIRST, SECOND] = ["172.16.16.101", "172.16.16.102", "172.16.16.103"] as const;
const SYN = 2;

const isFrom = (host: string) => (frame: Frame) => sourceOf(frame) === host;
const at = (host: string) =>
  GOOD.filter((frame) => sourceOf(frame) === host || destinationOf(frame) === host);
const toFirst = (frame: Frame) => sourceOf(frame) === SERVER && destinationOf(frame) === FIRST;
/** Each packet twice: as it was, and microseconds later after a NAT. */
const withNat = (nat: (frame: Frame) => Frame) =>
  GOOD.flatMap((frame) => [frame, later(nat(frame), 0.00001)]);
const shifted = (frames: readonly Frame[], seconds: number) => frames.map((frame) => later(frame, seconds));
const inTime = (frames: readonly Frame[]) => frames.toSorted((a, b) => a.time - b.time);
/** RST and ACK in place of its flags. */
function reset(frame: Frame): Frame {
  const bytes = Buffer.from(frame.bytes);
  bytes[47] = 20;
  return { ...frame, bytes };
}
function replaced(frame: Frame, from: string, to: string): Frame {
  const bytes = Buffer.from(frame.bytes);
  const place = bytes.indexOf(from);
  if (place >= 0) bytes.write(to, place, "latin1");
  return { ...frame, bytes };
}
const quitsOf = (frame: Frame) => frame.bytes.includes("QUIT");

interface Varied {
  readonly files: Readonly<Record<string, Buffer>>;
  /** A letter for each point: proven, not proven, unseen. */
  readonly points: string;
  readonly sessions?: number;
  readonly has?: string;
}

const one = (frames: readonly Frame[], points: string, more: Partial<Varied> = {}): Varied => ({
  files: { "capture.pcap": pcapOf(frames) },
  points,
  ...more,
});
const cut = (snapLength: number, points: string, more: Partial<Varied> = {}): Varied => ({
  files: { "capture.pcap": pcapOf(GOOD, snapLength) },
  points,
  ...more,
});

const VARIED: Readonly<Record<string, Varied>> = {
  "nothing changed": one(GOOD, "ppppppp"),
  "a snap length within the headers": cut(40, "uuuuuuu", { sessions: 0, has: "truncated at 40 bytes" }),
  "a snap length of all headers": cut(54, "puuuuuu"),
  "a snap length within requests": cut(58, "puuuuuu"),
  "a snap length that keeps requests and cuts replies by a byte": cut(67, "puupuuu"),
  "a snap length that cuts nothing": cut(68, "ppppppp"),
  "the clients' packets alone": one(
    GOOD.filter((frame) => !isFrom(SERVER)(frame)),
    "uuuuuuu",
    { has: "the server's packets are not in this capture" },
  ),
  "the server's packets alone": one(GOOD.filter(isFrom(SERVER)), "ppuuppp", {
    has: "the client's packets are not in this capture",
  }),
  "three hosts with three clocks": {
    files: {
      "mesin1.pcap": pcapOf(GOOD),
      "mesin2.pcap": pcapOf(shifted(at(FIRST), 3600)),
      "mesin3.pcap": pcapOf(shifted(at(SECOND), -0.5)),
    },
    points: "ppppppp",
    has: "The clock of mesin2.pcap is 60 minutes ahead of that of mesin1.pcap",
  },
  "two clients with two clocks": {
    files: {
      "mesin2.pcap": pcapOf(shifted(at(FIRST), 3600)),
      "mesin3.pcap": pcapOf(shifted(at(SECOND), -0.5)),
    },
    points: "puppppp",
    has: "captured by different clocks",
  },
  "two clients, and the server's host until the first reply": {
    files: {
      "mesin1.pcap": pcapOf(GOOD.slice(0, 8)),
      "mesin2.pcap": pcapOf(shifted(at(FIRST), 2)),
      "mesin3.pcap": pcapOf(shifted(at(SECOND), -2)),
    },
    points: "ppppppp",
  },
  "each host's own packets alone, by three clocks": {
    files: {
      "mesin1.pcap": pcapOf(GOOD.filter(isFrom(SERVER))),
      "mesin2.pcap": pcapOf(shifted(GOOD.filter(isFrom(FIRST)), 5)),
      "mesin3.pcap": pcapOf(shifted(GOOD.filter(isFrom(SECOND)), -5)),
    },
    points: "ppppppp",
  },
  "a clock that drifts": {
    files: {
      "mesin1.pcap": pcapOf(GOOD),
      "mesin2.pcap": pcapOf(at(FIRST).map((frame, index) => later(frame, 0.002 * index))),
    },
    points: "ppppppp",
    has: "The clock of mesin2.pcap is 0 ms to 20 ms ahead of that of mesin1.pcap",
  },
  "acknowledgements alone": one(
    GOOD.filter((frame) => lengthOf(frame) === 0),
    "puuuuuu",
    { has: "12 bytes from the client, missing before packet 11, were not captured" },
  ),
  "a server that ends with RST": one(
    GOOD.map((frame) => (isFrom(SERVER)(frame) && flagsOf(frame) & 1 ? reset(frame) : frame)),
    "ppppppp",
    { has: "closed the connection with RST, not with FIN" },
  ),
  "a client that closes first": one(
    GOOD.filter((frame) => !(isFrom(SERVER)(frame) && flagsOf(frame) & 1)),
    "pppuppp",
    { has: "the client closed the connection first" },
  ),
  "several hosts' packets in one file, whose clocks differ": one(
    inTime([...GOOD, ...shifted(at(FIRST), 1), ...shifted(at(SECOND), -1)]),
    "puppppp",
  ),
  "a server behind a port forward": one(
    withNat((frame) => translated(frame, SERVER, "172.17.0.2")),
    "ppppppp",
  ),
  "a server in a container, on another port": one(
    withNat((frame) => translated(frame, SERVER, "172.17.0.2", 8080)),
    "ppppppp",
  ),
  "clients behind one masquerading address": one(
    withNat((frame) => translated(translated(frame, FIRST, "10.0.0.5", 61_001), SECOND, "10.0.0.5", 61_002)),
    "ppppppp",
  ),
  "every packet seen on two interfaces": one(
    GOOD.flatMap((frame) => [frame, later(frame, 0.000_003)]),
    "ppppppp",
  ),
  "files behind one another in the wrong order": one([...at(SECOND), ...at(FIRST)], "ppppppp"),
  "a capture that stopped before the second reply": one(GOOD.slice(0, 12), "pupuppp", {
    has: "it ends before the session does",
  }),
  "a lost reply": one(
    GOOD.filter((frame) => !(toFirst(frame) && lengthOf(frame) > 0)),
    "puppppp",
    { has: "14 bytes from the server, missing before packet 9, were not captured" },
  ),
  "a lost request, and a wrong reply to it": one(
    GOOD.filter((frame) => !(isFrom(FIRST)(frame) && frame.bytes.includes("TIME"))).map((frame) =>
      toFirst(frame) ? replaced(frame, "JAM ", "Jam:") : frame,
    ),
    "pppppnp",
    { has: "does not begin with JAM" },
  ),
  "lost QUITs": one(
    GOOD.filter((frame) => !quitsOf(frame)),
    "pppuppp",
    { has: "6 bytes from the client" },
  ),
  "SYNs that got no answer": one(
    GOOD.filter((frame) => flagsOf(frame) === SYN),
    "nnnnnnn",
    { has: "got no answer" },
  ),
};

const LETTERS = { proven: "p", "not-proven": "n", unseen: "u" } as const;

test.each(Object.entries(VARIED))("%s", async (name, { files, points, sessions = 2, has }) => {
  const folder = mkdtempSync(join(FOLDER, "capture-"));
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
  const { facts } = await evidenceAt([folder], undefined);
  const text = formatVerdict(facts, "en");
  const states = facts.points.map(({ state }) => LETTERS[state]).join("");
  expect([name, states, text]).toEqual([name, points, text]);
  expect(facts.sessions).toHaveLength(sessions);
  if (has !== undefined) expect(text).toContain(has);
  for (const language of ["en", "id"] as const) {
    const paragraphs = facts.points.map((point) => paragraphOf(point, facts, phrasesOf(language)));
    // Without a session there is little to report.
    const least = sessions === 0 ? 35 : LEAST_WORDS;
    for (const paragraph of paragraphs) expect(countWords(paragraph)).toBeGreaterThanOrEqual(least);
    const report = paragraphs.join("\n");
    if (name.includes("own packets alone")) expect(report).not.toMatch(/ms (later|after)|ms setelah/);
    expect(report).not.toMatch(/sent again|dikirim ulang|undefined|NaN|(?<=\s|\()-\d/);
  }
});
