import { describe, expect, it } from "@jest/globals";
import { escaped, inScript } from "../../lib/html.js";

describe("a text in a page", () => {
  it("is no tag, no entity and no end of a quote", () => {
    expect(escaped('<b title="a & b">')).toBe("&lt;b title=&quot;a &amp; b&quot;&gt;");
  });

  it("ends no script, and is read again as it was", () => {
    const text = inScript({ name: "</script>" });
    expect(text).not.toContain("<");
    expect(JSON.parse(text)).toEqual({ name: "</script>" });
  });
});
