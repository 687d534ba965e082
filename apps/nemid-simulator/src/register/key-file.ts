import { html } from "@eid-gateway/html";

/** A key file as an HTML page with the PKCS#12 inside. The real page's layout is not public: this one is a guess. */
export function writeHtmlKeyFile(p12: string): string {
  return String(html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>NemID-simulator key file – test only</title></head>
<body><p>A key file of the NemID-simulator. Of use in tests only.</p><pre id="pkcs12">${p12}</pre></body>
</html>
`);
}
