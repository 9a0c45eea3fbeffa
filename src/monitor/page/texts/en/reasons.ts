/** English: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string) =>
  `The first bytes were those of ${name}, not of this protocol; the server said so and closed. Send TIME CR LF on a plain TCP connection, with nc for instance.`;

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "The client sent QUIT CR LF: everything asked before it was answered, and the server closed.",
  },
  "client-closed": {
    label: "client closed",
    text: "The client closed its side (FIN) without QUIT. That is allowed: what was asked was answered, then the server closed too.",
  },
  reset: {
    label: "reset",
    text: "The client reset the connection (RST): its program was killed, or closed the socket with replies unread. Read all replies before close().",
  },
  "line-too-long": {
    label: "line too long",
    text: "A line grew over 1,024 bytes without an LF in time, so the server closed. Is CR LF missing behind the requests?",
  },
  http: { label: "HTTP", text: foreign("HTTP, as a browser or curl sends them") },
  rtsp: { label: "RTSP", text: foreign("RTSP, as a camera’s player sends them") },
  ssh: { label: "SSH", text: foreign("SSH") },
  tls: { label: "TLS", text: foreign("TLS, as a browser sends them for https") },
  idle: {
    label: "idle",
    text: "Nothing came for too long, so the server closed. Send QUIT CR LF when you are done.",
  },
  "line-timeout": {
    label: "line not ended",
    text: "A line was begun and its CR LF did not come in time, so the server closed. The server cannot know that a request is over before CR LF.",
  },
  stalled: {
    label: "did not read",
    text: "The client took none of its replies for too long, so the connection was reset. Call recv() between requests.",
  },
  "too-much-kept": {
    label: "too much unread",
    text: "Too many replies waited for clients that do not read, so this connection was reset. Call recv() between requests.",
  },
  drained: {
    label: "server stopped",
    text: "The server stopped in order: it answered what was asked, then closed.",
  },
  "drain-timeout": {
    label: "cut at stop",
    text: "The server stopped, and the client did not take its last replies in time.",
  },
  "no-longer-allowed": {
    label: "no longer allowed",
    text: "The server’s lists of who may come in changed, and this address is no longer on them. Ask whoever runs the server.",
  },
  "thread-died": {
    label: "thread died",
    text: "The serving thread died, which is a mistake of the server and not of the client. It was replaced: connect again.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
