/** A client's address, and softer its port. */
import { visibleText } from "../chunks/visible.ts";

export function Peer({ address, port }: { readonly address: string; readonly port: number }) {
  // A server that is very busy does not ask for it.
  if (address === "") return <span class="peer">–</span>;
  const text = visibleText(address);
  return (
    <span class="peer">
      {address.includes(":") ? `[${text}]` : text}
      <span class="port">:{port}</span>
    </span>
  );
}
