/** How to connect: the address and port that others on the network use, commands, and the page's address as a QR code. */
import { urlHost } from "../../../text/host-port.ts";
import type { Status } from "../../facts/api.ts";
import { hostsToDial } from "../commands.ts";
import { RequestCommands } from "../request-commands.tsx";
import { useSpeech } from "../speech.ts";
import { QrCode } from "./qr-code.tsx";

/** A machine with containers has many more. */
const MOST_OTHERS = 3;

export function Connect({ status }: { readonly status: Status }) {
  const { words } = useSpeech();
  const { port } = status.listening;
  const { page, addresses } = status.network;
  const isShared = addresses.length > 0;
  const [host, ...others] = hostsToDial(status, location.hostname);
  const pageAddress = isShared && page !== undefined && `http://${urlHost(host)}:${page.port}/`;
  return (
    <section class="connect card" aria-labelledby="connect-name">
      <div class="address">
        <h2 id="connect-name">{words.connect}</h2>
        <p class="place">
          <span class="host">{urlHost(host)}</span> <span class="to-port">{port}</span>
        </p>
        {others.length > 0 && (
          <p class="dropped">
            {words.alsoAt} {others.slice(0, MOST_OTHERS).map(urlHost).join(", ")}
          </p>
        )}
        {!isShared && <p class="dropped">{words.onlyHere}</p>}
      </div>
      <RequestCommands host={host} port={port} />
      {pageAddress !== false && (
        <div class="page-address">
          <QrCode text={pageAddress} label={pageAddress} />
          <p>
            {words.thisPage}
            <br />
            <a href={pageAddress}>{pageAddress}</a>
            {page?.needsToken && (
              <>
                <br />
                {words.needsToken}
              </>
            )}
          </p>
        </div>
      )}
    </section>
  );
}
