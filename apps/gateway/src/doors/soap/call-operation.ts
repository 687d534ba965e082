/** One call: the message finds its operation by the name of what stands in the Body, whatever the SOAPAction says. */
import { SigningError } from "@eid-gateway/signing";
import type Koa from "koa";
import { CallerRefused, type Callers } from "../callers/callers.js";
import { readBearer } from "../organization/read-bearer.js";
import { SoapFault } from "./fault.js";
import { placeOf } from "./place-of.js";
import { type NamedCaller, readCaller } from "./read-caller.js";
import { readEnvelope } from "./read-envelope.js";
import { readValue, SchemaViolation } from "./schema/read-value.js";
import { writeMessage } from "./schema/write-value.js";
import type { Handlers, Operation, WebService } from "./web-service.js";

export interface CallParts<O extends Readonly<Record<string, Operation>>> {
  readonly service: WebService<O>;
  readonly handlers: Handlers<O>;
  readonly callers: Callers;
}
type Caller = Pick<Koa.Context, "req" | "get" | "URL">;

/** @param message UTF-8 @returns the content of the answer's Body @throws SoapFault, or what goes wrong in the gateway */
export async function callOperation<O extends Readonly<Record<string, Operation>>>(
  message: Uint8Array,
  ctx: Caller,
  { service, handlers, callers }: CallParts<O>,
): Promise<string> {
  const element = readEnvelope(message);
  const found = Object.entries(service.operations).find(([, { input }]) => input.element === element.name);
  if (!found || element.namespace !== service.namespace) throw unknownOperation(service);
  const [name, { input, output }] = found;
  try {
    const request = readValue(element, input.type, service.namespace);
    const caller = await identify(callers, request as unknown as NamedCaller, ctx);
    const answer = await handlers[name as keyof O]!(request as never, caller);
    return output ? writeMessage(output.element, output.type, answer as never, service.namespace) : "";
  } catch (error) {
    throw asFault(error);
  }
}

/**
 * To read a large message takes long, and is done for a caller who is known. Who it is from in the end is what its elements say.
 *
 * @param start of the message, UTF-8 @throws SoapFault
 */
export async function admitCaller(start: Uint8Array, ctx: Caller, callers: Callers): Promise<void> {
  const named = readCaller(start);
  if (!named) {
    const sentence = "A message of more than 64 kB must begin with service and password; upload documents first";
    throw new SoapFault("Client", sentence, { code: "malformed-message" });
  }
  await identify(callers, named, ctx).catch((error: unknown) => {
    throw asFault(error);
  });
}

/** A token takes the password's place; the element has to be there all the same, with anything in it. */
async function identify(callers: Callers, { service, password }: NamedCaller, ctx: Caller) {
  const bearer = readBearer(ctx.get("authorization"), ctx.URL.searchParams);
  const credentials =
    typeof bearer === "object"
      ? ({ kind: "token", token: bearer.token } as const)
      : ({ kind: "password", service, password } as const);
  const customer = await callers.identify(credentials, ctx.req);
  if (customer.service !== service) throw new CallerRefused("unknown");
  return customer.service;
}

function unknownOperation({ name, namespace }: WebService): SoapFault {
  return new SoapFault("Client", `${name} has no such operation; its messages are in the namespace ${namespace}`, {
    code: "unknown-operation",
  });
}

function asFault(error: unknown): unknown {
  if (error instanceof CallerRefused) {
    const [message, code] = REFUSALS[error.reason];
    return new SoapFault("Client", message, { code });
  }
  if (error instanceof SchemaViolation) {
    return new SoapFault("Client", error.message, { code: "schema-violation", place: error.place });
  }
  if (error instanceof SigningError) {
    const { code, place, findings } = error;
    return new SoapFault("Client", error.message, {
      code,
      place: placeOf(place),
      findings,
    });
  }
  return error;
}

const REFUSALS = {
  unknown: ["The service is unknown, or this is not its password", "unknown-service-or-password"],
  "too-many-guesses": ["Too many wrong passwords from your address; wait a minute", "too-many-guesses"],
  "no-certificate": ["The service must be called with one of its client certificates", "client-certificate-required"],
} as const;
