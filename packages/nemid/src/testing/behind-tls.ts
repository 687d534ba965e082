/** What answers behind mutual TLS, by the name of its host: each service of the operator's has one. */
export function behindTls(services: Readonly<Record<string, typeof globalThis.fetch>>): typeof globalThis.fetch {
  return async (input, init) => {
    const { hostname } = new URL(new Request(input).url);
    const service = Object.entries(services).find(([name]) => hostname.startsWith(`${name}.`))?.[1];
    if (service === undefined)
      throw new TypeError("fetch failed", { cause: new Error(`nothing answers at ${hostname}`) });
    return service(input, init);
  };
}
