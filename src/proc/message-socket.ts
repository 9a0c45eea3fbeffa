/** Messages between two processes of one machine, with open descriptors: Unix sockets of type SOCK_SEQPACKET (unix(7)). */
import { ptr } from "bun:ffi";
import { openLibc } from "./libc.ts";
import { lastErrno } from "./tcp-calls.ts";
import { AF_UNIX, unixAddress } from "./unix-address.ts";

const SIGNATURES = {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  bind: { args: ["i32", "buffer", "u32"], returns: "i32" },
  listen: { args: ["i32", "i32"], returns: "i32" },
  connect: { args: ["i32", "buffer", "u32"], returns: "i32" },
  accept4: { args: ["i32", "usize", "usize", "i32"], returns: "i32" },
  getsockopt: { args: ["i32", "i32", "i32", "buffer", "buffer"], returns: "i32" },
  sendmsg: { args: ["i32", "buffer", "i32"], returns: "i64" },
  recvmsg: { args: ["i32", "buffer", "i32"], returns: "i64" },
  close: { args: ["i32"], returns: "i32" },
  __errno_location: { args: [], returns: "ptr" },
} as const;

const SOCK_SEQPACKET = 5;
/** SOCK_NONBLOCK and SOCK_CLOEXEC. */
const FLAGS = 0o4000 | 0o2000000;
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const SCM_RIGHTS = 1;
const MSG_NOSIGNAL = 0x4000;
const MSG_CMSG_CLOEXEC = 0x40000000;
const EAGAIN = 11;
const BACKLOG = 16;
const TEXT_BYTES = 256;
/** Descriptors in one message at most; the kernel's limit is 253 (SCM_MAX_FD). */
export const MESSAGE_DESCRIPTORS = 128;

export interface Message {
  readonly text: string;
  readonly descriptors: readonly number[];
}

type Calls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;

/** A struct msghdr of 64-bit Linux, with one buffer for the text and one for the descriptors. */
class MessageMemory {
  readonly header = new BigUint64Array(new ArrayBuffer(7 * 8));
  readonly #vector = new BigUint64Array(new ArrayBuffer(2 * 8));
  readonly text = new Uint8Array(new ArrayBuffer(TEXT_BYTES));
  readonly control = new DataView(new ArrayBuffer(16 + 4 * MESSAGE_DESCRIPTORS));

  /** @param controlBytes of a struct cmsghdr and its descriptors */
  point(textBytes: number, controlBytes: number): void {
    this.#vector.set([BigInt(ptr(this.text)), BigInt(textBytes)]);
    this.header.set([0n, 0n, BigInt(ptr(this.#vector)), 1n], 0);
    const control = controlBytes === 0 ? 0n : BigInt(ptr(this.control.buffer));
    this.header.set([control, BigInt(controlBytes), 0n], 4);
  }
}

const memory = new MessageMemory();

/** A descriptor of such a socket; the calls return at once. */
export class MessageSocket {
  readonly #calls: Calls;
  #descriptor: number;

  private constructor(calls: Calls, descriptor: number) {
    this.#calls = calls;
    this.#descriptor = descriptor;
  }

  /** Undefined on other systems, and if no descriptor is left or the path is too long. */
  static #open(
    path: string,
    use: (calls: Calls, descriptor: number, address: Uint8Array, length: number) => boolean,
  ) {
    const calls = openLibc(SIGNATURES);
    const address = unixAddress(path);
    const descriptor = calls?.socket(AF_UNIX, SOCK_SEQPACKET | FLAGS, 0) ?? -1;
    if (calls === undefined || descriptor < 0) return undefined;
    if (address !== undefined && use(calls, descriptor, address.bytes, address.length))
      return new MessageSocket(calls, descriptor);
    calls.close(descriptor);
    return undefined;
  }

  /** Listens at a path that does not exist yet. */
  static listen(path: string): MessageSocket | undefined {
    return MessageSocket.#open(
      path,
      (calls, each, address, length) =>
        calls.bind(each, address, length) === 0 && calls.listen(each, BACKLOG) === 0,
    );
  }

  /** Undefined if no process listens there. */
  static connect(path: string): MessageSocket | undefined {
    return MessageSocket.#open(path, (calls, each, ...address) => calls.connect(each, ...address) === 0);
  }

  /** Undefined if no process has connected. */
  accept(): MessageSocket | undefined {
    const descriptor = this.#calls.accept4(this.#descriptor, 0, 0, FLAGS);
    return descriptor < 0 ? undefined : new MessageSocket(this.#calls, descriptor);
  }

  /** The process that connected or listened. */
  peerProcess(): number {
    const credentials = new Int32Array(new ArrayBuffer(12));
    const length = new Uint32Array(new ArrayBuffer(4)).fill(12);
    this.#calls.getsockopt(this.#descriptor, SOL_SOCKET, SO_PEERCRED, credentials, length);
    return credentials[0] ?? 0;
  }

  /** @returns whether it was sent whole */
  send({ text, descriptors }: Message): boolean {
    const length = memory.text.length > text.length ? Buffer.from(text).copy(memory.text) : 0;
    const controlBytes = descriptors.length === 0 ? 0 : 16 + 4 * descriptors.length;
    memory.control.setBigUint64(0, BigInt(controlBytes), true);
    memory.control.setInt32(8, SOL_SOCKET, true);
    memory.control.setInt32(12, SCM_RIGHTS, true);
    for (const [at, descriptor] of descriptors.entries())
      memory.control.setInt32(16 + 4 * at, descriptor, true);
    memory.point(length, controlBytes);
    return Number(this.#calls.sendmsg(this.#descriptor, memory.header, MSG_NOSIGNAL)) === length;
  }

  /** @returns undefined if there is none yet; "ended" if the other process has closed the connection, or ended */
  receive(): Message | "ended" | undefined {
    memory.point(TEXT_BYTES, memory.control.byteLength);
    const length = Number(this.#calls.recvmsg(this.#descriptor, memory.header, MSG_CMSG_CLOEXEC));
    if (length < 0) return lastErrno(this.#calls) === EAGAIN ? undefined : "ended";
    if (length === 0) return "ended";
    const controlBytes = Number(memory.header[5]) >= 16 ? Number(memory.control.getBigUint64(0, true)) : 16;
    const count = Math.floor((controlBytes - 16) / 4);
    return {
      text: Buffer.from(memory.text.subarray(0, length)).toString(),
      descriptors: Array.from({ length: count }, (_, at) => memory.control.getInt32(16 + 4 * at, true)),
    };
  }

  /** Once: the next one to open something, perhaps another thread, gets the same number. */
  close(): void {
    if (this.#descriptor >= 0) this.#calls.close(this.#descriptor);
    this.#descriptor = -1;
  }
}
