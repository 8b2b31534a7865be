import type { Result } from "../../checks/result.js";
import type { StepRun } from "../../app/check/walk.js";
import { tallyOf } from "./print.js";

/**
 * The results as JUnit XML, as CI systems read it: a suite for each step, a case for each check. A step that the
 * lab could not be brought to has a case of its own, with an error.
 */
export function junit(week: string, runs: readonly StepRun[]): string {
  const all = tallyOf(runs.flatMap(({ results }) => results));
  const errors = runs.filter(({ error }) => error !== undefined).length;
  const tests = all.passed + all.failed + all.notRun + errors;
  const time = seconds(runs.reduce((sum, { tookMs }) => sum + tookMs, 0));
  const head = { name: week, tests, failures: all.failed, errors, skipped: all.notRun, time };
  const suites = runs.flatMap((run) => suite(week, run));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    ...element("testsuites", head, suites),
    "",
  ].join("\n");
}

function suite(week: string, { step, title, results, tookMs, error }: StepRun): string[] {
  const { passed, failed, notRun } = tallyOf(results);
  const errors = error === undefined ? 0 : 1;
  const head = {
    name: `${step} ${title}`,
    tests: passed + failed + notRun + errors,
    failures: failed,
    errors,
    skipped: notRun,
    time: seconds(tookMs),
  };
  const classname = `${week}.${step}`;
  const broken = element("testcase", { classname, name: `The lab comes to step ${step}` }, [
    ...element("error", { message: error ?? "" }),
  ]);
  const cases = results.flatMap((result) => testcase(classname, result));
  return element("testsuite", head, [...(error === undefined ? [] : broken), ...cases]);
}

function testcase(classname: string, result: Result): string[] {
  const name = result.check.says;
  if (result.outcome === "not run") {
    const skipped = element("skipped", { message: result.why });
    return element("testcase", { classname, name, time: seconds(0) }, skipped);
  }
  const head = { classname, name, time: seconds(result.tookMs) };
  if (result.outcome === "passed") return element("testcase", head);
  const { text: message, whole } = result;
  const hint = result.check.hint === undefined ? [] : [escaped(`hint: ${result.check.hint}`)];
  if (whole !== undefined) hint.push(escaped(whole));
  return element("testcase", head, element("failure", { message }, hint));
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string[] {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(`${value}`)}"`);
  if (content.length === 0) return [`<${name}${list.join("")}/>`];
  return [`<${name}${list.join("")}>`, ...content.map((line) => `  ${line}`), `</${name}>`];
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Characters that XML 1.0 can't hold in any form: an output may have them, as the codes of colours. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escaped = (text: string): string =>
  text
    .replaceAll(FORBIDDEN, "")
    .replaceAll("\r", "")
    .replaceAll(/[&<>"\n\t]/g, (character) => ENTITIES[character] ?? character);
