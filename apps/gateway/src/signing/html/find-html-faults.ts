/**
 * Why an HTML document would not be to everybody what it was to who signed it: it acts, fetches something, or looks otherwise on another
 * screen. The signing pages run and load nothing; whoever opens the file later may. Tags are read as a browser reads them, one by one:
 * the tree that a browser would make of them can be far larger than the document.
 */
import { type Token, Tokenizer, TokenizerMode } from "parse5";
import { OWN_PICTURE, STATIC_ATTRIBUTES, STATIC_ELEMENTS, UNSTEADY_STYLES } from "./static-html.js";

/** Of the elements that are taken, those in which a browser takes no tags for tags. */
const TEXT_MODES = new Map<string, Tokenizer["state"]>([
  ["title", TokenizerMode.RCDATA],
  ["style", TokenizerMode.RAWTEXT],
]);
const MOST_FAULTS = 50;
const SHOWN = 60;

/** @returns a sentence for each fault, the first fifty in the order of the document */
export function findHtmlFaults(source: string): readonly string[] {
  const faults: string[] = [];
  let style: string[] | undefined; // of the element that is open
  const endStyle = () => {
    faults.push(...faultsOfStyle(style?.join("") ?? ""));
    style = undefined;
  };
  const say = ({ chars }: Token.CharacterToken) => void style?.push(chars);
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: false },
    {
      onStartTag(tag) {
        if (faults.length < MOST_FAULTS) faults.push(...faultsOfTag(tag));
        tokenizer.state = TEXT_MODES.get(tag.tagName) ?? tokenizer.state;
        if (tag.tagName === "style") style = [];
      },
      onEndTag: ({ tagName }) => void (tagName === "style" && endStyle()),
      onCharacter: say,
      onWhitespaceCharacter: say,
      onNullCharacter: () => undefined,
      onComment: () => undefined,
      onDoctype: () => undefined,
      onEof: endStyle,
    },
  );
  tokenizer.write(source, true);
  return faults.slice(0, MOST_FAULTS);
}

function faultsOfTag({ tagName, attrs }: Token.TagToken): readonly string[] {
  if (!STATIC_ELEMENTS.has(tagName)) return [`<${quoted(tagName)}> is not shown alike to everybody`];
  return [...attrs.flatMap((attribute) => faultsOfAttribute(tagName, attribute)), ...faultsOfMeta(tagName, attrs)];
}

function faultsOfAttribute(tagName: string, { name, value }: Token.Attribute): readonly string[] {
  if (!STATIC_ATTRIBUTES.has(name)) return [`<${tagName}> has the attribute ${quoted(name)}, which is not shown alike`];
  if (name === "style") return faultsOfStyle(value);
  if (name === "src" && !OWN_PICTURE.test(value))
    return [`<${tagName}> fetches something: put the picture into the document`];
  if (name === "href" && !value.startsWith("#")) return [`<${tagName}> leads out of the document`];
  return [];
}

/** Only the one thing that is true anyway. */
function faultsOfMeta(tagName: string, attrs: readonly Token.Attribute[]): readonly string[] {
  if (tagName !== "meta") return [];
  const isTrue = attrs.length === 1 && attrs[0]?.name === "charset" && /^utf-8$/i.test(attrs[0].value);
  return isTrue ? [] : ['<meta> says something else than charset="utf-8"'];
}

function faultsOfStyle(style: string): readonly string[] {
  const bare = style.replaceAll(/\/\*.*?(?:\*\/|$)/gs, " ");
  return UNSTEADY_STYLES.filter(([pattern]) => pattern.test(bare)).map(([, what]) => `its style holds ${what}`);
}

function quoted(name: string): string {
  return name.slice(0, SHOWN);
}
