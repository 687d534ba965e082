/** The form of a client's page, and what the page's script puts into it. */
import type { HttpBrowser, Page } from "../http/http-browser.js";

/** What a client posts to its page. */
export interface ClientSays {
  readonly command: string;
  readonly content?: string;
}

/** By the form's id: which fields, for what the client says. */
const FIELDS: Readonly<Record<string, (said: ClientSays) => Readonly<Record<string, string>>>> = {
  postBackForm: ({ content = "" }) => ({ response: content }),
  signedForm: ({ command, content = "" }) => {
    if (command === "changeResponseAndSubmit") return { signature: content, result: base64("ok") };
    if (command === "logonCancel") return { signature: "", result: base64("cancel") };
    return { signature: "", result: content };
  },
};

export function postWhatClientSays(browser: HttpBrowser, page: Page, said: ClientSays): Promise<Page> {
  const form = page.forms.find(({ id }) => id !== undefined && Object.hasOwn(FIELDS, id));
  const fields = form && FIELDS[form.id ?? ""]?.(said);
  if (!form || !fields) throw new Error("no form for the client's answer");
  return browser.submit(page, form, fields);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
