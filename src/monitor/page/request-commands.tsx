/** Commands to copy that request the time from this server. */
import { requestCommands } from "./commands.ts";
import { CopyButton } from "./copy-button.tsx";
import { useSpeech } from "./speech.ts";

interface Props {
  readonly host: string;
  readonly port: number;
  /** The first so many. */
  readonly most?: number;
}

export function RequestCommands({ host, port, most }: Props) {
  const { sentences } = useSpeech();
  return (
    <ul class="commands">
      {requestCommands(host, port)
        .slice(0, most)
        .map(({ program, command }) => (
          <li key={program}>
            <span class="program">{program}</span>
            <code>{command}</code>
            <CopyButton text={command} name={sentences.copyOf(program)} />
          </li>
        ))}
    </ul>
  );
}
