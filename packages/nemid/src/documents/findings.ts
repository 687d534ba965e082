/** Why a document cannot be signed: said to the customer when the order is made, so each names what is wrong, where, and what to do. */
import type { Issue } from "@eid-gateway/core";

export type Finding = Issue;

/** @param path from the outer to the inner: an element, its attribute, the property in it; a PDF's object, the name in it */
export function finding(message: string, ...path: readonly (string | number)[]): Finding {
  return path.length > 0 ? { message, path } : { message };
}

const most = 50;

/** Each once, and no more than somebody reads. */
export function fewOf(findings: readonly Finding[]): readonly Finding[] {
  const distinct = [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
  const rest = distinct.length - most;
  return rest > 0 ? [...distinct.slice(0, most), finding(`and ${rest} more of the like`)] : distinct;
}

/** What a document says, quoted in a finding: short, and without anything that could steer a terminal. */
export function quote(said: string): string {
  const short = said.length > 60 ? `${said.slice(0, 60)}...` : said;
  return `"${short.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}")}"`;
}
