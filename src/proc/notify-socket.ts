/** Tells systemd, or another manager that speaks sd_notify(3), how this process is: datagrams to its Unix socket. */
import { openLibc } from "./libc.ts";
import { AF_UNIX, unixAddress } from "./unix-address.ts";

const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  sendto: { args: ["i32", "buffer", "usize", "i32", "buffer", "u32"], returns: "i64" },
  close: { args: ["i32"], returns: "i32" },
  clock_gettime: { args: ["i32", "buffer"], returns: "i32" },
} as const;

const SOCK_DGRAM = 2;
const SOCK_CLOEXEC = 0o2000000;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const CLOCK_MONOTONIC = 1;

export interface NotifySocket {
  /** @param fields such as READY=1. A message that cannot be sent is lost: nothing waits for the manager */
  send(...fields: readonly string[]): void;
  /** The field that RELOADING=1 needs: the time of CLOCK_MONOTONIC. */
  monotonicTime(): string;
}

/** @param path the value of NOTIFY_SOCKET @returns undefined if it is not the address of a Unix socket */
export function openNotifySocket(path: string): NotifySocket | undefined {
  const address = unixAddress(path);
  const calls = openLibc(SIGNATURES);
  if (address === undefined || calls === undefined) return undefined;
  return {
    send(...fields) {
      const descriptor = calls.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (descriptor < 0) return; // no descriptor is left
      const text = Buffer.from(fields.join("\n"));
      const { bytes, length } = address;
      calls.sendto(descriptor, text, text.length, MSG_DONTWAIT | MSG_NOSIGNAL, bytes, length);
      calls.close(descriptor);
    },
    monotonicTime() {
      const timespec = new BigInt64Array(new ArrayBuffer(16));
      calls.clock_gettime(CLOCK_MONOTONIC, timespec);
      const [seconds = 0n, nanoseconds = 0n] = timespec;
      return `MONOTONIC_USEC=${seconds * 1_000_000n + nanoseconds / 1000n}`;
    },
  };
}
