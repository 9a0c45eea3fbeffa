/** English: the sentences of all points put together. */
import type { Phrases } from "../phrases.ts";
import { CONNECTIONS } from "./connections.ts";
import { FAILURES, REMARKS } from "./failure-reasons.ts";
import { GENERAL } from "./general.ts";
import { REPLIES } from "./replies.ts";
import { REQUESTS } from "./requests.ts";
import { UNSEEN } from "./unseen.ts";

export const EN: Phrases = {
  ...GENERAL,
  ...CONNECTIONS,
  ...REQUESTS,
  ...REPLIES,
  ...UNSEEN,
  failures: FAILURES,
  remarks: REMARKS,
};
