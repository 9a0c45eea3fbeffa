/** 1.c in sentences: the requests, their replies, and how `QUIT` ended a session. */

import { isReset, type Quit, quitsIn } from "../../judge/points/quits.ts";
import { gotTime, isServed, whyUnseen } from "../../judge/points/requests.ts";
import { isTold } from "../../judge/seen.ts";
import { locatedIn, refOf } from "../located.ts";
import type { Located, Phrases, SentencesOf } from "../phrases.ts";

type Untried = Parameters<Phrases["notTried"]>[0][number];

export const requestSentences: SentencesOf = (facts, _point, phrases) => {
  const requests = locatedIn(facts, facts.sessions.filter(isTold));
  const times = requests.filter(({ pair }) => pair.kind === "time");
  const served = times.filter(({ pair }) => isServed(pair));
  const hidden = times.filter((one) => !isServed(one.pair) && whyUnseen(one).length > 0).length;
  const [plain = served[0]] = served.filter(({ pair }) => !isCut({ pair }) && !pair.sharesSegment);
  const cut = served.find(isCut);
  const joined = served.find(({ pair }) => pair.sharesSegment);
  const ill = requests.filter(({ pair }) => ILL_FORMED[pair.kind] !== undefined);
  // One that was served has its own remark, and of one whose reply may be hidden nothing is known.
  const unserved = ill.filter((one) => !gotTime(one.pair) && whyUnseen(one).length === 0);
  const untried: Untried[] = [
    ...(times.some(isCut) ? [] : (["cut"] as const)),
    ...(times.some(({ pair }) => pair.sharesSegment) ? [] : (["joined"] as const)),
    ...(["time-lf", "time-cr", "time-unterminated"] as const)
      .filter((kind) => !ill.some(({ pair }) => pair.kind === kind))
      .map((kind) => ILL_FORMED[kind] ?? "lf"),
  ];
  const all = times.length - hidden;
  return [
    ...(plain ? [phrases.request(plain)] : []),
    ...(all > 0 ? [phrases.answered({ of: served.length, all, unseen: hidden })] : []),
    ...(cut ? [phrases.cut(cut)] : []),
    ...(joined ? [phrases.joined(joined)] : []),
    ...firstOfKinds(unserved).map((located) => phrases.illFormed(located)),
    ...(times.length > 0 && untried.length > 0 ? [phrases.notTried(untried)] : []),
  ];
};

const ILL_FORMED: Readonly<Partial<Record<Located["pair"]["kind"], Untried>>> = {
  "time-lf": "lf",
  "time-cr": "cr",
  "time-unterminated": "unterminated",
};

const isCut = ({ pair }: Pick<Located, "pair">) => pair.segments.length > 1;

function firstOfKinds(all: readonly Located[]): readonly Located[] {
  return [...Map.groupBy(all, ({ pair }) => pair.kind).values()].flatMap(([first]) => first ?? []);
}

export const quitSentences: SentencesOf = (facts, { evidence }, phrases) => {
  const quits = quitsIn(facts.sessions.filter(isTold));
  const closed = quits.filter(({ closing }) => closing.kind === "closed");
  const hidden = quits.filter(({ closing }) => closing.kind === "unseen").length;
  const first = closed.find(({ session }) => session.id === evidence[0]) ?? closed[0];
  const all = quits.length - hidden;
  return [
    ...(first ? closingSentences(first) : []),
    ...(all > 0 ? [phrases.quits({ of: closed.length, all, unseen: hidden })] : []),
  ];

  function closingSentences(quit: Quit): readonly string[] {
    const { session, closing, pair } = quit;
    const located = locatedIn(facts, [session]).find((one) => one.pair === pair);
    if (located === undefined || closing.kind !== "closed") return [];
    const packet = refOf(facts, session, closing.packet);
    const afterMs = closing.seconds === undefined ? undefined : Math.round(closing.seconds * 1e6) / 1e3;
    return [
      phrases.quit(located, { packet, isReset: isReset(quit), afterMs }),
      phrases.quitSilent(session, dataAfter(quit)),
    ];
  }
};

/** Data segments from the server after the `QUIT`: late replies to earlier requests. */
function dataAfter({ session, pair }: Quit): number {
  const { segments } = session;
  const quit = segments.findIndex(
    ({ packet, file }) => packet === pair.segments.at(-1) && file === pair.requestFile,
  );
  return segments.slice(quit + 1).filter(({ from }) => from === "server").length;
}
