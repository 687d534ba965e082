/** The operator's rules for HTML sign texts, one function per rule. */
import { type Finding, type FindingRule, MOST_FINDINGS, placeIn, printable } from "../finding.js";
import { type CssFault, checkStyleAttribute, checkStyleSheet } from "./check-css.js";
import { ELEMENTS } from "./element-list.js";
import { type Attribute, type Markup, readMarkup, type StartTag } from "./read-markup.js";
import { readReferences } from "./read-references.js";

interface Fault extends Omit<Finding, "place"> {
  readonly at: number;
}
type Rule = (tag: StartTag) => readonly Fault[];

const RULES: readonly Rule[] = [findForeignAttributes, findRepeatedAttributes, findReferences, findStyles];

/** The breaches, in the order of the text. */
export function checkHtml(source: string): readonly Finding[] {
  const markup = readMarkup(source);
  const faults = markup.flatMap((one, place) => [...checkMarkup(one), ...checkSheet(markup[place - 1], one)]);
  return faults.slice(0, MOST_FINDINGS).map(({ at, ...finding }) => ({ ...finding, place: placeIn(source, at) }));
}

const OTHERS: Readonly<Record<Exclude<Markup["is"], "start" | "end" | "text">, string>> = {
  comment: "a comment is not allowed",
  declaration: "a declaration is not allowed",
  instruction: "a processing instruction is not allowed",
  malformed: "a < that begins no whole tag; what follows was not read",
};

function checkMarkup(markup: Markup): readonly Fault[] {
  if (markup.is === "text") return findControlCharacters(markup);
  if (markup.is !== "start" && markup.is !== "end") return [fault("markup", undefined, OTHERS[markup.is], markup.at)];
  if (!ELEMENTS.has(markup.name)) return [fault("element", markup.name, "the element is not on the list", markup.at)];
  return markup.is === "start" ? RULES.flatMap((rule) => rule(markup)) : [];
}

function findControlCharacters({ text, at }: Extract<Markup, { is: "text" }>): readonly Fault[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  const place = text.search(/[\0-\x08\x0b\x0c\x0e-\x1f]/);
  return place < 0 ? [] : [fault("markup", undefined, "a control character is not allowed", at + place)];
}

function findForeignAttributes({ name, attributes }: StartTag): readonly Fault[] {
  const foreign = attributes.filter((one) => !ELEMENTS.get(name)!.includes(one.name));
  return foreign.map((one) => fault("attribute", one.name, `the attribute is not allowed on ${name}`, one.at));
}

function findRepeatedAttributes({ attributes }: StartTag): readonly Fault[] {
  const repeated = attributes.filter((one, at) => attributes.findIndex(({ name }) => name === one.name) !== at);
  return repeated.map((one) => fault("duplicate-attribute", one.name, "the attribute comes twice", one.at));
}

/** A link leads to a place in the same text. */
function findReferences({ name, attributes }: StartTag): readonly Fault[] {
  const leadsOut = ({ value }: Attribute) => !value.startsWith("#");
  const links = name === "a" ? attributes.filter((one) => one.name === "href" && leadsOut(one)) : [];
  return links.map((one) => fault("reference", "href", "a link may only lead to #a-place in the same text", one.at));
}

function findStyles({ attributes }: StartTag): readonly Fault[] {
  const styles = attributes.filter(({ name }) => name === "style");
  return styles.flatMap(({ value, at }) => checkStyleAttribute(readReferences(value)).map((one) => ({ ...one, at })));
}

function checkSheet(before: Markup | undefined, markup: Markup): readonly CssFault[] {
  if (markup.is !== "text" || before?.is !== "start" || before.name !== "style" || before.closesItself) return [];
  return checkStyleSheet(markup.text).map((one) => ({ ...one, at: markup.at + one.at }));
}

function fault(rule: FindingRule, name: string | undefined, says: string, at: number): Fault {
  return { rule, says, at, ...(name !== undefined && { name: printable(name) }) };
}
