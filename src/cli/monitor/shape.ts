/** Whether a value from another program has the shape that is expected of it. */

/** Where the value does not fit, such as `status.counts.full`; undefined if it fits. */
export type Shape = (value: unknown, path: string) => string | undefined;

/** None of a monitor's texts is as long; a longer one would fill the terminal. */
const TEXT_LENGTH = 1_000;

/** JSON can write numbers that become infinite. */
export const number: Shape = fits((value) => Number.isFinite(value));
export const text: Shape = fits((value) => typeof value === "string" && value.length <= TEXT_LENGTH);
export const yesOrNo: Shape = fits((value) => typeof value === "boolean");

/** Members that are not named may have any value: a newer server may have more. */
export function object(members: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return path;
    for (const [name, shape] of Object.entries(members)) {
      const member = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      const misfit = shape(member, path === "" ? name : `${path}.${name}`);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  };
}

export function list(item: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return path;
    for (const [index, each] of value.entries()) {
      const misfit = item(each, `${path}[${index}]`);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  };
}

export function optional(shape: Shape): Shape {
  return (value, path) => (value === undefined ? undefined : shape(value, path));
}

function fits(isRight: (value: unknown) => boolean): Shape {
  return (value, path) => (isRight(value) ? undefined : path);
}
