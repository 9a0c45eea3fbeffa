/** How to connect: the address and port that others on the network use, commands, and the page's address as a QR code. */
import { urlHost } from "../../../text/host-port.ts";
import type { Status } from "../../facts/api.ts";
import { hostToDial } from "../commands.ts";
import { RequestCommands } from "../request-commands.tsx";
import { useSpeech } from "../speech.ts";
import { QrCode } from "./qr-code.tsx";

export function Connect({ status: { listening, network } }: { readonly status: Status }) {
  const { words } = useSpeech();
  const { port } = listening;
  const [shared] = network.addresses;
  const host = shared ?? hostToDial(listening.addresses, location.hostname);
  const page = shared === undefined || network.page === undefined ? undefined : network.page;
  const pageAddress = page && `http://${urlHost(host)}:${page.port}/`;
  return (
    <section class="connect card" aria-labelledby="connect-name">
      <div class="address">
        <h2 id="connect-name">{words.connect}</h2>
        <p class="place">
          <span class="host">{urlHost(host)}</span> <span class="to-port">{port}</span>
        </p>
        {shared === undefined && <p class="dropped">{words.onlyHere}</p>}
      </div>
      <RequestCommands host={host} port={port} />
      {pageAddress !== undefined && (
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
