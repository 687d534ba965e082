/** Invents the particulars of a test identity. The same draw gives the same person. */
import type { Draw } from "../state/seeded-draw.js";
import type { IdentityKind } from "./identity.js";
import { drawCpr, drawCvr } from "./numbers.js";

const GIVEN_NAMES = {
  female: [
    "Agnes",
    "Bodil",
    "Camilla",
    "Dorthe",
    "Ellen",
    "Freja",
    "Gudrun",
    "Hanne",
    "Ingrid",
    "Josefine",
    "Karla",
    "Lærke",
  ],
  male: [
    "Aksel",
    "Bjarne",
    "Carsten",
    "Ditlev",
    "Emil",
    "Frederik",
    "Gorm",
    "Henning",
    "Ivar",
    "Jeppe",
    "Kjeld",
    "Søren",
  ],
} as const;
const MIDDLE_NAMES = ["", "", "", "Bech", "Holm", "Kjær", "Lund", "Skov", "Vang"];
const SURNAMES = [
  "Andersen",
  "Bisgård",
  "Christoffersen",
  "Dahl",
  "Enevoldsen",
  "Frandsen",
  "Gregersen",
  "Højgaard",
  "Iversen",
  "Jørgensen",
];
const STREETS = ["Algade", "Birkevej", "Dæmningen", "Engvej", "Havnegade", "Kirkestræde", "Møllevej", "Østergade"];
const TOWNS = [
  "1050 København K",
  "2300 København S",
  "4000 Roskilde",
  "5000 Odense C",
  "6700 Esbjerg",
  "8000 Aarhus C",
  "9000 Aalborg",
];
const COMPANY_WORDS = ["Nordlys", "Bøgelund", "Strandby", "Tårnborg", "Vestkyst", "Lindegård", "Havørn", "Klitmøller"];
const COMPANY_FORMS = ["ApS", "A/S", "I/S"];
const TRADES = ["Byg", "Consult", "Data", "Design", "Handel", "Revision", "Transport"];
const PASSWORD_WORDS = ["bakke", "cykel", "drage", "fjord", "gynge", "hylde", "kaffe", "lampe", "maskin", "papir"];

export interface Particulars {
  readonly alias: string;
  readonly password: string;
  readonly name: string;
  readonly cpr: string;
  readonly cvr?: string;
  readonly companyName?: string;
  readonly address: string;
  readonly email: string;
}

export function inventParticulars(draw: Draw, kind: IdentityKind, youth: boolean, now: Date): Particulars {
  const thisYear = now.getUTCFullYear();
  const cpr = drawCpr(draw, youth ? { from: thisYear - 17, to: thisYear - 16 } : { from: 1940, to: 2003 });
  const given = draw.pick(GIVEN_NAMES[Number(cpr[9]) % 2 === 0 ? "female" : "male"]);
  const name = [given, draw.pick(MIDDLE_NAMES), draw.pick(SURNAMES)].filter(Boolean).join(" ");
  const alias = `${plain(given)}-${draw.digits(4)}`;
  const password = inventPassword(draw);
  const address = `${draw.pick(STREETS)} ${1 + draw.below(120)}, ${draw.pick(TOWNS)}`;
  const person = { alias, password, name, cpr, address, email: `${alias}@example.dk` };
  return kind === "MOCES" ? { ...person, cvr: drawCvr(draw), companyName: inventCompanyName(draw) } : person;
}

export function inventCompanyName(draw: Draw): string {
  return `${draw.pick(COMPANY_WORDS)} ${draw.pick(TRADES)} ${draw.pick(COMPANY_FORMS)}`;
}

export function inventPassword(draw: Draw): string {
  return `${draw.pick(PASSWORD_WORDS)}${10 + draw.below(90)}`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa");
}
