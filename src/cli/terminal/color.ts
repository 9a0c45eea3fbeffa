/** Whether a stream gets colours: only a terminal, unless NO_COLOR is set (https://no-color.org). */
import { COLOURS, type Painter, PLAIN } from "../../text/painter.ts";

export function painterFor(stream: { readonly isTTY?: boolean }): Painter {
  const refuses = (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
  return stream.isTTY === true && !refuses ? COLOURS : PLAIN;
}
