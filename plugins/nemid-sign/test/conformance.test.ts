import { fiftyEmployees, fiftyPeople, underTest } from "@eid-gateway/nemid/testing";
import { nemidCodefileSign, nemidSign } from "@eid-gateway/nemid-sign";
import { describeMethod, fakeDocument } from "@eid-gateway/testkit";

const config = {
  "nobody's certificates": { value: { accepts: [] }, path: "accepts" },
  "companies' certificates": { value: { accepts: ["VOCES"] }, path: "accepts.0" },
  "a width that is neither": { value: { monospace: "yes" }, path: "monospace" },
};
const documents = {
  "a script in HTML": { mediaType: "text/html", bytes: Buffer.from("<html><body><script>1</script></body></html>") },
  "XML without a stylesheet": { mediaType: "text/xml", bytes: Buffer.from("<a/>") },
  "a PDF that is cut off": { mediaType: "application/pdf", bytes: Buffer.from("%PDF-1.4\n1 0 obj") },
};
const html = (person: number) => ({
  document: fakeDocument({
    mediaType: "text/html",
    bytes: Buffer.from(`<html><body><p>No. ${person}</p></body></html>`),
  }),
});

describeMethod(await underTest({ method: nemidSign, people: fiftyPeople, refuses: () => ({ config, documents }) }));
describeMethod(
  await underTest({
    method: nemidCodefileSign,
    people: fiftyEmployees,
    config: { accepts: ["MOCES"] },
    request: html,
    refuses: (good) => ({
      config,
      documents,
      setUp: { "no address of the client": { settings: { ...good, codeFile: undefined }, path: "settings.codeFile" } },
    }),
  }),
);
