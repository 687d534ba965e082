import { onlineRevocation, type RevocationQuestion, type RevocationSource } from "@eid-gateway/oces";

/**
 * What is at hand is asked first, and the CA only where that leaves it open. The library asks for a certificate only once its chain
 * has reached an anchor, so the addresses used here are those that a trusted CA wrote into it, of http and https alone.
 */
export function askOnlineToo(offline: RevocationSource): RevocationSource {
  const loaded = new Map<string, Promise<Loaded<unknown>>>();
  const clock = { now: () => new Date() };
  return {
    async ask(question) {
      const atHand = await offline.ask(question);
      if (atHand.status === "good" || atHand.status === "revoked") return atHand;
      const hosts = originsOf(question);
      const cached = <T>(key: string, load: () => Promise<Loaded<T>>) => remember(loaded, key, load);
      return onlineRevocation({ fetch: globalThis.fetch, cached, clock, hosts }).ask(question);
    },
  };
}

interface Loaded<T> {
  readonly value: T;
  readonly until: Date;
}

/** For one run of the command: a list is fetched once for all who need it. Failures are not kept. */
async function remember<T>(
  loaded: Map<string, Promise<Loaded<unknown>>>,
  key: string,
  load: () => Promise<Loaded<T>>,
): Promise<T> {
  const known = await loaded.get(key)?.catch(() => undefined);
  if (known && known.until > new Date()) return known.value as T; // by its key it was loaded by the same function
  const loading = load();
  loaded.set(key, loading);
  loading.catch(() => loaded.delete(key));
  return (await loading).value;
}

function originsOf({ certificate: { ocspUrls, crlPoints } }: RevocationQuestion): readonly string[] {
  const urls = [...ocspUrls, ...crlPoints.flatMap((point) => ("url" in point ? [point.url] : []))];
  const parsed = urls.flatMap((url) => (URL.canParse(url) ? [new URL(url)] : []));
  return parsed.filter(({ protocol }) => /^https?:$/.test(protocol)).map(({ origin }) => origin);
}
