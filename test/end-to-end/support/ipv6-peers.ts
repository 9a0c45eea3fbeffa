/** A program for its own network namespace: prints as JSON which of several IPv6 peers are served. See serve/ipv6.test.ts. */
import { JamServer } from "./jam-server.ts";
import { RawClient } from "./raw-client.ts";
import { REPLY_BYTES, REQUEST } from "./replies.ts";

const [flags = "[]", peers = "[]"] = process.argv.slice(2);
await using server = await JamServer.start(["--host", "::", ...JSON.parse(flags)]);
const clients = [];
const texts = [];
for (const from of JSON.parse(peers) as readonly string[]) {
  const client = await RawClient.dial(server.port, { from, host: from.includes(":") ? "::1" : "127.0.0.1" });
  clients.push(client); // it stays
  if (!client.isEnded) client.send(REQUEST);
  await client.waitForBytes(REPLY_BYTES);
  if (client.text.startsWith("ERROR")) await client.waitForClose();
  texts.push(client.text.replace(/^JAM .*\r\n$/, "JAM").trim());
}
console.log(JSON.stringify(texts));
