/** Which methods a customer has: its own names for them, opened when first wanted and kept. */

import type { Config, CustomerConfig, MethodUse } from "@eid-gateway/config";
import { type AnyEidMethod, EidError, type Issue, type OpenMethod, type Services } from "@eid-gateway/core";
import { hostsIn } from "./services/hosts-in.js";

export interface OpenedMethod {
  /** The customer's name for it, as in log-in addresses. */
  readonly name: string;
  readonly method: AnyEidMethod;
  readonly open: OpenMethod;
}

export interface MethodDirectory {
  /** @throws EidError "misconfigured" when the method cannot be opened as configured */
  find(service: string, name: string): OpenedMethod | undefined;
  /** The plug-in's method behind a customer's name, without opening it. */
  methodOf(service: string, name: string): AnyEidMethod | undefined;
  /** What the customer says of its method: names, profile. */
  useOf(service: string, name: string): MethodUse | undefined;
  readonly methods: readonly AnyEidMethod[];
}

export type ServicesFor = (customer: CustomerConfig, family: string, hosts: ReadonlySet<string>) => Services;

export function createMethodDirectory(
  config: Config,
  methods: readonly AnyEidMethod[],
  servicesFor: ServicesFor,
): MethodDirectory {
  const byId = new Map(methods.map((method) => [method.id, method]));
  const opened = new Map<string, OpenedMethod>();

  function useOf(service: string, name: string): MethodUse | undefined {
    return config.customers.get(service)?.methods.get(name);
  }
  function methodOf(service: string, name: string): AnyEidMethod | undefined {
    const use = useOf(service, name);
    return use && byId.get(use.method);
  }

  return {
    methods,
    methodOf,
    useOf,
    find(service, name) {
      const key = JSON.stringify([service, name]);
      const known = opened.get(key);
      if (known) return known;
      const customer = config.customers.get(service);
      const method = methodOf(service, name);
      if (!customer || !method) return undefined;
      const made = { name, method, open: openForCustomer(config, customer, name, method, servicesFor) };
      opened.set(key, made);
      return made;
    },
  };
}

/** Reads settings, agreement and config by the method's own schemas, and opens it. Touches no network. */
function openForCustomer(
  config: Config,
  customer: CustomerConfig,
  name: string,
  method: AnyEidMethod,
  servicesFor: ServicesFor,
): OpenMethod {
  const { family } = method;
  const issues: Issue[] = [];
  const read = (schema: AnyEidMethod["settingsSchema"], value: unknown, at: readonly string[]) =>
    readBySchema(schema, value ?? {}, at, issues);
  const settings = read(method.settingsSchema, config.gateway.settings[family], ["settings", family]);
  const agreement = read(method.agreementSchema, customer.agreements[family], ["agreements", family]);
  const own = read(method.configSchema, customer.methods.get(name)?.config, ["methods", name, "config"]);
  if (issues.length > 0)
    throw new EidError(`${family}:setup`, "misconfigured", `${name} is not set up correctly`, { issues });
  const services = servicesFor(customer, family, hostsIn([settings, own]));
  const { service, name: title, sector } = customer;
  try {
    return method.open({ settings, agreement, config: own, customer: { service, name: title, sector }, services });
  } catch (error) {
    throw error instanceof EidError ? inTheFiles(error, family, name) : error;
  }
}

/** A method speaks of the members it was given; here each mistake gets its place in gateway.yaml or customer.yaml. */
function inTheFiles(error: EidError, family: string, name: string): EidError {
  const places: Readonly<Record<string, readonly string[]>> = {
    settings: ["settings", family],
    agreement: ["agreements", family],
    config: ["methods", name, "config"],
    credentials: ["credentials"],
    merchants: ["merchants"],
  };
  const issues = error.issues.map(({ message, path = [] }) => {
    const [member, ...rest] = path;
    return { message, path: [...(places[String(member)] ?? ["methods", name]), ...rest] };
  });
  return new EidError(error.code, error.category, error.message, { issues, cause: error });
}

function readBySchema(
  schema: AnyEidMethod["settingsSchema"],
  value: unknown,
  at: readonly string[],
  issues: Issue[],
): unknown {
  if (!schema) return undefined;
  const result = schema["~standard"].validate(value);
  if (result instanceof Promise) throw new TypeError("a plug-in's schema must answer at once");
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((part) => (typeof part === "object" ? String(part.key) : String(part)));
    issues.push({ message: issue.message, path: [...at, ...path] });
  }
  return result.issues ? undefined : result.value;
}
