/** A client's address, and softer its port. */
import { escapeText } from "../../../text/escape.ts";
import { urlHost } from "../../../text/host-port.ts";

export function Peer({ address, port }: { readonly address: string; readonly port: number }) {
  // A server that is very busy does not ask for it.
  if (address === "") return <span class="peer">–</span>;
  return (
    <span class="peer">
      {urlHost(escapeText(address))}
      <span class="port">:{port}</span>
    </span>
  );
}
