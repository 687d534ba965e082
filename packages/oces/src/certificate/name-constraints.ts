import { DerFields } from "../der/der-fields.js";
import { contextTag, type DerValue, TAG } from "../der/der-value.js";
import type { NameConstraints } from "./certificate.js";
import { type GeneralName, readGeneralName } from "./general-name.js";

/** Reads the extension (RFC 5280 section 4.2.1.10). What is well formed but cannot be applied is told, not thrown. @throws DerError */
export function readNameConstraints(value: DerValue): NameConstraints {
  const fields = new DerFields(value.expect(TAG.sequence));
  const [permitted, excluded] = [0, 1].map((n) => readSubtrees(fields.find(contextTag(n, "constructed"))));
  fields.end();
  const all = [...permitted!, ...excluded!];
  const unsupported = [...new Set(all.flatMap((subtree) => findUnsupported(subtree) ?? []))];
  return {
    permitted: permitted!.map(({ base }) => base),
    excluded: excluded!.map(({ base }) => base),
    unsupported: all.length === 0 ? ["name constraints that name nothing"] : unsupported,
  };
}

const DOMAIN = /^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i;
const MAILBOXES = /^([\x21-\x3f\x41-\x7e]+@[a-z0-9_-]+|\.?[a-z0-9_-]+)(\.[a-z0-9_-]+)*$/i;

interface Subtree {
  readonly base: GeneralName;
  /** It counts only names so many steps below its base. */
  readonly isBounded: boolean;
}

function readSubtrees(list: DerValue | undefined): readonly Subtree[] {
  return (list?.children() ?? []).map((subtree) => {
    const [base, ...bounds] = subtree.expect(TAG.sequence).children();
    return { base: readGeneralName(base ?? subtree), isBounded: bounds.length > 0 };
  });
}

function findUnsupported({ base, isBounded }: Subtree): string | undefined {
  if (isBounded) return "a subtree with a minimum or maximum"; // which RFC 5280 forbids
  switch (base.form) {
    case "directoryName":
      return undefined;
    // What is written otherwise might be meant for more than it says: no name would ever be in it.
    case "dNSName":
      return base.text === "" || DOMAIN.test(base.text) ? undefined : "a dNSName that is no domain";
    case "rfc822Name":
      return MAILBOXES.test(base.text) ? undefined : "an rfc822Name that is no mailbox, host or domain";
    case "iPAddress":
      return [8, 32].includes(base.bytes.length) ? undefined : "an iPAddress without a mask";
    default:
      return `the form ${base.form}`;
  }
}
