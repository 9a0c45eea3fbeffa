/** Lets root open, make, move and remove files with the rights of another user, on this thread alone. Linux. */
import { openLibc } from "./libc.ts";

export interface FileUser {
  readonly uid: number;
  readonly gid: number;
}

const SIGNATURES = {
  setfsuid: { args: ["u32"], returns: "i32" },
  setfsgid: { args: ["u32"], returns: "i32" },
  // setgroups(2) itself, because the C library's applies to every thread.
  syscall: { args: ["i64", "usize", "buffer"], returns: "i64" },
} as const;

const SETGROUPS = process.arch === "x64" ? 116 : 159;
/** No user: the call changes nothing and returns the current one. */
const NONE = 0xffffffff;

type Calls = NonNullable<ReturnType<typeof openLibc<typeof SIGNATURES>>>;
let loaded: Calls | undefined;

/**
 * The kernel checks each access of `act` as if `user` made it, without the capabilities of root, whatever links are on
 * the way (setfsuid(2)). What `act` opens stays open, with the rights that it was opened with.
 * @param act synchronous, and without system calls on other threads
 * @throws what `act` throws; an Error if root has no such rights
 */
export function asFileUser<Value>(user: FileUser, act: () => Value): Value {
  const calls = systemCalls();
  const groups = process.getgroups?.() ?? [];
  try {
    setGroups(calls, [user.gid]);
    calls.setfsgid(user.gid);
    calls.setfsuid(user.uid);
    if (calls.setfsuid(NONE) !== user.uid || calls.setfsgid(NONE) !== user.gid) {
      throw new Error(`this process may not use files as user ${user.uid}`);
    }
    return act();
  } finally {
    calls.setfsuid(0);
    calls.setfsgid(0);
    setGroups(calls, groups);
  }
}

function setGroups(calls: Calls, groups: readonly number[]): void {
  // One more: an empty array has no address.
  if (Number(calls.syscall(SETGROUPS, groups.length, Uint32Array.from([...groups, 0]))) !== 0) {
    throw new Error("this process may not change its groups");
  }
}

function systemCalls(): Calls {
  loaded ??= openLibc(SIGNATURES);
  if (loaded === undefined) throw new Error("the C library was not found");
  return loaded;
}
