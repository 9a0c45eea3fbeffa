/** Indonesian: the sentences of all points put together. */
import type { Phrases } from "../phrases.ts";
import { CONNECTIONS } from "./connections.ts";
import { FAILURES } from "./failure-reasons.ts";
import { GENERAL } from "./general.ts";
import { REPLIES } from "./replies.ts";
import { REQUESTS } from "./requests.ts";

export const ID: Phrases = {
  ...GENERAL,
  ...CONNECTIONS,
  ...REQUESTS,
  ...REPLIES,
  failures: FAILURES,
};
