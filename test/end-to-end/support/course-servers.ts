/** Servers in Python as students of the course write them, a thread a connection, and one mistake each. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isRunning, readPids } from "../../proc/running.ts";
import { until } from "./within.ts";

interface Course {
  /** A request is what one `recv(32)` brings, and not a line. */
  readonly isChunkFramed?: boolean;
  readonly prefix?: string;
  /** Ends the whole process where a request is no UTF-8. */
  readonly crashesOnBadUtf8?: boolean;
  /** Python that runs before it listens; `starts` is how often it was started, this time counted. */
  readonly before?: string;
}

const PLAIN: Required<Course> = { isChunkFramed: false, prefix: "JAM ", crashesOnBadUtf8: false, before: "" };

const BY_CHUNK = `
        while True:
            data = self.connection.recv(32)
            if not data: break
            if not self.answer(data): break`;

const BY_LINE = `
        buffer = b""
        while True:
            data = self.connection.recv(32)
            if not data: return
            buffer += data
            if len(buffer) > 4096: return
            while b"\\r\\n" in buffer:
                line, buffer = buffer.split(b"\\r\\n", 1)
                if not self.answer(line + b"\\r\\n"): return`;

/** Its arguments are the port, and the file into which it writes its process id at each start. */
function courseServer(course: Course): string {
  const { isChunkFramed, prefix, crashesOnBadUtf8, before } = { ...PLAIN, ...course };
  return `import os, socket, subprocess, sys, threading, time, traceback

def note(pid):
    with open(sys.argv[2], "a") as file: file.write(f"{pid}\\n")

note(os.getpid())
with open(sys.argv[2]) as file: starts = len(file.readlines())
${before}

class ProcessTheClient(threading.Thread):
    def __init__(self, connection):
        threading.Thread.__init__(self, daemon=True)
        self.connection = connection

    def run(self):
        try:
            self.converse()
        except OSError:
            pass
        except UnicodeDecodeError:
            traceback.print_exc()
            os._exit(1)
        self.connection.close()

    def converse(self):${isChunkFramed ? BY_CHUNK : BY_LINE}

    def answer(self, request):
        ${crashesOnBadUtf8 ? "request.decode()" : "pass"}
        if request.startswith(b"TIME") and request.endswith(b"\\r\\n"):
            self.connection.sendall(time.strftime("${prefix}%H:%M:%S\\r\\n").encode())
        elif request == b"QUIT\\r\\n":
            return False
        else:
            self.connection.sendall(b"ERROR\\r\\n")
        return True

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(128)
while True:
    connection, address = server.accept()
    ProcessTheClient(connection).start()
`;
}

/** A folder of its own with one server; to be declared with `using`, which also ends what a check left running. */
export class CourseFile implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), "jam-course-"));
  readonly file = join(this.#folder, "server.py");
  readonly #pidFile = join(this.#folder, "pids");

  constructor(course: Course = {}) {
    this.write(course);
  }

  write(course: Course): void {
    writeFileSync(this.file, courseServer(course));
  }

  command(port: number): readonly string[] {
    return ["python3", this.file, String(port), this.#pidFile];
  }

  /** Of every start so far, and of what `note` was called with. */
  get pids(): readonly number[] {
    return readPids(this.#pidFile);
  }

  get running(): readonly number[] {
    return this.pids.filter(isRunning);
  }

  started(count: number): Promise<void> {
    return until(
      20,
      () => this.pids.length >= count,
      () => `${count} processes, but ${this.pids.length}`,
    );
  }

  [Symbol.dispose](): void {
    for (const pid of this.running) process.kill(pid, "SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
