/** Error codes of a connection attempt that this machine causes, with their descriptions. */

export const OUR_FAULTS: Readonly<Record<string, string>> = {
  EMFILE: "the judge has no more file descriptors",
  ENFILE: "the machine has no more file descriptors",
  EADDRNOTAVAIL: "the machine has no more ports for outgoing connections",
  ENOBUFS: "the machine has no memory for more connections",
  EACCES: "a rule of this machine forbids the connection",
  EHOSTUNREACH: "there is no route to the host",
  ENETUNREACH: "there is no route to the network",
};
