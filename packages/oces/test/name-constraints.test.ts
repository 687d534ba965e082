import { offlineRevocation } from "@eid-gateway/oces";
import type { HolderOptions, RawExtension } from "@eid-gateway/oces-testing";
import { beforeAll, describe, expect, it } from "vitest";
import { createCa, judge, listsOf, problemsOf } from "./ca.js";
import {
  address,
  alternativeNames,
  country,
  der,
  host,
  mail,
  nameConstraints,
  policyConstraints,
  uri,
} from "./extensions.js";

type Ca = Awaited<ReturnType<typeof createCa>>;
let ca: Ca;
beforeAll(async () => {
  ca = await createCa();
});

async function problems(extension: RawExtension, options: HolderOptions = {}, ...names: readonly Uint8Array[]) {
  const issuer = await ca.addIssuingCa({ extraExtensions: [extension] });
  const extraExtensions = names.length > 0 ? [alternativeNames(...names)] : [];
  const person = await ca.issuePoces({ issuer, extraExtensions, ...options });
  const revocation = offlineRevocation({ crls: [ca.crl({ issuer }), ca.crl({ issuer: ca.root })] });
  return problemsOf(await judge(ca, person, { revocation }));
}
const refused = ["names: chain-refused"];
const unsupported = ["names: unsupported-chain"];
const permit = (...permitted: Uint8Array[]) => nameConstraints({ permitted });
const exclude = (...excluded: Uint8Array[]) => nameConstraints({ excluded });

describe("a CA limited to some names may certify", () => {
  const good: readonly (readonly [string, RawExtension, Uint8Array[]])[] = [
    ["subjects of its country", permit(country("DK")), []],
    ["subjects of its country, in whatever case it is written", permit(country("dk")), []],
    ["subjects outside of what it must not", exclude(country("SE")), []],
    ["one of several countries", permit(country("SE"), country("DK")), []],
    ["names of a form it is not limited in", permit(country("DK")), [uri("http://example.dk/")]],
    ["the host it may", permit(host("example.dk")), [host("example.dk")]],
    ["a host below it, in capitals", permit(host("Example.dk")), [host("WWW.EXAMPLE.DK")]],
    ["a wildcard below it", permit(host("example.dk")), [host("*.example.dk")]],
    ["hosts other than the excluded", exclude(host("example.dk")), [host("notexample.dk")]],
    ["hosts below a dot", permit(host(".example.dk")), [host("a.b.example.dk")]],
    ["any host", permit(host("")), [host("example.dk")]],
    ["one mailbox", permit(mail("ella@example.dk")), [mail("ella@EXAMPLE.dk")]],
    ["the mailboxes of a host", permit(mail("example.dk")), [mail("ella@example.dk")]],
    ["the mailboxes below a domain", permit(mail(".example.dk")), [mail("ella@post.example.dk")]],
    ["addresses of a net", permit(address(10, 0, 0, 0, 255, 0, 0, 0)), [address(10, 1, 2, 3)]],
    [
      "addresses of another version than the excluded",
      exclude(address(0, 0, 0, 0, 0, 0, 0, 0)),
      [address(...Array(16).fill(1))],
    ],
  ];
  it.each(good)("%s", async (_what, extension, names) => {
    expect(await problems(extension, {}, ...names)).toEqual([]);
  });
});

