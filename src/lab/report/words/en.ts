/** The report's words in English. */
import { counted, numberIn } from "../../narrative/format.ts";
import type { Words } from "./words.ts";

const number = (value: number) => numberIn("en", value);
const untilEnded = (seconds: number | undefined) =>
  seconds === undefined ? "" : ` (it does not end by itself: press Ctrl-C after ${number(seconds)} s)`;

const inFile = (file: string | undefined) => (file === undefined ? "" : ` in ${file}`);

export const EN: Words = {
  drawing: {
    client: "client",
    server: "server",
    port: (port) => `port ${port}`,
    number: "No.",
    time: "Time (s)",
    sentAgain: "retransmission",
    onlyIn: (file) => `number in ${file}`,
    closesFirst: (side) => `the ${side} closes first`,
    resetsFirst: (side) => `the ${side} resets the connection`,
    packetsLeftOut: (count) => `… ${counted(count, "packet", "packets")} not drawn …`,
    bytesLeftOut: (count) => `… ${counted(count, "more byte", "more bytes")}`,
    bytesNotCaptured: (count) => `… ${counted(count, "byte", "bytes")} not captured`,
    linesBefore: (count) => `… ${counted(count, "line", "lines")} before`,
    beforeCapture: "before packet 1",
    notRecorded: "… what came later was not recorded",
    printedNothing: "(the server printed nothing)",
    linesLeftOut: (count) => `… ${counted(count, "more line", "more lines")}`,
    sessionsLeftOut: (count) => `${counted(count, "more session", "more sessions")} not drawn`,
    sequenceOf: (session) => `Sequence diagram of session ${session}`,
    terminalOf: (host) => `Terminal of ${host}`,
    timelineOf: (sessions) => `Timeline of ${sessions} sessions`,
    replyOf: (bytes) => `The ${bytes} bytes of the reply`,
    exitCode: (code) => `exit code ${code}`,
    endedByRun: (seconds) => `stopped by the run after ${number(seconds)} s`,
    axis: "time (s)",
    axisFrom: (seconds) => `0 = ${seconds} s after the capture began`,
    request: "client's data",
    reply: "server's data",
    synWaits: "SYN not yet answered",
    atOnce: "two or more sessions open",
    replyParts: ["JAM", "space", "hh:mm:ss", "CR LF"],
  },
  page: {
    kicker: "Network programming · TUGAS 2",
    title: (port) => `TCP time server on port ${port}`,
    name: "Name",
    nrp: "NRP",
    class: "Class",
    source: "Source code",
    date: "Captured on",
    captures: "Captures",
    serverCommand: "Server",
    machine: "Environment",
    notGiven: "(not given)",
    moreCaptures: (count) => `${counted(count, "more capture", "more captures")}`,
    captureOf: (file, packets) => `${file} (${packets} TCP packets)`,
    results: "Results",
    states: { proven: "Proven", "not-proven": "Not proven", unseen: "Cannot be seen" },
    provenOf: (proven, all) => `This capture proves ${proven} of the assignment's ${all} points.`,
    nothingProven: "This capture proves none of the assignment's points.",
    unseenOf: (unseen) =>
      unseen === 1 ? "One other cannot be seen in it." : `${unseen} others cannot be seen in it.`,
    point: "Point",
    clause: "Requirement",
    result: "Result",
    page: (page, pages) => `Page ${page} of ${pages}`,
    figure: "Figure",
    table: "Table",
  },
  section: {
    evidence: (sessions) => `Evidence: ${/[,–]/.test(sessions) ? "sessions" : "session"} ${sessions}.`,
    seeSessions: (sessions) => `See ${/[,–]/.test(sessions) ? "sessions" : "session"} ${sessions}.`,
    noEvidence: "No session of this capture proves this point.",
    preparation: "Preparation",
    steps: "Steps to reproduce",
    terminals: "Terminal output",
    packets: "On the network",
    diagram: "Diagram",
    analysis: "Analysis",
    appendix: "Appendix: the server's source code",
    sourceLinesLeftOut: (count) => `${counted(count, "more line is", "more lines are")} not printed.`,
    terminalCaption: (host) =>
      `Terminal of ${host}; on the right, seconds of the capture, as in the column Time`,
    terminalEnded: (host, seconds) =>
      `; on ${host} the command did not end by itself, and the run stopped it after ${number(seconds)} s`,
    packetCaption: (sessions, file) =>
      `Packets of ${/[,–]/.test(sessions) ? "sessions" : "session"} ${sessions}${inFile(file)} with the filter`,
    requestCaption: "The requests of the clients and the replies of the server",
    sequenceCaption: (session, client, server, file) =>
      `Sequence diagram of session ${session}, ${client} to ${server}${inFile(file)}`,
    timelineCaption: (sessions, one, file) =>
      sessions === 1
        ? `Timeline of ${one === undefined ? "the only session" : `session ${one}`}${inFile(file)}`
        : `Timeline of ${sessions} sessions${inFile(file)}; yellow: two or more sessions are open`,
    replyCaption: (session) => `Bytes of the server's reply in session ${session}`,
    seeAbove: (session, point) => `Session ${session} is shown under point ${point}.`,
    tableAbove: (sessions, point) =>
      `The packets of ${/[,–]/.test(sessions) ? "sessions" : "session"} ${sessions} are listed under point ${point}.`,
    rowsLeftOut: (count) => `${counted(count, "more packet is", "more packets are")} not listed.`,
    terminalsLeftOut: (count) => `${counted(count, "more terminal is", "more terminals are")} not drawn.`,
    requestsLeftOut: (count) => `${counted(count, "more request is", "more requests are")} not listed.`,
    lengthNote:
      "Length: bytes of TCP payload. Info: without the TCP options (MSS, SACK, window scale, timestamps).",
    stepUp: "Start the three machines of the lab:",
    stepCapture: (host) =>
      `On ${host}, start the capture (or open Wireshark) before a client connects to the server:`,
    stepServer: (host) => `On ${host}, start the server:`,
    stepClient: (host, seconds) => `On ${host}, run${untilEnded(seconds)}:`,
    stepTyped: (host, seconds) =>
      `On ${host}, run this, type TIME, and finally QUIT; press Ctrl-V Ctrl-M for the CR before each Enter${untilEnded(seconds)}:`,
    stepFilter: "Open the capture in Wireshark with the filter:",
    stepAll: "Or run all experiments with one command, with a capture on every machine:",
    requestTable: {
      session: "Session",
      request: "Request",
      segments: "Packets",
      reply: "Reply",
      seconds: "s",
      none: "none",
      early: "before it",
      unseen: "not captured",
      unasked: "(no request)",
    },
  },
  checklist: {
    title: "before you hand it in:",
    complete: (points) =>
      `before you hand it in: nothing is missing. Name, NRP and link are given, and all ${points} points are proven.`,
    missing: {
      name: "the name is missing: --name NAME, or name in lab.toml",
      nrp: "the NRP is missing: --nrp NRP, or nrp in lab.toml",
      source: "the link to the source code is missing: --source URL, or source in lab.toml",
    },
    notProven: (point, why) => `${point} is not proven. ${why}`,
    unseen: (point, why) => `${point} cannot be seen. ${why}`,
  },
};
