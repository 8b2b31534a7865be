import { describe, expect, it } from "@jest/globals";
import { deciderFor } from "../../cli/caller.js";

const question = { kind: "take-down", other: "week3", stack: "week1" } as const;

/** A terminal at which somebody answers, and what was asked there. */
function terminal(answer: boolean, isTTY = true) {
  const asked: string[] = [];
  const ask = (text: string): Promise<boolean> => {
    asked.push(text);
    return Promise.resolve(answer);
  };
  return { asked, isTTY, ask };
}

describe("another week that stands on the ports", () => {
  it.each([true, false])("is asked about at a terminal: %s", async (answer) => {
    const at = terminal(answer);
    expect(await deciderFor(false, at)(question)).toBe(answer);
    expect(at.asked).toEqual([
      "week3 stands on the same ports, which only one lab can have: take it down first? Its step is kept.",
    ]);
  });

  it.each([
    ["with --yes, which does not name it", true, true],
    ["without a terminal", false, false],
  ])("is never taken down %s", async (_title, yes, isTTY) => {
    const at = terminal(true, isTTY);
    await expect(deciderFor(yes, at)(question)).rejects.toMatchObject({
      code: "other-lab-stands",
      exitCode: 2,
      message: "week3 stands on kind, with the cluster name and the ports that week1 needs.",
      next: "./lab up week1 --replace week3 takes week3 down first",
    });
    expect(at.asked).toEqual([]);
  });
});

describe("a walk through a week", () => {
  it("is not asked about with --yes", async () => {
    const walk = { kind: "walk", week: "week1", from: "1.1", through: "1.9" } as const;
    expect(await deciderFor(true, terminal(false))(walk)).toBe(true);
  });
});
