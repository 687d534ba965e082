/** Methods that sign have no place where people log in: neither offered there, nor to be had by name. */
import type { Config, ConfigIssue, CustomerConfig } from "@eid-gateway/config";
import type { MethodDirectory } from "./method-directory.js";

type Intents = Pick<MethodDirectory, "methodOf">;

/** The configuration as the doors of log-ins read it. A method that is not installed stays: its page says so. */
export function forLogIns(config: Config, directory: Intents): Config {
  const customers = [...config.customers].map(
    ([name, customer]) => [name, withoutSigning(customer, directory)] as const,
  );
  return { ...config, customers: new Map(customers) };
}

function withoutSigning(customer: CustomerConfig, directory: Intents): CustomerConfig {
  const logsIn = (name: string) => directory.methodOf(customer.service, name)?.intent !== "sign";
  const clients = [...customer.clients].map(([id, client]) => {
    return [id, { ...client, methods: client.methods.filter(logsIn) }] as const;
  });
  return {
    ...customer,
    methods: new Map([...customer.methods].filter(([name]) => logsIn(name))),
    clients: new Map(clients),
  };
}

/** A portal is for people who log in. */
export function findSigningInPortals(config: Config, directory: Intents): readonly ConfigIssue[] {
  return [...config.customers.values()].flatMap(({ service, file, portals }) =>
    [...portals].flatMap(([portal, names]) =>
      names.flatMap((name, at): ConfigIssue[] => {
        if (directory.methodOf(service, name)?.intent !== "sign") return [];
        const path = ["portals", portal, at];
        const [message, remedy] = ["names a method that signs, and people log in here", "remove it"];
        return [{ file, path, message, remedy, ...config.locate(file, path) }];
      }),
    ),
  );
}
