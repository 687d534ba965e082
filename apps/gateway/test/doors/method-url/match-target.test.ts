import type { SamlTarget } from "@eid-gateway/config";
import { describe, expect, it } from "vitest";
import { matchTarget } from "../../../src/doors/method-url/match-target.js";

const rules = { continuesTo: [], nationalId: true, organization: true };
const registered = (url: string): SamlTarget => ({ url, ...rules });
const TARGETS = [
  "https://shop.dk/saml",
  "https://shop.dk:8443/saml",
  "https://login.shop.dk/",
  "https://bare.shop.dk",
  "https://shop.dk/Aspx/Login.aspx",
  "https://xn--bl-yia.dk/saml",
  "https://shop.dk/a%20b/saml",
  "http://localhost:3000/saml",
].map(registered);

const taken: readonly (readonly [given: string, registered: string])[] = [
  ["https://shop.dk/saml", "https://shop.dk/saml"],
  ["https://shop.dk/saml?", "https://shop.dk/saml"],
  ["https://shop.dk/saml?state=1", "https://shop.dk/saml"],
  ["https://shop.dk/saml?a=b&c=%C3%A6+%2F", "https://shop.dk/saml"],
  ["https://shop.dk/saml?next=https://evil.dk/", "https://shop.dk/saml"],
  ["https://shop.dk/saml?next=//evil.dk/..%2f", "https://shop.dk/saml"],
  ["https://shop.dk/saml?a=?b=@c:d;e,f'(g)", "https://shop.dk/saml"],
  ["https://shop.dk:8443/saml?x", "https://shop.dk:8443/saml"],
  ["https://login.shop.dk/", "https://login.shop.dk/"],
  ["https://bare.shop.dk", "https://bare.shop.dk"],
  ["https://bare.shop.dk?x=1", "https://bare.shop.dk"],
  ["https://shop.dk/Aspx/Login.aspx?ReturnUrl=%2f", "https://shop.dk/Aspx/Login.aspx"],
  ["https://xn--bl-yia.dk/saml", "https://xn--bl-yia.dk/saml"],
  ["https://shop.dk/a%20b/saml", "https://shop.dk/a%20b/saml"],
  ["http://localhost:3000/saml?state=x", "http://localhost:3000/saml"],
];

