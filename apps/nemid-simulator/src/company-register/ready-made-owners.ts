import type { NewIdentity } from "../register/draw-identity.js";
import type { CompanyRole } from "./company-role.js";

const owns = (cvr: string, companyName: string): CompanyRole => ({ cvr, companyName, role: "owner" });
const directs = (cvr: string, companyName: string, signs: "alone" | "jointly"): CompanyRole => ({
  ...{ cvr, companyName, signs, role: "director" },
});

/** Business owners who are there from the first start, by what they are for. */
export const READY_MADE_OWNERS: readonly (NewIdentity & { readonly alias: string })[] = [
  {
    ...{ autofill: true, kind: "POCES", alias: "owner-of-one" },
    roles: [owns("31000106", "Havørn Design")],
  },
  {
    ...{ autofill: true, kind: "POCES", alias: "owner-of-several" },
    roles: [
      owns("33310439", "Strandby Tømrer"),
      directs("35620761", "Nordlys Handel ApS", "alone"),
      { ...directs("37931101", "Vestkyst Transport ApS", "alone"), dissolved: true },
      directs("40241434", "Tårnborg Revision A/S", "jointly"),
      { cvr: "40241434", companyName: "Tårnborg Revision A/S", role: "board-member" },
    ],
  },
  // Names that do not sort in Danish as bytes do: æ, ø and å come last, in this order, and aa is an å.
  {
    ...{ autofill: true, kind: "POCES", alias: "owner-of-many" },
    roles: [
      directs("42551767", "Østergade Ejendomme ApS", "alone"),
      owns("44862093", "Aabenraa Skilte"),
      directs("49482752", "Ærø Røgeri ApS", "alone"),
      { cvr: "51793080", companyName: "Åens Kajakker I/S", role: "fully-liable-participant" },
      directs("54103417", "Zenit Data ApS", "alone"),
      directs("58724076", "Bøgelund Byg ApS", "alone"),
      directs("61034412", "bageriet Brødre ApS", "alone"),
      { cvr: "63344745", companyName: "Klitmøller Surf I/S", role: "fully-liable-participant" },
      directs("65655071", "Adelgade 3 ApS", "alone"),
      directs("67965418", "Lindegård Holding A/S", "alone"),
    ],
  },
];
