import { describe, expect, it } from "@jest/globals";
import { nodeOptions } from "../../lib/node-options.js";

describe("NODE_OPTIONS", () => {
  it.each([
    ["--inspect", ""],
    ["--inspect-brk=9230 --max-old-space-size=4096", "--max-old-space-size=4096"],
    ["--require /other/project/trace.js", ""],
    ['--import "file:///other/hook.mjs" --use-openssl-ca', "--use-openssl-ca"],
    [
      "--dns-result-order=ipv4first  --no-network-family-autoselection",
      "--dns-result-order=ipv4first --no-network-family-autoselection",
    ],
    ["--dns-result-order ipv4first", ""],
    ["--use-openssl-caution", ""],
    ["--tls-min-v1.2 --tls-cipher-list=x", "--tls-cipher-list=x"],
    ["", ""],
  ])("%j keeps %j", (text, kept) => {
    expect(nodeOptions(text)).toBe(kept);
  });
});
