/**
 * The page's half of the key card client's protocol: the client asks for its parameters and hands over its answer, each as a
 * JSON text. What is no such text, or another command, is not for us. Origin and frame are checked by the gateway's loader.
 */
import type { ClientPage } from "@eid-gateway/core/client-page";

export function run({ data, frame, submit }: ClientPage): void {
  let answered = false;
  frame.receive((message) => {
    const said = read(message);
    if (said?.command === "SendParameters") frame.send(JSON.stringify({ command: "parameters", content: data }));
    if (said?.command === "changeResponseAndSubmit" && !answered) {
      answered = true;
      submit({ response: typeof said.content === "string" ? said.content : "" });
    }
  });
}

function read(message: unknown): { command?: unknown; content?: unknown } | undefined {
  if (typeof message !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(message);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
