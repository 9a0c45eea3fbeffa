/** The owner of a folder who swaps what is in it for links to a folder of root's, as fast as a process can. */
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Lines } from "../../end-to-end/support/lines.ts";

export const OWNER = { uid: 65_534, gid: 65_533 };

const FILES = ["run.json", "facts.json", "server.log", "mesin1.pcapng", "file"];
/** renameat2(2) exchanges two names in one step. */
const RENAMEAT2 = process.arch === "x64" ? 316 : 276;

// Swaps the folder and the folder above it, and inside it whatever a run makes; prints a line when it has begun.
const SWAP = `
  use strict; my ($call, $pid, $victim) = @ARGV; $| = 1;
  my $at = -100; my $here = "."; my $n = 0; my $stop = 0; $SIG{TERM} = sub { $stop = 1 };
  sub exchange { my ($one, $other) = @_; return syscall($call, $at, $one, $at, $other, 2) == 0 }
  symlink($victim, "evil"); mkdir("deep"); mkdir("deep/lab-run"); symlink("$victim/..", "evil-deep");
  print "swapping\\n";
  until ($stop) {
    $n++ if exchange("lab-run", "evil"); $n++ if exchange("deep", "evil-deep");
    for my $name (".run-$pid") {
      for my $in ("lab-run", "deep/lab-run") {
        rename("$in/$name", "aside-$n") and symlink($victim, "$in/$name");
        for my $file ("run.json", "mesin1.pcapng", "server.log") {
          unlink("$in/$name/$file"); symlink("$victim/$file", "$in/$name/$file");
          symlink("$victim/$file", "$in/$file");
        }
        unlink("$in/$name") if -l "$in/$name";
      }
    }
  }
  print "$n\\n";`;

export class SwappingOwner implements AsyncDisposable {
  /** Theirs. */
  readonly home: string;
  /** Root's, with files of the names that a run writes. */
  readonly victim: string;
  readonly #base = mkdtempSync("/tmp/jam-swap-");
  readonly #before: string;
  #lines: Lines | undefined;
  #child: Bun.Subprocess<"ignore", "pipe", "inherit"> | undefined;

  constructor() {
    chmodSync(this.#base, 0o755);
    this.home = join(this.#base, "home");
    this.victim = join(this.#base, "root/lab-run");
    mkdirSync(this.home);
    mkdirSync(join(this.home, "lab-run"));
    for (const path of [this.home, join(this.home, "lab-run")]) chownSync(path, OWNER.uid, OWNER.gid);
    mkdirSync(this.victim, { recursive: true });
    for (const name of FILES) writeFileSync(join(this.victim, name), `root's ${name}`, { mode: 0o600 });
    this.#before = this.#state();
  }

  /** @param pid of the process that makes runs */
  async start(pid: number): Promise<void> {
    const perl = ["perl", "-e", SWAP, String(RENAMEAT2), String(pid), this.victim];
    const owner = ["setpriv", `--reuid=${OWNER.uid}`, `--regid=${OWNER.gid}`, "--clear-groups"];
    this.#child = Bun.spawn([...owner, ...perl], { cwd: this.home, stdio: ["ignore", "pipe", "inherit"] });
    this.#lines = new Lines(this.#child.stdout);
    await this.#lines.waitFor((lines) => lines.find((line) => line === "swapping"), 10);
  }

  /** @returns how often it swapped */
  async stop(): Promise<number> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return 0;
    child.kill("SIGTERM");
    const swaps = await this.#lines?.waitFor((lines) => lines.find((line) => /^\d+$/.test(line)), 10);
    await child.exited;
    return Number(swaps);
  }

  /** Whether nothing of root's was written, made, moved, removed or given away: a change leaves its time of change. */
  get isVictimUnchanged(): boolean {
    return this.#state() === this.#before;
  }

  #state(): string {
    const paths = [
      join(this.victim, ".."),
      this.victim,
      ...readdirSync(this.victim).map((name) => join(this.victim, name)),
    ];
    const facts = paths.map((path) => {
      const { uid, gid, mode, ctimeNs, nlink } = lstatSync(path, { bigint: true });
      return [path, uid, gid, mode, ctimeNs, nlink].join(" ");
    });
    return [...facts, ...FILES.map((name) => readFileSync(join(this.victim, name), "utf8"))].join("\n");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#base, { recursive: true, force: true });
  }
}
