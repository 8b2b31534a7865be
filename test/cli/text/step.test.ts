import { describe, expect, it } from "@jest/globals";
import { printStep } from "../../../cli/text/step.js";
import type { Step, Week } from "../../../labs/week.js";
import { memoryOutput } from "../../support/memory-output.js";

const plain: Step = {
  id: "9.1",
  kind: "look",
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

  it("is wrapped into lines of at most 100 signs, and keeps its paragraphs apart", () => {
    const lesson = `${"word ".repeat(30).trim()}.\n\nAnother one.`;
    const lines = shown({ ...plain, lesson }).slice(2);
    expect(lines.slice(-2)).toEqual(["", "Another one."]);
    expect(lines.map((line) => line.length <= 100)).toEqual(lines.map(() => true));
    expect(lines.length).toBe(4);
  });

  it("says where the lab differs from the notes", () => {
    expect(shown({ ...plain, deviation: "One node." }).slice(-2)).toEqual([
      "<yellow>Other than in the notes:</yellow>",
      "One node.",
    ]);
  });

  it("shows what to type and what it prints; a command of several lines stays together", () => {
    const commands = [
      { run: "kubectl get pods", prints: "NAME\nnetshoot", endless: false, before: "First look." },
      { run: "while true\ndo curl x\ndone", prints: "200", endless: true },
    ];
    expect(shown({ ...plain, commands }).slice(3)).toEqual([
      "",
      "<dim>Try:</dim>",
      "  First look.",
      "  <cyan>kubectl get pods</cyan>",
      "<dim>    NAME</dim>",
      "<dim>    netshoot</dim>",
      "",
      "  <cyan>while true\n  do curl x\n  done</cyan><dim>  (runs until Ctrl-C)</dim>",
      "<dim>    200</dim>",
    ]);
  });
});
