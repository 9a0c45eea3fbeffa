/** A setting's value as TOML without invisible characters, for a terminal as well as for a file. */
import { escapeInvisible } from "../../text/escape.ts";

/** A number, a switch or a text, or a list of them. A lone surrogate, which TOML cannot hold, becomes U+FFFD. */
export function formatToml(value: unknown): string {
  return escapeToml(JSON.stringify(value, (_, one) => (typeof one === "string" ? one.toWellFormed() : one)));
}

/** In a TOML string the escape means the character; beyond U+FFFF JSON's two escapes of four digits do not. */
export function escapeToml(text: string): string {
  return escapeInvisible(
    text,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`,
  );
}
