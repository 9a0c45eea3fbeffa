/** The heads of a sequence diagram's lanes: the name, role and address of each host. */
import type { Session } from "../../capture/facts.ts";
import type { DrawingWords } from "../words/words.ts";
import { box, INK, label, textWidth } from "./svg.ts";

const BOX_HEIGHT = 50;
export const HEADS_HEIGHT = 84;

interface Places {
  readonly width: number;
  readonly number: number;
  readonly client: number;
  readonly server: number;
}

/** @param serverHost the name of the server's host, if known */
export function laneHeads(
  session: Session,
  serverHost: string | undefined,
  words: DrawingWords,
  places: Places,
): readonly string[] {
  const { client, server } = session;
  const titled = (host: string | undefined, role: string) =>
    host === undefined ? role : `${host} · ${role}`;
  return [
    label(places.number, 78, words.number, { size: 11, fill: INK.muted, anchor: "end" }),
    label(places.client - 16, 78, words.time, { size: 11, fill: INK.muted, anchor: "end" }),
    ...head(
      {
        title: titled(session.clientHost, words.client),
        address: client.address,
        port: words.port(client.port),
      },
      places.client,
      places.width,
      INK.client,
    ),
    ...head(
      { title: titled(serverHost, words.server), address: server.address, port: words.port(server.port) },
      places.server,
      places.width,
      INK.server,
    ),
  ];
}

function head(
  texts: { readonly title: string; readonly address: string; readonly port: string },
  at: number,
  limit: number,
  color: string,
): readonly string[] {
  const second = `${texts.address}  ${texts.port}`;
  const width = Math.max(textWidth(texts.title, 13), textWidth(second, 11)) + 24;
  const left = Math.max(4, Math.min(at - width / 2, limit - width - 4));
  return [
    box(left, 8, width, BOX_HEIGHT, { fill: INK.paper, stroke: color, radius: 4 }),
    label(left + width / 2, 29, texts.title, { size: 13, bold: true, fill: color, anchor: "middle" }),
    label(left + width / 2, 47, second, { size: 11, fill: INK.muted, anchor: "middle" }),
  ];
}
