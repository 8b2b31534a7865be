import { describe, expect, it } from "@jest/globals";
import type { Result } from "../../../checks/result.js";
import { junit } from "../../../cli/check/junit.js";
import type { Check } from "../../../labs/checks.js";
import { has } from "../../../labs/probes.js";

const check = (says: string, hint?: string): Check => ({
  ...{ says, needs: "objects", probe: has("Namespace/default") },
  ...(hint === undefined ? {} : { hint }),
});
const passed: Result = {
  ...{ step: "1.1", check: check("it holds"), outcome: "passed", tookMs: 1_234 },
};
const failed: Result = {
  ...{ step: "1.1", check: check("it fails", "look <there>"), outcome: "failed", tookMs: 20 },
  ...{ seen: "500 no", wanted: "200", text: 'GET a&b: 500 "no"\nmore\u001b[31m' },
  whole: "<all of it>",
};
const notRun: Result = {
  ...{ step: "1.1", check: check("it waits"), outcome: "not run", why: "needs mesh" },
};

describe("the results as JUnit", () => {
  it("have a suite for each step and a case for each check", () => {
    const step = { step: "1.1", title: "A & B", tookMs: 2_000 };
    expect(junit("week1", [{ ...step, results: [passed, failed, notRun] }])).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="week1" tests="3" failures="1" errors="0" skipped="1" time="2.000">',
        '  <testsuite name="1.1 A &amp; B" tests="3" failures="1" errors="0" skipped="1" time="2.000">',
        '    <testcase classname="week1.1.1" name="it holds" time="1.234"/>',
        '    <testcase classname="week1.1.1" name="it fails" time="0.020">',
        '      <failure message="GET a&amp;b: 500 &quot;no&quot;&#10;more[31m">',
        "        hint: look &lt;there&gt;",
        "        &lt;all of it&gt;",
        "      </failure>",
        "    </testcase>",
        '    <testcase classname="week1.1.1" name="it waits" time="0.000">',
        '      <skipped message="needs mesh"/>',
        "    </testcase>",
        "  </testsuite>",
        "</testsuites>",
        "",
      ].join("\n"),
    );
  });

  it("have an error where the lab did not come to a step", () => {
    const broken = { step: "1.2", title: "B", results: [], tookMs: 0, error: "no Docker" };
    const xml = junit("week1", [broken]);
    expect(xml).toContain('<testsuites name="week1" tests="1" failures="0" errors="1"');
    expect(xml).toContain('<testcase classname="week1.1.2" name="The lab comes to step 1.2">');
    expect(xml).toContain('<error message="no Docker"/>');
  });
});
