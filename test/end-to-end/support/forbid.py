"""Runs a command that may not make the system call with the given number: it fails with EPERM. x86-64 and arm64."""
import ctypes
import os
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, EQUALS, RETURN = 0x20, 0x15, 0x06  # BPF: the number is the first word of a struct seccomp_data
ALLOW, EPERM = 0x7FFF0000, 0x00050001

number = int(sys.argv[1])
steps = [(LOAD, 0, 0, 0), (EQUALS, 0, 1, number), (RETURN, 0, 0, EPERM), (RETURN, 0, 0, ALLOW)]
program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
filter_ = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(program)))
libc = ctypes.CDLL(None, use_errno=True)
if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, filter_, 0, 0):
    sys.exit(f"seccomp: {os.strerror(ctypes.get_errno())}")
if libc.syscall(number, 1, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != 1:
    sys.exit(f"system call {number} is not forbidden")
os.execvp(sys.argv[2], sys.argv[2:])
