export const HELP = `Usage: eid-gateway verify FILE... [options]

Verifies signed NemID messages (log-ins and signatures): who signed what, is it intact, was the certificate good at a given time.
LTV-SDOs and ASiC-E containers, known by their content, are verified from their seal inwards, at the time that their time-stamps prove.
FILE may be a folder, which is searched with all folders in it, or "-": then standard input names one file per line.

The question
  --at TIME             the best known time of signing, ISO 8601: 2021-05-13T13:00:00Z; else now
  --challenge TEXT      the challenge that must have been answered
  --request-issuer NAME the service provider it must have been made for
  --kind KIND           POCES, MOCES, or any; else persons and employees
  --original FILE       the document that must have been signed, byte for byte
  --stylesheet FILE     the stylesheet that must have shown an XML document
  --allow-sha1          SHA-1 counts too, as in early messages, certificates and lists; findings say where it was relied on
The evidence
  --trust SET           whose certificates count: "production" (the default), "test", the path of a certificate, or
                        sha256:<fingerprint>; may be given several times
  --seal-trust SET      the same for seals and time-stamps of LTV-SDOs and containers; else those of --trust
  --crl PATH            a revocation list, or a folder: every list in it counts, other files do not
  --ocsp PATH           an OCSP answer, or a folder of them, in the same way
  --online              ask the CA where the files given leave it open. Without it nothing is fetched. Asked are the addresses in
                        certificates, and only in those whose chain has reached a trusted anchor
  --require-ca-revocation  cannot tell (3) unless the CAs' own status is known, too
The answer
  --json                one line of JSON per file
  --report FORMAT       a report that a lawyer can read, one page per message: html or text
  --lang LANGUAGE       of the report: en (the default) or da
  --extract DIR         write signed documents there, if intact; no file is ever overwritten

Exit code 0: valid. 1: not valid. 2: not a NemID message, or a folder without files. 3: cannot tell, for want of revocation
information. 64: wrong usage, or a file, or the answers, that cannot be read or written. Of several the worst counts, in the order 1, 64, 3, 2, 0.`;

export const OPTIONS = {
  at: { type: "string" },
  challenge: { type: "string" },
  "request-issuer": { type: "string" },
  kind: { type: "string" },
  trust: { type: "string", multiple: true },
  "seal-trust": { type: "string", multiple: true },
  crl: { type: "string", multiple: true },
  ocsp: { type: "string", multiple: true },
  online: { type: "boolean" },
  original: { type: "string" },
  stylesheet: { type: "string" },
  "allow-sha1": { type: "boolean" },
  "require-ca-revocation": { type: "boolean" },
  report: { type: "string" },
  lang: { type: "string" },
  extract: { type: "string" },
  json: { type: "boolean" },
} as const;
