/** How `jam time` shows what came: a line each, one line written over and over, or a JSON object a line. */
import { escapeText, type TimeErrorCode, type TimeReply } from "../client/index.ts";
import type { Target } from "./target.ts";

const JSON_SCHEMA = 1;
const CLEAR_TO_END_OF_LINE = "\x1b[K";

export interface Printer {
  reply(reply: TimeReply): void;
  failure(code: TimeErrorCode, message: string): void;
  /** Leaves the cursor at the start of a line. */
  end(): void;
}

export function jsonPrinter({ host, port }: Target): Printer {
  const print = (fields: object) => {
    console.log(escapeText(JSON.stringify({ schema: JSON_SCHEMA, host, port, ...fields })));
  };
  return {
    reply: ({ text, clock, roundTripMs }) => {
      print({ reply: text, time: clock === undefined ? null : text, roundTripMs });
    },
    failure: (code, message) => print({ code, message }),
    end: () => {},
  };
}

export const linePrinter: Printer = {
  reply: ({ text }) => console.log(escapeText(text)),
  failure: (_code, message) => console.error(`jam: ${message}`),
  end: () => {},
};

/** For a terminal. */
export function tickingPrinter(): Printer {
  let end = "";
  return {
    ...linePrinter,
    reply: ({ text }) => {
      process.stdout.write(`\r${escapeText(text)}${CLEAR_TO_END_OF_LINE}`);
      end = "\n";
    },
    end: () => process.stdout.write(end),
  };
}