describe("a CA limited to some names must not certify", () => {
  const bad: readonly (readonly [string, RawExtension, Uint8Array[]])[] = [
    ["subjects of another country", permit(country("SE")), []],
    ["subjects of an excluded one", exclude(country("DK")), []],
    [
      "what is both permitted and excluded",
      nameConstraints({ permitted: [country("DK")], excluded: [country("DK")] }),
      [],
    ],
    ["a directory name of another country beside its subject", permit(country("DK")), [country("SE")]],
    [
      "another country even where the limit is not marked critical",
      nameConstraints({ permitted: [country("SE")], critical: false }),
      [],
    ],
    ["another host", permit(host("example.dk")), [host("example.com")]],
    ["a host that only ends alike", permit(host("example.dk")), [host("badexample.dk")]],
    ["one good host and one bad", permit(host("example.dk")), [host("www.example.dk"), host("example.com")]],
    ["the host itself, where only those below are meant", permit(host(".example.dk")), [host("example.dk")]],
    ["an excluded host", exclude(host("example.dk")), [host("www.example.dk")]],
    ["a wildcard that stands for an excluded host too", exclude(host("secret.example.dk")), [host("*.example.dk")]],
    ["any host, where none is allowed", exclude(host("")), [host("example.dk")]],
    ["a host with a zero byte", permit(host("example.dk")), [host("example.com\0.example.dk")]],
    ["a host with an empty label", permit(host("example.dk")), [host(".example.dk")]],
    ["a mailbox elsewhere", permit(mail("example.dk")), [mail("ella@example.com")]],
    ["a mailbox below a host", permit(mail("example.dk")), [mail("ella@post.example.dk")]],
    [
      "a mailbox of the domain itself, where only those below are meant",
      permit(mail(".example.dk")),
      [mail("ella@example.dk")],
    ],
    ["another mailbox of the host", permit(mail("ella@example.dk")), [mail("bo@example.dk")]],
    ["an excluded mailbox in other capitals", exclude(mail("root@example.dk")), [mail("Root@example.dk")]],
    ["a mailbox with two @", permit(mail("example.dk")), [mail("a@evil.com@example.dk")]],
    ["a mailbox without a host", permit(mail("example.dk")), [mail("ella")]],
    ["an address outside of the net", permit(address(10, 0, 0, 0, 255, 0, 0, 0)), [address(11, 1, 2, 3)]],
    ["an address of another version", permit(address(10, 0, 0, 0, 255, 0, 0, 0)), [address(...Array(16).fill(10))]],
    ["an address of five bytes", permit(address(10, 0, 0, 0, 255, 0, 0, 0)), [address(10, 1, 2, 3, 4)]],
  ];
  it.each(bad)("%s", async (_what, extension, names) => {
    expect(await problems(extension, {}, ...names)).toEqual(refused);
  });

  it("a common name that reads as another host, where no other name does", async () => {
    const issuer = await ca.addIssuingCa({ extraExtensions: [permit(host("example.dk"))] });
    const person = await ca.issuePoces({ issuer, name: "www.example.com" });
    expect(
      problemsOf(await judge(ca, person, { revocation: offlineRevocation({ crls: [ca.crl({ issuer })] }) })),
    ).toEqual(refused);
  });

  it("through a CA below it that is not limited", async () => {
    const upper = await ca.addIssuingCa({ extraExtensions: [permit(host("example.dk"))] });
    const issuer = await ca.addIssuingCa({ issuer: upper });
    const person = await ca.issuePoces({ issuer, extraExtensions: [alternativeNames(host("example.com"))] });
    expect(
      problemsOf(await judge(ca, person, { revocation: offlineRevocation({ crls: [ca.crl({ issuer })] }) })),
    ).toEqual(refused);
  });

  it("even as the anchor", async () => {
    const own = await createCa({ root: { extraExtensions: [permit(country("SE"))] } });
    expect(problemsOf(await judge(own, await own.issuePoces(), { revocation: listsOf(own) }))).toContain(refused[0]);
  });
});

describe("what cannot be applied leaves the answer open", () => {
  const bounded = {
    oid: "2.5.29.30",
    critical: true,
    value: der(0x30, der(0xa0, der(0x30, host("dk"), der(0x80, Uint8Array.of(1))))),
  };
  const international = der(
    0xa0,
    Buffer.from("06082b06010505070809", "hex"),
    der(0xa0, der(0x0c, Buffer.from("æ@example.dk"))),
  );
  const open: readonly (readonly [string, RawExtension, Uint8Array[]])[] = [
    ["a limit on addresses of pages", permit(uri("example.dk")), []],
    ["a limit that is not critical, on such", nameConstraints({ excluded: [uri("example.dk")], critical: false }), []],
    ["a limit that names nothing", nameConstraints({}), []],
    ["an empty mailbox", permit(mail("")), []],
    ["a domain with a dot behind it", exclude(host("example.dk.")), []],
    ["a wildcard for a domain", exclude(host("*.example.dk")), []],
    ["a host after a bare @", exclude(mail("@example.dk")), []],
    ["a net without its mask", permit(address(10, 0, 0, 0)), []],
    ["a subtree with a minimum", bounded, []],
    ["a mailbox of another alphabet", permit(mail("example.dk")), [international]],
  ];
  it.each(open)("%s", async (_what, extension, names) => {
    expect(await problems(extension, {}, ...names)).toEqual(unsupported);
  });

  it("policy constraints", async () => {
    expect(await problems(policyConstraints)).toEqual(["extensions: unsupported-chain"]);
  });

  it("more names and limits than anybody needs", async () => {
    const limits = Array.from({ length: 400 }, (_, n) => host(`h${n}.dk`));
    const names = Array.from({ length: 300 }, (_, n) => host(`www.h${n}.dk`));
    expect(await problems(permit(...limits), {}, ...names)).toEqual(unsupported);
  });
});
