/** What HTML may be made of that everybody sees alike: text, its structure and its looks. What is not listed is refused. */

export const STATIC_ELEMENTS: ReadonlySet<string> = new Set(
  (
    "html head title style meta body address article aside footer header main nav section h1 h2 h3 h4 h5 h6 p div span br hr " +
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td a abbr b big blockquote cite code em figure figcaption " +
    "font i img kbd mark pre q s samp small strike strong sub sup tt u var center wbr"
  ).split(" "),
);

/** Of any element; those with an address in them are looked at by themselves. */
export const STATIC_ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    "align alt bgcolor border cellpadding cellspacing charset class color cols colspan face headers height href id lang name " +
    "rowspan scope size span src start style text type valign value width xmlns"
  ).split(" "),
);

/** A picture that is in the document itself. */
export const OWN_PICTURE = /^data:image\/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*$/;

/**
 * In a style sheet: what is fetched, generated, or differs with the reader's screen, printer, pointer or clock; and escapes, by which any
 * of that could be spelled otherwise.
 */
export const UNSTEADY_STYLES: readonly (readonly [RegExp, string])[] = [
  [/@[a-z-]*/i, "a rule for some readers only, or another style sheet"],
  [/\\/, "an escape"],
  [/(?<![a-z-])(?!rgba?\(|hsla?\()[a-z-]+\(/i, "a function"],
  [/(?<![a-z-])content\s*:/i, "text that is not in the document"],
  [/(?<![a-z-])(?:animation|transition)[a-z-]*\s*:/i, "something that changes with time"],
  [/:(?:hover|active|focus|target|visited)/i, "something that changes with the pointer"],
  [/[\d.](?:[dsl]?v(?:w|h|min|max|i|b)|cq[a-z]+)\b/i, "a measure of the reader's screen"],
];
