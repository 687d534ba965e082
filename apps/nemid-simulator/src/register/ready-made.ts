/** What stands in the registers from the first start: three people to log in as, three owners of companies, and the demo's two customers. */
import { join } from "node:path";
import { READY_MADE_OWNERS } from "../company-register/ready-made-owners.js";
import { writeSecretFile } from "../state/json-file.js";
import type { Functions } from "./functions.js";
import type { Identities } from "./identities.js";
import { VOCES_PASSWORD } from "./merchant.js";
import type { Merchants } from "./merchants.js";

const IDENTITIES = [
  { autofill: true, kind: "POCES" },
  { autofill: true, kind: "MOCES" },
  { autofill: true, kind: "POCES", pseudonym: true },
] as const;

/** The demo's configuration names these SPIDs. */
const MERCHANTS = [
  {
    file: "demo.p12",
    spid: "1001",
    friendlyName: "Demo",
    name: "Demo Insurance A/S",
    pidCpr: "match",
    ridCpr: "match",
  },
  {
    file: "kommune.p12",
    spid: "1002",
    friendlyName: "Demo Kommune",
    name: "Demo Kommune",
    pidCpr: "lookup",
    ridCpr: "lookup",
  },
] as const;

export async function fillRegisters(identities: Identities, merchants: Merchants): Promise<void> {
  if (merchants.list().length === 0)
    for (const { file: _file, ...merchant } of MERCHANTS) await merchants.create(merchant);
  for (const identity of IDENTITIES.slice(identities.list().length)) await identities.create(identity);
  const known = new Set(identities.list().map(({ alias }) => alias));
  for (const owner of READY_MADE_OWNERS) if (!known.has(owner.alias)) await identities.create(owner);
}

/** Writes the key files of the demo's customers, and the seal of its gateway, to where its configuration looks for them. */
export function writeDemoKeyFiles(stateDir: string, merchants: Merchants, { seal }: Pick<Functions, "seal">): void {
  writeSecretFile(join(stateDir, "seal.p12"), seal.toPkcs12(VOCES_PASSWORD));
  for (const { file, spid } of MERCHANTS) {
    const voces = merchants.vocesOf(merchants.load(spid));
    writeSecretFile(join(stateDir, file), voces.toPkcs12(VOCES_PASSWORD));
  }
}
