/** Reloading: what is reported as changed, what needs a restart, and what is then in force. */
import { expect, test } from "bun:test";
import { readArguments } from "../../../src/cli/flags/flags.ts";
import { Secret } from "../../../src/cli/flags/secret.ts";
import { compareSettings } from "../../../src/cli/serve/reload.ts";
import { SERVE_FLAGS, type ServeValues } from "../../../src/cli/serve/serve-flags.ts";
import { resolveSettings } from "../../../src/cli/serve/settings.ts";

const DEFAULTS = resolveSettings(SERVE_FLAGS, readArguments([], SERVE_FLAGS), {}).values;
const withValues = (some: Partial<ServeValues>): ServeValues => ({ ...DEFAULTS, ...some });

test("the same settings are no change", () => {
  expect(compareSettings(SERVE_FLAGS, DEFAULTS, withValues({}))).toEqual({
    next: DEFAULTS,
    changed: [],
    needRestart: [],
  });
});

test("what differs is reported by its flag, with both values, and is in force", () => {
  const { next, changed, needRestart } = compareSettings(
    SERVE_FLAGS,
    DEFAULTS,
    withValues({ idleSeconds: 60, lenient: true }),
  );
  expect(changed).toEqual([
    { setting: "lenient", from: false, to: true },
    { setting: "idle-seconds", from: 300, to: 60 },
  ]);
  expect(needRestart).toEqual([]);
  expect(next).toEqual(withValues({ idleSeconds: 60, lenient: true }));
});

test("what needs a restart stays in force, and is reported as long as it differs", () => {
  const read = withValues({ port: 1, host: "127.0.0.1", threads: 7, idleSeconds: 60 });
  const first = compareSettings(SERVE_FLAGS, DEFAULTS, read);
  expect(first.needRestart.map(({ setting }) => setting)).toEqual(["host", "port", "threads"]);
  expect(first.next).toEqual(withValues({ idleSeconds: 60 }));
  const again = compareSettings(SERVE_FLAGS, first.next, read);
  expect([again.changed, again.needRestart]).toEqual([[], [...first.needRestart]]);
});

test("another token is reported as needing a restart, and neither is shown", () => {
  const inForce = withValues({ monitorToken: new Secret("a-token-for-once") });
  const { needRestart } = compareSettings(
    SERVE_FLAGS,
    inForce,
    withValues({ monitorToken: new Secret("another-one-now") }),
  );
  expect(JSON.parse(JSON.stringify(needRestart))).toEqual([
    { setting: "monitor-token", from: "(not shown)", to: "(not shown)" },
  ]);
  const same = compareSettings(
    SERVE_FLAGS,
    inForce,
    withValues({ monitorToken: new Secret("a-token-for-once") }),
  );
  expect(same.needRestart).toEqual([]);
});
