/** Paths below a submission: `.` is its own folder. */

export function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return ".."; // leaves the submission: no file has this name
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.length === 0 ? "." : parts.join("/");
}

/** The folder itself first, the submission's own last. */
export function ancestorsOf(folder: string): readonly string[] {
  if (folder === ".") return ["."];
  const parts = folder.split("/");
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join("/")), "."];
}

/** @param base an ancestor of the path */
export function below(base: string, path: string): string {
  return base === "." ? path : path === base ? "." : path.slice(base.length + 1);
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "." : path.slice(0, slash);
}

/** As a word of a command: neither an option nor, for javac, a list of files. */
export function word(path: string): string {
  return /^[-@]/.test(path) ? `./${path}` : path;
}
