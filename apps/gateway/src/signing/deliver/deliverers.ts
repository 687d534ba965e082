/** How people and customers' servers are told: by a call to an address, by e-mail, by SMS. Those that are configured. */
import type { Config, CustomerConfig } from "@eid-gateway/config";
import type { Deliverers } from "@eid-gateway/signing";
import type { OutboundPool } from "../../services/outbound-fetch.js";
import { createMailDeliverer } from "./deliver-mail.js";
import { createSmsDeliverer } from "./deliver-sms.js";
import { type CallTerms, createUrlDeliverer } from "./deliver-url.js";
import { createOpenInternet } from "./open-internet.js";

export interface DelivererParts {
  readonly config: Pick<Config, "customers" | "gateway">;
  readonly clock: { now(): Date };
  readonly outbound: Pick<OutboundPool, "fetchFor">;
}

export interface Delivering {
  readonly deliver: Deliverers;
  close(): Promise<void>;
}

export function createDeliverers({ config, clock, outbound }: DelivererParts): Delivering {
  const { mail, sms } = config.gateway.signing;
  const { trust, timeoutMs } = config.gateway.outbound;
  const internet = createOpenInternet({ trust, timeoutMs });
  const mailer = mail && createMailDeliverer(mail, trust);
  return {
    deliver: {
      url: createUrlDeliverer({ internet, clock, terms: (service) => termsOf(config.customers.get(service)) }),
      ...(mailer && { email: mailer.deliver }),
      ...(sms && { sms: createSmsDeliverer(sms, outbound.fetchFor(new Set([new URL(sms.url).origin]))) }),
    },
    async close() {
      mailer?.close();
      await internet.close();
    },
  };
}

function termsOf(customer: CustomerConfig | undefined): CallTerms {
  if (!customer?.signing) throw new Error("a notification of a customer who has nothing signed");
  const { notifications, allowPrivateAddresses } = customer.signing;
  return { ...notifications, mayPointInside: allowPrivateAddresses };
}
