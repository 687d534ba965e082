import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { createAddressReader } from "../../src/web/client-address.js";

const from = (peer: string, forwarded?: string) =>
  ({ socket: { remoteAddress: peer }, headers: { "x-forwarded-for": forwarded } }) as unknown as IncomingMessage;

describe("whose address a request comes from", () => {
  const read = createAddressReader(["10.0.0.0/8", "192.0.2.7", "2001:db8::/32"]);

  it.each([
    ["nobody forwards", "203.0.113.5", undefined, "203.0.113.5"],
    ["an IPv6 socket has an IPv4 peer", "::ffff:203.0.113.5", undefined, "203.0.113.5"],
    ["a trusted proxy forwards", "10.1.2.3", "203.0.113.5", "203.0.113.5"],
    ["two trusted proxies forward", "10.1.2.3", "203.0.113.5, 192.0.2.7", "203.0.113.5"],
    ["a trusted IPv6 proxy forwards", "2001:db8::9", "203.0.113.5", "203.0.113.5"],
    ["the client wrote an address of its own in front", "10.1.2.3", "198.51.100.1, 203.0.113.5", "203.0.113.5"],
    ["a proxy writes the port, too", "10.1.2.3", "198.51.100.1, 203.0.113.5:51820", "203.0.113.5"],
    ["a proxy writes an IPv6 address and its port", "10.1.2.3", "198.51.100.1, [2a01:db8::5]:443", "2a01:db8::5"],
    ["a proxy writes an IPv6 address in brackets", "10.1.2.3", "198.51.100.1, [2a01:db8::5]", "2a01:db8::5"],
    ["a proxy does not tell, and the client wrote an address", "10.1.2.3", "198.51.100.1, unknown", "10.1.2.3"],
    ["a proxy writes what is no address", "10.1.2.3", "198.51.100.1, 203.0.113.5:port", "10.1.2.3"],
    ["nothing stands between two commas", "10.1.2.3", "198.51.100.1,, 192.0.2.7", "192.0.2.7"],
    ["all who forward are trusted", "10.1.2.3", "10.9.9.9, 192.0.2.7", "10.9.9.9"],
    ["a stranger claims to forward", "203.0.113.9", "198.51.100.1", "203.0.113.9"],
    ["the header holds no addresses", "10.1.2.3", "unknown, <script>", "10.1.2.3"],
  ])("when %s", (_when, peer, forwarded, expected) => {
    expect(read(from(peer, forwarded))).toBe(expected);
  });

  it("believes nobody when no proxy is named", () => {
    expect(createAddressReader([])(from("10.1.2.3", "198.51.100.1"))).toBe("10.1.2.3");
  });
});
