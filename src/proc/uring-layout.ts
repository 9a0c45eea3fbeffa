/** Where the parts of an io_uring are in the memory that is shared with the kernel (io_uring_setup(2)). */

/** Powers of two: how many requests are started at once, and how many completions the kernel keeps in its ring. */
export const REQUESTS = 1024;
export const COMPLETIONS = 4096;
export const COMPLETION_WORDS = 4;

/** Where things are in a struct io_uring_params, in 32-bit words. */
export const PARAMS = { words: 30, completions: 1, flags: 2, requestRing: 10, completionRing: 20 };

/** Where the parts of the rings are in their memory, in 32-bit words. */
export interface Layout {
  readonly requestHead: number;
  readonly requestTail: number;
  /** Which requests are started: indexes, here always in order. */
  readonly requestOrder: number;
  readonly completionHead: number;
  readonly completionTail: number;
  readonly completions: number;
  readonly words: number;
}

/** A request ring has its head, tail, mask, size, flags, drops and order, a completion ring its completions sixth. */
export function layoutOf(params: Int32Array): Layout {
  const word = (at: number) => (params[at] as number) / 4;
  const { requestRing, completionRing } = PARAMS;
  const requestOrder = word(requestRing + 6);
  const completions = word(completionRing + 5);
  return {
    requestHead: word(requestRing),
    requestTail: word(requestRing + 1),
    requestOrder,
    completionHead: word(completionRing),
    completionTail: word(completionRing + 1),
    completions,
    words: Math.max(requestOrder + REQUESTS, completions + COMPLETIONS * COMPLETION_WORDS),
  };
}
