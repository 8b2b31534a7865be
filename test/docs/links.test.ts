import { describe, expect, it } from "@jest/globals";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { root } from "../../lib/paths.js";

interface Link {
  readonly file: string;
  readonly target: string;
}

/** The pages of the project, relative to the checkout. */
const pages = (): string[] =>
  readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(root, entry.name), { recursive: true, encoding: "utf8" }).map((file) =>
            join(entry.name, file),
          )
        : [entry.name],
    )
    .filter((file) => file.endsWith(".md"));

const textOf = (file: string): string =>
  readFileSync(file, "utf8").replaceAll(/^( *)```[^]*?^\1```/gm, "");

/** The links to places in the repository. */
const linksIn = (file: string): Link[] =>
  [...textOf(join(root, file)).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => ({ file, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));

/** The anchor of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\- _]/gu, "")
    .replaceAll(" ", "-");

const anchorsIn = (file: string): string[] =>
  [...textOf(file).matchAll(/^#+ +(.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));

function isDead({ file, target }: Link): boolean {
  const [path = "", anchor] = target.split("#");
  const there = path === "" ? join(root, file) : resolve(root, dirname(file), path);
  if (!existsSync(there)) return true;
  return anchor !== undefined && !anchorsIn(there).includes(anchor);
}

describe("the pages of the project", () => {
  it("have no link to what is not in the repository", () => {
    const links = pages().flatMap(linksIn);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(isDead)).toEqual([]);
  });
});
