/** A flag that may stand several times → one whose values have commas between them, as the other flags take them. */

/** What stands behind `--` is left alone. */
export function joinRepeated(args: readonly string[], flag: string): readonly string[] {
  const values: string[] = [];
  const others: string[] = [];
  let index = 0;
  for (; index < args.length && args[index] !== "--"; index++) {
    const arg = args[index] ?? "";
    const next = args[index + 1];
    if (arg.startsWith(`${flag}=`)) values.push(arg.slice(flag.length + 1));
    else if (arg === flag && next !== undefined && !next.startsWith("--")) {
      values.push(next);
      index++;
    } else others.push(arg);
  }
  const joined = values.length === 0 ? [] : [`${flag}=${values.join(",")}`];
  return [...others, ...joined, ...args.slice(index)];
}
