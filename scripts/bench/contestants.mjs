/** Who verifies: each says of a message whether its signature holds with the signer's key, and nothing of chain or time. */
import { spawnSync } from "node:child_process";
import { createPublicKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMessage } from "../../packages/oces/dist/index.js";

/** Undefined in place of `verify`: not installed here. */
export function findContestants(person) {
  return [
    { name: "eid-gateway", verify: ours(person) },
    { name: "xml-crypto", verify: xmlCrypto(person) },
    xmlsec1(person),
  ];
}

function ours({ pem }) {
  const key = createPublicKey(pem);
  return (message, times) =>
    repeat(times, () => {
      try {
        return readMessage(message).signedXml.verifyWith(key);
      } catch (error) {
        if (error.name === "XmlError" || error.name === "OcesError") return false;
        throw error;
      }
    });
}

function xmlCrypto({ pem }) {
  const load = createRequire(new URL("../../packages/xmldsig/package.json", import.meta.url));
  let modules;
  try {
    modules = [load("xml-crypto"), load("@xmldom/xmldom")];
  } catch {
    return undefined;
  }
  const [{ SignedXml }, { DOMParser }] = modules;
  return (message, times) =>
    repeat(times, () => {
      const xml = message.toString("utf8");
      const [signature] = new DOMParser().parseFromString(xml, "text/xml").getElementsByTagName("ds:Signature");
      const verifier = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null });
      verifier.loadSignature(String(signature));
      try {
        return verifier.checkSignature(xml);
      } catch {
        return false; // it throws for a digest that does not fit
      }
    });
}

/** A process for each round, which repeats by itself: its start is divided among the repetitions. */
function xmlsec1({ pem }) {
  const name = "xmlsec1";
  if (spawnSync("xmlsec1", ["--version"], { stdio: "ignore" }).error) return { name, verify: undefined };
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const [key, file] = [join(folder, "key.pem"), join(folder, "message.xml")];
  writeFileSync(key, pem);
  const verify = (message, times) => {
    writeFileSync(file, message);
    const args = ["--verify", "--repeat", String(times), "--id-attr:Id", "Object", "--pubkey-cert-pem", key, file];
    return spawnSync("xmlsec1", args, { stdio: "ignore" }).status === 0;
  };
  return { name, verify, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function repeat(times, verify) {
  let holds = true;
  for (let left = times; left > 0; left--) holds = verify() && holds;
  return holds;
}
