/** A file that a person supplies on a signing page: by the page's form as a browser posts it, or by a body written by hand. */
import type { HttpBrowser, Page } from "../http/http-browser.js";

export interface Part {
  readonly name: string;
  readonly fileName?: string; // without it the part is a field
  readonly type?: string;
  readonly content: string | Uint8Array;
}

const BOUNDARY = "----a-boundary-of-ours";

/** The body of a form with files (RFC 7578), each part as it is given and nothing escaped. */
export function writeParts(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const written = parts.flatMap(({ name, fileName, type, content }) => [
    Buffer.from(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${fileName === undefined ? "" : `; filename="${fileName}"`}\r\n${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n`,
    ),
    Buffer.from(content as string),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...written, Buffer.from(end)]);
}

/** The token of the page's form, and where the form is posted to. @throws Error when the page asks for no file */
export function uploadFormOn(page: Page): { readonly step: string; readonly url: URL } {
  const form = page.forms.find(({ names }) => names.includes("file"));
  if (!form) throw new Error("the page asks for no file");
  return { step: form.fields.step ?? "", url: new URL(form.action, page.url) };
}

/** Posts a body as it is. @returns the page that it leads to */
export async function postBody(
  browser: HttpBrowser,
  url: URL,
  body: Uint8Array,
  type = `multipart/form-data; boundary=${BOUNDARY}`,
): Promise<Page> {
  const answer = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: browser.cookies.headerFor(url), "content-type": type },
    body: Uint8Array.from(body),
  });
  const location = answer.headers.get("location");
  if (location) return browser.get(new URL(location, url));
  return { url: url.href, status: answer.status, headers: answer.headers, text: await answer.text(), forms: [] };
}

/** Supplies one file by the page's form. */
export function supply(browser: HttpBrowser, page: Page, file: Omit<Part, "name">): Promise<Page> {
  const { step, url } = uploadFormOn(page);
  return postBody(
    browser,
    url,
    writeParts([
      { name: "step", content: step },
      { name: "file", fileName: "mine", ...file },
    ]),
  );
}
