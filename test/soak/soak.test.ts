/** The soak's short form: every reply is correct and nothing stays open. Checks neither memory nor time. */
import { expect, test } from "bun:test";
import { faultsOf, soak } from "./soak.ts";

test("after thousands of connections that end in every way the server holds what it held before", async () => {
  const found = await soak({ connections: 3_000, batchesEach: 5 });
  expect(faultsOf(found)).toEqual([]);
  expect(found.replies).toBe(1_500_000);
});
