/** English: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string) =>
  `The first bytes were ${name}, not this protocol; the server replied with an error and closed. Send TIME CR LF over a plain TCP connection, for example with nc.`;

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "The client sent QUIT CR LF: the server answered all requests before it, then closed.",
  },
  "client-closed": {
    label: "client closed",
    text: "The client closed its side (FIN) without QUIT. That is allowed: the server answered the requests it had, then closed too.",
  },
  reset: {
    label: "reset",
    text: "The client reset the connection (RST): its program was killed, or it closed the socket with unread replies. Read all replies before close().",
  },
  "line-too-long": {
    label: "line too long",
    text: "A line exceeded 1,024 bytes without an LF, so the server closed. Is CR LF missing after the requests?",
  },
  http: { label: "HTTP", text: foreign("HTTP, as a browser or curl sends it") },
  rtsp: { label: "RTSP", text: foreign("RTSP, as a video player sends it") },
  ssh: { label: "SSH", text: foreign("SSH") },
  tls: { label: "TLS", text: foreign("TLS, as a browser sends it for https") },
  proxy: {
    label: "PROXY header",
    text: "The first bytes were a PROXY header, as a load balancer sends it, and its sender is not in --proxy-from; the server replied with an error and closed. Add the balancer’s address to --proxy-from, or do not send the header.",
  },
  idle: {
    label: "idle",
    text: "The client sent nothing for too long, so the server closed. Send QUIT CR LF when you are done.",
  },
  "line-timeout": {
    label: "line timeout",
    text: "A line was started and its CR LF did not arrive in time, so the server closed. Without CR LF the server cannot know that a request is complete.",
  },
  stalled: {
    label: "did not read",
    text: "The client did not read its replies for too long, so the server reset the connection. Call recv() between requests.",
  },
  "buffer-limit": {
    label: "too much unread",
    text: "Too many replies were waiting for clients that do not read, so the server reset this connection. Call recv() between requests.",
  },
  drained: {
    label: "server stopped",
    text: "The server stopped in an orderly way: it answered the requests it had, then closed.",
  },
  "drain-timeout": {
    label: "cut at stop",
    text: "The server stopped, and the client did not read its last replies in time.",
  },
  "no-longer-allowed": {
    label: "no longer allowed",
    text: "The server’s list of allowed addresses changed, and this address is no longer on it. Ask the operator of the server.",
  },
  "thread-died": {
    label: "thread died",
    text: "The serving thread died: a fault of the server, not of the client. It was replaced; connect again.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
