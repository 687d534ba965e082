import { type Html, html } from "@eid-gateway/html";
import { statusOf } from "../register/status.js";
import type { Simulator } from "../simulator.js";
import { drawPage, drawTable, pathOf } from "./layout.js";

/** Everybody's key file, with the password that opens it. */
export function drawKeyFiles({ identities, describing }: Simulator): Html {
  const rows = identities.list().map((identity) => {
    const { alias, name, kind, password } = identity;
    const file = `${pathOf(alias)}/key-file`;
    return [
      html`<a href="${pathOf(alias)}">${alias}</a>`,
      name,
      kind,
      statusOf(identity, describing.now()),
      html`<code>${password}</code>`,
      html`<a href="${file}.p12">${alias}.p12</a>`,
      html`<a href="${file}.html">${alias}.html</a>`,
    ];
  });
  const columns = ["Identity", "Name", "Kind", "Status", "Password of the file", "PKCS#12", "HTML key file"];
  return drawPage(
    "Key files",
    "/key-files",
    html`
    <p>For the code file client: save one, choose it in the client and type its password, in its own letter case. Each holds the identity's
      key with its certificate and those above it; both forms hold the same. The key file opens as ever when the identity is
      locked, and signs when its certificate is revoked or expired: the service is to notice.</p>
    ${drawTable("Key files", columns, rows)}`,
  );
}
