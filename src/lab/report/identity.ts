/** The author of the report, from flags and from `lab.toml`; flags override the file. */

const IDENTITY_KEYS = ["name", "nrp", "class"] as const;
type IdentityKey = (typeof IDENTITY_KEYS)[number];

export type Identity = { readonly [key in IdentityKey]: string | undefined };

export type IdentityRead =
  | { readonly kind: "identity"; readonly identity: Identity }
  /** A value that is not a text, or too long to print. */
  | { readonly kind: "fault"; readonly key: IdentityKey; readonly message: string };

const MOST_CHARACTERS = 120;

/** @param file the values of `lab.toml`; unknown keys are ignored */
export function identityOf(
  flags: Readonly<Partial<Record<IdentityKey, string | undefined>>>,
  file: Readonly<Record<string, unknown>> = {},
): IdentityRead {
  const identity: Record<IdentityKey, string | undefined> = {
    name: undefined,
    nrp: undefined,
    class: undefined,
  };
  for (const key of IDENTITY_KEYS) {
    const value = flags[key] ?? file[key];
    if (value === undefined) continue;
    // An NRP is all digits, and TOML reads it as a number.
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "bigint") {
      return { kind: "fault", key, message: `${key} must be a text, not a ${typeof value}` };
    }
    const text = `${value}`.replace(/\s+/g, " ").trim();
    if (text.length > MOST_CHARACTERS) {
      return {
        kind: "fault",
        key,
        message: `${key} has ${text.length} characters; the limit is ${MOST_CHARACTERS}`,
      };
    }
    identity[key] = text === "" ? undefined : text;
  }
  return { kind: "identity", identity };
}
