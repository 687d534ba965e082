/** The services behind mutual TLS, by the names of their switches. */
export const SERVICE_NAMES = ["pidCpr", "ridCpr", "companyRegister"] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** How a service can behave, and what that is for people to read. */
export const SERVICE_HEALTHS = {
  up: "answers truthfully",
  down: "answers 503",
  slow: "answers truthfully after a minute, or the time set",
  cut: "ends the connection in the middle of an answer",
  nonsense: "answers 200 with a web page, as captive portals do",
  malformed: "answers with the first half of a message, as if it were whole",
  huge: "answers truthfully, with 50 MB of white space after it",
  "other-person": "answers for somebody else than was asked about",
  "other-namespace": "answers truthfully, in words of another namespace",
} as const;

/** A word, or how long a slow answer takes. */
export type ServiceHealth = keyof typeof SERVICE_HEALTHS | { readonly slowMs: number };

/** The switches; tests and the test tool set them while the simulator runs. */
export type Services = Record<ServiceName, ServiceHealth>;

export const healthyServices = (): Services => ({ pidCpr: "up", ridCpr: "up", companyRegister: "up" });
