import { describe, expect, it } from "@jest/globals";
import { agreeToBuilds, type Terminal } from "../../cli/builds.js";

const plan = { parts: ["kubernetes 1.23.17 (6 min 40 s)"], seconds: 400 };

/** A terminal at which somebody answers, and what was asked there. */
function terminal(answer: boolean, given: Partial<Terminal> = {}) {
  const asked: string[] = [];
  const ask = (question: string): Promise<boolean> => {
    asked.push(question);
    return Promise.resolve(answer);
  };
  return { asked, isTTY: true, env: {}, ask, ...given };
}

describe("before builds that take minutes", () => {
  it.each([true, false])("a terminal is asked once, with the time: %s", async (answer) => {
    const at = terminal(answer);
    await expect(agreeToBuilds(false, at)(plan)).resolves.toBe(answer);
    expect(at.asked).toEqual(["Build them now (up to 7 min)?"]);
  });

  it.each([
    ["--yes answers", true, {}],
    ["nobody is asked without a terminal", false, { isTTY: false }],
    ["nobody is asked in CI", false, { env: { CI: "true" } }],
  ])("%s", async (_, yes, given) => {
    const at = terminal(false, given);
    await expect(agreeToBuilds(yes, at)(plan)).resolves.toBe(true);
    expect(at.asked).toEqual([]);
  });

  it("CI=false is no CI", async () => {
    const at = terminal(false, { env: { CI: "false" } });
    await expect(agreeToBuilds(false, at)(plan)).resolves.toBe(false);
  });
});
