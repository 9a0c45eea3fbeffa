/** 1.c in sentences: the requests, their replies, and how `QUIT` ended a session. */

import { closingAfterQuit, serverClosing } from "../../capture/quit.ts";
import { firstOfEach } from "../../judge/first-of-each.ts";
import { gotTime } from "../../judge/points/requests.ts";
import { locatedIn } from "../located.ts";
import type { Closing, Located, Phrases, SentencesOf } from "../phrases.ts";

type Untried = Parameters<Phrases["notTried"]>[0][number];

export const requestSentences: SentencesOf = ({ sessions }, _point, phrases) => {
  const requests = locatedIn(sessions);
  const times = requests.filter(({ pair }) => pair.kind === "time");
  const served = times.filter(({ pair }) => gotTime(pair) && !pair.isEarly);
  const [plain = served[0]] = served.filter(({ pair }) => !isCut({ pair }) && !pair.sharesSegment);
  const cut = served.find(isCut);
  const joined = served.find(({ pair }) => pair.sharesSegment);
  const ill = requests.filter(({ pair }) => ILL_FORMED[pair.kind] !== undefined);
  // One that was served is a failure, which has its own sentence.
  const unserved = ill.filter(({ pair }) => !gotTime(pair));
  const untried: Untried[] = [
    ...(times.some(isCut) ? [] : (["cut"] as const)),
    ...(times.some(({ pair }) => pair.sharesSegment) ? [] : (["joined"] as const)),
    ...(["time-lf", "time-cr", "time-unterminated"] as const)
      .filter((kind) => !ill.some(({ pair }) => pair.kind === kind))
      .map((kind) => ILL_FORMED[kind] ?? "lf"),
  ];
  return [
    ...(plain ? [phrases.request(plain)] : []),
    ...(times.length > 0 ? [phrases.answered({ of: served.length, all: times.length })] : []),
    ...(cut ? [phrases.cut(cut)] : []),
    ...(joined ? [phrases.joined(joined)] : []),
    ...firstOfEach(unserved, ({ pair }) => pair.kind).map((located) => phrases.illFormed(located)),
    ...(requests.length > 0 && untried.length > 0 ? [phrases.notTried(untried)] : []),
  ];
};

const ILL_FORMED: Readonly<Partial<Record<Located["pair"]["kind"], Untried>>> = {
  "time-lf": "lf",
  "time-cr": "cr",
  "time-unterminated": "unterminated",
};

const isCut = ({ pair }: Pick<Located, "pair">) => pair.segments.length > 1;

export const quitSentences: SentencesOf = ({ sessions }, _point, phrases) => {
  const quits = locatedIn(sessions).filter(({ pair }) => pair.kind === "quit");
  const closed = quits.filter(({ session, pair }) => closingAfterQuit(session, pair) === "server-fin");
  const [first] = closed;
  const closing = first && closingOf(first);
  return [
    ...(first && closing ? [phrases.quit(first, closing)] : []),
    ...(first ? [phrases.quitSilent(first.session, dataAfter(first))] : []),
    ...(quits.length > 0 ? [phrases.quits({ of: closed.length, all: quits.length })] : []),
  ];
};

function closingOf({ session, requestedAt }: Located): Closing | undefined {
  const packet = serverClosing(session);
  if (packet === undefined) return undefined;
  const at = packet.time - (session.packets[0]?.time ?? 0) + session.beginsAt;
  return { packet: packet.number, afterMs: Math.round((at - requestedAt) * 1e6) / 1e3 };
}

/** Data segments from the server after the `QUIT`: late replies to earlier requests. */
function dataAfter({ session, requestedAt }: Located): number {
  return session.segments.filter(({ from, at }) => from === "server" && at > requestedAt).length;
}
