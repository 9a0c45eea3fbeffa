/** How `jam time` prints replies: a line each, one line that is overwritten, or a JSON object per line. */
import { escapeText, type TimeErrorCode, type TimeReply } from "../../client/index.ts";
import type { Target } from "../flags/target.ts";
import { writeOut } from "../terminal/stdout.ts";

const JSON_SCHEMA = 1;
const CLEAR_TO_END_OF_LINE = "\x1b[K";

export interface Printer {
  reply(reply: TimeReply): Promise<void>;
  failure(code: TimeErrorCode, message: string): Promise<void>;
  /** Leaves the cursor at the start of a line. */
  end(): Promise<void>;
}

export function jsonPrinter({ host, port }: Target): Printer {
  const print = (fields: object) => {
    return writeOut(`${escapeText(JSON.stringify({ schema: JSON_SCHEMA, host, port, ...fields }))}\n`);
  };
  return {
    reply: ({ text, clock, roundTripMs }) => {
      return print({ reply: text, time: clock === undefined ? null : text, roundTripMs });
    },
    failure: (code, message) => print({ code, message }),
    async end() {},
  };
}

export const linePrinter: Printer = {
  reply: ({ text }) => writeOut(`${escapeText(text)}\n`),
  async failure(_code, message) {
    console.error(`jam: ${message}`);
  },
  async end() {},
};

/** For a terminal. */
export function tickingPrinter(): Printer {
  let isInLine = false;
  return {
    ...linePrinter,
    async reply({ text }) {
      await writeOut(`\r${escapeText(text)}${CLEAR_TO_END_OF_LINE}`);
      isInLine = true;
    },
    async end() {
      if (isInLine) await writeOut("\n");
    },
  };
}
