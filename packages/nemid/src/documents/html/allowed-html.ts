/**
 * The operator's list of HTML (implementation guidelines, section 5.2): what is not on it, NemID's clients refuse with APP002. Longer
 * lists are about; see docs/decisions/0026.
 */
const styled = ["class", "style"];
const cell = ["bgcolor", "rowspan", "colspan", "align", "valign", "width", ...styled];
const block = ["align", "bgcolor", ...styled];

/** The attributes that an element may have. */
export const allowedElements: Readonly<Record<string, readonly string[]>> = {
  html: ["xmlns"],
  head: [],
  title: [],
  style: ["type"],
  body: ["text", "bgcolor", ...styled],
  p: block,
  div: block,
  ul: styled,
  ol: ["start", "type", ...styled],
  li: styled,
  h1: styled,
  h2: styled,
  h3: styled,
  h4: styled,
  h5: styled,
  h6: styled,
  font: ["face", "size", "color"],
  table: ["border", "cellspacing", "cellpadding", "width", "align"],
  tr: ["bgcolor", ...styled],
  th: cell,
  td: cell,
  i: [],
  b: [],
  u: [],
  center: [],
  a: ["href", "name"],
};

/** Text that stands directly in these is moved elsewhere by a browser. */
export const elementsWithoutText: ReadonlySet<string> = new Set(["html", "head", "table", "tr"]);

/** Where alone these may stand: what a title says elsewhere would be signed and never shown. */
export const onlyIn: Readonly<Record<string, string>> = { head: "html", body: "html", title: "head", style: "head" };
