/** English: why a session ended. */
import type { CloseReason } from "../../../../server/counters.ts";
import type { ReasonTexts } from "../texts.ts";

const foreign = (name: string, sender: string) => ({
  label: name,
  happened: `The client spoke ${name}, not this protocol.`,
  text: `${sender} The server replied with an error and closed. Send TIME CR LF over a plain TCP connection, for example with nc.`,
});

export const REASONS = {
  quit: {
    label: "QUIT",
    text: "The client sent QUIT CR LF: the server answered all requests before it, then closed.",
  },
  "client-closed": {
    label: "client closed",
    text: "The client closed its side (FIN) without QUIT, and the server closed too.",
  },
  reset: {
    label: "reset",
    happened: "The client reset the connection (RST).",
    text: "Its program was killed, or it closed the socket with unread replies. Read all replies before close().",
  },
  "line-too-long": {
    label: "line too long",
    happened: "A line was too long.",
    text: "It exceeded 1,024 bytes without an LF, so the server closed. Is CR LF missing after the requests?",
  },
  http: foreign("HTTP", "A browser or curl sends that."),
  rtsp: foreign("RTSP", "A video player sends that."),
  ssh: foreign("SSH", "An SSH client sends that."),
  tls: foreign("TLS", "A browser sends that for https."),
  proxy: {
    label: "PROXY header",
    happened: "The client sent a PROXY header, as a load balancer does.",
    text: "Its address is not in --proxy-from; the server replied with an error and closed. Add the balancer’s address to --proxy-from, or do not send the header.",
  },
  idle: {
    label: "idle",
    happened: "The client was silent for too long.",
    text: "So the server closed. Send QUIT CR LF when you are done.",
  },
  "line-timeout": {
    label: "line timeout",
    happened: "A line was started, and its CR LF did not arrive in time.",
    text: "So the server closed. Without CR LF the server cannot know that a request is complete.",
  },
  stalled: {
    label: "did not read",
    happened: "The client did not read its replies.",
    text: "After a while the server reset the connection. Call recv() between requests.",
  },
  "buffer-limit": {
    label: "too much unread",
    happened: "Too many replies were waiting for clients that do not read.",
    text: "So the server reset this connection. Call recv() between requests.",
  },
  drained: {
    label: "server stopped",
    text: "The server stopped in an orderly way: it answered the requests it had, then closed.",
  },
  "drain-timeout": {
    label: "cut at stop",
    happened: "The server stopped and cut this session.",
    text: "The client did not read its last replies in time.",
  },
  "no-longer-allowed": {
    label: "no longer allowed",
    happened: "This address is no longer allowed.",
    text: "The server’s list of allowed addresses changed. Ask the operator of the server.",
  },
  "thread-died": {
    label: "thread died",
    happened: "The serving thread died.",
    text: "That is a fault of the server, not of the client. The thread was replaced; connect again.",
  },
} as const satisfies Record<CloseReason, ReasonTexts>;
