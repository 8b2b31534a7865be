import { describe, expect, it } from "@jest/globals";
import { printStep } from "../../../cli/text/step.js";
import type { Step, Week } from "../../../labs/week.js";
import { memoryOutput } from "../../support/memory-output.js";

const plain: Step = {
  id: "9.1",
  type: "O",
  title: "Look around",
  lesson: "Nothing is hidden.",
  commands: [],
  checks: [],
};

const shown = (step: Step, id: string = step.id): string[] => {
  const week: Week = {
    id: "week9",
    title: "a week",
    versions: { kubernetes: "1.23.17", istio: "1.17.8" },
    base: "9.1",
    steps: [step],
  };
  const { output, printed } = memoryOutput("named");
  printStep(output, week, id);
  return printed;
};

describe("a step for the learner", () => {
  it("is its number, title and lesson", () => {
    expect(shown(plain)).toEqual(["", "<bold>9.1 Look around</bold>", "Nothing is hidden."]);
  });

  it("says where the lab differs from the notes", () => {
    expect(shown({ ...plain, deviation: "one node" })).toContain(
      "<yellow>Other than in the notes:</yellow> one node",
    );
  });

  it("ends with the commands to try; those of several lines stay together", () => {
    const step = { ...plain, commands: ["kubectl get pods", "for i in 1 2\ndo curl x\ndone"] };
    expect(shown(step).slice(3)).toEqual([
      "",
      "<dim>Try:</dim>",
      "  <cyan>kubectl get pods</cyan>",
      "  <cyan>for i in 1 2\n  do curl x\n  done</cyan>",
    ]);
  });
});
