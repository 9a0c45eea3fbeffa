/** The container image: built by podman from the Containerfile, and run without rights on a read-only root. */
import { afterAll, beforeAll, expect, test } from "bun:test";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildExecutable, computed, executableFile } from "../../../bin/executable-build.ts";
import { buildImage } from "../../../bin/package/image.ts";
import { builtExecutable } from "../../../bin/package/linux-executable.ts";
import { type Ended, runProgram } from "../support/run-program.ts";
import { until } from "../support/within.ts";

const TARGET = process.arch === "arm64" ? "linux-aarch64" : "linux-x64";
const SECONDS = 120_000;
const ROOT_FILES = {
  "etc/passwd": "root:x:0:0::/root:/sbin/nologin\nnonroot:x:65532:65532::/home/nonroot:/sbin/nologin\n",
  "etc/group": "root:x:0:\nnonroot:x:65532:\n",
};

/** Where runc can make containers, as root; crun refuses the control groups of some test machines. */
const canRun = process.getuid?.() === 0 && ["podman", "runc"].every((tool) => Bun.which(tool) !== null);

const folder = mkdtempSync(join(tmpdir(), "jam-image-"));
/** A store of its own: the machine's images are neither used nor changed. */
const PODMAN = [
  ...["podman", "--root", join(folder, "store"), "--runroot", join(folder, "run")],
  ...["--cgroup-manager", "cgroupfs", "--events-backend", "none", "--runtime", "runc"],
];
let image: string;

const podman = (...words: readonly string[]): Promise<Ended> =>
  runProgram([...PODMAN, ...words], { seconds: 60 });

async function obey(...words: readonly string[]): Promise<string> {
  const { exit, stdout, stderr } = await podman(...words);
  if (exit !== 0) throw new Error(`podman ${words.join(" ")}: exit ${exit}: ${stderr}`);
  return stdout.trim();
}

/**
 * Stands for the distroless image, which is in a registry: the C library of this machine, and the user `nonroot`. No shell.
 */
async function importBase(executable: string): Promise<void> {
  const tree = join(folder, "base");
  for (const [path, text] of Object.entries(ROOT_FILES)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const { stdout } = await runProgram(["ldd", executable]);
  for (const [library] of stdout.matchAll(/\/\S+/g))
    cpSync(library, join(tree, library), { dereference: true });
  const archive = join(folder, "base.tar");
  await Bun.$`tar -C ${tree} -cf ${archive} .`.quiet();
  await obey("import", archive, "localhost/base");
}

beforeAll(async () => {
  if (!canRun) return;
  const executable = await buildExecutable(TARGET, folder, await computed());
  await importBase(executable);
  image = await buildImage({
    ...{ engine: PODMAN, target: TARGET, executable, context: folder },
    base: "localhost/base",
  });
}, SECONDS);

afterAll(async () => {
  if (canRun) await podman("rm", "--all", "--force", "--time", "0");
  rmSync(folder, { recursive: true, force: true });
}, SECONDS);

function withPodman(title: string, run: () => Promise<void>): void {
  test.skipIf(!canRun)(`${title} (needs root, and Debian's podman and runc)`, run, SECONDS);
}

withPodman(
  "it serves without rights on a read-only root, is healthy, and stops when it is asked to",
  async () => {
    const id = await obey("run", "--detach", "--read-only", "--cap-drop", "all", "--network", "none", image);
    let log: Ended | undefined;
    await until(
      30,
      async () => {
        log = await podman("logs", id);
        return log.stderr.includes('"event":"listening"');
      },
      () => `a server that listens: ${JSON.stringify(log)}`,
    );
    expect(log?.stderr).toContain('"port":45000,"zone":"UTC"');
    await obey("healthcheck", "run", id); // exits with 1 if the container is not healthy
    const pid = await obey("inspect", "--format", "{{.State.Pid}}", id);
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    expect(status).toMatch(/^Uid:\t65532\t65532\t65532\t65532$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
    expect(readFileSync(`/proc/${pid}/mounts`, "utf8")).toMatch(/^\S+ \/ \S+ ro,/m);
    await obey("stop", "--time", "30", id);
    expect(await obey("inspect", "--format", "{{.State.ExitCode}}", id)).toBe("0");
  },
);

withPodman("a container that serves nothing is not healthy", async () => {
  const id = await obey(
    "run",
    "--detach",
    "--read-only",
    "--network",
    "none",
    image,
    "serve",
    "--port",
    "45001",
  );
  expect(await podman("healthcheck", "run", id)).toMatchObject({ exit: 1 });
});

withPodman("its program is also found by name, as a Deployment starts it", async () => {
  expect(await obey("run", "--rm", "--network", "none", "--entrypoint", "jam", image, "--version")).toBe(
    "0.1.0",
  );
});

test("a package is made of this version's executable for its architecture, and of no other", () => {
  const empty = join(folder, "out");
  mkdirSync(empty);
  writeFileSync(join(empty, "jam-0.0.1-linux-x64"), "");
  expect(() => builtExecutable("linux-x64", empty)).toThrow(
    /jam-\d+\.\d+\.\d+-linux-x64 is missing: npm run build:binary -- linux-x64 makes it$/,
  );
  writeFileSync(executableFile("linux-aarch64", empty), "");
  expect(builtExecutable("linux-aarch64", empty).target).toBe("linux-aarch64");
  expect(() => builtExecutable("linux-riscv64", empty)).toThrow("is not one of linux-x64, linux-aarch64");
  expect(existsSync(executableFile("linux-x64", empty))).toBe(false);
});
