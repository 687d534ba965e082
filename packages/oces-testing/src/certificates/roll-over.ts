import type { CaCertificate } from "./ca-certificate.js";
import type { CaOptions } from "./certificate-options.js";

/** A CA's change of key, RFC 4210 section 4.4: its new certificate and two self-issued ones between the keys. */
export interface RollOver {
  /** The CA under its new key: by itself if it is a root, else by the CA above. */
  readonly renewed: CaCertificate;
  /** The new key, certified with the old: leads users of the old anchor to the new key. */
  readonly newWithOld: CaCertificate;
  /** The old key, certified with the new: leads holders of old certificates to the new anchor. */
  readonly oldWithNew: CaCertificate;
}

/**
 * Changes a CA's key. The old certificate stays in use.
 * @param add makes one CA certificate of the hierarchy
 */
export async function rollOver(
  old: CaCertificate,
  { key, ...wishes }: Pick<CaOptions, "key" | "notBefore" | "notAfter">,
  add: (wishes: CaOptions & { selfSigned?: boolean }) => Promise<CaCertificate>,
  drawKey: () => Promise<NonNullable<CaOptions["key"]>>,
): Promise<RollOver> {
  const fresh = key ?? (await drawKey());
  const same = { ...wishes, of: old };
  const above = old.issuer === undefined ? { selfSigned: true } : { issuer: old.issuer };
  const renewed = await add({ ...same, ...above, key: fresh });
  const newWithOld = await add({ ...same, issuer: old, key: fresh });
  const oldWithNew = await add({ ...same, issuer: renewed });
  return { renewed, newWithOld, oldWithNew };
}
