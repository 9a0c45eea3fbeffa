/** A client's address, and its port in a softer colour. */
import { escapeText } from "../../../text/escape.ts";
import { urlHost } from "../../../text/host-port.ts";

export function Peer({ address, port }: { readonly address: string; readonly port: number }) {
  // A very busy server does not look it up.
  if (address === "") return <span class="peer">–</span>;
  return (
    <span class="peer">
      {/* A long IPv6 address may break after a colon, and no address elsewhere. */}
      {urlHost(escapeText(address))
        .split(/(?<=:)/)
        .map((part, index) => (
          <span key={index}>
            {part}
            <wbr />
          </span>
        ))}
      <span class="port">:{port}</span>
    </span>
  );
}
