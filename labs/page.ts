import { didYouMean } from "../lib/suggest.js";
import { mistake } from "./mistake.js";
import { blocksOf, type Block, type Wrong } from "./page-blocks.js";

/** What a step is, in the words of its page. */
export const KINDS = ["base", "change", "fault", "load", "look"] as const;
export type StepKind = (typeof KINDS)[number];

/** Something to type, and what it answers. */
export interface Command {
  /** As typed in a shell after `eval "$(./lab env week1)"`; it may have several lines. */
  readonly run: string;
  /** It ends by Ctrl-C only: it wants a terminal of its own. */
  readonly endless: boolean;
  /** The lines of its output that matter; `...` stands for those left out. */
  readonly prints: string;
  /** What to know before it is typed. Default: nothing. */
  readonly before?: string;
}

/** What a step's Markdown file says. */
export interface Page {
  readonly title: string;
  readonly kind: StepKind;
  /** What to see and why: paragraphs, an empty line between them. */
  readonly lesson: string;
  readonly commands: readonly Command[];
  /** What the notes type for the step's change. Empty where they type what the objects say, or nothing. */
  readonly notes: readonly string[];
  /** Where the lab differs from the notes, and why. */
  readonly deviation?: string;
}

/** The headings that a page may have. */
export const TYPED_IN_NOTES = "What the notes type";
export const OTHER_THAN_NOTES = "Other than in the notes";
const HEADINGS = [TYPED_IN_NOTES, OTHER_THAN_NOTES];
const FIELDS = ["title", "kind"] as const;

/**
 * Reads a step's page (docs/how-to/write-a-week.md).
 * @param file how the page is called in an error
 * @param next what shows the page anew. Default: what shows all mistakes of the weeks
 * @throws UsageError naming file, line, what was seen and what is allowed there.
 */
export function parsePage(text: string, file: string, next?: string): Page {
  const wrong: Wrong = (line, seen, allowed) => mistake(`${file}:${line}`, seen, allowed, next);
  const lines = text.split("\n");
  const { fields, end } = frontMatter(lines, wrong);
  const kind = KINDS.find((word) => word === fields.kind.value);
  if (kind === undefined) {
    const { line, value } = fields.kind;
    throw wrong(line, `kind is "${value}".${didYouMean(value, KINDS)}`, KINDS.join(", "));
  }
  const sections = new Map<string, Block[]>([["", []]]);
  let section = "";
  for (const block of blocksOf(lines, end, wrong)) {
    if (block.is === "heading") {
      if (!HEADINGS.includes(block.text) || sections.has(block.text))
        throw wrong(block.line, `heading "${block.text}"`, `${HEADINGS.join(", ")}, once each`);
      section = block.text;
      sections.set(section, []);
    } else sections.get(section)?.push(block);
  }
  const main = sections.get("") ?? [];
  const firstCode = main.findIndex(({ is }) => is !== "paragraph");
  const lesson = main.slice(0, firstCode < 0 ? main.length : firstCode);
  if (lesson.length === 0)
    throw wrong(end + 1, "no lesson", "a paragraph before the first command");
  const deviation = sections.get(OTHER_THAN_NOTES);
  return {
    title: fields.title.value,
    kind,
    lesson: paragraphs(lesson),
    commands: commandsOf(main.slice(lesson.length), wrong),
    notes: (sections.get(TYPED_IN_NOTES) ?? []).map((block) => {
      if (block.is !== "sh")
        throw wrong(block.line, `a ${block.is} under "${TYPED_IN_NOTES}"`, "```sh");
      return block.text;
    }),
    ...(deviation === undefined ? {} : { deviation: proseOf(deviation, wrong) }),
  };
}

type Fields = Record<(typeof FIELDS)[number], { readonly value: string; readonly line: number }>;

function frontMatter(lines: readonly string[], wrong: Wrong): { fields: Fields; end: number } {
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0)
    throw wrong(1, `"${lines[0] ?? ""}"`, "front matter between two lines ---");
  const found: Partial<Fields> = {};
  lines.slice(1, end).forEach((text, index) => {
    const [, key = text, value = ""] = /^(\w+): *(.*)$/.exec(text) ?? [];
    const name = FIELDS.find((field) => field === key);
    if (name === undefined || value === "" || found[name] !== undefined) {
      const suggested = name === undefined ? didYouMean(key, FIELDS) : "";
      const seen = `"${text}" in the front matter.${suggested}`;
      throw wrong(index + 2, seen, `${FIELDS.join(", ")}, once each, with a value`);
    }
    found[name] = { value, line: index + 2 };
  });
  const { title, kind } = found;
  if (title === undefined || kind === undefined)
    throw wrong(end + 1, "front matter without title or kind", FIELDS.join(", "));
  return { fields: { title, kind }, end: end + 1 };
}

const paragraphs = (blocks: readonly Block[]): string =>
  blocks.map(({ text }) => text).join("\n\n");

function proseOf(blocks: readonly Block[], wrong: Wrong): string {
  const code = blocks.find(({ is }) => is !== "paragraph");
  if (code !== undefined) throw wrong(code.line, "a block of code", "paragraphs here");
  return paragraphs(blocks);
}

/** Each command with the output below it. */
function commandsOf(blocks: readonly Block[], wrong: Wrong): Command[] {
  const commands: Command[] = [];
  let before: Block[] = [];
  let at = 0;
  while (at < blocks.length) {
    const block = blocks[at] as Block;
    const output = blocks[at + 1];
    if (block.is === "paragraph") {
      before.push(block);
      at += 1;
      continue;
    }
    if (block.is === "text")
      throw wrong(block.line, "an output without a command", "```sh before it");
    if (output?.is !== "text" || output.text.replaceAll(/^\.\.\.$/gm, "").trim() === "")
      throw wrong(
        block.line,
        `no output under "${block.text.split("\n")[0] ?? ""}"`,
        "```text with the lines that matter",
      );
    commands.push({
      run: block.text,
      endless: block.is === "endless",
      prints: output.text,
      ...(before.length === 0 ? {} : { before: paragraphs(before) }),
    });
    before = [];
    at += 2;
  }
  const [left] = before;
  if (left !== undefined)
    throw wrong(left.line, "a paragraph behind the last command", "one before a command");
  return commands;
}
