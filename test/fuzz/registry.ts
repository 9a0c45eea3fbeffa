/** The fuzz targets. */
import { bench } from "./targets/bench.ts";
import { capture } from "./targets/capture.ts";
import { check } from "./targets/check.ts";
import { client } from "./targets/client.ts";
import { connection } from "./targets/connection.ts";
import { dialogue } from "./targets/dialogue.ts";
import { lab } from "./targets/lab.ts";
import { monitor } from "./targets/monitor.ts";
import { session } from "./targets/session.ts";
import { settings } from "./targets/settings.ts";

export const TARGETS = [session, connection, client, bench, settings, check, lab, dialogue, monitor, capture];