/** Each is another address than the registered ones, or could be read as another by somebody on the way. */
const refused: readonly (readonly [why: string, given: string])[] = [
  ["nothing", ""],
  ["a blank", " "],
  ["another host", "https://evil.dk/saml"],
  ["another scheme", "http://shop.dk/saml"],
  ["a scheme that runs", "javascript:alert(1)//https://shop.dk/saml"],
  ["a scheme that holds a page", "data:text/html,<script>alert(1)</script>"],
  ["no scheme", "shop.dk/saml"],
  ["no scheme but slashes", "//shop.dk/saml"],
  ["a path alone", "/saml"],
  ["one slash", "https:/shop.dk/saml"],
  ["no slash", "https:shop.dk/saml"],
  ["three slashes", "https:///shop.dk/saml"],
  ["a scheme in capitals", "HTTPS://shop.dk/saml"],
  ["a host in capitals", "https://SHOP.dk/saml"],
  ["the path in other capitals", "https://shop.dk/SAML"],
  ["the default port", "https://shop.dk:443/saml"],
  ["an empty port", "https://shop.dk:/saml"],
  ["another port", "https://shop.dk:444/saml"],
  ["a port with zeros", "https://shop.dk:08443/saml"],
  ["a trailing dot of the host", "https://shop.dk./saml"],
  ["two dots in the host", "https://shop..dk/saml"],
  ["a host that begins alike", "https://shop.dk.evil.dk/saml"],
  ["a host that ends alike", "https://evilshop.dk/saml"],
  ["a subdomain", "https://www.shop.dk/saml"],
  ["a parent domain", "https://dk/saml"],
  ["a user", "https://user@shop.dk/saml"],
  ["a user and password", "https://user:pw@shop.dk/saml"],
  ["the host as a user", "https://shop.dk@evil.dk/saml"],
  ["the address as a user", "https://shop.dk%2Fsaml@evil.dk/"],
  ["an empty user", "https://@shop.dk/saml"],
  ["an at sign behind a backslash", "https://evil.dk\\@shop.dk/saml"],
  ["a backslash for a slash", "https://shop.dk\\saml"],
  ["backslashes for slashes", "https:\\\\shop.dk\\saml"],
  ["a backslash in the query", "https://shop.dk/saml?a=\\evil.dk"],
  ["a fragment", "https://shop.dk/saml#x"],
  ["an empty fragment", "https://shop.dk/saml#"],
  ["a fragment behind the query", "https://shop.dk/saml?a=1#b"],
  ["a fragment in the host", "https://evil.dk#shop.dk/saml"],
  ["a question mark in the host", "https://evil.dk?shop.dk/saml"],
  ["a slash at the end", "https://shop.dk/saml/"],
  ["two slashes in the path", "https://shop.dk//saml"],
  ["a longer path", "https://shop.dk/saml/more"],
  ["a longer word", "https://shop.dk/samlx"],
  ["a shorter path", "https://shop.dk/sam"],
  ["no path", "https://shop.dk"],
  ["a matrix parameter", "https://shop.dk/saml;x=1"],
  ["a step that stays", "https://shop.dk/./saml"],
  ["a step up", "https://shop.dk/x/../saml"],
  ["a step up at the end", "https://shop.dk/saml/../admin"],
  ["an encoded step up", "https://shop.dk/x/%2e%2e/saml"],
  ["an encoded step up in capitals", "https://shop.dk/saml/%2E%2E/admin"],
  ["an encoded slash", "https://shop.dk%2Fsaml"],
  ["an encoded letter", "https://shop.dk/%73aml"],
  ["an encoded letter of the host", "https://%73hop.dk/saml"],
  ["an encoded NUL", "https://shop.dk/saml%00"],
  ["a NUL", "https://shop.dk/saml\u0000"],
  ["a line end", "https://shop.dk/saml\r\nSet-Cookie: a=b"],
  ["a line end in the query", "https://shop.dk/saml?a=\nb"],
  ["a tab in the host", "https://sh\top.dk/saml"],
  ["a tab in the query", "https://shop.dk/saml?a=\tb"],
  ["a blank before", " https://shop.dk/saml"],
  ["a blank behind", "https://shop.dk/saml "],
  ["a blank in the query", "https://shop.dk/saml?a= b"],
  ["a no-break space", "https://shop.dk/saml?a=\u00a0b"],
  ["a foreign letter that looks alike", "https://sh\u043ep.dk/saml"],
  ["a host in full-width letters", "https://\uff53hop.dk/saml"],
  ["a foreign full stop", "https://shop\u3002dk/saml"],
  ["a host not in punycode", "https://blå.dk/saml"],
  ["a soft hyphen in the host", "https://sh\u00adop.dk/saml"],
  ["a direction mark", "https://shop.dk/saml?\u202e"],
  ["a letter beyond ASCII in the query", "https://shop.dk/saml?navn=Søren"],
  ["quotes in the query", 'https://shop.dk/saml?a="><script>'],
  ["angle brackets in the query", "https://shop.dk/saml?a=<b>"],
  ["a wildcard", "https://*/saml"],
  ["an address for a name", "https://127.0.0.1:3000/saml"],
  ["another name of this machine", "http://127.0.0.1:3000/saml"],
  ["this machine in hex", "http://0x7f000001:3000/saml"],
  ["this machine in IPv6", "http://[::1]:3000/saml"],
  ["two addresses", "https://shop.dk/saml,https://evil.dk/"],
];

describe("an address that an answer is wanted at", () => {
  it.each(taken)("%s is the registered %s", (given, url) => {
    expect(matchTarget(given, TARGETS)?.url).toBe(url);
    expect(new URL(given).origin, "a browser agrees").toBe(new URL(url).origin);
  });

  it.each(refused)("with %s is not registered", (_why, given) => {
    expect(matchTarget(given, TARGETS)).toBeUndefined();
  });

  it("is none for a customer without any", () => {
    expect(matchTarget("https://shop.dk/saml", [])).toBeUndefined();
  });
});
