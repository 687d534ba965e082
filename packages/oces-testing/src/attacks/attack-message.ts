import type { Attack, MessageKind } from "./attack.js";
import { certificateAttacks } from "./certificate-attacks.js";
import { contentAttacks } from "./content-attacks.js";
import { formAttacks } from "./form-attacks.js";
import { type AttackMeans, setScene } from "./scene.js";
import { signedInfoAttacks } from "./signed-info-attacks.js";
import { structureAttacks } from "./structure-attacks.js";
import { textAttacks } from "./text-attacks.js";
import { wrappingAttacks } from "./wrapping-attacks.js";

const FAMILIES = {
  wrapping: wrappingAttacks,
  structure: structureAttacks,
  "signed info": signedInfoAttacks,
  text: textAttacks,
  form: formAttacks,
  certificates: certificateAttacks,
  content: contentAttacks,
} as const satisfies Record<string, Record<string, Attack>>;

type NamesOf<Family> = Family extends unknown ? keyof Family : never;
export type AttackFamily = keyof typeof FAMILIES;
export type AttackName = NamesOf<(typeof FAMILIES)[AttackFamily]>;

/** What is known of an attack before it is made. */
export interface AttackTraits {
  readonly name: AttackName;
  readonly family: AttackFamily;
  /** Whether the outcome is well-formed XML. */
  readonly wellFormed: boolean;
  /** Whether nothing false is said, so that a verifier may accept it and report what the honest message says. */
  readonly harmless: boolean;
  /** Whether the honest signature still holds in a library that checks references under the honest signer's key. */
  readonly holds: boolean;
}

const ATTACKS: ReadonlyMap<AttackName, { attack: Attack; traits: AttackTraits }> = new Map(
  (Object.keys(FAMILIES) as AttackFamily[]).flatMap((family) =>
    (Object.entries(FAMILIES[family]) as [AttackName, Attack][]).map(
      ([name, attack]) => [name, { attack, traits: describe(name, family, attack) }] as const,
    ),
  ),
);

function describe(name: AttackName, family: AttackFamily, { malformed, harmless, holds }: Attack): AttackTraits {
  return { name, family, wellFormed: !malformed, harmless: harmless === true, holds: holds === true };
}

/** The attacks there are on messages of a kind, family by family. */
export const attacksOn = (kind: MessageKind): readonly AttackTraits[] =>
  [...ATTACKS.values()]
    .filter(({ attack: { on } }) => on === undefined || on.includes(kind))
    .map(({ traits }) => traits);

/**
 * Attacks a validly signed message, either dialect, either namespace, XML in the usual style. A verifier must refuse every
 * outcome, save what is said to be harmless. Throws when the message is not of the kind, or has nothing the attack could change.
 *
 * @example
 * for (const { name } of attacksOn("text"))
 *   test(`refuses ${name}`, () => expect(verify(attackMessage(name, message, { kind: "text", stranger }))).toBe(false));
 */
export function attackMessage(name: AttackName, message: Uint8Array, means: AttackMeans): Uint8Array {
  const { attack } = ATTACKS.get(name) ?? {};
  if (attack === undefined) throw new Error(`no attack is named ${name}`);
  const scene = setScene(message, means);
  const after = attack.change(scene);
  if (after === scene.document) throw new Error(`the message has nothing that ${name} could change`);
  return Buffer.from(after, "utf8");
}
