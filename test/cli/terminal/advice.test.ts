/** The advice about a failed request fits its host. */
import { expect, test } from "bun:test";
import { adviseOn } from "../../../src/cli/terminal/advice.ts";
import { TimeError } from "../../../src/client/index.ts";

const refused = new TimeError("REFUSED", "connection refused");

test.each(["127.0.0.1", "127.0.0.7", "localhost", "::1"])("%s always has a route", (host) => {
  expect(adviseOn(refused, host)).toBe(
    'connection refused. Nothing listens there: start a server with "jam serve", or correct HOST:PORT.',
  );
});

test.each(["192.0.2.1", "2001:db8::1", "time.example.org"])("%s may have no route", (host) => {
  expect(adviseOn(refused, host)).toStartWith(
    "connection refused. Nothing listens there, or there is no route to the host: start a server",
  );
});
