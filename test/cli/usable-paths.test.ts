import { describe, expect, it } from "@jest/globals";
import { requireUsableCache } from "../../cli/usable-paths.js";

describe("the folder of the cache", () => {
  it.each(["/home/me/.cache/istio-lab", "/my labs/실습 #1 100%?/cache", "/a\\b,c"])(
    "may be %s",
    (cache) => {
      expect(() => {
        requireUsableCache(cache);
      }).not.toThrow();
    },
  );

  it.each(["/a:b/cache", "/a\nb/cache"])("is refused where PATH can't hold it: %j", (cache) => {
    expect(() => {
      requireUsableCache(cache);
    }).toThrow(
      expect.objectContaining({
        code: "bad-cache-path",
        exitCode: 2,
        message: `The cache can't be in ${JSON.stringify(cache)}: its path has a colon or a line break in it.`,
        next: "set LAB_CACHE to a folder without them; blanks and all other signs are fine",
      }),
    );
  });
});
