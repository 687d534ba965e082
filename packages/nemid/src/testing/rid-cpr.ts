/** The operator's RID/CPR service. */
export interface RidCpr {
  readonly fetch: typeof globalThis.fetch;
  /** What was asked, oldest first. */
  readonly asked: readonly { readonly employee: string; readonly cpr: string | undefined; readonly spid: string }[];
  /** Answers every question with this status from now on, when it is set. */
  status?: string;
}

/** @param numbers CPR numbers by the employee's whole identifier, `CVR:...-RID:...`; who is not there has registered none */
export function playRidCpr(numbers: ReadonlyMap<string, string>): RidCpr {
  const asked: { employee: string; cpr: string | undefined; spid: string }[] = [];
  const service: RidCpr = {
    asked,
    fetch: async (_url, init) => {
      const body = String(init?.body);
      const member = (name: string) => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(body)?.[1];
      const employee = member("SubjectSerialNumberIdentifier") ?? "";
      const cpr = member("PersonCivilRegistrationIdentifier");
      asked.push({ employee, cpr, spid: member("ServiceProviderIdentifier") ?? "" });
      const status = service.status ?? "Ok";
      const number = status === "Ok" ? numbers.get(employee) : undefined;
      return new Response(body.includes("MatchRidAndCprInput") ? match(status, cpr, number) : lookUp(status, number));
    },
  };
  return service;
}

function match(status: string, asked: string | undefined, number: string | undefined): string {
  const indicator = number === undefined ? "" : `<MatchIndicator>${asked === number}</MatchIndicator>`;
  return reply("MatchRidAndCprOutput", `${statusOf(status)}${indicator}`);
}

function lookUp(status: string, number: string | undefined): string {
  const name = "PersonCivilRegistrationIdentifier";
  const schema = "http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/";
  const cpr = number === undefined ? "" : `<r:${name} xmlns:r="${schema}">${number}</r:${name}>`;
  return reply("GetCprOutput", `${statusOf(status)}${cpr}`);
}

function statusOf(status: string): string {
  return `<RequestStatusCode>${status}</RequestStatusCode><EmployeeIdentifierLookupStatusText>-</EmployeeIdentifierLookupStatusText>`;
}

function reply(name: string, content: string): string {
  return (
    `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">` +
    `<soapenv:Body><${name} xmlns="urn:oio:danid:nemid:erhverv:1.0.0">${content}</${name}></soapenv:Body></soapenv:Envelope>`
  );
}
