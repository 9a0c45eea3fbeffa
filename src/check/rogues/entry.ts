/** A server of the gallery as a program of its own: `bun entry.ts ID PORT [HOST]`; prints `listening PORT`. */
import { startRogue } from "./start.ts";

const [id = "", port = "0", host] = process.argv.slice(2);
const listening = await startRogue(id, Number(port), host);
process.stdout.write(`listening ${listening.port}\n`);
// The one that listens nowhere stays alive too, as a server does.
setInterval(() => {}, 1 << 30);
