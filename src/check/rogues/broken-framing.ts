/** Framings that do keep lines together, and lose some of them at one particular cut. */
import { type Framing, lines, MAX_LINE_BYTES } from "./framing.ts";

/** What a segment leaves unfinished is kept, but counts as an unknown request, too. */
export function complainsOfRest(): Framing {
  const cut = lines()();
  return {
    push(chunk) {
      const requests = cut.push(chunk);
      return chunk.endsWith("\n") && requests.length > 0 ? requests : [...requests, "unfinished"];
    },
  };
}

/** A segment's unfinished rest is lost where a whole line stood before it. */
export function losesRestAfterLine(): Framing {
  let cut = lines()();
  return {
    push(chunk) {
      const requests = cut.push(chunk);
      if (requests.length > 0) cut = lines()();
      return requests;
    },
  };
}

/** Goes on searching where it stopped, so that a CR and an LF in two segments are never seen together. */
export function searchesAfterCarriageReturn(): Framing {
  let rest = "";
  let searched = 0;
  return {
    push(chunk) {
      rest += chunk;
      const requests: string[] = [];
      for (let at = rest.indexOf("\r\n", searched); at !== -1; at = rest.indexOf("\r\n")) {
        requests.push(rest.slice(0, at + 2));
        rest = rest.slice(at + 2);
      }
      if (rest.length > MAX_LINE_BYTES) {
        requests.push(rest);
        rest = "";
      }
      searched = rest.length;
      return requests;
    },
  };
}

/** Gives a request three reads; what has no end by then is a request as it is. */
export function threeReads(): Framing {
  let cut = lines()();
  let unfinished = "";
  let reads = 0;
  return {
    push(chunk) {
      const requests = cut.push(chunk);
      unfinished = requests.length > 0 ? "" : unfinished + chunk;
      reads = requests.length > 0 ? 0 : reads + 1;
      if (reads < 3) return requests;
      const request = unfinished;
      cut = lines()();
      unfinished = "";
      reads = 0;
      return [request];
    },
  };
}

/** Decides by the first segment of a request: where it does not hold the whole word, it is refused at once. */
export function wordMustComeWhole(): Framing {
  const cut = lines()();
  let isWithin = false;
  return {
    push(chunk) {
      if (!isWithin && !/^(TIME|QUIT)|\r\n/.test(chunk)) return [chunk];
      const requests = cut.push(chunk);
      isWithin = requests.length === 0 || !chunk.endsWith("\n");
      return requests;
    },
  };
}

/** Takes a silence for the end of the request. */
export function silenceEndsRequest(): Framing {
  let cut = lines()();
  let unfinished = "";
  return {
    push(chunk) {
      const requests = cut.push(chunk);
      unfinished = (unfinished + chunk).split("\r\n").at(-1) ?? "";
      return requests;
    },
    silence() {
      const request = unfinished;
      cut = lines()();
      unfinished = "";
      return request === "" ? [] : [`${request}\r\n`];
    },
  };
}
