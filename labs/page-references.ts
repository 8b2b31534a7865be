import { mistake } from "./mistake.js";

/** What a page may speak of. */
export interface Known {
  /** The ids of steps. A number like 0.5 or 1.17 of no week among them is no step. */
  readonly steps: readonly string[];
  /** Whether there is a file, by its path from the page's folder. */
  readonly isThere: (path: string) => boolean;
}

const weekOf = (id: string): string => id.replace(/\..*$/, "");

const LINK = /\]\((?!https?:)([^)#]+)/g;
const STEP = /\bsteps? (\d+)((?:\.\d+){1,2})/g;

/**
 * Looks at what a page speaks of: `step 3.15`, and links to files. What is in blocks of code is not looked at.
 * @param next what shows the page anew. Default: what shows all mistakes of the weeks
 * @throws UsageError with file and line for a step or a file that there is none of.
 */
export function requireReferences(text: string, file: string, known: Known, next?: string): void {
  const weeks = new Set(known.steps.map(weekOf));
  prose(text).forEach((line, index) => {
    const at = `${file}:${index + 1}`;
    for (const [, week = "", step = ""] of line.matchAll(STEP)) {
      const id = `${week}${step}`;
      if (!weeks.has(week) || known.steps.includes(id)) continue;
      throw mistake(at, `there is no step "${id}"`, rangesOf(known.steps), next);
    }
    for (const [, link = ""] of line.matchAll(LINK)) {
      if (known.isThere(link)) continue;
      const allowed = "the path from the page's folder to a file of the checkout, or https://…";
      throw mistake(at, `the link leads to "${link}", which is not there`, allowed, next);
    }
  });
}

/** The lines of a text, those within blocks of code empty. */
function prose(text: string): readonly string[] {
  let inCode = false;
  return text.split("\n").map((line) => {
    const isFence = line.startsWith("```");
    if (isFence) inCode = !inCode;
    return inCode || isFence ? "" : line;
  });
}

/** `1.1 to 1.60, 3.1 to 3.66` */
function rangesOf(steps: readonly string[]): string {
  const ranges = [...new Set(steps.map(weekOf))].map((week) => {
    const ids = steps.filter((id) => weekOf(id) === week);
    return `${ids[0] ?? ""} to ${ids.at(-1) ?? ""}`;
  });
  return ranges.join(", ");
}
