/** What a PROXY header can be read as. */

export type Client =
  /** The client that the proxy serves; the address as a socket's remote address is written. */
  | { readonly kind: "named"; readonly address: string; readonly port: number }
  /** The proxy itself, for a health check, or a client without an address of TCP: LOCAL, UNKNOWN, UNSPEC and others. */
  | { readonly kind: "unnamed" };

export type HeaderReading =
  | { readonly kind: "incomplete" }
  /** Not a header, whatever follows. */
  | { readonly kind: "invalid" }
  /** @param length bytes of the header; what follows is the client's */
  | { readonly kind: "header"; readonly length: number; readonly client: Client };
