import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "../../src/judges/ask.js";
import { type Bench, openBench } from "../../src/judges/bench.js";
import { openBrowser, pressCancel } from "../../src/world/log-in.js";
import { answerOn, certificatesOf, methodUrl, readAnswer, walkToAnswer } from "../../src/world/saml-client.js";

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.clear());

/** Where Debian puts the OASIS schemas; samlsign looks for those of SAML 2.0 unless told. */
const SCHEMAS = "/usr/share/xml/xmltooling/catalog.xml:/usr/share/xml/opensaml/saml11-catalog.xml";

/** Both with the certificate that the gateway publishes. */
async function opinions(xml: Buffer, signer: string) {
  const [message, certificate] = [bench.file("answer.xml", xml), bench.file("published.pem", signer)];
  const id = ["--id-attr:ResponseID", "urn:oasis:names:tc:SAML:1.0:protocol:Response"];
  const key = ["--pubkey-cert-pem", certificate, "--enabled-key-data", "x509"];
  return {
    xmlsec1: (await ask("xmlsec1", "--verify", ...id, ...key, message)).content,
    openSaml: (await ask("env", `OPENSAML_SCHEMAS=${SCHEMAS}`, "samlsign", "-V", "-c", certificate, "-f", message))
      .content,
  };
}

describe("what the running gateway posts", () => {
  const start = () => methodUrl(bench.world.url, { id: "nemid" });
  const ends = {
    "a person's log-in": async () => {
      const person = await bench.world.simulator.createIdentity({ kind: "POCES", name: "Åse Øby", autofill: true });
      return walkToAnswer(openBrowser(), bench.world, start(), person);
    },
    "an employee's log-in": async () => {
      const employee = await bench.world.simulator.createIdentity({ kind: "MOCES", autofill: true });
      return walkToAnswer(openBrowser(), bench.world, start(), employee);
    },
    "a cancel": async () => {
      const browser = openBrowser();
      return pressCancel(browser, await browser.get(start()));
    },
  };

  it.each(Object.entries(ends))("for %s is read and verified by xmlsec1, OpenSAML and our kit", async (_what, walk) => {
    const posted = answerOn(await walk());
    const xml = Buffer.from(posted.response, "base64");
    const [certificate] = await certificatesOf(bench.world.url);
    const pem = certificate!.toString();
    expect(await opinions(xml, pem)).toEqual({ xmlsec1: true, openSaml: true });
    await expect(readAnswer(bench.world.url, posted)).resolves.toBeDefined();
    const changed = Buffer.from(xml.toString().replace(/Recipient="http:/, 'Recipient="https:'));
    expect(changed.equals(xml)).toBe(false);
    expect(await opinions(changed, pem)).toEqual({ xmlsec1: false, openSaml: false });
  });
});
