import { describe, expect, it } from "@jest/globals";
import { requireCertificates } from "../../../app/certs/renew.js";
import { nothing } from "../../../labs/state.js";
import { week1 } from "../../../labs/week1/index.js";
import { week2 } from "../../../labs/week2/index.js";
import { stateAt } from "../../../labs/week.js";

function errorOf(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("new certificates", () => {
  it("can be asked for where a lab has some", () => {
    const standing = stateAt(week2, "2.25");
    expect(() => {
      requireCertificates({ week: week2, standing, at: "2.25" });
    }).not.toThrow();
  });

  it.each([
    [
      { week: week2, standing: stateAt(week2, "2.24"), at: "2.24" },
      "week2 at step 2.24 has no certificates.",
      "./lab goto 2.25 --week week2",
    ],
    [
      { week: week1, standing: nothing, at: undefined },
      "week1 has no certificates.",
      "./lab weeks",
    ],
  ] as const)(
    "are refused where it has none, with where there are some: %#",
    (lab, message, next) => {
      expect(
        errorOf(() => {
          requireCertificates(lab);
        }),
      ).toMatchObject({
        ...{ code: "no-certificates", message, next },
      });
    },
  );
});
