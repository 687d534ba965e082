import type { ClientPage } from "@eid-gateway/core/client-page";

/** A page for a page script: what it sends, what it submits, and a client to speak to it. */
export function openPage(run: (page: ClientPage) => void, data: string) {
  const sent: string[] = [];
  const submitted: unknown[] = [];
  let listener: (message: unknown) => void = () => undefined;
  const page = {
    data,
    frame: {
      send: (message: string) => void sent.push(message),
      receive: (next: typeof listener) => {
        listener = next;
      },
    },
    submit: (fields: object) => void submitted.push(fields),
    cancel: () => void submitted.push("cancelled"),
  } as unknown as ClientPage;
  run(page);
  return {
    sent,
    submitted,
    say: (message: unknown) => listener(message),
    command: (command: string, content?: unknown) => listener(JSON.stringify({ command, content })),
  };
}
