/**
 * What the gateway's method lets an order hold, by its reading of the operator's lists, the simulator's client shows, by its own: a
 * document that one of them alone takes would be refused when the person signs.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { order, statusOf } from "../../src/signing/order-by-soap.js";
import { samplePdf } from "../../src/signing/sample-pdf.js";
import { openFile, signOn } from "../../src/signing/sign-by-hand.js";
import { openBrowser, type Person } from "../../src/world/log-in.js";
import { startWorld, type World } from "../../src/world/start-world.js";

let world: World;
let anna: Person;
beforeAll(async () => {
  world = await startWorld();
  anna = await world.simulator.createIdentity({ kind: "POCES", autofill: true });
});
afterAll(() => world?.stop());

const page = (body: string, head = "<title>T</title>") => `<html><head>${head}</head><body>${body}</body></html>`;
const html: Readonly<Record<string, string>> = {
  "every element and attribute": page(
    '<div align="left" bgcolor="#fff" style="color: red" class="a"><p align="right" class="b">a</p></div>' +
      '<ul style="left: 0" class="c"><li class="d">a</li></ul><ol start="2" type="a"><li>b</li></ol>' +
      '<h1 class="h">x</h1><h6 style="float: left">x</h6><font face="Arial" size="2" color="red">x</font>' +
      '<i>i</i><b>b</b><u>u</u><center>c</center><a name="here">x</a><a href="#here">y</a>' +
      '<table border="1" cellspacing="0" cellpadding="0" width="9" align="center"><tr bgcolor="red" class="r">' +
      '<th rowspan="1" colspan="1" valign="top" width="1">h</th></tr><tr><td align="left">d</td></tr></table>',
    '<title>T</title><style type="text/css">p, .a b { color: #fff; margin-left: 1px }</style>',
  ),
  "the namespace of XHTML, and no head": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html>',
  "capitals and white space": "<HTML>\n<BODY>\n<P>x</P>\n</BODY>\n</HTML>\n",
  "character references": page("<p>&aelig;&#248;&#xE5; &amp; &lt;b&gt; &nbsp;</p>"),
  "every property of CSS": page(
    `<p style="background: red; background-color: rgb(1, 2, 3); bottom: 0; clear: both; display: block; float: left; height: 1px; left: 0; line-height: 1; margin: 0; margin-top: 1px; overflow: hidden; position: relative; right: 0; top: 0; white-space: pre; width: 50%; border-width: 1px; border-top-color: red; font-size: 12px; font-family: Arial; list-style-type: none; padding-left: 1em; text-align: left; text-decoration: underline; color: red !important">x</p>`,
  ),
};
const texts: Readonly<Record<string, string>> = {
  "line ends of every kind, and tabs": "Jeg skylder\t100 kr.\r\nMvh.\nÅse\r\n",
  "what looks like markup": "a <b> & </b> &amp; ]]>",
  "signs of any script": "日本語 \u{1f600}",
};

async function sign(mediaType: string, bytes: Uint8Array, method: string): Promise<string | undefined> {
  const { id, url } = await order(world, { documents: [{ mediaType, bytes }], methods: [method] });
  const browser = openBrowser();
  const read = await browser.get(url);
  await openFile(browser, read);
  await signOn(browser, world, read, anna);
  return (await statusOf(world, id)).status;
}

describe.each(["nemid-sign", "nemid-codefile-sign"])("by %s it is signed:", (method) => {
  it.each(Object.entries(html))("HTML with %s", async (_what, source) => {
    expect(await sign("text/html", Buffer.from(source), method)).toBe("completed");
  });

  it.each(Object.entries(texts))("text with %s", async (_what, source) => {
    expect(await sign("text/plain", Buffer.from(source), method)).toBe("completed");
  });

  it("a PDF, small and large: the key card client fetches that by itself", async () => {
    const large = await samplePdf(500);
    expect(large.length).toBeGreaterThan(200_000);
    for (const pdf of [await samplePdf(), large]) {
      expect(await sign("application/pdf", pdf, method)).toBe("completed");
    }
  });
});
