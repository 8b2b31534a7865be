import { describe, expect, it } from "@jest/globals";
import { printCauses, printProblems, printUnwell } from "../../../cli/text/problems.js";
import type { Problem } from "../../../checks/health/problem.js";
import { liveObject } from "../../support/fake-live.js";
import { memoryOutput } from "../../support/memory-output.js";

const problem = (more: Partial<Problem> = {}): Problem => ({
  ...{ code: "c", object: "Pod/shop/a", says: "Pod shop/a is odd", weight: "fault" },
  ...more,
});
const many = Array.from({ length: 10 }, (_, index) => problem({ says: `${index}` }));

describe("before an up", () => {
  const shown = (...problems: readonly Problem[]): string[] => {
    const { output, printed } = memoryOutput();
    printProblems(output, "week1", problems);
    return printed;
  };

  it.each<[string, Problem["cure"]]>([
    [
      "Pod shop/a is odd, its workload is restarted",
      { how: "restart", workload: "Deployment/s/a" },
    ],
    ["Pod shop/a is odd, it is made again", { how: "replace", pod: "Pod/shop/a" }],
    ["Pod shop/a is odd, it is uncordoned", { how: "uncordon", node: "n1" }],
    [
      "Pod shop/a is odd, which is taken away",
      { how: "release", object: liveObject("v1", "Pod", { name: "a" }) },
    ],
    ["Pod shop/a is odd", { how: "wait" }],
  ])("it is said: %s", (line, cure) => {
    expect(shown(problem({ ...(cure === undefined ? {} : { cure }) }))).toEqual([`! ${line}`]);
  });

  it("what was made by hand is shown with the command, and left", () => {
    const note = problem({ weight: "note", help: "kubectl delete quota x" });
    expect(shown(note)).toEqual([
      "! Pod shop/a is odd",
      "    by hand: kubectl delete quota x",
      '  kubectl is in the shell after: eval "$(./lab env week1)"',
    ]);
  });

  it("of many the first are shown", () => {
    expect(shown(...many).at(-1)).toBe("! and 2 more");
  });
});

describe("in the status", () => {
  const shown = (...problems: readonly Problem[]): string[] => {
    const { output, printed } = memoryOutput();
    printUnwell(output, "week1", problems);
    return printed;
  };

  it("faults and notes are told apart, with the commands that help and how to have kubectl", () => {
    const fault = problem({ help: "kubectl delete quota x", stuck: true });
    expect(shown(fault, problem({ weight: "note", says: "Pod shop/b was made by hand" }))).toEqual([
      "  not working: Pod shop/a is odd",
      "  note: Pod shop/b was made by hand",
      "  by hand: kubectl delete quota x",
      '  kubectl is in the shell after: eval "$(./lab env week1)"',
    ]);
  });

  it("up is named where it does something about it", () => {
    expect(shown(problem()).at(-1)).toBe("  next: ./lab up week1 does what it can about it");
  });

  it("nothing is shown where nothing is wrong", () => {
    expect(shown()).toEqual([]);
  });

  it("of many the first are shown", () => {
    expect(shown(...many)).toContain("  and 2 more");
  });
});

it("after a failed check what the lab sees is told, of much the first", () => {
  const { output, printed } = memoryOutput();
  printCauses(output, ["a", ...many.map(({ says }) => says)]);
  expect(printed[0]).toBe("  the lab sees: a");
  expect(printed.at(-1)).toBe("  and 3 more");
});
