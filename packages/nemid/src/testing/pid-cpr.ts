/** The operator's PID/CPR service. */
export interface PidCpr {
  readonly fetch: typeof globalThis.fetch;
  /** What was asked, oldest first. */
  readonly asked: readonly { readonly pid: string; readonly cpr: string | undefined; readonly spid: string }[];
  /** Answers every question with this status from now on, when it is set. */
  status?: number;
}

/** @param numbers CPR numbers by PID */
export function playPidCpr(numbers: ReadonlyMap<string, string>): PidCpr {
  const asked: { pid: string; cpr: string | undefined; spid: string }[] = [];
  const service: PidCpr = {
    asked,
    fetch: async (_url, init) => {
      const member = (name: string) => new RegExp(`<(?:\\w+:)?${name}>([^<]*)<`).exec(String(init?.body))?.[1];
      const question = { pid: member("PID") ?? "", cpr: member("CPR"), spid: member("serviceId") ?? "" };
      asked.push(question);
      const number = numbers.get(question.pid);
      return new Response(
        reply({ ...question, id: member("id") ?? "", status: service.status ?? judge(question.cpr, number), number }),
      );
    },
  };
  return service;
}

function judge(asked: string | undefined, number: string | undefined): number {
  if (number === undefined) return 2;
  return asked === undefined || asked === number ? 0 : 1;
}

function reply(given: { id: string; pid: string; status: number; number: string | undefined }): string {
  const { id, pid, status, number } = given;
  const cpr = status === 0 && number !== undefined ? `<CPR>${number}</CPR>` : '<CPR xsi:nil="true"/>';
  return (
    `<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><m:pidResponse xmlns:m="http://localhost/"><m:result>` +
    `<PIDReply xmlns="java:dk.certifikat.pid.webservices">${cpr}<PID>${pid}</PID><id>${id}</id>` +
    `<redirURL xsi:nil="true"/><statusCode>${status}</statusCode><statusTextDK>-</statusTextDK><statusTextUK>-</statusTextUK>` +
    `</PIDReply></m:result></m:pidResponse></soapenv:Body></soapenv:Envelope>`
  );
}
