/** The company register over HTTP: TLS in which both sides show certificates, a POST, since a CPR number belongs in no address. */
import type { Credential, NationalId } from "@eid-gateway/core";
import { askRemote, type RemoteAnswer } from "../remote/ask-remote.js";
import type { Company, CompanyRegister } from "./company-register.js";
import { fail } from "./errors.js";
import { readCompanies } from "./read-companies.js";

const maxAnswerBytes = 512 * 1024; // a thousand companies

/** Where and as whom to ask. */
export interface CompanyRegisterAccess {
  readonly url: string;
  readonly credential: Credential;
}

export function httpCompanyRegister(access: CompanyRegisterAccess): CompanyRegister {
  return {
    async companiesOf(person) {
      const answer = await ask(access, person);
      if (answer.status === 403)
        throw fail(
          "nemid:registersetup",
          `${nameOf(access)} does not let this certificate in: see \`registerCredential\``,
        );
      return read(answer, access, person);
    },
  };
}

async function ask(access: CompanyRegisterAccess, person: NationalId): Promise<RemoteAnswer> {
  try {
    return await askRemote({
      ...access,
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ cpr: person.reveal() }),
      maxBytes: maxAnswerBytes,
    });
  } catch (cause) {
    throw fail("nemid:registerunavailable", `no answer from ${nameOf(access)}`, { cause });
  }
}

function read(
  { status, mediaType, bytes }: RemoteAnswer,
  access: CompanyRegisterAccess,
  person: NationalId,
): readonly Company[] {
  try {
    if (status !== 200) throw new Error(`HTTP status ${status}`);
    if (mediaType !== "application/json") throw new Error("no JSON, by its content type");
    return readCompanies(bytes, person);
  } catch (cause) {
    throw fail("nemid:registerunavailable", `no usable answer from ${nameOf(access)}`, { cause });
  }
}

function nameOf({ url }: CompanyRegisterAccess): string {
  return `the company register at ${new URL(url).origin}`;
}
