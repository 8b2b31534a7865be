import { describe, expect, it } from "@jest/globals";
import { networkRow } from "../../../cli/doctor/network.js";

const file = import.meta.filename;

describe("the doctor's row of the network", () => {
  it("is not there where nothing is set", () => {
    expect(networkRow({ NO_PROXY: "corp.test" })).toBeUndefined();
  });

  it("tells the proxy without its password, and what is asked directly", () => {
    const env = { HTTPS_PROXY: "http://anna:secret@proxy.test:3128", NO_PROXY: "corp.test" };
    expect(networkRow(env)).toEqual({
      what: "network",
      verdict: "ok",
      detail:
        "downloads go through http://***@proxy.test:3128, but for corp.test, 127.0.0.1, localhost, [::1]",
    });
  });

  it("tells the CAs that are trusted", () => {
    expect(networkRow({ NODE_EXTRA_CA_CERTS: file })).toEqual({
      what: "network",
      verdict: "ok",
      detail: `the CAs in ${file} are trusted`,
    });
  });

  it.each([
    [
      "a proxy that is none",
      { HTTPS_PROXY: "ftp://proxy.test" },
      'HTTPS_PROXY is "ftp://proxy.test", which is not the address of a proxy.',
    ],
    [
      "a file that is not there",
      { SSL_CERT_FILE: "/nowhere/ca.pem" },
      "The file with CAs can't be read: /nowhere/ca.pem",
    ],
  ])("is bad with %s, and says what to set", (_, env, detail) => {
    expect(networkRow(env)).toMatchObject({
      verdict: "bad",
      detail,
      next: expect.stringMatching(/^export /),
    });
  });
});
