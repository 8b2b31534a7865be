import { describe, expect, it } from "@jest/globals";
import { proxiesOf, withoutPassword } from "../../lib/proxy.js";

describe("the proxies of the environment", () => {
  it("are none where none is set", () => {
    expect(proxiesOf({ NO_PROXY: "corp.test" })).toBeUndefined();
  });

  it("are those of the lower-case names where both are set", () => {
    const env = { HTTPS_PROXY: "http://upper:1", https_proxy: "http://lower:2" };
    expect(proxiesOf(env)).toMatchObject({ https: "http://lower:2", http: "" });
  });

  it("can be put aside with an empty name", () => {
    expect(proxiesOf({ HTTPS_PROXY: "http://upper:1", https_proxy: "" })).toBeUndefined();
  });

  it("leave this machine out, beside what NO_PROXY names", () => {
    const env = { HTTP_PROXY: "http://proxy:1", NO_PROXY: ".corp.test,10.0.0.1" };
    expect(proxiesOf(env)?.direct).toBe(".corp.test,10.0.0.1,127.0.0.1,localhost,[::1]");
  });

  it.each(["ftp://proxy:1", "http://", "http://anna:100%@proxy:1"])(
    "must be addresses: %s",
    (value) => {
      expect(() => proxiesOf({ HTTPS_PROXY: value })).toThrow(
        expect.objectContaining({
          code: "bad-proxy",
          message: `HTTPS_PROXY is "${withoutPassword(value)}", which is not the address of a proxy.`,
          next: "export HTTPS_PROXY=http://HOST:PORT (with a password: http://USER:PASSWORD@HOST:PORT)",
        }),
      );
    },
  );

  it.each([
    ["http://anna:secret@proxy:1", "http://***@proxy:1"],
    ["anna:secret@proxy:1", "***@proxy:1"],
    ["http://anna:s/e@cret@proxy:1", "http://***@proxy:1"],
    ["s3+x://anna:s\ne@db", "s3+x://***@db"],
    ["http://anna:s@cret@proxy:1", "http://***@proxy:1"],
    ["http://proxy:1", "http://proxy:1"],
  ])("are shown without their password: %s", (proxy, shown) => {
    expect(withoutPassword(proxy)).toBe(shown);
  });
});
