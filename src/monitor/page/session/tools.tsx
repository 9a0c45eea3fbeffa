/** What can be done with a diagram: present it, copy its link, save it as a picture. */
import { formatHostPort } from "../../../text/host-port.ts";
import type { SessionRow, Status } from "../../facts/api.ts";
import type { Diagram } from "../chunks/diagram.ts";
import { hostsToDial } from "../commands.ts";
import { saveFile } from "../copy.ts";
import { CopyButton } from "../copy-button.tsx";
import { useSpeech } from "../speech.ts";
import { diagramSvg } from "./diagram-svg.ts";

interface Props {
  readonly row: SessionRow;
  readonly diagram: Diagram;
  readonly status: Status;
  readonly onPresent: () => void;
}

/** A projector and a printer show more than a screen's pixels. */
const PNG_SCALE = 2;

export function Tools({ row, diagram, status, onPresent }: Props) {
  const speech = useSpeech();
  const { words, sentences, moment } = speech;
  const peer = formatHostPort(row.address, row.port);
  const title = `${sentences.sessionOf(peer)} · ${moment(row.openedAt)}`;
  const svg = () => diagramSvg(diagram, { ...speech, title });
  const name = `session-${row.session}`;
  return (
    <div class="tools">
      <button type="button" onClick={onPresent}>
        {words.present} <kbd>P</kbd>
      </button>
      <CopyButton text={linkOf(status)} name={words.copyLink} label={words.copyLink} />
      <button
        type="button"
        onClick={() => saveFile(`${name}.svg`, new Blob([svg()], { type: "image/svg+xml" }))}
      >
        {words.saveSvg}
      </button>
      <button type="button" onClick={async () => saveFile(`${name}.png`, await pngOf(svg()))}>
        {words.savePng}
      </button>
    </div>
  );
}

/** By the address that others on the network use, if they reach the page. */
function linkOf(status: Status): string {
  const { addresses, page } = status.network;
  const link = new URL(location.href);
  const [host] = hostsToDial(status, location.hostname);
  if (page !== undefined && addresses.length > 0) link.host = formatHostPort(host, page.port);
  return link.href;
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * PNG_SCALE;
  canvas.height = image.naturalHeight * PNG_SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("no picture was made")) : resolve(blob)));
  });
}
