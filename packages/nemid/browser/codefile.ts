/**
 * The page's half of the code file client's protocol. Its answer goes into two fields: `result` says `ok` or a code, in base64, and
 * `signature` holds the message, which may come in chunks. The vendor's page left the site at a cancel; ours says so to the server
 * by OpenSign's own words for it, so that the relying party gets an answer.
 */
import type { ClientPage } from "@eid-gateway/core/client-page";
import { readCommand } from "./read-command.js";

const ok = btoa("ok");
const longestMessage = 38 * 1024 * 1024; // characters: a document of 20 MB; what the form may hold is the gateway's to say

export function run({ data, frame, submit }: ClientPage): void {
  let answered = false;
  let chunks = "";

  function answer(result: string, signature = ""): void {
    if (answered) return;
    answered = true;
    submit({ signature, result });
  }
  const commands = new Map<string, (content: string) => void>([
    ["SendParameters", () => frame.send(JSON.stringify({ command: "parameters", content: data }))],
    ["changeResponseAndSubmit", (content) => answer(ok, content)],
    ["addChunk", addChunk],
    ["allChunk", () => answer(ok, chunks)],
    ["logonCancel", () => answer(btoa("cancel"))],
    ["signCancel", () => answer(btoa("cancelsign"))],
    ["logonError", (content) => answer(content)],
    ["signError", (content) => answer(content)],
  ]);
  /** A message without end is answered without one: the server then says that it could not be read. */
  function addChunk(content: string): void {
    chunks += content;
    if (chunks.length <= longestMessage) return;
    chunks = "";
    answer(ok);
  }
  frame.receive((message) => {
    const said = readCommand(message);
    if (said) commands.get(said.command)?.(said.content);
  });
}
