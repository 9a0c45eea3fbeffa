/** Resolves the host and looks for a route to it; a failure here is no result for the server. */
import { lookup } from "node:dns/promises";
import { type Address, routeError } from "../../check/target/route.ts";
import { CommandError, EXIT } from "../exit.ts";
import type { Target } from "../flags/target.ts";

/** @throws {CommandError} if the name does not resolve or there is no route */
export async function reach({ host, port }: Target): Promise<Address> {
  // `localhost` is ::1 first on many machines, and the course's servers listen on IPv4 alone.
  const { address: ip } = await lookup(host, { order: "ipv4first" }).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(
      `the name ${host} does not resolve (${error.code}); is it spelled right?`,
      EXIT.environment,
    );
  });
  const why = await routeError({ ip, port });
  if (why !== undefined) throw new CommandError(`there is no route to ${host} (${why}).`, EXIT.environment);
  return { ip, port };
}
