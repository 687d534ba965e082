import type { CodeFileClient } from "./codefile/code-file-client.js";
import { areForCodeFile, type CodeFileEnd, type CodeFileStuck } from "./codefile/conversation.js";
import type { Ceremonies } from "./keycard/ceremonies.js";
import type { End } from "./keycard/conversation.js";
import { type HeadlessLogIn, runHeadlessClient, type Stuck } from "./keycard/headless-client.js";
import type { Identities } from "./register/identities.js";
import type { FetchDocument } from "./sign-text/remote-document.js";

/** Gives what the iframe would post, or the screen a user would be stuck at. CLIENTFLOW tells which client is meant. */
export type AnyClient = (logIn: HeadlessLogIn) => Promise<End | CodeFileEnd | Stuck | CodeFileStuck>;

export function createAnyClient(
  ceremonies: Ceremonies,
  identities: Identities,
  codeFile: CodeFileClient,
  fetchDocument: FetchDocument,
): AnyClient {
  return async (logIn) =>
    areForCodeFile(logIn.parameters)
      ? codeFile.run(logIn)
      : runHeadlessClient(ceremonies, identities, logIn, fetchDocument);
}
