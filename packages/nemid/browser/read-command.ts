/** What NemID's clients say: a JSON text with a command, and mostly a content. */
interface Command {
  readonly command: string;
  readonly content: string; // empty when there is none, or none that is text
}

/** Undefined for what is no such text: other scripts and extensions post messages too. Origin and frame are the gateway's to check. */
export function readCommand(message: unknown): Command | undefined {
  if (typeof message !== "string") return undefined;
  try {
    const said = JSON.parse(message) as { command?: unknown; content?: unknown } | null;
    if (typeof said?.command !== "string") return undefined;
    return { command: said.command, content: typeof said.content === "string" ? said.content : "" };
  } catch {
    return undefined;
  }
}
