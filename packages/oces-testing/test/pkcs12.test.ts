import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer, type TLSSocket } from "node:tls";
import forge from "node-forge";
import { expect, test } from "vitest";
import { newCa } from "./test-ca-of-today.js";

const bagsOf = (file: Uint8Array, password: string) => {
  const content = forge.asn1.fromDer(Buffer.from(file).toString("latin1"));
  return forge.pkcs12.pkcs12FromAsn1(content, password).getBags({ bagType: forge.pki.oids.certBag! })[
    forge.pki.oids.certBag!
  ]!;
};

test("a key file keeps every certificate byte for byte, the holder's first", async () => {
  const ca = await newCa();
  const company = await ca.issueVoces();
  const certificates = bagsOf(company.toPkcs12("Hemmelig1"), "Hemmelig1").map(({ cert }) =>
    Buffer.from(forge.asn1.toDer(forge.pki.certificateToAsn1(cert!)).getBytes(), "latin1"),
  );
  expect(certificates.map((der) => der.toString("hex"))).toEqual(
    [company.certificate, ca.issuing.certificate, ca.root.certificate].map((der) => Buffer.from(der).toString("hex")),
  );
});

test("a key file does not open with another password", async () => {
  const company = await (await newCa()).issueVoces();
  expect(() => bagsOf(company.toPkcs12("Hemmelig1"), "hemmelig1")).toThrow(/MAC/);
});

test("a key file and a server certificate carry a mutual TLS connection", async () => {
  const ca = await newCa({ clock: { now: () => new Date() } });
  const [company, server] = [
    await ca.issueVoces({ cvr: "30808460" }),
    await ca.issueServer({ hosts: ["localhost", "127.0.0.1"] }),
  ];
  const listener = createServer({
    cert: [server.pem, ca.issuing.pem].join(""),
    key: server.privateKeyPem,
    ca: ca.root.pem,
    requestCert: true,
    rejectUnauthorized: true,
  }).listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address() as AddressInfo;
  const accepted = once(listener, "secureConnection") as Promise<[TLSSocket]>;
  const client = connect({
    port,
    host: "127.0.0.1",
    ca: ca.root.pem,
    pfx: Buffer.from(company.toPkcs12("x")),
    passphrase: "x",
  });
  const [socket] = await accepted;
  expect(socket.authorized).toBe(true);
  expect(socket.getPeerX509Certificate()?.serialNumber).toBe(company.serial);
  client.destroy();
  listener.close();
});
