import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { chapter } from "../../../labs/chapter.js";
import { requireChapters, requireWhole } from "../../../labs/folders.js";
import { readIntroduction, readPage } from "../../../labs/pages.js";
import { requireReferences } from "../../../labs/page-references.js";
import { look } from "../../../labs/step.js";
import { UsageError } from "../../../lib/errors.js";
import { root } from "../../../lib/paths.js";

/** What a writer is told. */
function told(wrong: () => unknown): { readonly message: string; readonly next?: string } {
  try {
    wrong();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { message, next } = error;
    return next === undefined ? { message } : { message, next };
  }
  throw new Error("nothing was wrong");
}

const FOLDER = "labs/week9/1-start";
const start = chapter(FOLDER, { "9.1-cluster": look, "9.2-namespace": look });
const PAGES = ["9.1-cluster.md", "9.2-namespace.md"];
const CHECK = "npm run check";

describe("a mistake in the files of a chapter is told by the file, with what is allowed", () => {
  it.each<[string, readonly string[], string]>([
    [
      "a page that is not listed",
      [...PAGES, "9.3-canary.md"],
      `${FOLDER}/9.3-canary.md: ${FOLDER}/chapter.ts does not list "9.3-canary". Allowed: the steps that it lists: 9.1-cluster, 9.2-namespace.`,
    ],
    [
      "a typed file with another name than its step",
      [...PAGES, "9.2-namespaces.ts"],
      `${FOLDER}/9.2-namespaces.ts: ${FOLDER}/chapter.ts does not list "9.2-namespaces". Did you mean "9.2-namespace"? Allowed: the steps that it lists: 9.1-cluster, 9.2-namespace.`,
    ],
    [
      "a file with no name of a step's",
      [...PAGES, "9.3_Canary.md"],
      `${FOLDER}/9.3_Canary.md: this is no name of a step's file. Allowed: a step's number, a dash, small letters, digits and dashes, then .md or .ts: 3.15-canary.md.`,
    ],
    [
      "a step without a page",
      ["9.1-cluster.md", "9.2-namespace.ts"],
      `${FOLDER}/chapter.ts: "9.2-namespace" has no page. Allowed: the steps whose pages are there: 9.1-cluster.`,
    ],
  ])("%s", (_what, names, message) => {
    expect(
      told(() => {
        requireWhole(start, names);
      }),
    ).toEqual({ message, next: CHECK });
  });

  it("and files of other names are nobody's step", () => {
    const names = [...PAGES, "README.md", "chapter.ts", "common.ts"];
    expect(() => {
      requireWhole(start, names);
    }).not.toThrow();
  });

  it("a chapter that the week does not list", () => {
    const folders = [FOLDER, "labs/week9/2-routes"];
    expect(
      told(() => {
        requireChapters("week9", [start], folders);
      }),
    ).toEqual({
      message: `labs/week9/2-routes: labs/week9/index.ts lists no such chapter. Allowed: the chapters that it lists: ${FOLDER}.`,
      next: CHECK,
    });
  });

  it("a name in chapter.ts that no step has", () => {
    expect(told(() => chapter(FOLDER, { "9.1-The_cluster": look }))).toEqual({
      message: `${FOLDER}/chapter.ts: "9.1-The_cluster" is no name of a step. Allowed: a step's number, a dash, then small letters, digits and dashes, as 3.15-canary.`,
      next: CHECK,
    });
  });
});

describe("a page that speaks of what there is none of is told by its line", () => {
  const steps = ["1.1", "1.2", "9.1", "9.2"];
  const known = { steps, isThere: (path: string) => path === "9.1-cluster.md" };
  const refer = (...lines: readonly string[]) =>
    told(() => {
      requireReferences(lines.join("\n"), "p.md", known);
    });

  it.each([
    [
      "a step",
      "As in step 9.21.",
      'p.md:2: there is no step "9.21". Did you mean "9.1"? Allowed: 1.1 to 1.2, 9.1 to 9.2.',
    ],
    [
      "a file",
      "See [it](../x.md#there).",
      `p.md:2: the link leads to "../x.md", which is not there. Allowed: the path from the page's folder to a file of the checkout, or https://….`,
    ],
  ])("%s", (_what, line, message) => {
    expect(refer("# Title", line)).toEqual({ message, next: CHECK });
  });

  it.each([
    ["what is there", "steps 1.2 and 9.1, [so](9.1-cluster.md)"],
    ["numbers of no week", "step 0.5"],
    ["what is in a block of code", "```sh\necho step 9.9\n```"],
  ])("and %s is let be", (_what, text) => {
    expect(() => {
      requireReferences(text, "p.md", known);
    }).not.toThrow();
  });
});

describe("a page that is read", () => {
  let path: string;
  /** As the checkout names it. */
  let folder: string;
  beforeAll(() => {
    path = mkdtempSync(join(tmpdir(), "lab-pages-"));
    folder = relative(root, path);
  });
  afterAll(() => {
    rmSync(path, { recursive: true });
  });

  it("is told when it isn't there, with what it holds and what shows it", () => {
    expect(told(() => readPage(`${folder}/9.1-x.md`, [], "./lab show 9.1"))).toEqual({
      message: `${folder}/9.1-x.md: there is no such page. Allowed: front matter, a lesson and commands.`,
      next: "./lab show 9.1",
    });
  });

  it("and so is a chapter's README.md", () => {
    expect(told(() => readIntroduction(folder, []))).toEqual({
      message: `${folder}/README.md: there is no such page. Allowed: "# " and the title, then what the chapter is about.`,
      next: CHECK,
    });
  });

  it.each([
    ["Start\n\nText.\n", `README.md:1: "Start". Allowed: "# " and the title.`],
    ["# Start\n\n", `README.md:2: no text. Allowed: what the chapter is about.`],
    ["# Start\n\n[x](y.md)\n", `README.md:3: the link leads to "y.md"`],
  ])("or one that says too little, or too much: %j", (text, message) => {
    writeFileSync(join(path, "README.md"), text);
    expect(told(() => readIntroduction(folder, [])).message).toContain(message);
  });
});
