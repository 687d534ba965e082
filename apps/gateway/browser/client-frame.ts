/** The conversation with a framed client: from its window and its origin alone, and to that origin alone. */
import type { ClientPage } from "@eid-gateway/core/client-page";

export interface FrameSide {
  readonly window: Pick<Window, "addEventListener">; // ours
  readonly contentWindow: () => Pick<Window, "postMessage"> | null | undefined; // theirs; asked each time, since a frame may reload
  readonly origin: string;
  readonly maxLength: number; // of a message, in UTF-16 units
  readonly onFirstMessage?: () => void;
}

/**
 * Listens at once and keeps what comes until the plug-in's script listens too: the first message of a client is the one that
 * asks for its parameters, and is said once. Messages that are not text, are too long or come from elsewhere are dropped.
 */
export function openFrame(side: FrameSide): ClientPage["frame"] {
  const waiting: string[] = [];
  let listener: ((message: unknown) => void) | undefined;
  let isSilent = true;

  side.window.addEventListener("message", ({ origin, source, data }: MessageEvent<unknown>) => {
    const theirs = side.contentWindow();
    if (!theirs || source !== theirs || origin !== side.origin) return;
    if (typeof data !== "string" || data.length > side.maxLength) return;
    if (isSilent) side.onFirstMessage?.();
    isSilent = false;
    if (listener) listener(data);
    else if (waiting.length < maxWaiting) waiting.push(data);
  });
  return {
    send: (message) => side.contentWindow()?.postMessage(message, side.origin),
    receive(given) {
      listener = given;
      for (const message of waiting.splice(0)) given(message);
    },
  };
}

const maxWaiting = 20; // a client says one thing and waits for the answer
