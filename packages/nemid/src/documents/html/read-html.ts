/** The elements of an HTML document as they are written: every tag opened, closed and nested, and nothing that a browser would mend. */
import { type Token, Tokenizer, TokenizerMode } from "parse5";
import { type Finding, finding, quote } from "../findings.js";

export interface HtmlElement {
  readonly name: string;
  readonly attributes: readonly Token.Attribute[];
  readonly line: number;
  readonly offset: number; // of its start tag: its name among all elements
  readonly parent: HtmlElement | undefined;
  readonly depth: number;
  text: string; // its own, that of its children left out
}

export interface WrittenHtml {
  readonly elements: readonly HtmlElement[]; // in the order in which they begin
  readonly findings: readonly Finding[];
}

/** A browser's parser reaches its limit at 512 and goes on with another tree. */
const deepest = 128;

/** In these a browser takes no tags for tags. */
const textModes = new Map<string, Tokenizer["state"]>([
  ["title", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
]);

/** None of them is on the list; they are named, and not taken for open. */
const withoutEnd: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

export function readHtml(source: string): WrittenHtml {
  const elements: HtmlElement[] = [];
  const findings: Finding[] = [];
  const open: HtmlElement[] = [];
  const object = (token: { readonly location: Token.Location | null }, what: string, ...path: string[]) =>
    findings.push(finding(`line ${token.location?.startLine ?? 1}: ${what}`, ...path));

  function begin(token: Token.TagToken): void {
    const { tagName: name, attrs: attributes, location } = token;
    const [parent, depth] = [open.at(-1), open.length];
    const element = {
      name,
      attributes,
      line: location?.startLine ?? 1,
      offset: location?.startOffset ?? 0,
      parent,
      depth,
      text: "",
    };
    if (depth >= deepest) return void object(token, `more than ${deepest} elements in one another`);
    if (depth === 0 && elements.length > 0) object(token, `<${name}> stands outside of <html>`, name);
    elements.push(element);
    if (withoutEnd.has(name)) return;
    open.push(element);
    tokenizer.state = textModes.get(name) ?? tokenizer.state;
  }
  function end(token: Token.TagToken): void {
    const current = open.at(-1);
    if (current?.name === token.tagName) return void open.pop();
    const due = current ? `<${current.name}> of line ${current.line} is still open` : "nothing is open";
    object(token, `</${token.tagName}> stands where ${due}`, token.tagName);
    const at = open.findLastIndex(({ name }) => name === token.tagName);
    if (at >= 0) open.length = at;
  }
  function say(token: Token.CharacterToken): void {
    const current = open.at(-1);
    if (current) current.text += token.chars;
    else object(token, `text stands outside of <html>: ${quote(token.chars)}`);
  }

  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: begin,
      onEndTag: end,
      onCharacter: say,
      onNullCharacter: () => undefined, // a parse error by itself
      onWhitespaceCharacter: (token) => void (open.length > 0 && say(token)),
      onComment: (token) => void object(token, "a comment, which would be signed and never shown: leave it out"),
      onDoctype: (token) => void object(token, "a DOCTYPE: the document must begin with the tag html"),
      onEof: () => undefined,
      onParseError: ({ code, startLine }) => void findings.push(finding(`line ${startLine}: malformed HTML: ${code}`)),
    },
  );
  tokenizer.write(source, true);
  for (const { name, line } of open) findings.push(finding(`line ${line}: <${name}> is never closed`, name));
  return { elements, findings };
}
