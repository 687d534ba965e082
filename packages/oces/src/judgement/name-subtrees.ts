/** Whether a name is in a subtree of its own form, by form (RFC 5280 section 4.2.1.10). */
import type { GeneralName } from "../certificate/general-name.js";

const HOST = /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i;
const MAILBOX = /^[\x21-\x3f\x41-\x7e]+@([a-z0-9_-]+(\.[a-z0-9_-]+)*)$/i;

/** A name that is not written as its form demands might mean one thing here and another elsewhere. */
export function isComparable(name: GeneralName): boolean {
  if (name.form === "dNSName") return HOST.test(name.text);
  if (name.form === "rfc822Name") return MAILBOX.test(name.text);
  if (name.form === "iPAddress") return [4, 16].includes(name.bytes.length);
  return name.form === "directoryName";
}

export function isWithin(name: GeneralName, subtree: GeneralName): boolean {
  if (name.form === "directoryName" && subtree.form === "directoryName")
    return subtree.name.partKeys.every((part, index) => name.name.partKeys[index] === part);
  if (name.form === "dNSName" && subtree.form === "dNSName") return isHostWithin(name.text, subtree.text);
  if (name.form === "rfc822Name" && subtree.form === "rfc822Name") return isMailWithin(name.text, subtree.text);
  if (name.form === "iPAddress" && subtree.form === "iPAddress") return isAddressWithin(name.bytes, subtree.bytes);
  return false;
}

/**
 * The same for what is excluded, and more: a wildcard stands for hosts further down, one of which may be in the subtree, and most
 * hosts take no notice of the case of a mailbox.
 */
export function mayReachInto(name: GeneralName, subtree: GeneralName): boolean {
  if (isWithin(name, subtree)) return true;
  if (name.form === "rfc822Name" && subtree.form === "rfc822Name")
    return isMailWithin(name.text.toLowerCase(), subtree.text.toLowerCase());
  if (name.form !== "dNSName" || subtree.form !== "dNSName" || !name.text.startsWith("*.")) return false;
  return isHostWithin(subtree.text.replace(/^\./, ""), name.text.slice(2));
}

/** The host itself or any below it; ".example.dk" means only those below. */
function isHostWithin(host: string, subtree: string): boolean {
  const [own, base] = [host.toLowerCase(), subtree.toLowerCase()];
  if (base === "" || own === base) return true;
  return own.endsWith(base.startsWith(".") ? base : `.${base}`);
}

/** One mailbox, all of one host, or with a leading dot those of every host below. */
function isMailWithin(mail: string, subtree: string): boolean {
  const at = mail.lastIndexOf("@");
  const host = mail.slice(at + 1).toLowerCase();
  const constraint = subtree.lastIndexOf("@");
  // The part before the @ belongs to its host, which may tell upper from lower case.
  if (constraint >= 0)
    return mail.slice(0, at) === subtree.slice(0, constraint) && host === subtree.slice(constraint + 1).toLowerCase();
  return subtree.startsWith(".") ? host.endsWith(subtree.toLowerCase()) : host === subtree.toLowerCase();
}

function isAddressWithin(address: Uint8Array, subtree: Uint8Array): boolean {
  if (subtree.length !== address.length * 2) return false;
  const [base, mask] = [subtree.subarray(0, address.length), subtree.subarray(address.length)];
  return address.every((byte, index) => (byte & mask[index]!) === (base[index]! & mask[index]!));
}
