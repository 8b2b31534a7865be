import { describe, expect, it } from "@jest/globals";
import { parsePage } from "../../../labs/page.js";

const FRONT = ["---", "title: Release v2", "kind: change", "---", ""];
const LESSON = ["A canary.", "It is small.", ""];
const COMMAND = ["```sh", "kubectl get vs", "```", "", "```text", "NAME", "```"];

const page = (...parts: readonly (readonly string[])[]): string => parts.flat().join("\n");
const read = (...parts: readonly (readonly string[])[]) => parsePage(page(...parts), "p.md");

describe("a page", () => {
  it("has a title, a kind, a lesson, and commands with what they print", () => {
    expect(read(FRONT, LESSON, ["", "Second.", ""], COMMAND)).toEqual({
      title: "Release v2",
      kind: "change",
      lesson: "A canary. It is small.\n\nSecond.",
      commands: [{ run: "kubectl get vs", endless: false, prints: "NAME" }],
      notes: [],
    });
  });

  it("may say something before a command, and that a command runs for ever", () => {
    const loop = [
      "",
      "Leave it running.",
      "",
      "```sh until Ctrl-C",
      "a",
      "b",
      "```",
      "```text",
      "1",
      "```",
    ];
    expect(read(FRONT, LESSON, COMMAND, loop).commands[1]).toEqual({
      ...{ run: "a\nb", endless: true, prints: "1", before: "Leave it running." },
    });
  });

  it("may say what the notes type, and where the lab differs", () => {
    const rest = [
      ...["", "## What the notes type", "", "```sh", "./chaos.sh 500 100", "```"],
      ...["", "## Other than in the notes", "", "No script.", "", "- one", "- two"],
    ];
    const { notes, deviation } = read(FRONT, LESSON, rest);
    expect([notes, deviation]).toEqual([["./chaos.sh 500 100"], "No script.\n\n- one\n- two"]);
  });

  it.each<[string, readonly (readonly string[])[], string]>([
    ["without front matter", [LESSON], 'p.md:1: "A canary."'],
    [
      "with an unknown key",
      [["---", "titel: x", "---"], LESSON],
      'p.md:2: "titel: x" in the front matter. Did you mean "title"? Allowed: title, kind, once each, with a value.',
    ],
    ["with a key twice", [["---", "title: x", "title: y", "---"]], 'p.md:3: "title: y"'],
    ["without a kind", [["---", "title: x", "---"], LESSON], "p.md:3: front matter without"],
    [
      "of an unknown kind",
      [["---", "title: x", "kind: lok", "---"]],
      'p.md:3: kind is "lok". Did you mean "look"? Allowed: base, change, fault, load, look.',
    ],
    ["without a lesson", [FRONT, COMMAND], "p.md:5: no lesson"],
    [
      "with a command without output",
      [FRONT, LESSON, ["```sh", "ls", "```"]],
      'p.md:9: no output under "ls"',
    ],
    [
      "with an empty output",
      [FRONT, LESSON, ["```sh", "ls", "```", "```text", "", "```"]],
      "p.md:9: no output",
    ],
    [
      "with nothing but dots for an output",
      [FRONT, LESSON, ["```sh", "ls", "```", "```text", "...", "```"]],
      "p.md:9: no output",
    ],
    [
      "with an output alone",
      [FRONT, LESSON, ["```text", "x", "```"]],
      "p.md:9: an output without a command",
    ],
    ["with another language", [FRONT, LESSON, ["```yaml", "x", "```"]], 'p.md:9: "```yaml"'],
    ["with dots for what is not written yet", [FRONT, LESSON, ["..."]], 'p.md:9: "..."'],
    [
      "with a block that has no end",
      [FRONT, LESSON, ["```sh", "x"]],
      'p.md:9: "```sh" without an end',
    ],
    ["with an unknown heading", [FRONT, LESSON, ["## Try"]], 'p.md:9: heading "Try"'],
    [
      "with words behind the last command",
      [FRONT, LESSON, COMMAND, ["", "So."]],
      "p.md:17: a paragraph behind",
    ],
    [
      "with code where prose belongs",
      [FRONT, LESSON, ["## Other than in the notes", "```sh", "x", "```"]],
      "p.md:10: a block of code",
    ],
  ])("%s is wrong, and told by file and line, with what is allowed", (_name, parts, message) => {
    expect(() => read(...parts)).toThrow(message);
    expect(() => read(...parts)).toThrow(/Allowed: \S/);
  });

  it.each([
    ["the step anew", "./lab show 9.2"],
    ["all mistakes of the weeks, where nobody says otherwise", undefined],
  ])("and what shows %s", (_what, next) => {
    const read9 = () => parsePage("", "p.md", next);
    expect(read9).toThrow(expect.objectContaining({ next: next ?? "npm run check" }));
  });
});
