/** 1.c in sentences: what was asked and how, what came for it, and how `QUIT` ended a session. */

import { closingAfterQuit, serverClosing } from "../../capture/quit.ts";
import { gotTime } from "../../judge/points/requests.ts";
import type { Tell } from "../paragraph.ts";
import type { Closing, Located, Phrases } from "../phrases.ts";
import { placedIn } from "../placed.ts";

type Untried = Parameters<Phrases["notTried"]>[0][number];

export const requestSentences: Tell = ({ sessions }, _point, phrases) => {
  const asked = placedIn(sessions);
  const times = asked.filter(({ exchange }) => exchange.kind === "time");
  const served = times.filter(({ exchange }) => gotTime(exchange) && (exchange.replyMs ?? 0) >= 0);
  const [plain = served[0]] = served.filter(
    ({ exchange }) => !isCut({ exchange }) && !exchange.sharesSegment,
  );
  const cut = served.find(isCut);
  const joined = served.find(({ exchange }) => exchange.sharesSegment);
  const ill = asked.filter(({ exchange }) => ILL_FORMED[exchange.kind] !== undefined);
  // Those that were served are a shortcoming, which has its own sentence.
  const unserved = ill.filter(({ exchange }) => !gotTime(exchange));
  const untried: Untried[] = [
    ...(times.some(isCut) ? [] : (["cut"] as const)),
    ...(times.some(({ exchange }) => exchange.sharesSegment) ? [] : (["joined"] as const)),
    ...(["time-lf", "time-cr", "time-unterminated"] as const)
      .filter((kind) => !ill.some(({ exchange }) => exchange.kind === kind))
      .map((kind) => ILL_FORMED[kind] ?? "lf"),
  ];
  return [
    ...(plain ? [phrases.request(plain)] : []),
    ...(times.length > 0 ? [phrases.answered({ of: served.length, all: times.length })] : []),
    ...(cut ? [phrases.cut(cut)] : []),
    ...(joined ? [phrases.joined(joined)] : []),
    ...firstOfEachKind(unserved).map((placed) => phrases.illFormed(placed)),
    ...(asked.length > 0 && untried.length > 0 ? [phrases.notTried(untried)] : []),
  ];
};

const ILL_FORMED: Readonly<Partial<Record<Located["exchange"]["kind"], Untried>>> = {
  "time-lf": "lf",
  "time-cr": "cr",
  "time-unterminated": "unterminated",
};

const isCut = ({ exchange }: Pick<Located, "exchange">) => exchange.segments.length > 1;

function firstOfEachKind(placed: readonly Located[]): readonly Located[] {
  return [...new Map(placed.toReversed().map((one) => [one.exchange.kind, one])).values()].toReversed();
}

export const quitSentences: Tell = ({ sessions }, _point, phrases) => {
  const quits = placedIn(sessions).filter(({ exchange }) => exchange.kind === "quit");
  const closed = quits.filter(
    ({ session, exchange }) => closingAfterQuit(session, exchange) === "server-fin",
  );
  const [first] = closed;
  const closing = first && closingOf(first);
  return [
    ...(first && closing ? [phrases.quit(first, closing)] : []),
    ...(first ? [phrases.quitSilent(first.session, dataAfter(first))] : []),
    ...(quits.length > 0 ? [phrases.quits({ of: closed.length, all: quits.length })] : []),
  ];
};

function closingOf({ session, askedAt }: Located): Closing | undefined {
  const packet = serverClosing(session);
  if (packet === undefined) return undefined;
  const at = packet.time - (session.packets[0]?.time ?? 0) + session.beginsAt;
  return { packet: packet.number, afterMs: Math.round((at - askedAt) * 1e6) / 1e3 };
}

/** Data segments from the server behind the `QUIT`: late answers to what was asked before it. */
function dataAfter({ session, askedAt }: Located): number {
  return session.segments.filter(({ from, at }) => from === "server" && at > askedAt).length;
}
