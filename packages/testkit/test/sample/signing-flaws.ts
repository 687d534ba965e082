/** Every way in which the signing sample can break the contract: the check that must find it, and what it says. */
export const signingFlaws = {
  "no inspection": { check: /good document/, says: /cannot inspect/ },
  "an inspection that finds nothing": { check: /good document/, says: /an unknown media type could be ordered/ },
  "an inspection that refuses all": { check: /good document/, says: /the trials' own document is refused: no/ },
  "an inspection that crashes": { check: /good document/, says: /garbage as text\/plain fails: TypeError/ },
  "a refusal without a word": { check: /good document/, says: /refused without a word/ },
  "the digest in another spelling": { check: /document of the request/, says: /not the document's, in base64url/ },
  "a digest that nobody computes": {
    check: /document of the request/,
    says: /bytes are another's.* is shown for signing/,
  },
  "an exchanged document that is signed": { check: /was exchanged/, says: /a document that was exchanged is signed/ },
  "a binding that is lost": { check: /binding that was wished/, says: /the binding E3Bc.* came back as none/ },
  "a consent in the log": { check: /consent of any wording/, says: /a log line or an address holds the consent/ },
  "an end that fails": { check: /abandoned at any step/, says: /abandoning it at acme\/sign fails/ },
} as const;

export type SigningFlaw = keyof typeof signingFlaws;
