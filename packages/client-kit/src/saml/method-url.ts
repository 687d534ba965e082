/** The way in to the gateway's method URL: `/std/method/<service>/?id=<method>:<profile>:<language>&target=<url>`. */

export interface MethodRequest {
  /** The gateway's origin: `https://id.example.dk`. */
  readonly gateway: string;
  /** Your service name there. */
  readonly service: string;
  /** The gateway's names: `nemid`, `nemid-moces`, ... Of several the person chooses. */
  readonly methods: readonly [string, ...string[]];
  readonly profile?: string;
  readonly language?: string;
  /** Where the answer is posted to: registered with the gateway; its query is free. */
  readonly target: string;
}

/** The same as a form, for what has no place in an address. */
export interface MethodForm {
  readonly action: URL;
  readonly fields: Readonly<Record<string, string>>;
}

/** Send the browser there. @throws TypeError when a name or the target would be read as something else */
export function methodUrl(request: MethodRequest): URL {
  const { action, fields } = methodForm(request);
  for (const [name, value] of Object.entries(fields)) action.searchParams.set(name, value);
  return action;
}

/**
 * Have the browser post it there.
 *
 * @param nationalId a CPR number that you know, to be checked with the person's consent
 */
export function methodForm(request: MethodRequest, nationalId?: string): MethodForm {
  const { gateway, service, methods, profile = "", language = "", target } = request;
  const names = [service, ...methods, profile, language];
  if (names.some((name) => /[^A-Za-z0-9_-]/.test(name)) || [service, ...methods].includes(""))
    throw new TypeError("the names of a service, method, profile or language hold letters, digits, - and _ alone");
  const id = [methods.join(","), profile, language].join(":").replace(/:+$/, "");
  const fields = { id, target: asSent(target), ...(nationalId !== undefined && { "prefilled.subject": nationalId }) };
  return { action: new URL(`/std/method/${service}/`, gateway), fields };
}

/** With its query as browsers send it (`'` as `%27`): that is the address the receiver sees, and the one the answer must name. */
function asSent(target: string): string {
  if (!URL.canParse(target) || target.includes("#")) throw new TypeError("the target is a whole address, without a #");
  const at = target.indexOf("?");
  return at < 0 ? target : target.slice(0, at) + (new URL(target).search || "?");
}
