/** Ids → pseudonyms: the same in every run with the same secret, and without the secret no way back. Pure. */
import { createHmac } from "node:crypto";

/** No vowels, so that no words come about, and nothing that looks like something else. */
const LETTERS = "bcdfghjkmnpqrstvwxz";
const LENGTH = 5;

/** @param ids in order; equal ids get one pseudonym */
export function pseudonymsOf(ids: readonly string[], secret: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  // By the hash and not by the order of the class: a student more changes no other's pseudonym.
  for (const id of [...new Set(ids)].toSorted()) {
    let pseudonym = "";
    for (let attempt = 0; pseudonym === "" || taken.has(pseudonym); attempt++)
      pseudonym = `s-${lettersOf(createHmac("sha256", secret).update(`${attempt} ${id}`).digest())}`;
    taken.add(pseudonym);
    found.set(id, pseudonym);
  }
  return found;
}

function lettersOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join("");
}
