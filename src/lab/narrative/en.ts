/** English: the sentences of all points put together. */
import { CONNECTIONS } from "./en/connections.ts";
import { GENERAL } from "./en/general.ts";
import { REPLIES } from "./en/replies.ts";
import { REQUESTS } from "./en/requests.ts";
import { SHORTCOMINGS } from "./en/shortcomings.ts";
import type { Phrases } from "./phrases.ts";

export const EN: Phrases = {
  ...GENERAL,
  ...CONNECTIONS,
  ...REQUESTS,
  ...REPLIES,
  shortcomings: SHORTCOMINGS,
};
