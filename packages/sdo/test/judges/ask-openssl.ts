/** OpenSSL's word on signatures and time-stamps, at the day of the tests, with one root to believe in. */
import { NOW } from "../ca.js";
import type { Desk } from "./desk.js";

const AT = ["-attime", String(NOW.getTime() / 1000)];

export interface OpensslJudge {
  /** Whether it is a good CAdES signature over that, detached. */
  verifyCms(cms: Uint8Array, over: Uint8Array): ReturnType<Desk["ask"]>;
  /** Whether the token was given for that. */
  verifyToken(token: Uint8Array, over: Uint8Array): ReturnType<Desk["ask"]>;
  /** Whether the answer is one to the query in that file. */
  verifyAnswer(answer: Uint8Array, query: string): ReturnType<Desk["ask"]>;
}

/** @param rootPem whom to trust */
export function openssl(desk: Desk, rootPem: string): OpensslJudge {
  const trust = ["-CAfile", desk.file("root.pem", rootPem), ...AT];
  return {
    verifyCms(cms, over) {
      desk.file("covered", over);
      desk.file("seal.cms", cms);
      const files = ["-inform", "DER", "-in", "seal.cms", "-content", "covered", "-binary", "-out", "out"];
      return desk.ask("openssl", "cms", "-verify", ...files, ...trust, "-purpose", "any", "-cades");
    },
    verifyToken(token, over) {
      desk.file("covered", over);
      desk.file("token.tst", token);
      return desk.ask("openssl", "ts", "-verify", "-in", "token.tst", "-token_in", "-data", "covered", ...trust);
    },
    verifyAnswer(answer, query) {
      desk.file("answer.tsr", answer);
      return desk.ask("openssl", "ts", "-verify", "-in", "answer.tsr", "-queryfile", query, ...trust);
    },
  };
}
