import { describe, expect, it } from "@jest/globals";
import { prepareEach } from "../../../cli/commands/env.js";
import type { Week } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import { week3 } from "../../../labs/week3/index.js";

/** What is prepared and said where week 3 fails. */
async function withBroken3(named: Week | undefined): Promise<readonly string[]> {
  const told: string[] = [];
  const say = (line: string): void => void told.push(line);
  await prepareEach([week3, week1], named, { say }, ({ id }) => {
    if (id === "week3") return Promise.reject(new Error("its config is broken"));
    told.push(id);
    return Promise.resolve();
  });
  return told;
}

describe("the shell of a week", () => {
  it("is there whatever is wrong with another one, which is told", async () => {
    const left = "week3 is left out: its config is broken";
    expect(await withBroken3(week1)).toEqual([left, "week1"]);
  });

  it.each([[week3], [undefined]])(
    "is not there where its own is broken, or all are wanted: %#",
    async (named) => {
      await expect(withBroken3(named)).rejects.toThrow("its config is broken");
    },
  );
});
