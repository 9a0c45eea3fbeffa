/** Codes of the system that are this machine's doing, in words. */

/** What a connection attempt can meet that says nothing of the server but of this machine. */
export const OUR_FAULTS: Readonly<Record<string, string>> = {
  EMFILE: "the judge has no more file descriptors",
  ENFILE: "the machine has no more file descriptors",
  EADDRNOTAVAIL: "the machine has no more ports for outgoing connections",
  ENOBUFS: "the machine has no memory for more connections",
  EACCES: "a rule of this machine forbids the connection",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
};
