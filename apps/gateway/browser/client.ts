/**
 * The gateway's loader: finds the client block of the page, listens, hands its frame, data and form to the plug-in's script, and
 * only then loads the frame, so that its first message meets somebody who answers.
 */
import type { ClientPage } from "@eid-gateway/core/client-page";
import { openForm } from "./client-form.js";
import { openFrame } from "./client-frame.js";

const silentAfterMs = 20_000;

async function startClient(block: HTMLElement): Promise<void> {
  const part = <E extends HTMLElement>(name: string) => block.querySelector<E>(`[data-client-${name}]`)!;
  const iframe = block.querySelector("iframe");
  const maxBytes = Number(block.dataset.maxBytes);
  const show = (name: "waiting" | "silent") => {
    part("waiting").hidden = name !== "waiting";
    part("silent").hidden = name !== "silent";
  };
  const hideBoth = () => {
    part("waiting").hidden = true;
    part("silent").hidden = true;
  };
  const silence = setTimeout(() => show("silent"), silentAfterMs);
  const page: ClientPage = {
    data: part("data").textContent ?? "",
    root: part("root"),
    frame: openFrame({
      window,
      contentWindow: () => iframe?.contentWindow,
      origin: block.dataset.origin ?? "",
      maxLength: 2 * maxBytes, // JSON may escape every character of the answer
      onFirstMessage() {
        clearTimeout(silence);
        hideBoth();
      },
    }),
    submit: openForm(part<HTMLFormElement>("form"), maxBytes),
    cancel: () => document.querySelector<HTMLFormElement>("form[data-cancel]")?.submit(),
  };
  show("waiting");
  try {
    const script = (await import(block.dataset.script ?? "")) as { run(page: ClientPage): void };
    script.run(page);
  } catch (error) {
    clearTimeout(silence);
    show("silent");
    throw error; // for the console of whoever writes the plug-in
  }
  if (iframe) iframe.src = iframe.dataset.src ?? "";
  else {
    clearTimeout(silence);
    hideBoth();
  }
}

for (const block of document.querySelectorAll<HTMLElement>("[data-client]")) void startClient(block);
