/** A client's address, and its port in a softer colour. */
import { visibleText } from "../chunks/visible.ts";

export function Peer({ address, port }: { readonly address: string; readonly port: number }) {
  // A very busy server does not look it up.
  if (address === "") return <span class="peer">–</span>;
  const text = visibleText(address);
  return (
    <span class="peer">
      {address.includes(":") ? `[${text}]` : text}
      <span class="port">:{port}</span>
    </span>
  );
}
