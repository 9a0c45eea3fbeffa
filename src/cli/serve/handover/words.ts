/** What the two servers of a takeover say to each other. They may be of different versions: do not change it. */

/** The running server: more sockets follow in the next message, or these are the last. */
export const MORE = "more";
export const LAST = "last";
/** The new server: it serves. */
export const READY = "ready";
