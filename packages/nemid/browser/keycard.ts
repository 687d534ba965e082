/** The page's half of the key card client's protocol: the client asks for its parameters and hands over its answer. */
import type { ClientPage } from "@eid-gateway/core/client-page";
import { readCommand } from "./read-command.js";

/** The second is how some of the operator's clients named it when they had signed. */
const answers = new Set(["changeResponseAndSubmit", "changeResponseAndSubmitSign"]);

export function run({ data, frame, submit }: ClientPage): void {
  let answered = false;
  frame.receive((message) => {
    const said = readCommand(message);
    if (said?.command === "SendParameters") frame.send(JSON.stringify({ command: "parameters", content: data }));
    if (said !== undefined && answers.has(said.command) && !answered) {
      answered = true;
      submit({ response: said.content });
    }
  });
}
