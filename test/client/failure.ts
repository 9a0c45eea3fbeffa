/** Looks at the error with which a promise was rejected. */
import { TimeError } from "../../src/client/index.ts";

/** @throws where it was not rejected, or with something else than a TimeError */
export async function failureOf(promise: Promise<unknown>): Promise<TimeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof TimeError) return error;
    throw error;
  }
  throw new Error("it was expected to fail");
}
