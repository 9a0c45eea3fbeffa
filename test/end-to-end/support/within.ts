/** Waiting with a deadline: a promise that is late fails with what was awaited. */

/** @param what named only when it fails: `after 5 s there still was not …` */
export async function within<Value>(
  seconds: number,
  promise: Promise<Value>,
  what: () => string,
): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`after ${seconds} s there still was not ${what()}`)),
    seconds * 1000,
  );
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Polls, for what has no event, such as /proc. */
export async function until(seconds: number, isSo: () => boolean | Promise<boolean>, what: () => string) {
  const deadline = performance.now() + seconds * 1000;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`after ${seconds} s there still was not ${what()}`);
    await Bun.sleep(10);
  }
}
