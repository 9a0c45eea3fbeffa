/** Builds the container image of an executable: `npm run build:image -- [TARGET…]`; without one, for this machine. */
import { join, relative } from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { ARCHITECTURES, type LinuxExecutable, packageEach, withSize } from "./linux-executable.ts";

const root = join(import.meta.dirname, "../..");
const ENGINES = ["podman", "docker"];

interface ImageOptions extends LinuxExecutable {
  /** The command, with its own flags. */
  readonly engine: readonly string[];
  /** A folder in which the executable is. */
  readonly context: string;
  /** An image to be used in place of the Containerfile's, such as a registry's copy of it. */
  readonly base?: string;
}

/** @returns the first that is installed */
export function findEngine(): string | undefined {
  return ENGINES.find((name) => Bun.which(name) !== null);
}

/** @returns the image's name */
export async function buildImage(options: ImageOptions): Promise<string> {
  const { engine, target, executable, context, base } = options;
  const architecture = ARCHITECTURES[target];
  const tag = `jam:${packageJson.version}-${architecture}`;
  const words = [
    ...["build", "--file", join(root, "Containerfile"), "--platform", `linux/${architecture}`, "--tag", tag],
    ...["--build-arg", `EXECUTABLE=${relative(context, executable)}`],
    ...(base === undefined ? [] : ["--build-arg", `BASE=${base}`]),
    // Podman's default format has no health check.
    ...(engine[0]?.endsWith("podman") ? ["--format", "docker"] : []),
  ];
  const { exitCode, stderr } = await Bun.$`${engine} ${words} ${context}`.quiet().nothrow();
  if (exitCode === 0) return tag;
  throw new Error(`${engine[0]} did not make ${tag}: ${stderr.toString().trim().split("\n").at(-1)}`);
}

export async function imageSize(engine: readonly string[], image: string): Promise<number> {
  return Number(await Bun.$`${engine} image inspect --format ${"{{.Size}}"} ${image}`.quiet().text());
}

/** @throws {Error} if no engine is installed, or the engine cannot do it, for instance because it reaches no registry */
export async function buildOwnImage(executable: LinuxExecutable): Promise<string> {
  const engine = findEngine();
  if (engine === undefined) throw new Error(`no image: install ${ENGINES.join(" or ")}`);
  const base = process.env["BASE"];
  const options = { ...executable, engine: [engine], context: root };
  const image = await buildImage(base === undefined ? options : { ...options, base });
  return withSize(image, await imageSize([engine], image));
}

if (import.meta.main) await packageEach(join(root, "build"), buildOwnImage);
