/** What a method URL names: `id=<method>:<profile>:<language>`, or the older form with a parameter for each. */
import type { Fields } from "@eid-gateway/core";
import { MethodUrlRefused } from "./refusal.js";

export interface NamedLogin {
  /** One, or several to choose from, in the order of the request. */
  readonly methods: readonly string[];
  readonly profile: string;
  readonly language: string;
}

/** Every spelling that has been seen works: empty segments, colons at the end, blanks around. @throws MethodUrlRefused */
export function readId({ id = "", method = "", profile = "", language = "" }: Fields): NamedLogin {
  const segments = id.trim() === "" ? [method, profile, language] : id.split(":");
  if (segments.length > 3) throw new MethodUrlRefused("malformed", "an id of more than three segments");
  const [named = "", ofProfile = "", ofLanguage = ""] = segments.map((segment) => segment.trim());
  const methods = named.split(",").map((name) => name.trim());
  const given = methods.filter((name) => name !== "");
  if (given.length === 0) throw new MethodUrlRefused("malformed", "no method is named");
  return { methods: given, profile: ofProfile, language: ofLanguage };
}
