/** Commands that ask this server right, to be copied. */
import { askingCommands } from "./commands.ts";

export function HowToAsk({ host, port }: { readonly host: string; readonly port: number }) {
  return (
    <ul class="commands">
      {askingCommands(host, port).map((command) => (
        <li key={command}>
          <code>{command}</code>
        </li>
      ))}
    </ul>
  );
}
