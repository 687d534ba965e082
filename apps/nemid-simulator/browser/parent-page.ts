/** The page that holds the iframe, as seen from inside: JSON texts over postMessage. */

export interface ParentPage {
  readonly origin: string; // of the page that sent the parameters
  readonly parameters: string;
  /** Ends the client's part; goes to that origin only. */
  post(end: { readonly command: string; readonly content: string }): void;
}

/**
 * Says the client is ready and waits for the parameters. The request goes to any origin, as the page's is not known yet
 * and the message says nothing; everything after goes to the origin that answered.
 */
export function meetParentPage(): Promise<ParentPage> {
  return new Promise((resolve) => {
    window.addEventListener("message", function receive(event) {
      const parameters = event.source === window.parent ? readParameters(event.data) : undefined;
      if (parameters === undefined) return;
      window.removeEventListener("message", receive);
      const post: ParentPage["post"] = (end) => window.parent.postMessage(JSON.stringify(end), event.origin);
      resolve({ origin: event.origin, parameters, post });
    });
    window.parent.postMessage(JSON.stringify({ command: "SendParameters" }), "*");
  });
}

/** Messages that are no JSON text, or say something else, are passed over. */
function readParameters(data: unknown): string | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const { command, content } = JSON.parse(data) as { command?: unknown; content?: unknown };
    return command === "parameters" && typeof content === "string" ? content : undefined;
  } catch {
    return undefined;
  }
}
