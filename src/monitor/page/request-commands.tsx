/** Commands to copy that request the time from this server. */
import { requestCommands } from "./commands.ts";

export function RequestCommands({ host, port }: { readonly host: string; readonly port: number }) {
  return (
    <ul class="commands">
      {requestCommands(host, port).map((command) => (
        <li key={command}>
          <code>{command}</code>
        </li>
      ))}
    </ul>
  );
}
