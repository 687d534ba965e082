/** Whose address a request comes from. Forwarding headers count only from proxies the configuration names. */
import type { IncomingMessage } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";

export type ReadAddress = (request: IncomingMessage) => string;

/** Whether an address is one of our proxies. @param trustedProxies CIDRs or addresses */
export function createProxyCheck(trustedProxies: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const entry of trustedProxies) {
    const [network = "", prefix] = entry.split("/");
    const family = isIPv6(network) ? "ipv6" : "ipv4";
    if (prefix === undefined) trusted.addAddress(network, family);
    else trusted.addSubnet(network, Number(prefix), family);
  }
  return (written) => {
    const address = plain(written);
    return isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? "ipv6" : "ipv4");
  };
}

/** @param trustedProxies CIDRs or addresses */
export function createAddressReader(trustedProxies: readonly string[]): ReadAddress {
  const isTrusted = createProxyCheck(trustedProxies);

  /** From the right: the first address that is no proxy of ours. What stands left of it, anyone may have written. */
  return (request) => {
    const peer = plain(request.socket.remoteAddress ?? "");
    const header = request.headers["x-forwarded-for"];
    const forwarded = (Array.isArray(header) ? header.join() : (header ?? ""))
      .split(",")
      .map((part) => plain(part.trim()));
    const path = [...forwarded.filter((address) => isIP(address) !== 0), peer];
    while (path.length > 1 && isTrusted(path.at(-1)!)) path.pop();
    return path.at(-1)!;
  };
}

/** An IPv4 address as an IPv6 socket spells it. */
function plain(address: string): string {
  return address.startsWith("::ffff:") ? address.slice(7) : address;
}
