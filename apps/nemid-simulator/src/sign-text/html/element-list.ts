/** What an HTML sign text may hold (Implementation Guidelines for NemID, 5.2). Anything else is refused. */
export const ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["html", ["xmlns"]],
  ...withAttributes("head title i b u center", ""),
  ["style", ["type"]],
  ["body", ["text", "bgcolor", "class", "style"]],
  ...withAttributes("p div", "align bgcolor style class"),
  ...withAttributes("ul li h1 h2 h3 h4 h5 h6", "class style"),
  ...withAttributes("ol", "start type style class"),
  ...withAttributes("font", "face size color"),
  ...withAttributes("table", "border cellspacing cellpadding width align"),
  ...withAttributes("tr", "bgcolor class style"),
  ...withAttributes("th td", "bgcolor rowspan colspan align valign width class style"),
  ...withAttributes("a", "href name"),
]);

function withAttributes(elements: string, attributes: string): [string, string[]][] {
  return elements.split(" ").map((element) => [element, attributes === "" ? [] : attributes.split(" ")]);
}

const PROPERTIES = new Set([
  "background",
  "background-color",
  "bottom",
  "clear",
  "color",
  "display",
  "float",
  "height",
  "left",
  "line-height",
  "margin",
  "margin-bottom",
  "margin-left",
  "margin-right",
  "margin-top",
  "overflow",
  "position",
  "right",
  "top",
  "white-space",
  "width",
]);

/** Of these families every property, but not the shorthand that names the family (`border`): nobody says that it is meant. */
const FAMILIES = ["border-", "font-", "list-", "padding-", "text-"];

/** Whether a style may set a CSS property. @param name in lower case */
export function isPropertyAllowed(name: string): boolean {
  return PROPERTIES.has(name) || FAMILIES.some((family) => name.startsWith(family));
}

/** Functions that neither fetch nor run anything; the guidelines name none. */
export const FUNCTIONS: ReadonlySet<string> = new Set(["rgb", "rgba", "hsl", "hsla", "calc"]);
