/** How one connection's bytes become requests: the right way, and the ways of servers that take TCP for messages. */

/** Bytes stand one to a character (Latin-1). A request keeps its end; a line's is always CR LF. */
export interface Framing {
  push(chunk: string): readonly string[];
  /** Called where nothing came for SILENCE_MS. */
  silence?(): readonly string[];
}

export const MAX_LINE_BYTES = 8192;
/** Longer than the contract pauses inside a request, shorter than it waits for a reply that must not come. */
export const SILENCE_MS = 400;

/** Lines that end at `end`; what grows over the limit is handed out as it is. */
export function lines(end: string | RegExp = "\r\n", maxBytes = MAX_LINE_BYTES): () => Framing {
  return () => {
    let rest = "";
    return {
      push(chunk) {
        const pieces = (rest + chunk).split(end);
        rest = pieces.pop() ?? "";
        const requests = pieces.map((piece) => `${piece}\r\n`);
        if (rest.length <= maxBytes) return requests;
        requests.push(rest);
        rest = "";
        return requests;
      },
    };
  };
}

/** What one recv(size) brings is one request. */
export function chunks(size: number): () => Framing {
  return () => ({
    push: (chunk) =>
      Array.from({ length: Math.ceil(chunk.length / size) }, (_, at) =>
        chunk.slice(at * size, (at + 1) * size),
      ),
  });
}

/** Lines that end at CR; an LF after it is skipped. */
export function carriageReturnLines(): Framing {
  const cut = lines("\r")();
  return { push: (chunk) => cut.push(chunk).map((line) => line.replace(/^\n/, "")) };
}

/** Lines, but `word` is taken as soon as its four letters are there, whatever follows. */
export function wordAtOnce(word: string): () => Framing {
  return () => {
    let rest = "";
    return {
      push(chunk) {
        rest += chunk;
        const requests: string[] = [];
        for (;;) {
          rest = rest.replace(/^[\r\n]+/, "");
          const end = rest.startsWith(word) ? word.length : rest.indexOf("\r\n");
          if (end === -1) break;
          requests.push(`${rest.slice(0, end)}\r\n`);
          rest = rest.slice(end);
        }
        if (rest.length > MAX_LINE_BYTES) requests.push(rest);
        return requests;
      },
    };
  };
}

/** Whatever came so far is one request as soon as it ends in CR LF. */
export function collectUntilEnd(): Framing {
  let rest = "";
  return {
    push(chunk) {
      rest += chunk;
      if (!rest.endsWith("\r\n") && rest.length <= MAX_LINE_BYTES) return [];
      const request = rest;
      rest = "";
      return [request];
    },
  };
}
