import type { Client, Frame } from "@eid-gateway/core";
import { dangerouslyUnescaped, type Html, html } from "@eid-gateway/html";
import type { Drawing } from "./drawing.js";

const defaultMaxBytes = 64 * 1024;

/**
 * Another party's client: its data, its frame and its form, joined by the gateway's loader (browser/client.ts). The frame has no
 * `src` yet, since the loader must listen before the frame speaks.
 */
export function renderClient(block: Client, drawing: Drawing): Html {
  const { hub } = drawing;
  const maxBytes = block.form.maxBytes ?? defaultMaxBytes;
  return html`<div class="client" data-client data-script="${drawing.addressOf(block.script)}" data-origin="${block.frame?.url.origin}" data-max-bytes="${maxBytes}">
<script type="${dataType(block.data.type)}"${id(block.data.id)} data-client-data>${dataText(block.data.text)}</script>
<p class="client-waiting" role="status" data-client-waiting hidden>${hub.say("client.waiting")}</p>
${block.frame && renderFrame(block.frame, drawing)}
<div data-client-root></div>
${renderForm(block.form, drawing)}
<p class="problem" role="alert" data-client-silent hidden>${hub.say("client.silent")}</p>
<noscript><p class="problem">${hub.say("client.noScript")}</p></noscript>
</div>`;
}

function renderFrame(frame: Frame, { method }: Drawing): Html {
  const [width, height] = frame.size;
  if (!isLength(width) || !isLength(height)) throw new Error("the size of a frame is two whole numbers of pixels");
  const permissions = frame.allow !== undefined && html` allow="${frame.allow}"`;
  return html`<iframe${id(frame.id)} title="${method.plain(frame.title)}" width="${width}" height="${height}"${permissions} data-src="${frame.url.href}"></iframe>`;
}

function renderForm(form: Client["form"], { page }: Drawing): Html {
  const fields = form.fields.map((name) => html`<input type="hidden" name="${name}" value="">`);
  return html`<form${id(form.id)} method="post" action="${page.action}" data-client-form><input type="hidden" name="step" value="${page.step}">${fields}</form>`;
}

/** A type no browser runs: what stands in the block is data (HTML Living Standard 4.12.1). */
function dataType(type = "application/json"): string {
  const isPlain = /^[a-z]+\/[a-z0-9.+-]+$/i.test(type) && !/(java|ecma|j|live)script/i.test(type);
  if (!isPlain) throw new Error("the data of a client needs a media type that is not a script's");
  return type;
}

/**
 * Within a script element only a few sequences are not plain text, all of them beginning with "<". JSON can say "<" another way;
 * other text can not, and is refused when it holds one.
 */
function dataText(text: string): Html {
  if (isJson(text)) return dangerouslyUnescaped(text.replaceAll("<", "\\u003c"));
  if (/<(?:!--|\/?script)|[\0\r]/i.test(text)) throw new Error("the data of a client cannot stand in a page as it is");
  return dangerouslyUnescaped(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const id = (value: string | undefined): Html | undefined => (value === undefined ? undefined : html` id="${value}"`);
const isLength = (length: number): boolean => Number.isInteger(length) && length > 0;
