import { describe, expect, it } from "@jest/globals";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../lib/paths.js";

const ROOMS = ["app", "checks", "cli", "components", "lib", "stacks", "targets", "tools"];

/** All texts after `next:` in the sources, with their files. */
async function nextTexts(): Promise<(readonly [string, string])[]> {
  const files = await Promise.all(
    ROOMS.map(async (room) =>
      (await readdir(join(root, room), { recursive: true }))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(room, file)),
    ),
  );
  const found = files.flat().map(async (file) => {
    const text = await readFile(join(root, file), "utf8");
    return [...text.matchAll(/\bnext: ?\n? *(["'`])(.*?)\1[,\s}]/gs)].map(
      ([, , next = ""]) => [file, next] as const,
    );
  });
  return (await Promise.all(found)).flat();
}

/** A command that only the shell of `lab env` has, or that would talk to another cluster than the lab's. */
const OF_LAB_ENV = /(^|[;&(] ?|then )(kubectl|istioctl|pulumi|fortio|kind|kwokctl) /;
/** What plain pulumi is told has pulumi. */
const SAID_TO_PULUMI = /^stacks\/(plain|backend)\.ts$/;

describe("the command that helps against an error", () => {
  it("is one that the learner's shell has", async () => {
    const texts = await nextTexts();
    expect(texts.length).toBeGreaterThan(80);
    const wrong = texts.filter(
      ([file, next]) =>
        OF_LAB_ENV.test(next) && !next.includes("./lab env") && !SAID_TO_PULUMI.test(file),
    );
    expect(wrong).toEqual([]);
  });

  it("is of this lab: no cluster is deleted by its name, which another checkout's may have", async () => {
    const wrong = (await nextTexts()).filter(([, next]) => /kind delete/.test(next));
    expect(wrong).toEqual([]);
  });
});
