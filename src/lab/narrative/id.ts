/** Indonesian: the sentences of all points put together. */
import { CONNECTIONS } from "./id/connections.ts";
import { GENERAL } from "./id/general.ts";
import { REPLIES } from "./id/replies.ts";
import { REQUESTS } from "./id/requests.ts";
import { SHORTCOMINGS } from "./id/shortcomings.ts";
import type { Phrases } from "./phrases.ts";

export const ID: Phrases = {
  ...GENERAL,
  ...CONNECTIONS,
  ...REQUESTS,
  ...REPLIES,
  shortcomings: SHORTCOMINGS,
};
